-- grain: one row per thing to mind about papers of one official, with the papers and the provision
-- Of the administration only: what the Party decided is recorded, never counted. Not of the Director and
-- deputies, nor of a name that two people bear, nor of what was excluded after an objection.
with {discipline}, found as (
    select 'under_discipline' as flag, official, unit_id, record_id, null as other_id, first_day as since,
        nullif(last_day, date '9999-12-31') as until, null::date as longest_until, stage as detail,
        null as basis, null as mark, day
    from under where $as_of between first_day and last_day
    union all
    select 'moved_while_disciplined', m.official, m.unit_id, m.record_id, u.record_id, u.first_day,
        nullif(u.last_day, date '9999-12-31'), null, u.stage, null, null, m.day
    from counted m join under u on u.official = m.official and m.issued_on between u.first_day and u.last_day
    where m.kind = 'transfer' and m.issued_on <= $as_of
    union all
    select 'commended_while_open', m.official, m.unit_id, m.record_id, u.record_id, u.first_day,
        nullif(u.last_day, date '9999-12-31'), null, u.stage, null, null, m.day
    from counted m join under u on u.official = m.official and m.issued_on between u.first_day and u.last_day
    where m.kind = 'commendation' and u.stage = 'considered' and m.issued_on <= $as_of
    union all
    select 'one_achievement_twice', b.official, b.unit_id, b.record_id, a.record_id, a.issued_on, null, null,
        b.grounds, null, null, b.day
    from counted a join counted b on a.official = b.official and a.kind = b.kind and a.record_id <> b.record_id
        and (a.issued_on, a.record_id) < (b.issued_on, b.record_id)
    where a.kind = 'commendation' and b.issued_on <= $as_of and (
        list_has_any(a.item_refs, b.item_refs) or list_has_any(a.item_ids, b.item_ids)
        or lower(trim(a.grounds)) = lower(trim(b.grounds)) and b.issued_on < a.issued_on + to_months(
            (select max(number) from record_flag where flag = 'one_achievement_twice')))
    union all
    select e.term || '_near', c.official, c.unit_id, c.record_id, null, e.since, e.until, e.longest_until,
        coalesce(e.of_form, ''), e.basis, e.mark, c.day
    from ends e join counted c using (record_id)
    where e.term in ('conclusion', 'limitation') and e.since <= $as_of
        and (c.closed is null or c.closed > $as_of)
        and (e.number is null or $as_of >= e.until - e.warn_days)
)
select f.* exclude (basis, mark, day), coalesce(f.basis, r.basis) as basis, coalesce(f.mark, r.mark) as mark
from found f left join record_flag r on r.flag = f.flag
    and f.day between coalesce(r.valid_from, date '0001-01-01') and coalesce(r.valid_to, date '9999-12-31')
order by f.official, f.since, f.flag, f.record_id, f.other_id

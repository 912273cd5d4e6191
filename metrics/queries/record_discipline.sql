-- grain: CTEs: counted one row per paper that may be counted; ends one per discipline and term of the law
-- with its last day; under one per discipline and stage (considered, in force) with its days
paper as (
    select * from ({papers}) where $official is null or official = $official
), counted as (
    select * exclude (day), day,
        coalesce(concluded_on, case when lower(form) in (
            select lower(form) from record_form where decision_kind = 'discipline') then issued_on end) as closed
    from paper
    where not leads and namesakes <= 1 and not excluded and official is not null
        and (body = 'administration' or (body is null and kind <> 'discipline'))
), term as (
    select d.record_id, t.* exclude (mark, person_kind, form), t.form as of_form, t.mark,
        case t.term when 'effect' then d.issued_on when 'limitation' then d.violated_on else d.considered_from end as since
    from counted d join record_term t on t.person_kind = d.person_kind
        and (t.form is null or lower(t.form) = lower(d.form) or d.closed is null and t.term = 'limitation')
        and coalesce(if(t.term = 'effect', d.issued_on, d.considered_from), d.day)
            between coalesce(t.valid_from, date '0001-01-01') and coalesce(t.valid_to, date '9999-12-31')
    where d.kind = 'discipline'
    qualify d.closed is null and t.term = 'limitation'
        or row_number() over (partition by d.record_id, t.term order by t.form is null) = 1
), ends as (
    select *, if(term = 'effect', plain_end, (select min(k.day) from calendar k where k.is_working and k.day between plain_end and plain_end + 30)) as until,
        (select min(k.day) from calendar k where k.is_working and k.day between since + longest and since + longest + 30) as longest_until
    from (select *, cast(since + case unit when 'day' then to_days(number)
        when 'month' then to_months(number) else to_years(number) end as date) as plain_end from term)
), discipline as (
    select c.*, coalesce(c.valid_to, e.until - 1) as in_force_until
    from counted c left join ends e on e.record_id = c.record_id and e.term = 'effect'
    where c.kind = 'discipline'
), under as (
    select *, 'considered' as stage, considered_from as first_day, coalesce(closed, date '9999-12-31') as last_day
    from discipline where considered_from is not null
    union all
    select *, 'in_force', issued_on, coalesce(in_force_until, date '9999-12-31')
    from discipline where closed is not null and issued_on is not null and closed <= $as_of
)

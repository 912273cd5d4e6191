-- grain: one row per case and time that full exports of its source did not list it, though later ones do
with shown as (
    select distinct o.case_id, o.source, o.kind, o.as_of from observation o
), spells as (
    select case_id, source, kind, as_of,
        lead(as_of) over (partition by case_id order by as_of) as back_on
    from shown
)
select s.source, t.source_id, t.subject, cast(s.as_of as date) as last_seen,
    cast(min(u.as_of) as date) as missing_on, cast(s.back_on as date) as back_on, s.case_id,
    (select min(w.item_id) from work_item w where w.case_id = s.case_id) as item_id
from spells s
join upload u on u.source = s.source and u.kind = s.kind and u.is_full
    and u.as_of > s.as_of and u.as_of < s.back_on
join case_text t on t.case_id = s.case_id
group by s.source, s.case_id, s.as_of, s.back_on, t.source_id, t.subject
order by s.source, back_on desc, s.case_id

-- grain: one row per open case that the newest full export of its source no longer lists
with newest as (
    select source, kind, max(as_of) as as_of from upload where is_full group by source, kind
), last_seen as (
    select case_id, source, kind, max(as_of) as as_of, max(obs_no) as obs_no
    from observation group by case_id, source, kind
)
select l.source, t.source_id, t.subject, cast(l.as_of as date) as last_seen,
    cast(n.as_of as date) as newest_export, l.case_id,
    (select min(w.item_id) from work_item w where w.case_id = l.case_id) as item_id
from last_seen l
join newest n on n.source = l.source and n.kind = l.kind and l.as_of < n.as_of
join case_text t on t.case_id = l.case_id
where l.case_id in (select case_id from work_item where closed_on is null)
order by l.source, l.as_of, l.case_id

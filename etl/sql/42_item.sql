-- grain: one row per item: how it stands in the end, since which export, and which last said else
create temp table item_span as
select item_id, min(idx) as first_idx, max(idx) as last_idx from item_observation group by item_id;

create temp table item_past as
with seen as (
    select i.item_id, i.idx, i.previous_as_of, s.first_idx, o.*
    from item_observation i
    join item_span s on s.item_id = i.item_id and s.first_idx < s.last_idx
    join stood o using (obs_no)
), judged as (
    select *, arg_max(standing, idx) over (partition by item_id) as final_standing from seen
), turned as (
    select *, max(case when standing <> final_standing then idx end) over (partition by item_id) as last_else
    from judged
)
select item_id, min(as_of) as first_seen,
    max(as_of) filter (standing <> final_standing) as else_seen,
    min(as_of) filter (idx > coalesce(last_else, 0)) as final_seen,
    arg_max(opened_on, idx) as opened_on,
    any_value(previous_as_of) filter (idx = first_idx) as absent_before,
    arg_max(closed_on, idx) filter (idx > coalesce(last_else, 0)) as closed_on,
    arg_max(closed_at, idx) filter (idx > coalesce(last_else, 0)) as closed_at,
    coalesce(arg_min(first_due_on, idx), arg_min(due_on, idx)) as first_due_on,
    coalesce(arg_min(first_due_end, idx), arg_min(due_end, idx)) as first_due_end
from turned group by item_id;

create temp table item as
select i.item_id, i.case_id, i.role, i.unit_id, i.obs_no, o.standing as final_standing,
    coalesce(p.first_seen, o.as_of) as first_seen, p.else_seen,
    coalesce(p.final_seen, o.as_of) as final_seen, coalesce(p.opened_on, o.opened_on) as opened_given,
    case when p.item_id is null then i.previous_as_of else p.absent_before end as absent_before,
    i.next_as_of as absent_after, o.verdict,
    coalesce(p.closed_on, o.closed_on) as closed_given, coalesce(p.closed_at, o.closed_at) as closed_at,
    coalesce(p.first_due_on, o.first_due_on, o.due_on) as first_due_on,
    coalesce(p.first_due_end, o.first_due_end, o.due_end) as first_due_end, o.due_on, o.due_end
from item_observation i
join item_span s on s.item_id = i.item_id and s.last_idx = i.idx
join stood o using (obs_no)
left join item_past p on p.item_id = i.item_id;

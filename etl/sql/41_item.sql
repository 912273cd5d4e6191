-- grain: one row per item: how it stands in the end, since which export, and which last said else
create temp table item as
with seen as (
    select i.*, o.verdict, o.closed_on, o.closed_at, o.first_due_on, o.first_due_end,
        o.due_on, o.due_end, max(i.idx) over (partition by i.item_id) as last_idx,
        min(i.idx) over (partition by i.item_id) as first_idx
    from item_observation i join observation o using (obs_no)
), last_change as (
    select *, arg_max(standing, idx) over (partition by item_id) as final_standing
    from seen
)
select
    item_id, any_value(case_id) as case_id, any_value(role) as role, any_value(unit_id) as unit_id,
    arg_max(obs_no, idx) as obs_no, min(as_of) as first_seen, max(as_of) as last_seen,
    any_value(final_standing) as final_standing,
    max(as_of) filter (standing <> final_standing) as else_seen,
    min(as_of) filter (idx > coalesce(last_other, 0)) as final_seen,
    arg_max(opened_on, idx) as opened_given,
    any_value(previous_as_of) filter (idx = first_idx) as absent_before,
    any_value(next_as_of) filter (idx = last_idx) as absent_after,
    any_value(verdict) filter (idx = last_idx) as verdict,
    arg_max(closed_on, idx) filter (standing = final_standing) as closed_given,
    arg_max(closed_at, idx) filter (standing = final_standing) as closed_at,
    coalesce(arg_min(first_due_on, idx), arg_min(due_on, idx)) as first_due_on,
    coalesce(arg_min(first_due_end, idx), arg_min(due_end, idx)) as first_due_end,
    any_value(due_on) filter (idx = last_idx) as due_on,
    any_value(due_end) filter (idx = last_idx) as due_end
from (
    select *, max(case when standing <> final_standing then idx end)
        over (partition by item_id) as last_other
    from last_change
)
group by item_id;

-- grain: one row per item and span of days in which what may change stood unchanged
-- valid_from is included, valid_to is not; the first version also speaks for the days before it.
create temp table item_version as
with once as (
    select i.item_id, i.obs_no from item_observation i
    join item_span s on s.item_id = i.item_id and s.first_idx = s.last_idx
), seen as (
    select i.item_id, i.idx, cast(o.as_of as date) as day, o.*
    from item_observation i
    join item_span s on s.item_id = i.item_id and s.first_idx < s.last_idx
    join stood o using (obs_no)
    qualify row_number() over (partition by i.item_id, cast(o.as_of as date) order by i.idx desc) = 1
), marked as (
    select *, row_number() over by_time as version,
        struct_pack(due_end, source_status, state) is distinct from
            lag(struct_pack(due_end, source_status, state)) over by_time as changed
    from seen window by_time as (partition by item_id order by idx)
)
select item_id, obs_no, date '0001-01-01' as valid_from, date '9999-12-31' as valid_to from once
union all
select item_id, obs_no, case when version = 1 then date '0001-01-01' else day end,
    coalesce(lead(day) over (partition by item_id order by idx), date '9999-12-31')
from marked
where version = 1 or changed;

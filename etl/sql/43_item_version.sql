-- grain: one row per item and span of days in which what may change stood unchanged
-- valid_from is included, valid_to is not; the first version also speaks for the days before it.
create temp table item_version as
with seen as (
    select i.item_id, i.idx, cast(i.as_of as date) as day, i.obs_no, o.due_on, o.due_end,
        o.source_status, o.state = 'awaiting' as awaiting, o.official
    from item_observation i join observation o using (obs_no)
    qualify row_number() over (partition by i.item_id, cast(i.as_of as date) order by i.idx desc) = 1
), marked as (
    select *, row_number() over w as version, struct_pack(due_end, source_status, awaiting, official)
        is distinct from lag(struct_pack(due_end, source_status, awaiting, official)) over w as changed
    from seen window w as (partition by item_id order by idx)
)
select item_id, obs_no, due_on, due_end, source_status, coalesce(awaiting, false) as awaiting,
    case when version = 1 then date '0001-01-01' else day end as valid_from,
    coalesce(lead(day) over (partition by item_id order by idx), date '9999-12-31') as valid_to
from marked
where version = 1 or changed;

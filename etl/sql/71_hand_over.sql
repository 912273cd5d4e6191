-- grain: one row per hand-over: a lead unit's item passed on, and the item that followed it
create table hand_over as
with held as (
    select distinct item_id, case_id, kind, source, unit_id, opened_on, closed_on, closed_class,
        opened_no, closed_no
    from work_item where role = 'lead'
), next as (
    select *, lead(item_id) over w as next_item_id, lead(unit_id) over w as to_unit_id,
        lag(unit_id) over w as came_from
    from held
    window w as (partition by case_id order by opened_on, closed_on nulls last, item_id)
)
select item_id, next_item_id, case_id, kind, source, unit_id as from_unit_id, to_unit_id,
    closed_on as passed_on, closed_no - opened_no as working_days_held,
    coalesce(came_from = to_unit_id, false) as is_return
from next
where closed_class = 'withdrawn' and to_unit_id is not null and to_unit_id <> unit_id;

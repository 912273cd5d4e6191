-- grain: one row per extended item; after_due and unclear say when its due date was moved
-- After its day for sure: an export dated past the old due date still showed the old one. Unclear:
-- the old date passed between the last export that showed it and the first that showed the new;
-- or one and the same export gives both dates, which then is so of the item's first version.
with extended as (
    select item_id, unit_id from item where due_on > first_due_on
), version as (
    select item_id, case_id, due_on, first_due_on, valid_from,
        lag(due_on) over (partition by item_id order by valid_from) as previous_due
    from work_item
    where item_id in (select item_id from extended) and valid_from <= $as_of
), begun as (
    select item_id, arg_min(due_on, valid_from) > any_value(first_due_on) as moved_unseen
    from version group by item_id
), move as (
    select item_id, valid_from, previous_due, max(cast(o.as_of as date)) as still_shown
    from (select * from version where due_on > previous_due) as later
    join observation o using (case_id)
    where cast(o.as_of as date) < valid_from
    group by item_id, valid_from, previous_due
)
select item_id, unit_id, coalesce(bool_or(still_shown > previous_due), false) as after_due,
    coalesce(bool_or(still_shown <= previous_due and previous_due < valid_from), true)
        or any_value(moved_unseen) as unclear
from extended join begun using (item_id) left join move using (item_id)
group by item_id, unit_id

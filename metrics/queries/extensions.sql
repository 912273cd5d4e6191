-- grain: one row per unit; an extension is a later due date in a later export
with {item}
select unit_id as unit, count(*) as total,
    count(*) filter (where moved.item_id is not null) as extended,
    count(*) filter (where moved.after_due) as extended_after_due
from item left join (
    select item_id, bool_or(valid_from > previous_due) as after_due
    from (
        select item_id, due_on, valid_from,
            lag(due_on) over (partition by item_id order by valid_from) as previous_due
        from work_item
        where item_id in (select item_id from work_item where valid_from > date '0001-01-01')
            and valid_from <= $as_of
    ) as version
    where due_on > previous_due
    group by item_id
) as moved using (item_id)
group by unit_id
order by unit_id

-- grain: one row per unit; an extension is a later due date than one given before
with {item}
select unit_id as unit, count(*) as total,
    count(*) filter (where moved.item_id is not null or due_on > first_due_on) as extended,
    count(*) filter (where moved.after_due) as extended_after_due,
    count(*) filter (where not coalesce(moved.after_due, false)
        and coalesce(moved.unclear, due_on > first_due_on)) as extended_unclear
from item left join ({moved}) as moved using (item_id)
group by unit_id
order by unit_id

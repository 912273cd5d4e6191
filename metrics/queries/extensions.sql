-- grain: one row per unit with items whose due date is later than the original one
with {item}
select unit_id as unit, count(*) as extended,
    count(*) filter (where moved.after_due) as extended_after_due,
    count(*) filter (where moved.unclear and not moved.after_due) as extended_unclear
from item join ({moved}) as moved using (item_id)
group by unit_id
order by unit_id

-- grain: one row per unit with items whose due date is later than the original one
with {item}
select unit_id as unit, count(*) as extended,
    count(*) filter (where after_due) as extended_after_due,
    count(*) filter (where unclear and not after_due) as extended_unclear
from ({moved}) as moved
group by unit_id
order by unit_id

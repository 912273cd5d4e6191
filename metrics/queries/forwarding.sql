-- grain: one row per unit that passed cases on, or one in all
with {item}
select {key} count(*) as passed_on,
    percentile_cont(0.5) within group (order by working_days_held) as median_held,
    percentile_cont(0.9) within group (order by working_days_held) as p90_held,
    count(*) filter (where is_return) as returned
from hand_over
where item_id in (select item_id from item) and passed_on <= $as_of
{group}

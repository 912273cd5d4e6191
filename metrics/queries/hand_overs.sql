-- grain: one row per passing and receiving unit
with {item}
select from_unit_id as from_unit, to_unit_id as to_unit, count(*) as passed_on,
    percentile_cont(0.5) within group (order by working_days_held) as median_held,
    max(working_days_held) as longest_held
from hand_over
where item_id in (select item_id from item) and passed_on <= $as_of
group by from_unit_id, to_unit_id
order by passed_on desc, from_unit_id, to_unit_id

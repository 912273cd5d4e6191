-- grain: one row per group; working days from opening (day zero) to completion, and what still waits
with {item}
select {key}
    count(*) filter (where {closed}) as closed,
    percentile_cont(0.5) within group (order by case when {closed} then closed_no - opened_no end) as closed_median,
    percentile_cont(0.9) within group (order by case when {closed} then closed_no - opened_no end) as closed_p90,
    count(*) filter (where {open}) as open,
    max(case when {open} then today.working_no - opened_no end) as oldest_open,
    count(*) filter (where {done} and not ({closed})) as unmeasured
from item cross join (select working_no from calendar where day = $as_of) as today
{group}

-- grain: one row per holder: cases, working days, what is in its hands now
{held}
select holder, unit_id, count(*) filter (where is_first) as cases, cast(sum(days) as bigint) as days,
    cast(sum(days_over) as bigint) as days_over,
    cast(coalesce(sum(days) filter (where due_no is null), 0) as bigint) as days_no_term,
    count(*) filter (where now) as now, count(*) filter (where now and days_over > 0) as now_over,
    max(days) filter (where now) as longest_now
from held
group by holder, unit_id
order by holder, unit_id

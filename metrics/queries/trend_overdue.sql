-- grain: one row per statutory month, counted from year 0: open and overdue at its end (x), and
-- with what was done in it and had a term (n); by the due dates that are in force on the as-of day
with {item}, ends as (
    select {overdue} as month_due, {done_judged} as is_judged,
        case when closed_on <= $as_of then {closed} end as month_closed, count(*) as items
    from item where {overdue_from} <= $as_of or {done_judged}
    group by 1, 2, 3
), waits as (
    select *, month_closed is null or month_due < month_closed as waited from ends
), sides as (
    select 1 as comes union all select 0
), moved as (
    select case when comes = 1 then month_due else month_closed end as month_no,
        case when waited and comes = 1 then items when waited then -items else 0 end as more,
        case when is_judged and comes = 0 then items else 0 end as judged
    from waits cross join sides
), monthly as (
    select month_no, sum(more) as more, sum(judged) as judged from moved
    where month_no is not null and (more <> 0 or judged <> 0) group by month_no
)
select month_no, cast(sum(more) over up_to as bigint) as x,
    cast(sum(more) over up_to + judged as bigint) as n
from monthly window up_to as (order by month_no)
order by month_no

-- grain: one row per group (and all together), measured or not, and working day since opening
-- Kaplan-Meier: who still waits on a day is at risk; `waiting` is S at its end, `greenwood` the sum
-- under its variance. Late entry: an item carried over counts from the day it was first watched.
{stood}, spell as (
    select grp, outcome, coalesce(days >= 0 and measured, false) as measured, days,
        case when watched_from is null then -1 else least(watched_from, days - 1) end as entry,
        count(*) as items
    from stood group by 1, 2, 3, 4, 5
), sides as (
    {sides}
), moved as (
    select case when whole then null else grp end as grp, whole, measured, outcome, comes,
        case when comes = 1 then entry + 1 else days end as day_no, items
    from spell cross join sides where measured or comes = 0
), daily as (
    select grp, whole, measured, day_no, sum(items * comes) as came,
        sum(items * (1 - comes)) as gone, {outcomes}
    from moved group by grp, whole, measured, day_no
), risk as (
    select *, sum(came) over up_to - sum(gone) over up_to + gone as at_risk
    from daily window up_to as (partition by grp, whole, measured order by day_no)
), curve as (
    select *,
        case when max(case when measured and answered = at_risk then answered end) over up_to > 0 then 0.0
            else exp(coalesce(sum(case when answered between 1 and at_risk - 1
                then ln(1 - cast(answered as double) / at_risk) end) over up_to, 0)) end as waiting,
        coalesce(sum(case when answered between 1 and at_risk - 1
            then cast(answered as double) / at_risk / (at_risk - answered) end) over up_to, 0) as greenwood
    from risk window up_to as (partition by grp, whole, measured order by day_no)
)
select grp, whole, measured, day_no, cast(at_risk as bigint) as at_risk, {names}, waiting, greenwood
from curve where gone > 0
order by whole, grp, measured, day_no

-- grain: one row per kind: cases in scope, those with steps, and those whose days are not split, by reason
with {item}, told as (
    select kind, coalesce(unsplit, left_open) as unsplit
    from step_case left join ({left_open}) as tail using (case_no)
    where case_id in (select case_id from item)
), every as (
    select kind, count(distinct case_id) as cases from item group by kind
), split as (
    select kind, count(*) as with_steps,
        count(*) filter (where unsplit = 'no_received') as no_received,
        count(*) filter (where unsplit = 'bad_dates') as bad_dates,
        count(*) filter (where unsplit = 'not_passed') as not_passed,
        count(*) filter (where unsplit = 'step_gap') as step_gap
    from told group by kind
)
select e.kind, e.cases, coalesce(s.with_steps, 0) as with_steps, coalesce(s.no_received, 0) as no_received,
    coalesce(s.bad_dates, 0) as bad_dates, coalesce(s.not_passed, 0) as not_passed,
    coalesce(s.step_gap, 0) as step_gap
from every e left join split s on s.kind = e.kind
order by e.kind

-- grain: one row. holders: per holder cases, working days, what is in its hands now, and `passed`, per way of
-- passing on and working days it took how many steps. coverage: per kind cases in scope, those with steps, and
-- those whose days are not split, by reason. One statement: the cases in scope are looked up once.
{held}, clock as (
    select holder, unit_id, action, passed_no - received_no as days, count(*) as number
    from held_step join wanted using (case_no)
    where passed_on between received_on and $as_of and action in ('forward', 'return')
        and not without_paper
    group by holder, unit_id, action, days
), passed as (
    select holder, unit_id,
        list({'action': action, 'days': days, 'number': number} order by action, days) as passed
    from clock group by holder, unit_id
), whole as (
    select holder, unit_id, count(*) filter (where is_first) as cases, cast(sum(days) as bigint) as days,
        cast(sum(days_over) as bigint) as days_over,
        cast(coalesce(sum(days) filter (where due_no is null), 0) as bigint) as days_no_term,
        count(*) filter (where now) as now, count(*) filter (where now and days_over > 0) as now_over,
        max(days) filter (where now) as longest_now
    from held group by holder, unit_id
), holder_ as (
    select w.*, p.passed
    from whole w left join passed p on p.holder = w.holder and p.unit_id is not distinct from w.unit_id
), every as (
    select kind, count(distinct case_id) as cases from item group by kind
), split as (
    select kind, count(*) as with_steps,
        count(*) filter (where unsplit = 'no_received') as no_received,
        count(*) filter (where unsplit = 'bad_dates') as bad_dates,
        count(*) filter (where unsplit = 'not_passed') as not_passed,
        count(*) filter (where unsplit = 'step_gap') as step_gap
    from inside group by kind
), kind_ as (
    select e.kind, e.cases, coalesce(s.with_steps, 0) as with_steps, coalesce(s.no_received, 0) as no_received,
        coalesce(s.bad_dates, 0) as bad_dates, coalesce(s.not_passed, 0) as not_passed,
        coalesce(s.step_gap, 0) as step_gap
    from every e left join split s on s.kind = e.kind
)
select (select list(h order by h.holder, h.unit_id) from holder_ h) as holders,
    (select list(k order by k.kind) from kind_ k) as coverage

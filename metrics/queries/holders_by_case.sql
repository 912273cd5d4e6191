-- grain: one row per case and holder that had it; cases whose days are not split have one row
{held}, per_case as (
    select case_no, holder, unit_id, cast(sum(days) as bigint) as days,
        cast(sum(days_over) as bigint) as days_over, bool_or(now) as now, min(from_on) as since
    from held group by case_no, holder, unit_id
), every as (
    select case_no, holder, unit_id, days, days_over, now, since,
        cast(sum(days) over (partition by case_no) as bigint) as total_days, null as unsplit
    from per_case
    union all
    select case_no, null, null, null, null, null, null, null, unsplit
    from ({unsplit}) as unsplit where case_id in (select case_id from item)
)
select c.case_id, t.source_id, t.subject, c.kind, e.holder, e.unit_id, e.days, e.days_over,
    e.total_days, e.now, e.unsplit
from every e join step_case c using (case_no) left join case_text t on t.case_id = c.case_id
order by t.source_id, c.case_id, e.since, e.holder, e.unit_id

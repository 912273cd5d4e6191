-- grain: one row per requesting unit and consulted unit
with {item}
select requesting_unit_id as requesting_unit, unit_id as unit,
    count(*) as asked,
    count(*) filter (where {done}) as closed,
    percentile_cont(0.5) within group (
        order by case when {done} and {measured} then closed_no - opened_no end) as closed_median,
    count(*) filter (where {open}) as open,
    count(*) filter (where {late}) as late,
    count(*) filter (where {overdue}) as no_reply
from item where kind = 'consultations'
group by requesting_unit_id, unit_id
order by requesting_unit_id, unit_id

-- grain: one row per holder, way of passing on and working days it took: how many steps
with {item}, wanted as materialized ({wanted})
select holder, unit_id, action, passed_no - received_no as days, count(*) as number
from held_step join wanted using (case_no)
where passed_on between received_on and $as_of and action in ('forward', 'return')
    and not without_paper
group by holder, unit_id, action, days
order by holder, unit_id, action, days

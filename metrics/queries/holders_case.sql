-- grain: one row per stretch of one case, in order
{held}
select held.holder, held.unit_id, held.from_on,
    case when held.to_on <= $as_of then held.to_on else $as_of end as to_on, s.due_on,
    held.days, held.days_over, held.now
from held left join held_step s on s.obs_no = held.obs_no
order by held.from_on, held.to_on nulls last, s.place

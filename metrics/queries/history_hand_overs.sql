-- grain: one row per hand-over of a case, in order
select f.name as from_unit, t.name as to_unit, h.passed_on, h.working_days_held, h.is_return
from hand_over h
join unit f on f.unit_id = h.from_unit_id
join unit t on t.unit_id = h.to_unit_id
where h.case_id = $case_id
order by h.passed_on, h.item_id

-- grain: one row per case that came back to a unit that had passed it on
with {item}
select h.case_id, any_value(t.source_id) as source_id, any_value(t.subject) as subject,
    count(*) as hand_overs, count(*) filter (where h.is_return) as returns,
    min(h.item_id) as item_id
from hand_over h join case_text t using (case_id)
where h.case_id in (select case_id from item) and h.passed_on <= $as_of
group by h.case_id
having count(*) filter (where h.is_return) > 0
order by returns desc, hand_overs desc, h.case_id

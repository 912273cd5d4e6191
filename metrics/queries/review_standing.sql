-- grain: one row per item of the given ids that still is one, as it stands on a day
select item_id, class, case when closed_on <= $as_of then closed_on end as closed_on, source_status
from work_item_at($as_of)
where item_id in (select cast(unnest($ids) as uuid))

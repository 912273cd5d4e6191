-- grain: one row per overdue item that a unit's report explains; its case where one is known
with own as (
    select item.unit_id, o.source_id, item.item_id, item.due_on, item.closed_on, o.subject
    from work_item_at($as_of) item join observation o using (obs_no)
    where item.role = 'lead' and o.source_id in (select source_id from report_overdue)
)
select r.unit_id, r.source_id, r.reason, r.document_no, min(own.item_id) as item_id,
    min(own.subject) as subject, min(own.due_on) as due_on, max(own.closed_on) as closed_on
from report_overdue r left join own using (unit_id, source_id)
where r.period = $period
group by all order by r.unit_id, due_on nulls last, r.source_id

-- grain: one row per overdue item that a unit's report explains; its case where one is known
with own as (
    select item.unit_id, o.source_id, item.item_id, item.due_on, item.closed_on, item.class,
        case when item.class = 'open_overdue' then date_diff('day', item.due_on, $as_of) end
            as days_overdue,
        o.subject, f.name as file, s.sheet, s.row,
        row_number() over (
            partition by item.unit_id, o.source_id
            order by item.closed_on nulls first, item.due_on, item.item_id) as place
    from work_item_at($as_of) item
    join observation o using (obs_no) join source_row s using (obs_no)
    join upload f on f.upload_no = s.upload_no
    where item.role = 'lead'
        and o.source_id in (select source_id from report_overdue where period = $period)
)
select r.unit_id, r.source_id, r.reason, r.expected_on, r.document_no, own.item_id, own.subject,
    own.due_on, own.closed_on, own.class, own.days_overdue, own.file, own.sheet, own.row
from report_overdue r left join own
    on own.unit_id = r.unit_id and own.source_id = r.source_id and own.place = 1
where r.period = $period
order by r.unit_id, own.due_on nulls last, r.source_id

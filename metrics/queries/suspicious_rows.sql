-- grain: one row per loaded source row that meets the condition, with an item of it to open
select u.name as file, r.sheet, r.row, o.source_id, o.subject, o.unit, o.opened_on, o.due_on, o.closed_on,
    o.source_status, coalesce(o.due_on_text, o.opened_on_text, o.closed_on_text) as unread_text,
    u.upload_id as upload, o.case_id, i.item_id
from observation o
join source_row r on r.obs_no = o.obs_no
join upload u on u.upload_no = o.upload_no
left join (select case_id, min(item_id) as item_id from work_item group by case_id) i
    on i.case_id = o.case_id
where {condition}
order by o.as_of desc, o.obs_no
limit $limit

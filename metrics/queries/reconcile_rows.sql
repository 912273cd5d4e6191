-- grain: one row per item behind a difference, with its file, sheet and row
with {items}, chosen as (
    select * from placed where list_contains($signatures, concat_ws('|', {texts}))
)
select o.source_id, o.subject, coalesce(un.name, '') as unit, c.class, c.opened_on, c.due_on,
    c.closed_on, c.source_status, f.name as file, r.sheet, r.row, f.upload_id as upload,
    c.case_id, c.item_id
from chosen c
join observation o using (obs_no)
join unit un on un.unit_id = c.unit_id
join source_row r using (obs_no)
join upload f on f.upload_no = r.upload_no
order by c.due_on nulls last, c.opened_on, c.item_id
limit $limit

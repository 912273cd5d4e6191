-- grain: one row per source row of a case, oldest export first, with its cells as read
select cast(o.as_of as date) as as_of, o.source_status, o.unit, o.support_units, o.official,
    o.opened_on, o.first_due_on, o.due_on, coalesce(o.due_on_text, '') as due_on_text,
    coalesce(o.due_text, '') as due_text, o.due_rule, o.due_year_from, o.statutory_due_on, o.statutory_term, o.closed_on,
    o.progress_note, u.kind, u.source, u.name as file, u.upload_id as upload, r.sheet, r.row,
    u.headings, u.profile, r.cells
from observation o
join source_row r on r.obs_no = o.obs_no
join upload u on u.upload_no = o.upload_no
where o.case_id = $case_id
order by o.as_of, u.upload_id, o.obs_no

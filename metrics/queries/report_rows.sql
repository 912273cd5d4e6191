-- grain: one row per unit and periodic report of the register, with where it stands
select r.unit_id, r.period, r.due_on, r.received_on, r.document_no, u.name as file, s.sheet, s.row
from unit_report r join source_row s using (obs_no) join upload u on u.upload_no = s.upload_no
order by r.unit_id, r.due_on, s.row

-- grain: one row per step of a case that names the reader, after a given row
select s.obs_no, s.source_id, s.kind, s.step_no, s.step_name, u.name as unit, s.received_on, s.due_on as step_due,
    s.passed_on as passed_day, s.action, s.paper, f.name as file, r.sheet, r.row
from step s left join unit u using (unit_id)
join source_row r on r.obs_no = s.obs_no join upload f on f.upload_no = r.upload_no
where s.obs_no > $after order by s.obs_no limit $most

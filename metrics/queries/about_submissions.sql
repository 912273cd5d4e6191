-- grain: one row per submission (tờ trình) that names the reader, after a given row
select s.*, u.name as unit, f.name as file, r.sheet, r.row
from submission s left join unit u using (unit_id)
join source_row r on r.obs_no = s.obs_no join upload f on f.upload_no = r.upload_no
where s.obs_no > $after order by s.obs_no limit $most

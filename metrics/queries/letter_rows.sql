-- grain: one row per record of a register behind a cell, those that count first
select coalesce(({x}), false) as counted, t.*, u.name as file, s.sheet, s.row
from {table} t join source_row s using (obs_no) join upload u on u.upload_no = s.upload_no
where ({n}) and ($unit is null or t.unit_id = $unit)
order by counted, t.obs_no

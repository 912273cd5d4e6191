-- grain: one row per source row that is the reader's, after a given row: its cells as the gate shows them
select r.obs_no, u.name as file, u.kind, u.source, cast(u.as_of as date) as as_of, r.sheet, r.row,
    u.headings, r.cells
from source_row r join upload u using (upload_no)
where r.obs_no > $after order by r.obs_no limit $most

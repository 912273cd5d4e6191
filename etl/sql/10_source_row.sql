-- grain: one row per row of every effective upload, loaded or not
create temp view staged as
select u.upload_no, u.upload_no::bigint * 100000000 + p.line as obs_no, p.*
from read_parquet([{files}], filename = true) p
join upload u on u.parquet = p.filename;

create table source_row as
select obs_no, upload_no, sheet, row, disposition, reason, cells from staged;

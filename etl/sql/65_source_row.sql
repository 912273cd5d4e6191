-- grain: one row per row of every effective upload, loaded or not
create table source_row as
select obs_no, upload_no, sheet, row, disposition, reason, cells from staged_row;

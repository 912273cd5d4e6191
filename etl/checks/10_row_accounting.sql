-- offending rows: uploads whose rows read are not all loaded, rejected or skipped
select u.upload_id, u.rows_read, count(s.obs_no) as rows_kept
from upload u left join source_row s using (upload_no)
group by all
having u.rows_read <> count(s.obs_no) or u.rows_read <> u.rows_loaded + u.rows_rejected + u.rows_skipped;

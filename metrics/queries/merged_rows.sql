-- grain: one row per row of an id that was merged, and the row of the same file that it went into
select u.name as file, r.sheet, r.row, i.row as into_row, m.rule, o.subject, o.unit, o.opened_on,
    o.due_on, o.source_status
from merge m
join observation o using (obs_no)
join source_row r on r.obs_no = m.obs_no
join source_row i on i.obs_no = m.into_obs_no
join upload u on u.upload_no = o.upload_no
where m.source = $source and m.kind = $kind and m.source_id = $source_id
order by o.as_of desc, m.obs_no

-- grain: one row per published count of an upload, in the order of the file
select p.obs_no, p.unit_id, p.unit_name, p.is_total, p.measure, p.heading, p.value, p.share,
    coalesce(u.name, p.unit_name) as unit, coalesce(u.resolved, false) as resolved, r.sheet, r.row
from published_total p
join upload f using (upload_no)
join source_row r using (obs_no)
left join unit u on u.unit_id = p.unit_id
where f.upload_id = $upload
order by p.obs_no, p.place

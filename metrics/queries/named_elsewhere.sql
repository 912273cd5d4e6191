-- grain: one row per row of a register or of published totals on which a name stands that waits
with named as (
    select obs_no from register_name where what = $what and name = $name
    union
    select obs_no from published_total where $what = 'unit' and unit_id = '?' || $name
)
select u.name as file, r.sheet, r.row, array_to_string(r.cells, ' · ') as subject, $name as unit,
    u.upload_id as upload, null as item_id
from named join source_row r using (obs_no) join upload u using (upload_no)
order by u.as_of desc, obs_no
limit $limit

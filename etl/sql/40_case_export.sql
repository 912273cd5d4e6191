-- grain: one row per case, role and export dated up to `known` that could show it in that role
-- An export without a column for supporting units says nothing of the supporting role. Cases that
-- stand in one export only need no row here: 41_item_observation.sql knows their place.
create temp table case_export as
with seen as (
    select distinct case_id, upload_no, as_of from observation where cast(as_of as date) <= $known
), again as (
    select case_id from seen group by case_id having count(*) > 1
)
select case_id, role, upload_no,
    row_number() over export_order as idx,
    lead(as_of) over export_order as next_as_of,
    lag(as_of) over export_order as previous_as_of
from (
    select s.case_id, r.role, s.upload_no, s.as_of, u.upload_id
    from seen s
    semi join again using (case_id)
    join upload u using (upload_no)
    cross join (values ('lead'), ('support')) r (role)
    where r.role = 'lead' or u.has_support
)
window export_order as (partition by case_id, role order by as_of, upload_id);

-- grain: one row per published count: a row of an aggregate file and one of its columns
-- A table's own total has unit_id null and is_total; rows that name no unit have neither.
create table published_total as
with published as (
    select obs_no, upload_no, unit, name, is_total, unnest(counts) as count,
        generate_subscripts(counts, 1) as place
    from staged_totals where disposition = 'loaded'
)
select p.obs_no, p.upload_no, u.as_of,
    case when p.unit <> '' then coalesce(a.unit_id, '?' || name_key(p.unit)) end as unit_id,
    p.name as unit_name, p.is_total, p.place, p.count.measure as measure, p.count.heading as heading,
    p.count.value as value, p.count.share as share
from published p
join upload u using (upload_no)
left join unit_alias a on a.alias = name_key(p.unit);

insert into unit
select distinct unit_id, substr(unit_id, 2), null, null, null, null, null::bigint, false
from published_total where unit_id like '?%' and unit_id not in (select unit_id from unit);

-- grain: unresolved_unit one row per name that stands for no known unit;
-- missing_field one row per source: cases whose newest export lacks what figures rest on
create table unresolved_unit as
select un.name, count(distinct r.obs_no) as rows, count(distinct o.case_id) as cases,
    min(o.source) as source, cast(max(o.as_of) as date) as last_seen
from observation_unit r
join unit un on un.unit_id = r.unit_id
join observation o on o.obs_no = r.obs_no
where not un.resolved and un.name is not null
group by un.name;

create table missing_field as
with latest as (
    select o.* from observation o semi join (
        select arg_max(obs_no, (as_of, obs_no)) as obs_no from observation group by case_id
    ) newest using (obs_no)
)
select source, count(*) as total,
    count(*) filter (where opened_on is null) as opened_on,
    count(*) filter (where due_on is null) as due_on,
    count(*) filter (where closed_on is null and standing = 'done') as closed_on,
    count(*) filter (where unit = '') as unit,
    count(*) filter (where official = '') as official,
    count(*) filter (where source_status = '') as source_status
from latest group by source;

-- grain: unresolved_name one row per name that stands for no known unit, or (where a directory of
-- people is loaded) for nobody in it; missing_field one row per source: cases whose newest export
-- lacks what figures rest on
create table unresolved_name as
with named as (
    select 'unit' as what, un.name, r.obs_no from observation_unit r
    join unit un on un.unit_id = r.unit_id
    where not un.resolved and un.name is not null
    union all
    select 'person', n.name, o.obs_no from observation o join official_name n on n.text = o.official
    where not n.known and exists (select 1 from person)
    union all
    select 'unit', name_key(unit), obs_no from staged_totals
    where disposition = 'loaded' and unit <> '' and name_key(unit) not in (select alias from unit_alias)
    union all
    select what, name, obs_no from register_name
), published as (
    select obs_no, u.source, u.as_of from staged_totals join upload u using (upload_no)
    union all
    select obs_no, u.source, u.as_of from register_name join upload u on u.upload_no = obs_no // 100000000
)
select what, name, count(distinct obs_no) as rows, count(distinct o.case_id) as cases,
    coalesce(min(o.source), min(p.source)) as source,
    cast(greatest(max(o.as_of), max(p.as_of)) as date) as last_seen
from named left join observation o using (obs_no) left join published p using (obs_no)
group by what, name;

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

-- grain: unit one row per unit of the directory; unit_name one row per name it has or had
create temp table unit_row as
select obs_no, unit_id, unit_name, short_name, aliases, unit_kind, parent_unit, successor,
    valid_from, valid_to, u.as_of
from staged s
join upload u using (upload_no)
where s.upload_kind = 'units' and s.disposition = 'loaded'
qualify u.as_of = max(u.as_of) over (partition by coalesce(nullif(s.unit_id, ''), name_key(s.unit_name)));

create table unit_name as
select
    coalesce(nullif(unit_id, ''), name_key(unit_name)) as unit_id,
    name_key(unit_name) as name, name_key(short_name) as short_name,
    valid_from, valid_to, min(obs_no) as obs_no
from unit_row group by all;

create table unit as
select
    n.unit_id, arg_max(n.name, coalesce(n.valid_from, date '0001-01-01')) as name,
    arg_max(n.short_name, coalesce(n.valid_from, date '0001-01-01')) as short_name,
    max(nullif(r.unit_kind, '')) as unit_kind, max(nullif(r.parent_unit, '')) as parent_unit,
    max(nullif(r.successor, '')) as successor, min(n.obs_no) as ordinal, true as resolved
from unit_name n join unit_row r using (obs_no)
group by n.unit_id;

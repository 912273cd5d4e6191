-- grain: person_in_unit one row per observation, role and official named in its unit cell;
-- observation_unit one row per observation, role and unit that owes the work in that role
-- An official alone on a line owes through the unit of the post held on the opening day (lacking
-- that, on the day of the export), where there is exactly one.
create table person_in_unit as
with named as (
    select obs_no, role, text, coalesce(opened_on, cast(as_of as date)) as day
    from (
        select obs_no, 'lead' as role, unit as text, opened_on, as_of from observation
        union all
        select obs_no, 'support', support_units, opened_on, as_of from observation where support_units <> ''
    ) semi join person_cell using (text)
), held as (
    select n.obs_no, n.role, p.text, p.name, p.official, p.unit_id as beside,
        case when count(distinct h.unit_id) = 1 then any_value(h.unit_id) end as held_unit
    from named n join person_cell p using (text)
    left join post h on h.person_id = p.person_id and h.unit_id <> '?' and p.unit_id is null
        and n.day >= coalesce(h.valid_from, n.day) and n.day <= coalesce(h.valid_to, n.day)
    group by n.obs_no, n.role, p.text, p.name, p.official, p.unit_id
)
select obs_no, role, name, official, coalesce(beside, held_unit, '?' || name) as unit_id,
    beside is null as alone
from held;

create table observation_unit as
select o.obs_no, 'lead' as role, coalesce(c.unit_id, '?') as unit_id
from observation o anti join (select obs_no from person_in_unit where alone and role = 'lead') using (obs_no)
left join unit_cell c on c.text = o.unit
union all
select o.obs_no, 'support', c.unit_id
from observation o anti join (select obs_no from person_in_unit where alone and role = 'support') using (obs_no)
join unit_cell c on c.text = o.support_units
union all
select * from (
    select obs_no, role, unit_id from person_in_unit where alone
    union
    select p.obs_no, p.role, c.unit_id
    from (select distinct obs_no, role from person_in_unit where alone) p
    join observation o using (obs_no)
    join unit_cell c on c.text = if(p.role = 'lead', o.unit, o.support_units)
    where (p.obs_no, p.role, c.name) not in (select obs_no, role, name from person_in_unit where alone)
);

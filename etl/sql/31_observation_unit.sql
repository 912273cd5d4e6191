-- grain: one row per observation, role and unit that owes the work in that role
create table observation_unit as
select o.obs_no, 'lead' as role, coalesce(c.unit_id, '?') as unit_id
from observation o left join unit_cell c on c.text = o.unit
union all
select o.obs_no, 'support', c.unit_id
from observation o join unit_cell c on c.text = o.support_units;

-- grain: one row per row of a register and name in it that stands for no known unit or person
create table register_name as
select distinct s.obs_no, 'unit' as what, un.name
from staged_register_unit s join unit_cell c using (text) join unit un using (unit_id)
where not un.resolved and un.name is not null
    and s.obs_no in (select obs_no from staged_register)
    -- A body outside the department stands in no directory of it.
    and s.obs_no not in (select obs_no from staged_steps where holder = 'outside')
union all
select distinct obs_no, 'person', name
from (
    select obs_no, name_key(unnest(regexp_split_to_array(text, '[\n;,]'))) as name
    from staged_register_person
)
where name <> '' and exists (select 1 from person) and name not in (select name from person)
    and name not in (select alias from person_alias);

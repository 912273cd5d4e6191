-- grain: unit_spelling one row per name and unit it may stand for; unit_alias one row per name that
-- stands for exactly one unit (directory, then people's answers)
create temp table unit_listed as
select name as alias, unit_id from unit_name
union select short_name, unit_id from unit_name
union
select name_key(unnest(string_split(aliases, ';'))), coalesce(nullif(unit_id, ''), name_key(unit_name))
from unit_row;

-- A unit that a person entered is one until the directory has it under its id or its name.
insert into unit
select unit_id, unit_id, null, null, null, null, null::bigint, true from unit_entered
where unit_id not in (select unit_id from unit) and unit_id not in (select alias from unit_listed);

create temp table unit_spelling as
with answered as (
    select name_key(a.name) as alias, coalesce(u.unit_id, l.unit_id) as unit_id
    from unit_answer a
    left join unit u on u.unit_id = a.unit_id
    left join (select alias, min(unit_id) as unit_id from unit_listed
               group by alias having count(distinct unit_id) = 1) l on l.alias = a.unit_id
), entered as (
    select unit_id as alias, unit_id from unit semi join unit_entered using (unit_id)
)
select alias, unit_id from answered where unit_id is not null
union select alias, unit_id from unit_listed where alias not in (select alias from answered where unit_id is not null)
union select alias, unit_id from entered where alias not in (select alias from unit_listed)
    and alias not in (select alias from answered where unit_id is not null);

create table unit_alias as
select alias, any_value(unit_id) as unit_id from unit_spelling
where alias <> '' group by alias having count(distinct unit_id) = 1;

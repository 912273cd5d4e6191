-- grain: official_name one row per distinct text of an official's cell and name in it, as written and
-- as known; requesting_cell one row per distinct cell of asking units, with the first unit it names
create table official_name as
with name as (
    select official as text, name_key(unnest(regexp_split_to_array(official, '[\n;,]'))) as name
    from (select distinct official from observation)
)
select distinct text, n.name, coalesce(a.name, n.name) as official,
    a.alias is not null or n.name in (select name from person) as known
from name n left join person_alias a on a.alias = n.name
where n.name <> '';

create table requesting_cell as
select text, arg_min(unit_id, instr(text, name)) as unit_id from unit_cell
where text in (select requesting_unit from observation) group by text;

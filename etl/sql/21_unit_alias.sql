-- grain: one row per name that stands for exactly one unit (directory, then people's answers)
create table unit_alias as
with given as (
    select name as alias, unit_id from unit_name
    union select short_name, unit_id from unit_name
    union
    select name_key(unnest(string_split(aliases, ';'))), coalesce(nullif(unit_id, ''), name_key(unit_name))
    from unit_row
), answered as (
    select name_key(name) as alias, unit_id from unit_answer
)
select alias, any_value(unit_id) as unit_id
from (
    select * from answered
    union select * from given where alias not in (select alias from answered)
)
where alias <> ''
group by alias having count(distinct unit_id) = 1;

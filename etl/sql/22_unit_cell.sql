-- grain: one row per unit named in a distinct unit cell
-- A cell is split at line breaks, bullets and ";"; at a comma only if every part is a known unit
-- ("Vụ Công tác học sinh, sinh viên" is one).
create temp table unit_cell as
with cell as (
    select unit as text from staged where disposition = 'loaded'
    union select support_units from staged where disposition = 'loaded'
    union select requesting_unit from staged where disposition = 'loaded'
), line as (
    select distinct text, name_key(regexp_replace(
        unnest(regexp_split_to_array(text, '[\n;•·]')), '^\s*[-+*–]\s+', '')) as part
    from cell where text <> ''
), piece as (
    select text, part, name_key(unnest(string_split(part, ','))) as piece
    from line where part like '%,%'
), known_list as (
    select text, part from piece left join unit_alias on alias = piece
    group by text, part having count(*) = count(unit_id)
), named as (
    select text, part as name from line anti join known_list using (text, part) where part <> ''
    union select text, piece from piece semi join known_list using (text, part)
)
select distinct text, name, coalesce(unit_id, '?' || name) as unit_id
from named left join unit_alias on alias = name;

insert into unit
select distinct unit_id, name, null, null, null, null, null::bigint, false
from unit_cell where unit_id like '?%';

insert into unit values ('?', null, null, null, null, null, null, false);

-- grain: temp unit_cell one row per unit named in a distinct unit cell, temp person_cell one row per
-- official of the directory named in one, with the unit on the same line (null: none)
-- A cell is split at line breaks, bullets and ";"; at a comma or stroke only if every part is a known
-- unit or person ("Vụ Công tác học sinh, sinh viên" is one); at a dash, colon or bracket only if one of
-- them is a person. A note in brackets is left out only behind a known unit.
create temp table unit_token as
with cell as (
    select unit as text from staged where disposition = 'loaded'
    union select support_units from staged where disposition = 'loaded'
    union select requesting_unit from staged where disposition = 'loaded'
    union select text from staged_register_unit
), line as (
    select distinct text, name_key(regexp_replace(
        unnest(regexp_split_to_array(text, '[\n;•·]')), '^\s*[-+*–]\s+', '')) as part
    from cell where text <> ''
), piece as (
    select text, part, 0 as cut, part as token from line where part <> ''
    union all
    select text, part, 1, unnest(regexp_split_to_array(regexp_replace(part, 'đ/c', 'đồng chí', 'gi'), '[,/]'))
    from line where regexp_matches(part, '[,/]')
    union all
    select text, part, 2, unnest(regexp_split_to_array(regexp_replace(part, 'đ/c', 'đồng chí', 'gi'), '[,/:()]| [-–] '))
    from line where regexp_matches(part, '[:(]| [-–] ')
    union all
    select text, part, 3, regexp_extract(part, '^(.+)\([^()]*\)$', 1) from line where part like '%(%)'
), named as (
    select text, part, cut, name_key(token) as name, u.unit_id,
        case when u.unit_id is null then coalesce(p.name, q.name) end as official,
        case when u.unit_id is null then coalesce(p.person_id, q.person_id) end as person_id
    from piece
    left join unit_alias u on u.alias = name_key(token)
    left join person_alias p on p.alias = name_key(token)
    left join person_alias q on q.alias = untitled(token)
    where trim(token) <> ''
), understood as (
    select text, part, min(cut) as cut from (
        select text, part, cut from named group by all
        having count(*) = count(coalesce(unit_id, person_id)) and (cut <> 2 or count(person_id) > 0)
    ) group by text, part
)
select n.text, n.part, n.name, n.unit_id, n.official, n.person_id
from named n left join understood s using (text, part) where n.cut = coalesce(s.cut, 0);

create temp table person_cell as
select distinct p.text, p.name, p.official, p.person_id, u.unit_id
from unit_token p
left join unit_token u on u.text = p.text and u.part = p.part and u.unit_id is not null
where p.person_id is not null;

create temp table unit_cell as
select distinct text, name, coalesce(unit_id, '?' || name) as unit_id
from unit_token anti join (select text, name from person_cell where unit_id is not null) using (text, name);

insert into unit
select distinct unit_id, name, null, null, null, null, null::bigint, false
from unit_cell where unit_id like '?%';

insert into unit values ('?', null, null, null, null, null, null, false);

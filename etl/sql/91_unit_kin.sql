-- grain: one row per pair of units that may be one: spelt alike, abbreviated, or renamed
-- A hint for reconciling published totals, never a merger: only people say that two names are one.
create temp table spelling as
with name as (
    select unit_id, name, regexp_extract_all(name, '[\p{L}\d]+') as words
    from (select unit_id, name from unit where name is not null
          union select unit_id, alias from unit_alias)
)
select distinct unit_id,
    replace(strip_accents(lower(array_to_string(words, ''))), 'đ', 'd') as folded,
    replace(strip_accents(lower(array_to_string(list_transform(words,
        lambda w: case when w = upper(w) then w else w[1] end), ''))), 'đ', 'd') as initials
from name;

create table unit_kin as
with pair as (
    select a.unit_id, b.unit_id as kin_id, 'other_spelling' as cause, 1 as place
    from spelling a join spelling b on a.folded = b.folded
    union
    select a.unit_id, b.unit_id, 'abbreviated', 2
    from spelling a join spelling b on a.initials = b.initials and length(a.initials) > 2
    union select unit_id, successor_id, 'renamed', 0 from unit_successor
    union select successor_id, unit_id, 'renamed', 0 from unit_successor
), best as (
    select unit_id, kin_id, arg_min(cause, place) as cause
    from pair where unit_id <> kin_id and unit_id <> '?' and kin_id <> '?' group by unit_id, kin_id
)
select * from best b
where cause <> 'abbreviated' or (
    select count(*) from best o where o.unit_id = b.unit_id and o.cause = b.cause) = 1;

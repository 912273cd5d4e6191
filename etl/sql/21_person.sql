-- grain: person one row per post of the directory of people; person_alias one row per name that stands
-- for exactly one person (directory, then people's answers); an answer may say "nobody of the directory"
create table person as
select name_key(s.person_name) as name, s.person_id, s.position, s.unit, s.person_kind,
    s.valid_from, s.valid_to, s.upload_no
from staged s
where s.upload_kind = 'people' and s.disposition = 'loaded';

create table person_alias as
with given as (
    select name as alias, coalesce(nullif(person_id, ''), name) as person_id, valid_from from person
), shared as (
    select alias, count(distinct person_id) as bearers from given group by alias
), known as (
    select person_id, known_as(arg_max(alias, coalesce(valid_from, date '0001-01-01')), person_id,
        arg_max(bearers, coalesce(valid_from, date '0001-01-01'))) as name
    from given join shared using (alias) group by person_id
), answered as (
    select name_key(a.name) as alias, a.person_id from person_answer a
    where a.person_id in (select person_id from known) or name_key(a.name) = a.person_id
)
select alias, any_value(person_id) as person_id, coalesce(any_value(known.name), alias) as name
from (
    select * from answered
    union select alias, person_id from given where alias not in (select alias from answered)
) left join known using (person_id)
where alias <> ''
group by alias having count(distinct person_id) = 1;

-- grain: one row per post that the directory gives the reader and per name that stands for them
with known as (
    select person_id, alias as name from person_alias union select person_id, name from mine_person
)
select coalesce(k.name, p.name) as known_as, coalesce(k.person_id, p.person_id) as person_id, p.position,
    u.name as unit, p.person_kind, p.valid_from as since, p.valid_to as until
from known k full join post p on p.person_id = k.person_id and p.name = k.name
left join unit u on u.unit_id = p.unit_id
order by person_id, known_as, p.valid_from nulls first, p.obs_no

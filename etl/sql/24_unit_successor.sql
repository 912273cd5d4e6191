-- grain: one row per unit and unit that went on with its work: renamed, merged or split
-- A successor is named by its id or by a name that stands for one unit; ";" between several.
create table unit_successor as
with named as (
    select distinct coalesce(nullif(unit_id, ''), name_key(unit_name)) as unit_id,
        name_key(unnest(string_split(successor, ';'))) as successor, valid_to
    from unit_row where successor <> ''
), found as (
    select n.unit_id, coalesce(u.unit_id, a.unit_id) as successor_id, max(n.valid_to) as last_day
    from named n
    left join unit u on u.unit_id = n.successor
    left join unit_alias a on a.alias = n.successor
    where n.successor <> '' and coalesce(u.unit_id, a.unit_id) <> n.unit_id
    group by all
)
select unit_id, successor_id, last_day + 1 as since, case
    when count(*) over (partition by unit_id) > 1 then 'split'
    when count(*) over (partition by successor_id, last_day) > 1 or exists (
        select 1 from unit_name s where s.unit_id = found.successor_id
            and (s.valid_from is null or s.valid_from <= found.last_day)) then 'merged'
    else 'renamed' end as change
from found;

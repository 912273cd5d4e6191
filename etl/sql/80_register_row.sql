-- grain: register_row one row per loaded row of a register, with what makes it a record
-- Registers speak cumulatively: 88_register_current.sql picks, per record, the newest row.
create table register_row as
select s.obs_no, s.upload_no, u.as_of, u.kind, s.record_key, s.record_content,
    -- A dated document is one record whichever system exports it; other records are a source's own.
    case when u.kind in ('reminders', 'decisions') then '' else u.source end as scope
from staged_register s join upload u using (upload_no)
where s.disposition = 'loaded';

create temp macro one_line(text) as nullif(trim(regexp_replace(text, '\s+', ' ', 'g')), '');

-- One row per distinct unit cell of a register: the first unit it names.
create temp table register_unit as
select text, arg_min(unit_id, instr(text, name)) as unit_id
from unit_cell semi join staged_register_unit using (text)
group by text;

-- One row per distinct cell of officials: the names in it, as the directory knows them.
create temp table register_person as
with written as (
    select distinct text, one_line(unnest(regexp_split_to_array(text, '[\n;,]'))) as name
    from staged_register_person
)
select text, list(distinct coalesce(a.name, w.name) order by coalesce(a.name, w.name)) as names
from written w left join person_alias a on a.alias = w.name
where w.name is not null
group by text;

-- grain: one row per post of a person: unit, position, category, from when to when; `leads`: the Director
-- and deputies, whom a higher level manages
-- The newest directory that names a person says all of the person's posts. Civil servants, public
-- employees and contract workers fall under three laws: any other word stands as written.
create table post as
with row_ as (
    select s.obs_no, coalesce(nullif(s.person_id, ''), name_key(s.person_name)) as person_id,
        name_key(s.person_name) as name, s.unit, nullif(name_key(s.position), '') as position,
        s.valid_from, s.valid_to, lower(name_key(s.person_kind)) as category, u.as_of, u.upload_id
    from staged s join upload u using (upload_no)
    where s.upload_kind = 'people' and s.disposition = 'loaded'
), newest as (
    select * from row_
    qualify rank() over (partition by person_id order by as_of desc, upload_id desc) = 1
), housed as (
    select text, arg_min(unit_id, instr(text, name)) as unit_id from unit_cell group by text
)
select n.obs_no, n.person_id, n.name, coalesce(h.unit_id, '?') as unit_id, n.position,
    n.valid_from, n.valid_to, case
        when contains(category, 'hợp đồng') or category in ('hđ', 'hđlđ', 'lđhđ') then 'hợp đồng lao động'
        when category in ('công chức', 'cc', 'cán bộ, công chức') then 'công chức'
        when category in ('viên chức', 'vc') then 'viên chức'
        else nullif(category, '') end as person_kind,
    coalesce(lower(n.position) like '%giám đốc sở%' or lower(u.unit_kind) = 'lãnh đạo'
        or lower(n.position) in ('giám đốc', 'phó giám đốc')
            and coalesce(lower(u.unit_kind) not like 'đơn vị sự nghiệp%', true), false) as leads
from newest n left join housed h on h.text = n.unit left join unit u on u.unit_id = h.unit_id;

-- grain: no table; an export whose layout has no column for the lead unit leaves a case where the
-- newest export before it that has one found it
create temp table silent_unit as
with silent as (
    select o.obs_no, o.case_id, u.as_of, u.upload_id
    from upload u join observation o using (upload_no)
    where not u.has_unit
        and (u.source, u.kind) in (select (source, kind) from upload where has_unit)
)
select s.obs_no, arg_max(e.upload_no, row(u.as_of, u.upload_id)) as told_by, any_value(s.case_id) as case_id
from silent s join observation e using (case_id) join upload u on u.upload_no = e.upload_no
where u.has_unit and (u.as_of < s.as_of or u.as_of = s.as_of and u.upload_id < s.upload_id)
group by s.obs_no;

delete from observation_unit where role = 'lead' and obs_no in (select obs_no from silent_unit);

insert into observation_unit
select distinct s.obs_no, 'lead', r.unit_id
from silent_unit s
join observation e on e.case_id = s.case_id and e.upload_no = s.told_by
join observation_unit r on r.obs_no = e.obs_no and r.role = 'lead';

-- grain: one row per item and export dated up to `known` that shows it
-- An item is a case as owed by one unit in one role. Rows of one file that repeat it are one
-- item; a unit that passed the case on and got it back holds it a second time (occurrence), and
-- so does one that was absent from an export of the case in between (island).
create temp table item_observation as
with shown as (
    select o.obs_no, o.upload_no, o.case_id, r.role, r.unit_id, o.standing = 'withdrawn' as passed,
        case when o.standing = 'withdrawn' then coalesce(o.closed_on, o.opened_on) end as passed_on
    from stood o join observation_unit r using (obs_no)
    where cast(o.as_of as date) <= $known
), one as (
    select max(obs_no) as obs_no, upload_no, case_id, role, unit_id, passed_on
    from shown group by upload_no, case_id, role, unit_id, passed, passed_on
), repeated as (
    select upload_no, case_id, role, unit_id from one group by all having count(*) > 1
), counted as (
    select one.*, 1 as occurrence from one anti join repeated using (upload_no, case_id, role, unit_id)
    union all
    select one.*, row_number() over (partition by one.upload_no, one.case_id, role, unit_id
        order by o.opened_on nulls first, passed_on nulls last, obs_no)
    from one semi join repeated using (upload_no, case_id, role, unit_id)
    join stood o using (obs_no)
), spelled as (
    select obs_no, case_id, role, unit_id, occurrence, 1 as idx, null::timestamp as next_as_of,
        null::timestamp as previous_as_of, 0 as island
    from counted anti join case_export using (case_id, role, upload_no)
    union all
    select obs_no, case_id, role, unit_id, occurrence, idx, next_as_of, previous_as_of,
        idx - row_number() over (partition by case_id, role, unit_id, occurrence order by idx)
    from counted join case_export using (case_id, role, upload_no)
)
select s.obs_no, s.case_id, s.role, s.unit_id, s.idx, s.next_as_of, s.previous_as_of,
    digest_id(concat_ws('|', s.case_id, s.role, s.unit_id, s.occurrence, s.island)) as item_id
from spelled s;

-- grain: one row per item and export dated up to `known` that shows it
-- An item is a case as owed by one unit in one role. Rows of one file that repeat it are one
-- item; a unit that passed the case on and got it back holds it a second time (occurrence).
create temp table item_observation as
with shown as (
    select o.obs_no, o.upload_no, o.as_of, o.case_id, r.role, r.unit_id, o.standing,
        case when o.standing = 'withdrawn' then coalesce(o.closed_on, o.opened_on) end as passed_on,
        o.opened_on
    from observation o join observation_unit r using (obs_no)
    where cast(o.as_of as date) <= $known
), one as (
    select * from shown
    qualify row_number() over (partition by upload_no, case_id, role, unit_id,
        standing = 'withdrawn', passed_on order by obs_no desc) = 1
), counted as (
    select *, row_number() over (partition by upload_no, case_id, role, unit_id
        order by opened_on nulls first, passed_on nulls last, obs_no) as occurrence
    from one
), export as (
    select c.case_id, role, c.upload_no, c.as_of,
        row_number() over (partition by c.case_id, role order by c.as_of, u.upload_id) as idx,
        lead(c.as_of) over (partition by c.case_id, role order by c.as_of, u.upload_id) as next_as_of,
        lag(c.as_of) over (partition by c.case_id, role order by c.as_of, u.upload_id) as previous_as_of
    from (select distinct case_id, upload_no, as_of from shown) c
    join upload u using (upload_no)
    cross join (values ('lead'), ('support')) roles (role)
    where role = 'lead' or u.has_support
), spelled as (
    select c.*, idx, next_as_of, previous_as_of, idx - row_number() over (
        partition by c.case_id, c.role, unit_id, occurrence order by idx) as island
    from counted c join export e using (case_id, role, upload_no)
)
select *, digest_id(concat_ws('|', case_id, role, unit_id, occurrence, dense_rank() over (
    partition by case_id, role, unit_id, occurrence order by island))) as item_id
from spelled;

-- grain: one row per case and stretch of days with one holder, of cases whose days can be split
-- The stretches of a case follow each other without gap or overlap, so that working days add up:
-- nobody's days between two steps are 'transit' (after the end: 'closed'), days that two holders
-- claim are 'several'. A step that ends on the day it began is a stretch of no days. to_on null:
-- it goes on; closed_on: the day such a case ended all the same, after which its days are not split.
create temp table stretch as
with whole as (
    select s.* from held_step s semi join (from step_case where unsplit is null) using (case_no)
), edge as (
    select case_no, received_on as day, received_no as no from whole
    union select case_no, passed_on, passed_no from whole where passed_on is not null
), spell as (
    select case_no, day as from_on, no as from_no, lead(day) over by_day as to_on, lead(no) over by_day as to_no
    from edge window by_day as (partition by case_no order by day)
), claimed as (
    select s.case_no, s.from_on, s.from_no, s.to_on, s.to_no,
        count(distinct {'h': w.holder, 'u': w.unit_id}) as holders,
        arg_max({'holder': w.holder, 'unit_id': w.unit_id, 'due_no': w.due_no, 'obs_no': w.obs_no}, w.place) as last
    from spell s join whole w on w.case_no = s.case_no and w.received_on <= s.from_on
        and (w.passed_on is null or w.passed_on > s.from_on)
    group by all
), ended as (
    select case_no, passed_on as from_on, arg_max_null(action, place) is not distinct from 'finish' as finished
    from whole where passed_on is not null group by all
)
select case_no, from_on, from_no, to_on, to_no, if(holders = 1, last.holder, 'several') as holder,
    if(holders = 1, last.unit_id, null) as unit_id, if(holders = 1, last.due_no, null) as due_no,
    if(holders = 1, last.obs_no, null) as obs_no
from claimed
union all
select s.case_no, s.from_on, s.from_no, s.to_on, s.to_no,
    if(e.finished, 'closed', 'transit'), null, null, null
from spell s join ended e using (case_no, from_on)
where s.to_on is not null and not exists (
    select 1 from claimed c where c.case_no = s.case_no and c.from_on = s.from_on)
union all
select case_no, received_on, received_no, passed_on, passed_no, holder, unit_id, due_no, obs_no
from whole where passed_on = received_on;

create table hold as
with tail as (
    select case_no, c.closed_on from stretch semi join (from stretch where to_on is null) using (case_no)
    join step_case c using (case_no) where c.closed_on is not null group by all
)
select s.*, t.closed_on, row_number() over (partition by case_no, holder, unit_id
        order by from_on, to_on) = 1 as is_first
from stretch s left join tail t using (case_no);
drop table stretch;

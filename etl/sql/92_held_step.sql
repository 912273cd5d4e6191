-- grain: held_step one row per step of a known case, in order, with who answers for its days;
-- step_case one row per such case: whether its days can be split, and why not
-- case_no: a small number for the case, which joins faster than its id
-- Outside the department only with a paper and an approver: else the sender still answers.
create table held_step as
with numbered as (
    select case_id, cast(row_number() over (order by case_id) as integer) as case_no
    from (select distinct case_id from step where case_id is not null)
), placed as (
    select *, row_number() over (partition by case_id
            order by received_on, step_no, passed_on nulls last, obs_no) as place,
        case when holder <> 'outside' or (paper is not null and approver is not null)
            then {'holder': holder, 'unit_id': if(holder = 'unit', unit_id, null)} end as charge
    from step join numbered using (case_id)
), charged as (
    select *, charge is null as without_paper, coalesce(charge,
        last_value(if(holder = 'outside', null, charge) ignore nulls) over (partition by case_id
            order by place rows between unbounded preceding and 1 preceding),
        {'holder': 'no_paper', 'unit_id': null}) as answers
    from placed
), in_unit as (
    select obs_no, lag(unit_id) over (partition by case_id order by place) as from_unit_id,
        row_number() over (partition by case_id, unit_id order by place) > 1 as held_before
    from charged where holder = 'unit' and unit_id <> '?'
)
select c.obs_no, c.case_no, c.case_id, c.kind, c.place, c.step_no, c.step_name, c.official, c.answers.holder as holder,
    c.answers.unit_id as unit_id, c.without_paper, c.received_on, c.due_on, c.passed_on, c.action,
    r.working_no as received_no, d.working_no as due_no, p.working_no as passed_no,
    coalesce(u.held_before and u.from_unit_id <> c.unit_id, false) as came_back
from charged c left join in_unit u using (obs_no)
left join calendar r on r.day = c.received_on
left join calendar d on d.day = c.due_on
left join calendar p on p.day = c.passed_on;

create table step_case as
with ended as (
    select case_id, if(bool_and(closed_on is not null), max(closed_on), null) as closed_on
    from work_item semi join held_step using (case_id) where valid_to = date '9999-12-31' group by case_id
), whole as (
    select case_no, any_value(case_id) as case_id, any_value(kind) as kind, case
            when bool_or(received_on is null) then 'no_received'
            when bool_or(received_no is null or passed_on < received_on
                or (passed_on is not null and passed_no is null)) then 'bad_dates'
            when count(*) filter (where passed_on is null and place < last_place) > 0 then 'not_passed'
            when count(distinct step_no) < max(step_no) then 'step_gap' end as unsplit
    from (select *, max(place) over (partition by case_no) as last_place from held_step)
    group by case_no
)
select w.case_no, w.case_id, w.kind, w.unsplit, e.closed_on from whole w left join ended e using (case_id);

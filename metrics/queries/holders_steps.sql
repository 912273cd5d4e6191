-- grain: one row per step that meets the condition, with its place in the file
with {item}, wanted as materialized ({wanted}), today as (
    select working_no as no from calendar where day = $as_of
), chosen as materialized (
    select s.*, least(coalesce(s.passed_no, today.no), today.no) - s.received_no as days,
        case when s.due_no is not null then greatest(0, least(coalesce(s.passed_no, today.no), today.no)
            - greatest(s.received_no, s.due_no)) end as days_over
    from held_step s join wanted on wanted.case_no = s.case_no cross join today
    where s.received_on <= $as_of and {condition}
    order by {order}
    limit $limit
), link as (
    select case_id, min(item_id) as item_id from work_item
    where case_id in (select case_id from chosen) group by case_id
)
select s.case_id, l.item_id, t.source_id, t.subject, s.place, s.step_name, s.holder, s.unit_id, s.official,
    s.received_on, s.due_on, case when s.passed_on <= $as_of then s.passed_on end as passed_on,
    case when s.passed_on <= $as_of then s.action end as action, s.without_paper, s.came_back,
    s.days, s.days_over, u.name as file, r.sheet, r.row
from chosen s left join link l using (case_id) left join case_text t on t.case_id = s.case_id
join source_row r on r.obs_no = s.obs_no join upload u on u.upload_no = r.upload_no
order by {order}

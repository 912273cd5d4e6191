-- grain: one row per loaded row of a steps register: who held a case, from when to when
-- A step names its case by the id in the source. It is linked where exactly one known case has
-- that id (of the kind that the row names, if it names one).
create table step_row as
with named as (
    select source_id, kind, case_id from observation
    semi join (select source_id from staged_steps where source_id <> '') using (source_id)
), named_case as (
    select source_id, kind, any_value(case_id) as case_id
    from named group by source_id, kind having count(distinct case_id) = 1
), only_case as (
    select source_id, any_value(case_id) as case_id, any_value(kind) as kind
    from named_case
    where source_id in (select source_id from named group by source_id having count(distinct case_id) = 1)
    group by source_id
)
select s.obs_no, coalesce(n.case_id, o.case_id) as case_id, coalesce(s.case_kind, o.kind) as kind,
    s.source_id, s.step_no, one_line(s.step_name) as step_name, coalesce(u.unit_id, '?') as unit_id,
    array_to_string(p.names, '; ') as official,
    coalesce(s.holder, 'unit') as holder, s.received_on, s.due_on, s.passed_on, s.action,
    one_line(s.paper) as paper, one_line(s.approver) as approver
from staged_steps s
left join named_case n on n.source_id = s.source_id and n.kind = s.case_kind
left join only_case o on o.source_id = s.source_id and s.case_kind is null
left join register_unit u on u.text = s.unit
left join register_person p on p.text = s.official
where s.disposition = 'loaded'
order by case_id, step_no;

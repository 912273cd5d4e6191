-- grain: one row per loaded row of the inventory of internal procedures, of the amendments of the
-- working rules
create table procedure_row as
select s.obs_no, one_line(s.procedure_id) as procedure_id, s.procedure_name as name,
    coalesce(u.unit_id, '?') as unit_id, s.listed_on, s.published_on, s.simplified_on,
    s.planned_on, s.touches_public, one_line(s.source_status) as source_status
from staged_procedures s left join register_unit u on u.text = s.unit
where s.disposition = 'loaded';

create table rule_change_row as
select s.obs_no, one_line(s.document_no) as document_no, s.issued_on, s.effective_on,
    coalesce(u.unit_id, '?') as unit_id, s.subject, s.names_steps,
    one_line(s.source_status) as source_status
from staged_rules s left join register_unit u on u.text = s.unit
where s.disposition = 'loaded';

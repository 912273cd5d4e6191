-- grain: one row per loaded row and unit it names, of what each unit has made known, reported or
-- met as an obstacle
create table dissemination_row as
select s.obs_no, coalesce(c.unit_id, '?') as unit_id, one_line(s.document_no) as document_no,
    s.held_on, one_line(s.form) as form, s.attendees
from staged_dissemination s left join unit_cell c on c.text = s.unit
where s.disposition = 'loaded';

create table unit_report_row as
select s.obs_no, coalesce(c.unit_id, '?') as unit_id, one_line(s.period) as period, s.due_on,
    s.received_on, one_line(s.document_no) as document_no
from staged_unit_reports s left join unit_cell c on c.text = s.unit
where s.disposition = 'loaded';

create table obstacle_row as
select s.obs_no, coalesce(u.unit_id, '?') as unit_id, s.raised_on, s.subject, s.proposal,
    s.answered_on, s.answer, one_line(s.source_status) as source_status
from staged_obstacles s left join register_unit u on u.text = s.unit
where s.disposition = 'loaded';

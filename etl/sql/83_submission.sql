-- grain: one row per loaded row of a register of submissions (tờ trình)
create table submission_row as
select s.obs_no, one_line(s.document_no) as document_no, s.submitted_on,
    coalesce(u.unit_id, '?') as unit_id, array_to_string(p.names, '; ') as official,
    one_line(s.level) as level, s.subject, s.legal_basis, s.authority_stated, s.opinion,
    s.proposal, s.chosen_option, s.returned_on, s.returned_as, s.exception_claimed,
    s.beyond_authority, s.answered_on, s.answer
from staged_submissions s left join register_unit u on u.text = s.unit
left join register_person p on p.text = s.official
where s.disposition = 'loaded';

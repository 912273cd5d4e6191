-- grain: one row per loaded row of a register of reminders or decisions and official it names
-- A paper to several officials is one paper for each of them; without an official it is the unit's.
create table reminder_row as
select s.obs_no, one_line(s.document_no) as document_no, s.issued_on, one_line(s.level) as level,
    unnest(coalesce(p.names, [null])) as official, coalesce(u.unit_id, '?') as unit_id,
    s.content, s.item_refs, one_line(s.signer) as signer
from staged_reminders s left join register_unit u on u.text = s.unit
left join register_person p on p.text = s.official
where s.disposition = 'loaded';

create table decision_row as
select s.obs_no, one_line(s.document_no) as document_no, s.issued_on, s.decision_kind,
    one_line(s.form) as form, s.body, unnest(coalesce(p.names, [null])) as official,
    coalesce(u.unit_id, '?') as unit_id, one_line(s.signer) as signer, s.grounds, s.item_refs,
    s.considered_from, s.concluded_on, s.valid_to
from staged_decisions s left join register_unit u on u.text = s.unit
left join register_person p on p.text = s.official
where s.disposition = 'loaded';

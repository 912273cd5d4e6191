-- grain: one row per row of a register that holds and question it raises; a question is no verdict
create table register_question as
with asked as (
    select obs_no, 'passed_before_received' as question from step where passed_on < received_on
    union all select obs_no, 'step_of_unknown_case' from step where case_id is null
    union all select obs_no, 'outside_without_paper' from step
        where holder = 'outside' and (paper is null or approver is null)
    union all select obs_no, 'answered_before_submitted' from submission where answered_on < submitted_on
    union all select obs_no, 'answered_before_raised' from obstacle where answered_on < raised_on
    union all select obs_no, 'effective_before_issued' from rule_change where effective_on < issued_on
    union all select obs_no, 'concluded_before_considered' from decision
        where concluded_on < considered_from
    union all select obs_no, 'no_body' from decision where decision_kind = 'discipline' and body is null
    union all select obs_no, 'no_document_no' from (
        select obs_no, document_no from reminder union all select obs_no, document_no from decision
        union all select obs_no, document_no from submission
        union all select obs_no, document_no from rule_change
        union all select obs_no, document_no from dissemination
    ) where document_no is null
    union all select obs_no, 'unread_value' from staged_register_unread semi join register_current using (obs_no)
    union all select obs_no, 'repeated_record' from register_row r semi join register_current using (obs_no)
        where kind <> 'steps' and exists (select 1 from register_row e where e.upload_no = r.upload_no
            and e.record_key = r.record_key and e.record_content <> r.record_content)
)
select distinct asked.obs_no, r.kind, asked.question
from asked join register_row r using (obs_no);

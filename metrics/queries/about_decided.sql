-- grain: one row per cause or exclusion (`{decided}`) of an item or a paper, with what it is about
with item as (
    select distinct w.item_id, t.source_id, t.subject from work_item w join case_text t using (case_id)
), paper as (
    select record_id, document_no from reminder_record union all select record_id, document_no from decision_record
)
select d.*, i.source_id, i.subject, p.document_no as paper
from {decided} d left join item i on i.item_id = d.item_id left join paper p on p.record_id = d.record_id
order by d.ledger_seq

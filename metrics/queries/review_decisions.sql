-- grain: one row per decision issued, or discipline under consideration, by a day and whom it names
-- What was issued later is only known to be considered.
with known as (
    select *, coalesce(issued_on <= $as_of, false) as issued from decision_record
    where issued_on <= $as_of or considered_from <= $as_of
)
select if(issued, document_no, null) as document_no, if(issued, issued_on, null) as issued_on,
    d.decision_kind, if(issued, form, null) as form, d.body, d.official, d.unit_id,
    if(issued, signer, null) as signer, d.grounds, array_to_string(d.item_refs, '; ') as item_refs,
    d.considered_from, d.concluded_on, d.valid_to,
    d.decision_kind = 'discipline' and d.considered_from <= $as_of
        and (d.concluded_on is null or d.concluded_on > $as_of) as open,
    u.name as file, s.sheet, s.row
from known d left join source_row s using (obs_no) left join upload u using (upload_no)
order by d.decision_kind, d.issued_on nulls last, d.document_no, d.official, d.unit_id

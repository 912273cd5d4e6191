-- grain: one row per dated reminder in the window and official it names (null: its unit)
-- One dated document is one reminder, however its number is spaced or spelt and whoever exports it.
with written as (
    select r.*, k.as_of, upper(regexp_replace(coalesce(document_no, ''), '\s', '', 'g')) as number,
        is_party_body(level) as of_party
    from reminder_record r left join register_row k using (obs_no)
    where $official is null or r.official = $official
), paper as (
    select * from written
    where issued_on is null or issued_on between $first and $as_of
    qualify row_number() over (partition by issued_on, number, official, if(official is null, unit_id, null)
        order by as_of desc nulls last, obs_no desc, record_id) = 1
)
select p.official, p.unit_id, p.document_no, p.issued_on, p.level, p.signer, p.content, p.record_id,
    p.entered_by, array_to_string(p.item_refs, '; ') as item_refs, p.of_party,
    exists (select 1 from exclusion e where e.record_id = p.record_id) as excluded,
    (select count(distinct person_id) from post h where h.name = p.official) as namesakes,
    coalesce((select bool_or(leads) from post h where h.name = p.official
        and (p.issued_on between coalesce(h.valid_from, p.issued_on) and coalesce(h.valid_to, p.issued_on)
            or $as_of between coalesce(h.valid_from, $as_of) and coalesce(h.valid_to, $as_of))), false) as leads,
    u.name as file, s.sheet, s.row
from paper p left join source_row s using (obs_no) left join upload u on u.upload_no = s.upload_no
order by p.official, p.issued_on nulls last, p.number

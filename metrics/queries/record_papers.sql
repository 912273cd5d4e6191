-- grain: one row per paper and official it names (null: its unit): reminders, commendations, discipline,
-- transfers, loaded or entered, dated up to the as-of date or without a date
-- The category is that of the post held on the paper's day; one that nobody can tell is null.
with both_ as (
    select record_id, 'reminders' as register, 'reminder' as kind, document_no, issued_on, level as form,
        if(is_party_body(level), 'party', 'administration') as body, official, unit_id, signer,
        content as grounds, item_refs, item_ids, null::date as considered_from,
        null::date as concluded_on, null::date as valid_to, violated_on, papers_read, file_sha256,
        file_name, entered_why, entered_by, entered_at, obs_no
    from reminder_record
    union all
    select record_id, 'decisions', decision_kind, document_no, issued_on, form, body, official, unit_id,
        signer, grounds, item_refs, item_ids, considered_from, concluded_on, valid_to, violated_on,
        papers_read, file_sha256, file_name, entered_why, entered_by, entered_at, obs_no
    from decision_record
), dated as (
    -- What was issued or concluded later is only known to be considered.
    select * replace (if(issued_on > $as_of, null, document_no) as document_no,
            if(issued_on > $as_of, null, issued_on) as issued_on,
            if(issued_on > $as_of, null, form) as form, if(issued_on > $as_of, null, signer) as signer,
            if(issued_on > $as_of, null, valid_to) as valid_to,
            if(concluded_on > $as_of, null, concluded_on) as concluded_on),
        coalesce(if(issued_on > $as_of, null, issued_on), considered_from, $as_of) as day from both_
    where coalesce(least(issued_on, considered_from), $as_of) <= $as_of
), held as (
    select d.record_id, case when count(distinct h.person_kind) = 1 then any_value(h.person_kind) end as person_kind
    from dated d join post h on h.name = d.official
        and d.day between coalesce(h.valid_from, d.day) and coalesce(h.valid_to, d.day)
    group by d.record_id
), named as (
    select name, count(distinct person_id) as namesakes,
        bool_or(leads and $as_of between coalesce(valid_from, $as_of) and coalesce(valid_to, $as_of)) as leads
    from post group by name
)
select d.*, held.person_kind, coalesce(n.namesakes, 0) as namesakes, coalesce(n.leads, false) as leads,
    u.name as unit, x.reason as excluded_why, x.record_id is not null as excluded,
    f.name as file, f.upload_id as upload, s.sheet, s.row, b.loaded_by
from dated d
left join held using (record_id) left join named n on n.name = d.official
left join unit u on u.unit_id = d.unit_id
left join exclusion x on x.record_id = d.record_id
left join source_row s on s.obs_no = d.obs_no
left join upload f on f.upload_no = s.upload_no
left join loaded_by b on b.upload_sha256 = split_part(f.upload_id, ':', 1)

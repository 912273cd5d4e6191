-- grain: one row per loaded row of a work-item export: what the source said of a case that day
-- A case is source + kind + its id; without an id, its subject plus an ordinal among equals, which
-- 33_case.sql gives to those that are not the first.
create table observation as
with row_ as (
    select s.* exclude (due_on, due_end, first_due_on, first_due_end, due_on_text),
        u.kind, u.source, u.as_of, name_key(s.subject) as subject_key, w.statutory_term,
        coalesce(s.due_on, w.due_on) as said_due_on, coalesce(s.due_end, w.due_end) as said_due_end,
        coalesce(s.first_due_on, w.first_due_on) as first_due_on,
        coalesce(s.first_due_end, w.first_due_end) as first_due_end,
        coalesce(s.due_on_text, case when s.due_part is not null and w.due_on is null then s.due_text end)
            as due_on_text,
        w.year_from as due_year_from, w.statutory_on as statutory_due_on, w.statutory_end,
        w.statutory_on is not null and (select value = 1 from setting where name = 'statutory_terms') as by_statute
    from staged s join upload u using (upload_no) left join due_in_words w using (obs_no)
    where s.upload_kind not in ('units', 'people', '') and s.disposition = 'loaded'
), keyed as (
    select *, case when source_id <> '' then 'id ' || source_id
        else 'subject ' || subject_key || ' 1' end as case_key from row_
)
select
    obs_no, upload_no, as_of, kind, source,
    digest_id(source || '|' || kind || '|' || case_key) as case_id,
    source_id, subject_key as subject, document_no, assigned_by, official, source_status,
    state, verdict, opened_on, first_due_on, first_due_end,
    if(by_statute, statutory_due_on, said_due_on) as due_on,
    if(by_statute, statutory_end, said_due_end) as due_end, closed_on, closed_at,
    due_text, if(by_statute, 'statutory_term', due_rule) as due_rule, due_year_from,
    statutory_term, statutory_due_on,
    opened_on_text, due_on_text, closed_on_text, progress_note, urgency, product,
    unit, support_units, sender, sender_type, requesting_unit, reply_form, term_set_by,
    try_cast(days_given as integer) as days_given,
    case when state = 'closed_no_result' then 'withdrawn' when state = 'done' then 'done'
         when state is null and closed_on is not null then 'done' else 'open' end as standing,
    hidden_form(subject_key, sender) as subject_hidden, hidden_form(progress_note, sender) as progress_note_hidden,
    hidden_form(product, sender) as product_hidden, hidden_form(requesting_unit, sender) as requesting_unit_hidden,
    hidden_form(support_units, sender) as support_units_hidden
from keyed;

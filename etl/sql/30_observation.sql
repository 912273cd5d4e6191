-- grain: one row per loaded row of a work-item export: what the source said of a case that day
-- A case is source + kind + its id; without an id, its subject plus an ordinal among equals.
create table observation as
with row_ as (
    select s.*, u.kind, u.source, u.as_of, name_key(s.subject) as subject_key
    from staged s join upload u using (upload_no)
    where s.upload_kind not in ('units', 'people', '') and s.disposition = 'loaded'
), keyed as (
    select *, 'id ' || source_id as case_key from row_ where source_id <> ''
    union all
    select *, 'subject ' || subject_key || ' ' || row_number() over (
        partition by upload_no, subject_key order by obs_no) from row_ where source_id = ''
)
select
    obs_no, upload_no, as_of, kind, source,
    digest_id(source || '|' || kind || '|' || case_key) as case_id,
    source_id, subject_key as subject, document_no, assigned_by, official, source_status,
    state, verdict, opened_on, first_due_on, first_due_end, due_on, due_end, closed_on, closed_at,
    opened_on_text, due_on_text, closed_on_text, progress_note, urgency, product,
    unit, support_units, sender, sender_type, requesting_unit, reply_form, term_set_by,
    try_cast(days_given as integer) as days_given,
    case when state = 'closed_no_result' then 'withdrawn' when state = 'done' then 'done'
         when state is null and closed_on is not null then 'done' else 'open' end as standing
from keyed;

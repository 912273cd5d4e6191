-- grain: temp due_asked, one row per source row and term that the row's own days must resolve:
-- in words (typed as "trước ngày 07/9", "5 ngày làm việc"), or, where no due date is given, by statute
create temp table due_asked as
with row_ as (
    select obs_no, u.kind, u.source, u.as_of, source_id, subject, opened_on, document_no,
        due_part, first_due_part, due_text, first_due_text
    from staged s join upload u using (upload_no)
    where s.disposition = 'loaded' and (due_part is not null or first_due_part is not null)
), worded as (
    select *, 'due' as field, due_text as said, unnest(due_part) from row_ where due_part is not null
    union all by name
    select *, 'first_due' as field, first_due_text as said, unnest(first_due_part)
    from row_ where first_due_part is not null
), bare as (
    select obs_no, u.kind, u.source, source_id, lower(subject) as words, opened_on
    from staged s join upload u using (upload_no)
    where s.disposition = 'loaded' and u.kind in (select kind from statutory_term) and opened_on is not null
        and s.due_on is null and s.first_due_on is null and due_rule is null and due_on_text is null
), statutory as (
    select b.obs_no, b.opened_on, t.term, t.number, t.unit
    from bare b join statutory_term t on t.kind = b.kind and t.source in ('', b.source)
        and starts_with(b.source_id, t.id_begins) and contains(b.words, t.subject_has)
        and b.opened_on >= coalesce(t.valid_from, b.opened_on) and b.opened_on <= coalesce(t.valid_to, b.opened_on)
    qualify row_number() over (partition by b.obs_no
        order by (t.source <> '')::int + (t.id_begins <> '')::int + (t.subject_has <> '')::int desc,
            length(t.subject_has) desc, t.number desc, t.term) = 1
)
select obs_no, field, month, day, shift, number, unit, start, clock, opened_on, document_no,
    min(as_of) over (partition by source, kind, coalesce(nullif(source_id, ''), subject), said) as first_said
from worded
union all by name
select obs_no, 'statutory' as field, term, 0 as shift, number, unit, opened_on from statutory;

-- grain: question, one row per loaded source row and question that it raises; a question is no verdict
-- Made beside the rest of the build; the table stands in 00_schema.sql, for other scripts add to it.
insert into question
with shared_id as (
    select upload_no, case_id from observation where source_id <> '' group by all having count(*) > 1
), alike as (
    select obs_no, upload_no, case_id, source_id, subject, unit, opened_on, due_on, closed_on, source_status
    from observation semi join shared_id using (upload_no, case_id)
    union all
    select obs_no, upload_no, null, '', subject, unit, opened_on, due_on, closed_on, source_status
    from observation where source_id = ''
), repeated as (
    select unnest(list(obs_no)) as obs_no from alike
    group by upload_no, source_id, subject, unit, opened_on, due_on, closed_on, source_status
    having count(*) > 1
), two_subjects as (
    select unnest(list(obs_no)) as obs_no from alike where source_id <> ''
    group by upload_no, case_id having min(subject) <> max(subject)
)
select obs_no, unnest(list_filter([
    case when closed_on < opened_on then 'closed_before_opened' end,
    case when due_on < opened_on then 'due_before_opened' end,
    case when closed_on > cast(as_of as date) then 'closed_after_export' end,
    case when due_on_text is not null then 'unread_due_date' end,
    case when opened_on_text is not null or closed_on_text is not null then 'unread_other_date' end,
    case when verdict = 'on_time' and closed_at >= due_end or verdict = 'late' and closed_at < due_end
        then 'label_and_dates_differ' end,
    case when standing = 'open' and closed_on is not null then 'open_with_closing_date' end,
    case when source_status <> '' and state is null and verdict is null then 'unknown_status' end,
    case when unit = '' then 'no_unit' end,
    case when obs_no in (select obs_no from person_in_unit) then 'person_in_unit' end,
    case when least(opened_on, closed_on) < listed.first_day or greatest(opened_on, closed_on) > listed.last_day
        then 'outside_calendar' end,
    case when regexp_matches(right(subject, 16),
        '(…|\.\.\.|\[…\]|\[\.\.\.\]|(\[\+\]|…|\.\.\.) ?[Xx]em thêm) *[)\]]?$') then 'truncated' end,
    case when length(subject) <= 24 and is_typed_test(subject) then 'test_row' end,
    case when length(subject) <= 24 and regexp_full_match(subject, '[\d., ]+') then 'number_subject' end,
    case when obs_no in (select obs_no from repeated) then 'repeated_row' end,
    case when obs_no in (select obs_no from two_subjects) then 'id_of_two_subjects' end
], lambda q: q is not null)) as question
from observation
cross join (
    select min(day) as first_day, max(day) as last_day from calendar where in_calendar
) listed;

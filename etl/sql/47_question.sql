-- grain: one row per loaded source row and question that it raises; a question is no verdict
create table question as
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
    case when least(opened_on, closed_on) < listed.first_day or greatest(opened_on, closed_on) > listed.last_day
        then 'outside_calendar' end,
    case when regexp_matches(subject, '(…|\.\.\.|\[\+\] Xem thêm)$') then 'truncated' end
], lambda q: q is not null)) as question
from observation
cross join (
    select min(day) as first_day, max(day) as last_day from calendar where in_calendar
) listed;

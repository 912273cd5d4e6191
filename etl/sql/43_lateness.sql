-- grain: scalar macros; with 60_work_item_at.sql the only place that says what late is
-- An item closed on its due day is on time, strictly before is early (DOMAIN section 3).
create macro done_class(closed_on, closed_at, due_on, due_end, verdict, open_seen, done_seen) as case
    when due_end is null then 'done_no_due'
    when closed_at is not null then case
        when closed_at >= due_end then 'done_late'
        when closed_on < due_on then 'done_early' else 'done_on_time' end
    when verdict = 'late' then 'done_late'
    when verdict = 'early' then 'done_early'
    when verdict = 'on_time' then 'done_on_time'
    when cast(done_seen as date) < due_on then 'done_early'
    when done_seen < due_end then 'done_on_time'
    when open_seen + interval 1 second >= due_end then 'done_late'
    else 'done_unknown' end;

-- The day from which an item counts as closed. Where only exports show it: the day of the first
-- one that does; but not after the term where the source says "on time", nor where nobody can
-- tell on which side of the term it fell (then it is done_unknown, never late).
create macro closing_day(closed_on, due_on, due_end, verdict, open_seen, done_seen) as case
    when closed_on is not null then closed_on
    when due_end is null or verdict = 'late' or open_seen + interval 1 second >= due_end
        then cast(done_seen as date)
    else least(cast(done_seen as date), due_on) end;

-- A label's verdict speaks of the due date that stood beside it; of another only where it follows.
create macro verdict_on(asked_due_end, verdict, due_end) as case
    when asked_due_end = due_end or (verdict = 'late' and asked_due_end < due_end) then verdict end;

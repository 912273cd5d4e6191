-- grain: one row per observation of an export whose layout has no column for what exports of its
-- source before it say: due dates, or state and completion. What they said last still holds.
create table unsaid as
with layout as (
    select upload_no, upload_id, source, kind, as_of,
        json_exists(profile, '$.due_on') or json_exists(profile, '$.first_due_on') as tells_due,
        json_exists(profile, '$.source_status') or json_exists(profile, '$.closed_on') as tells_state
    from upload where kind in (select kind from observation)
), mixed as (
    select source, kind, bool_or(tells_due) as any_due, bool_or(tells_state) as any_state from layout group by all
), silent as (
    select o.obs_no, o.case_id, o.unit, l.as_of, l.upload_id, any_due and not tells_due as no_due,
        any_state and not tells_state as no_state
    from layout l join mixed using (source, kind) join observation o using (upload_no)
    where (any_due and not tells_due) or (any_state and not tells_state)
), before as (
    select s.obs_no, no_due and tells_due as of_due, no_state and tells_state as of_state,
        row(l.as_of, l.upload_id, e.unit = s.unit, e.obs_no) as place, e.* exclude (obs_no, unit, as_of, case_id)
    from silent s join observation e using (case_id) join layout l on l.upload_no = e.upload_no
    where l.as_of < s.as_of or l.as_of = s.as_of and l.upload_id < s.upload_id
)
select obs_no, bool_or(of_due) as has_due, bool_or(of_state) as has_state,
    arg_max_null(due_on, place) filter (of_due) as due_on,
    arg_max_null(due_end, place) filter (of_due) as due_end,
    arg_max_null(source_status, place) filter (of_state) as source_status,
    arg_max_null(state, place) filter (of_state) as state,
    arg_max_null(verdict, place) filter (of_state) as verdict,
    arg_max_null(standing, place) filter (of_state) as standing,
    arg_max_null(closed_on, place) filter (of_state) as closed_on,
    arg_max_null(closed_at, place) filter (of_state) as closed_at
from before where of_due or of_state group by obs_no;

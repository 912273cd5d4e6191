-- grain: temp view stood, one row per observation: what held that day, said by its export or, where its
-- layout has no column for it, by one before
create temp view stood as
select o.* replace (
    if(has_due, u.due_on, o.due_on) as due_on, if(has_due, u.due_end, o.due_end) as due_end,
    if(has_state, u.source_status, o.source_status) as source_status,
    if(has_state, u.state, o.state) as state, if(has_state, u.verdict, o.verdict) as verdict,
    if(has_state, u.standing, o.standing) as standing,
    if(has_state, u.closed_on, o.closed_on) as closed_on,
    if(has_state, u.closed_at, o.closed_at) as closed_at)
from observation o left join unsaid u using (obs_no);

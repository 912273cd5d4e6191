-- grain: no table; observations and their units say what was corrected
update observation_unit set unit_id = n.now.new from unit_corrected n
where n.obs_no = observation_unit.obs_no and n.role = observation_unit.role
    and n.unit_id = observation_unit.unit_id and n.now.seq > 0;

update observation set
    opened_on = if(n.opened_on is null, observation.opened_on, try_cast(n.opened_on as date)),
    first_due_on = if(n.first_due_on is null, observation.first_due_on, try_cast(n.first_due_on as date)),
    first_due_end = if(n.first_due_on is null, first_due_end, try_cast(n.first_due_on as date) + interval 1 day),
    due_on = if(n.due_on is null, observation.due_on, try_cast(n.due_on as date)),
    due_end = if(n.due_on is null, due_end, try_cast(n.due_on as date) + interval 1 day),
    closed_on = if(n.closed_on is null, observation.closed_on, try_cast(n.closed_on as date)),
    closed_at = if(n.closed_on is null, closed_at, try_cast(n.closed_on as timestamp)),
    official = coalesce(n.official, observation.official),
    -- A label's verdict spoke of the dates beside it.
    verdict = if(n.due_on is null and n.closed_on is null, verdict, null),
    state = case when n.closed_on is null or standing = 'withdrawn' then state
        when n.closed_on = '' then 'in_progress' else 'done' end,
    standing = case when n.closed_on is null or standing = 'withdrawn' then standing
        when n.closed_on = '' then 'open' else 'done' end
from (pivot correction_applied on field in ('opened_on', 'first_due_on', 'due_on', 'closed_on', 'official')
    using max(new_value) group by obs_no) n
where n.obs_no = observation.obs_no;

-- offending rows: records of which two rows hold (steps may bear one number twice)
select r.kind, r.scope, r.record_key
from register_current join register_row r using (obs_no)
where r.kind <> 'steps'
group by all having count(*) > 1;

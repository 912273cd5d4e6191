-- grain: no table; names the cases that etl/identity.py told apart
update observation set case_id = digest_id(source || '|' || kind || '|' || case_key)
from shared_case where shared_case.obs_no = observation.obs_no;

-- offending rows: loaded rows of a register that are no record of it, and records that hold but
-- stand in no table (a paper that two systems show stands there once)
with kept as (
    select obs_no from step union all select obs_no from reminder
    union all select obs_no from decision union all select obs_no from submission
    union all select obs_no from procedure union all select obs_no from rule_change
    union all select obs_no from dissemination union all select obs_no from obstacle
    union all select obs_no from unit_report
)
select obs_no, 'no record' as why
from source_row s join upload u using (upload_no)
where u.kind not in ('tasks', 'petitions', 'consultations', 'dossiers', 'units', 'people', 'published_totals')
    and s.disposition = 'loaded' and obs_no not in (select obs_no from register_row)
union all
select c.obs_no, 'in no table'
from register_current c join register_row r using (obs_no)
where r.kind not in ('reminders', 'decisions') and c.obs_no not in (select obs_no from kept)
union all
select obs_no, 'does not hold' from kept where obs_no not in (select obs_no from register_current);

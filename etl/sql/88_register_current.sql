-- grain: one table per register: its rows that hold, of the exports dated up to `known`;
-- register_current one row per row that holds
-- Of rows that are one record the newest export's holds, and the last within it. A full export
-- replaces all that its source said before. Steps of one case may bear one number twice (a case
-- handed back): they are told apart by their place among the case's steps of that number.
create table register_current as
with known as (
    select r.*, u.is_full, u.upload_id from register_row r join upload u using (upload_no)
    where cast(r.as_of as date) <= $known
), since as (
    select kind, scope, max(as_of) as as_of from known where is_full group by kind, scope
), first_said as (
    select upload_no, record_key, record_content, min(obs_no) as first_no
    from known where kind = 'steps' group by all
), placed as (
    select *, row_number() over (partition by upload_no, record_key order by first_no) as place
    from first_said
)
select k.obs_no
from known k
left join since f on f.kind = k.kind and f.scope = k.scope
left join placed p on p.upload_no = k.upload_no and p.record_key = k.record_key and p.record_content = k.record_content
where f.as_of is null or k.as_of >= f.as_of
qualify row_number() over (partition by k.kind, k.scope, k.record_key, p.place
    order by k.as_of desc, k.upload_id desc, k.obs_no desc) = 1;

create table step as select * from step_row semi join register_current using (obs_no);

-- The same paper may come from two systems, once with its people in one cell, once in rows.
create table reminder as
select r.* from reminder_row r semi join register_current using (obs_no) join register_row k using (obs_no)
qualify document_no is null or issued_on is null or row_number() over (
    partition by document_no, issued_on, official, if(official is null, unit_id, null)
    order by k.as_of desc, obs_no desc) = 1;

create table decision as
select r.* from decision_row r semi join register_current using (obs_no) join register_row k using (obs_no)
qualify document_no is null or issued_on is null or row_number() over (
    partition by document_no, issued_on, decision_kind, form, official, if(official is null, unit_id, null)
    order by k.as_of desc, obs_no desc) = 1;

create table submission as select * from submission_row semi join register_current using (obs_no);
create table procedure as select * from procedure_row semi join register_current using (obs_no);
create table rule_change as select * from rule_change_row semi join register_current using (obs_no);
create table dissemination as select * from dissemination_row semi join register_current using (obs_no);
create table obstacle as select * from obstacle_row semi join register_current using (obs_no);
create table unit_report as select * from unit_report_row semi join register_current using (obs_no);

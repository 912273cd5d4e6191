-- grain: what is particular to a kind; item_official one row per item and official, with the item's unit
create table case_text as
select case_id, source_id, subject, document_no, assigned_by, urgency,
    nullif(sender, '') as sender, nullif(sender_type, '') as sender_type, subject_hidden
from observation
semi join (
    select arg_max(obs_no, (as_of, obs_no)) as obs_no from observation group by case_id
) latest using (obs_no);

create table petition as
select t.case_id, t.sender_type from case_text t
semi join (select case_id from observation where kind = 'petitions') o using (case_id);

create table item_official as
with cell as (
    select distinct i.item_id, i.unit_id, o.official
    from item i
    join observation latest on latest.obs_no = i.obs_no
    join observation o on o.upload_no = latest.upload_no and o.case_id = i.case_id and o.official <> ''
    join observation_unit r on r.obs_no = o.obs_no and r.role = i.role and r.unit_id = i.unit_id
    where o.obs_no = i.obs_no or (latest.standing <> 'withdrawn' and o.standing <> 'withdrawn')
)
select item_id, n.official, unit_id as of_unit_id from cell join official_name n on n.text = cell.official
union
select i.item_id, p.official, i.unit_id from item i
join person_in_unit p on p.obs_no = i.obs_no and p.role = i.role and p.unit_id = i.unit_id;

-- grain: what is particular to a kind; item_official one row per item and official
create table case_text as
select case_id, arg_max(source_id, rank) as source_id, arg_max(subject, rank) as subject,
    arg_max(document_no, rank) as document_no, arg_max(assigned_by, rank) as assigned_by,
    arg_max(urgency, rank) as urgency, arg_max(nullif(sender, ''), rank) as sender,
    arg_max(nullif(sender_type, ''), rank) as sender_type
from (select *, (as_of, obs_no) as rank from observation) group by case_id;

create table consultation as
select item_id, arg_max(c.unit_id, o.as_of) as requesting_unit_id,
    arg_max(nullif(o.reply_form, ''), o.as_of) as reply_form,
    arg_max(nullif(o.term_set_by, ''), o.as_of) as term_set_by,
    arg_max(o.days_given, o.as_of) as days_given
from item_observation i
join observation o using (obs_no) left join unit_cell c on c.text = o.requesting_unit
where o.kind = 'consultations' group by item_id;

create table item_official as
with latest as (
    select * from item_observation
    qualify row_number() over (partition by item_id order by idx desc) = 1
)
select distinct i.item_id, name_key(unnest(regexp_split_to_array(o.official, '[\n;,]'))) as official
from latest i
join observation o on o.upload_no = i.upload_no and o.case_id = i.case_id and o.official <> ''
join observation_unit r on r.obs_no = o.obs_no and r.role = i.role and r.unit_id = i.unit_id
where o.obs_no = i.obs_no or (i.standing <> 'withdrawn' and o.standing <> 'withdrawn');
delete from item_official where official = '';

create table person as
select name_key(s.person_name) as name, s.person_id, s.position, s.unit, s.person_kind,
    s.valid_from, s.valid_to
from staged s
where s.upload_kind = 'people' and s.disposition = 'loaded';

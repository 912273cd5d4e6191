-- grain: one row per work item that is a consultation; the newest export's word counts
create table consultation as
select item_id, arg_max(c.unit_id, o.as_of) as requesting_unit_id,
    arg_max(nullif(o.reply_form, ''), o.as_of) as reply_form,
    arg_max(nullif(o.term_set_by, ''), o.as_of) as term_set_by,
    arg_max(o.days_given, o.as_of) as days_given
from item_observation i
join observation o using (obs_no) left join requesting_cell c on c.text = o.requesting_unit
where o.kind = 'consultations' group by item_id;

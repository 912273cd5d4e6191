-- grain: one row per item of a case as it stood on a day, in order of opening
select i.*, u.name as unit, seen.due_text, seen.due_rule, seen.statutory_due_on,
    t.basis as statutory_basis, c.reply_form, c.term_set_by, c.days_given,
    (select string_agg(official, '; ' order by official) from item_official o
     where o.item_id = i.item_id) as official
from work_item_at($as_of) i
join unit u using (unit_id)
join observation seen on seen.obs_no = i.obs_no
left join statutory_term t on t.term = seen.statutory_term
left join consultation c on c.item_id = i.item_id
where i.case_id = $case_id
order by i.role, i.opened_on, i.closed_on nulls last, i.item_id

-- grain: one row per item of a case as it stood on a day, in order of opening
select i.*, u.name as unit, c.requesting_unit_id, c.reply_form, c.term_set_by, c.days_given,
    (select string_agg(official, '; ' order by official) from item_official o
     where o.item_id = i.item_id) as official
from work_item_at($as_of) i
join unit u using (unit_id)
left join consultation c using (item_id)
where case_id = $case_id
order by role, opened_on, closed_on nulls last, item_id

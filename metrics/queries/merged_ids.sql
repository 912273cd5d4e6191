-- grain: one row per id whose rows of one export were made one case, with the rules that did it
select m.source, m.kind, m.source_id, any_value(o.subject) as subject, m.rule, count(*) as rows,
    min(i.item_id) as item_id
from merge m
join observation o using (obs_no)
left join (select case_id, min(item_id) as item_id from work_item group by case_id) i
    on i.case_id = o.case_id
group by m.source, m.kind, m.source_id, m.rule
order by rows desc, m.source, m.kind, m.source_id, m.rule
limit $limit

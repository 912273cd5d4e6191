-- grain: one row per case that came back to a unit after another unit had held it, the most often
-- first; number: how many there are. Texts are read for the cases that are shown alone.
with {item}, back as materialized (
    select case_id, count(*) as returns from held_step
    where came_back and received_on <= $as_of group by case_id
), wanted as (
    select case_id, min(item_id) as item_id from item
    where case_id in (select case_id from back) group by case_id
), shown as materialized (
    select case_id, item_id, returns, count(*) over () as number from back join wanted using (case_id)
    order by returns desc, case_id limit $limit
)
select b.case_id, any_value(b.item_id) as item_id, any_value(t.source_id) as source_id,
    any_value(t.subject) as subject, any_value(b.returns) as returns,
    any_value(b.number) as number, list(s.unit_id order by s.place) as unit_ids
from shown b
join held_step s on s.case_id = b.case_id and s.received_on <= $as_of and s.holder = 'unit'
    and not s.without_paper
left join case_text t on t.case_id = b.case_id
group by b.case_id
order by returns desc, source_id, b.case_id

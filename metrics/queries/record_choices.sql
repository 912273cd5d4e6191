-- grain: one row per item that a form offers, in the order of lists
with {item}, chosen as (
    select item_id, case_id, role, unit_id, obs_no, kind, opened_on, first_due_on, due_on, closed_on,
        class
    from item order by due_on, opened_on, item_id limit $limit
), names as (
    select item_id, string_agg(official, '; ' order by official) as official
    from item_official where item_id in (select item_id from chosen) group by item_id
)
select item.*, names.official, o.source_id, o.subject
from chosen as item join observation o using (obs_no) left join names using (item_id)
order by item.due_on, item.opened_on, item.item_id

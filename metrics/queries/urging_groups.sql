-- grain: one row per lead unit (and, by official, per official in charge) with work overdue or due
-- soon; an item of two officials stands with each of them
with {item}, told as (
    select cast(told_id as uuid) as item_id, max("at") as urged_at
    from (select unnest(item_ids) as told_id, "at" from urged) group by all
), owed as (
    select item.item_id, item.unit_id, {official} as official, {overdue} as late,
        date_diff('day', item.due_on, $as_of) as days, told.urged_at
    from item {officials} left join told on told.item_id = item.item_id
    where {owed}
)
select unit_id, official, count(*) filter (where late) as overdue,
    count(*) filter (where not late) as due_soon, max(days) filter (where late) as longest,
    count(urged_at) as urged, max(urged_at) as urged_at
from owed
group by unit_id, official
order by unit_id, official nulls last

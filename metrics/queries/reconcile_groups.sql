-- grain: one row per group of items of one unit that stand alike, with how many they are
with {items}, marked as (
    select {standing}, {marks}, count(*) as items from placed group by all
)
select *, concat_ws('|', {named}) as signature from marked order by signature

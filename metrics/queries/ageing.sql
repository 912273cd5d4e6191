-- grain: one row per bucket of calendar days overdue (and group)
with {item}
select {key} bucket, count(*) as overdue
from (
    select *, case when age <= 5 then 'd1_5' when age <= 10 then 'd6_10' when age <= 30 then 'd11_30'
        when age <= 90 then 'd31_90' else 'd91' end as bucket
    from (select *, date_diff('day', {due}, $as_of) as age from item where {overdue}) as aged
) as bucketed
group by {group} bucket
order by {group} bucket

-- grain: one row per statutory month, counted from year 0: how many are meant, and of how many
with {item}, dated as (select {day} as day_of, {x} as is_x, {n} as is_n from item)
select {month} as month_no, count(*) filter (where is_x) as x, count(*) filter (where is_n) as n
from dated where day_of is not null and day_of <= $as_of
group by 1 order by 1

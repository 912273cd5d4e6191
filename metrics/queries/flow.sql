-- grain: one row per statutory month: opened, closed, and open at the month's end
-- A month in which nothing moved has a row too: what was open stays open.
-- Where the source says that work was closed before it was opened, it leaves when it comes.
with {item}, moved as (
    select received_month as month, 1 as came, 0 as gone from item
    union all
    select greatest(closed_month, received_month), 0, 1 from item where closed_on <= $as_of
    union all
    select unnest(generate_series((select min(received_month) from item), $last_month, interval 1 month)), 0, 0
), monthly as (
    select cast(month as date) as month, sum(came) as came, sum(gone) as gone from moved group by 1
), running as (
    select month, came, gone,
        sum(came - gone) over (order by month rows unbounded preceding) as backlog
    from monthly
)
select month, came, gone, backlog from running
where month >= $first_month and month <= $last_month
order by month

-- grain: one row per statutory month: opened, closed, and open at the month's end
-- Where the source says that work was closed before it was opened, it leaves when it comes.
with {item}, moved as (
    select received_month as month, 1 as came, 0 as gone from item
    union all
    select greatest(closed_month, received_month), 0, 1 from item where closed_on <= $as_of
), monthly as (
    select month, sum(came) as came, sum(gone) as gone from moved group by month
), running as (
    select month, came, gone,
        sum(came - gone) over (order by month rows unbounded preceding) as backlog
    from monthly
)
select month, came, gone, backlog from running
where month >= $first_month and month <= $last_month
order by month

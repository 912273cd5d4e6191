-- grain: one row per day; a span in working days is a subtraction of working_no
insert into calendar
select day, worked, cast(sum(worked::integer) over (order by day) as integer), name, in_calendar
from (
    select d.day, coalesce(s.worked, isodow(d.day) <= 5) as worked, coalesce(s.name, '') as name,
        year(d.day) between $first_year and $last_year as in_calendar
    from (select cast(unnest(generate_series($first, $last, interval 1 day)) as date) as day) d
    left join special s using (day)
)

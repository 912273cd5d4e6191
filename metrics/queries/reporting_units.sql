-- grain: one row per unit of the directory that reports for a period: not the leaders, and in being
-- under some name on the period's last day
select u.unit_id, u.name, u.short_name
from unit u
where u.resolved and coalesce(u.unit_kind, '') not ilike '%lãnh đạo%'
    and (u.unit_id not in (select unit_id from unit_name) or u.unit_id in (
        select unit_id from unit_name
        where coalesce(valid_from, date '0001-01-01') <= $last
            and coalesce(valid_to, date '9999-12-31') >= $last))
order by u.ordinal, u.name

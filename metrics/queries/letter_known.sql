-- grain: one row per unit in force: how many of the papers that any unit made known, it made known
with told as (
    select distinct unit_id, upper(regexp_replace(document_no, '\s', '', 'g')) as number
    from dissemination where held_on <= $as_of and document_no is not null
), owing as (
    select unit_id from unit join unit_name using (unit_id)
    where resolved and coalesce(lower(unit_kind), '') <> 'lãnh đạo'
    group by unit_id
    having max(coalesce(unit_name.valid_to, date '9999-12-31')) >= $as_of
        and min(coalesce(unit_name.valid_from, date '0001-01-01')) <= $as_of
    union select unit_id from told
)
select o.unit_id, count(t.number) as x, any_value(every.n) as n
from owing o cross join (select count(distinct number) as n from told) every
left join told t on t.unit_id = o.unit_id
where every.n > 0
group by o.unit_id
order by o.unit_id

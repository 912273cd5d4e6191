-- grain: one row per item that an export showed answered before the reply that stands, if any does
-- A returned reply loses its date in the source; only one's own earlier exports keep it. The day is
-- the one the export gives, else (is_dated false) that of the first export that shows the reply.
create table reply as
with seen as (
    select i.item_id, min(o.closed_on) as dated_on,
        min(cast(o.as_of as date)) filter (where o.standing = 'done') as seen_on
    from item_observation i
    join observation o using (obs_no)
    where (o.standing = 'open' and o.closed_on is not null)
        or (o.standing = 'done' and i.item_id in (select item_id from item_past))
    group by i.item_id
), earliest as (
    select item_id, least(dated_on, seen_on) as replied_on,
        coalesce(dated_on <= seen_on, dated_on is not null) as is_dated
    from seen
), stands as (
    select distinct item_id, case_id, case when closed_class <> 'withdrawn' then closed_on end as closed_on
    from work_item semi join earliest using (item_id)
)
select e.item_id, s.case_id, e.replied_on, c.working_no as replied_no, e.is_dated
from earliest e
join stands s using (item_id)
left join calendar c on c.day = e.replied_on
where s.closed_on is null or e.replied_on < s.closed_on;

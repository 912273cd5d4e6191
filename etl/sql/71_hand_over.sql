-- grain: one row per hand-over: a lead unit's item passed on, and the item that followed it
-- Who follows is the first other unit whose item opened on that day or later: units that lead
-- together do not receive from each other. A return goes to a unit that passed the case on before.
create table hand_over as
with held as (
    select distinct item_id, case_id, kind, source, unit_id, opened_on, closed_on, closed_class,
        opened_no, closed_no
    from work_item
    semi join (
        select case_id from work_item where role = 'lead' and closed_class = 'withdrawn'
    ) passed_on using (case_id)
    where role = 'lead'
), passed as (
    select * from held where closed_class = 'withdrawn'
), followed as (
    select p.item_id, n.item_id as next_item_id, n.unit_id as to_unit_id,
        row_number() over (partition by p.item_id
            order by n.opened_on, n.closed_on nulls last, n.item_id) as place
    from passed p
    join held n on n.case_id = p.case_id and n.unit_id <> p.unit_id and n.opened_on >= p.closed_on
), earlier as (
    select f.item_id, bool_or(true) as is_return
    from followed f
    join passed p on p.item_id = f.item_id
    join passed e on e.case_id = p.case_id and e.unit_id = f.to_unit_id
        and e.closed_on <= p.closed_on and e.item_id <> f.next_item_id
    where f.place = 1
    group by f.item_id
)
select p.item_id, f.next_item_id, p.case_id, p.kind, p.source, p.unit_id as from_unit_id,
    f.to_unit_id, p.closed_on as passed_on, p.closed_no - p.opened_no as working_days_held,
    coalesce(e.is_return, false) as is_return
from passed p
join followed f on f.item_id = p.item_id and f.place = 1
left join earlier e on e.item_id = p.item_id;

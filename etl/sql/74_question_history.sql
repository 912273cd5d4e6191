-- grain: question_history one row per loaded row and question that several exports or items raise
-- Extended after its day for sure: an earlier export dated past the old due date still showed it.
-- Reopened within 7 days for sure: an export at most 7 days after the completion shows it open, or
-- another row of the same unit and case begins then. Bulk closing: 20 items of one unit or more on
-- one day, and more than 5 times what that unit closes on a usual day on which it closes any.
create table question_history as
with seen as (
    select i.item_id, o.obs_no, o.case_id, i.unit_id, i.role, cast(o.as_of as date) as day, o.standing,
        o.opened_on, o.closed_on, o.due_on, row_number() over by_time > 1 as again,
        lag(o.due_on) over by_time as due_before, lag(cast(o.as_of as date)) over by_time as day_before,
        lag(o.closed_on) over by_time as closed_before, lag(o.standing) over by_time as standing_before,
        max(case when o.standing = 'open' then cast(o.as_of as date) end) over (partition by i.item_id
            order by o.as_of, o.obs_no rows between unbounded preceding and 1 preceding) as last_open
    from item_observation i join observation o using (obs_no)
    semi join (select case_id from observation group by case_id having count(*) > 1) several
        on several.case_id = o.case_id
    window by_time as (partition by i.item_id order by o.as_of, o.obs_no)
), usual as (
    select unit_id, median(closed) as closed from (
        select unit_id, closed_on, count(*) as closed from work_item
        where closed_is_dated and closed_class <> 'withdrawn' and valid_to = date '9999-12-31' group by all)
    group by unit_id
), bulk as (
    select unit_id, closed_on from work_item join usual using (unit_id)
    where closed_is_dated and closed_class <> 'withdrawn' and valid_to = date '9999-12-31'
    group by unit_id, closed_on, closed having count(*) >= 20 and count(*) > 5 * closed
)
select obs_no, 'extended_after_due' as question from seen where again and due_on > due_before and day_before > due_before
union
select obs_no, 'reopened_within_7_days' from seen where again and standing_before = 'done'
    and standing = 'open' and day between closed_before and closed_before + 7
union
select l.obs_no, 'reopened_within_7_days' from seen l join seen e
    on e.case_id = l.case_id and e.unit_id = l.unit_id and e.role = l.role and e.item_id <> l.item_id
    and e.standing = 'done' and l.opened_on between e.closed_on and e.closed_on + 7
    and l.opened_on > e.opened_on
union
select obs_no, 'closed_before_export' from seen where standing = 'done' and closed_on < last_open
union
select obs_no, 'bulk_closing' from work_item join bulk using (unit_id, closed_on)
where closed_is_dated and closed_class <> 'withdrawn' and valid_to = date '9999-12-31';

-- grain: one row per work item and version; 60_work_item_at.sql picks the version of a day
create table work_item as
with ended as (
    select *, case
            when final_standing = 'open' and absent_after is not null then 'withdrawn'
            else final_standing end as standing,
        case when final_standing = 'open' and absent_after is not null
            then cast(absent_after as date) end as transferred_on,
        cast(first_seen as date) as first_day
    from item
), dated as (
    select *, case
            when standing = 'open' then null
            when standing = 'withdrawn' then coalesce(transferred_on, closed_given, cast(final_seen as date))
            else closing_day(closed_given, due_on, due_end, verdict, else_seen, final_seen) end as closed_on,
        case when opened_given is null then first_day
             when absent_before is not null and opened_given <= cast(absent_before as date) then first_day
             else opened_given end as opened_on
    from ended
)
select i.item_id, i.case_id, o.kind, o.source, i.role, i.unit_id,
    i.opened_on, i.opened_given is null as opened_is_first_seen,
    i.closed_given is not null as closed_is_dated,
    i.first_due_on, overdue_from(i.first_due_on, i.first_due_end) as first_overdue_from,
    v.due_on, overdue_from(v.due_on, v.due_end) as overdue_from, i.closed_on,
    case when i.standing = 'withdrawn' then 'withdrawn' when i.standing = 'done' then done_class(
        i.closed_given, i.closed_at, v.due_on, v.due_end,
        verdict_on(v.due_end, i.verdict, i.due_end), i.else_seen, i.final_seen)
        end as closed_class,
    case when i.standing = 'withdrawn' then 'withdrawn' when i.standing = 'done' then done_class(
        i.closed_given, i.closed_at, i.first_due_on, i.first_due_end,
        verdict_on(i.first_due_end, i.verdict, i.due_end), i.else_seen, i.final_seen)
        end as first_closed_class,
    case when i.standing = 'open' or i.closed_at is not null or i.transferred_on is not null then 'dates'
         when verdict_on(v.due_end, i.verdict, i.due_end) is null and v.due_end is not null
             and i.standing = 'done' then 'dates'
         else 'source_status' end as basis,
    v.source_status, coalesce(v.state = 'awaiting', false) as awaiting, a.authority, c.requesting_unit_id,
    item_version.valid_from, item_version.valid_to, v.obs_no,
    ko.working_no as opened_no, kc.working_no as closed_no,
    statutory_month(i.opened_on) as received_month, statutory_month(i.closed_on) as closed_month
from dated i
join item_version using (item_id)
join stood v on v.obs_no = item_version.obs_no
join observation o on o.obs_no = i.obs_no
left join assignment a on a.assigned_by = o.assigned_by and a.document_no = o.document_no
left join consultation c on c.item_id = i.item_id  -- carried here: the matrix reads every one
left join calendar ko on ko.day = i.opened_on
left join calendar kc on kc.day = i.closed_on
order by i.opened_on, i.item_id, valid_from;

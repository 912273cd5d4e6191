-- grain: one row per item whose due date moved later in a later export
-- After its day for sure: an export dated past the old due date still showed the old one. Unclear:
-- the old date passed between the last export that showed it and the first that showed the new.
select item_id, bool_or(still_shown > previous_due) as after_due,
    bool_or(still_shown <= previous_due and previous_due < valid_from) as unclear
from (
    select item_id, case_id, valid_from, previous_due, max(cast(o.as_of as date)) as still_shown
    from (
        select item_id, case_id, due_on, valid_from,
            lag(due_on) over (partition by item_id order by valid_from) as previous_due
        from work_item
        where item_id in (select item_id from work_item where valid_from > date '0001-01-01')
            and valid_from <= $as_of
    ) as version
    join observation o using (case_id)
    where version.due_on > previous_due and cast(o.as_of as date) < valid_from
    group by item_id, case_id, valid_from, previous_due
) as extension
group by item_id

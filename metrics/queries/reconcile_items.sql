-- grain: CTE placed: one row per item of the source, how it stood, and what its own status says
version as (
    select item_id, case_id, role, unit_id, opened_on, due_on, closed_on, closed_is_dated,
        awaiting, obs_no, source_status, opened_on <= $as_of as was_there,
        class_at($as_of, closed_on, closed_class, due_on, overdue_from) as class
    from work_item
    where source = $source and valid_from <= $as_of and $as_of < valid_to
        and (opened_on <= $last or (opened_is_first_seen and $last = $as_of))
        and (opened_on >= $first or closed_on is null or closed_on >= $first)
), said as (
    select source_status, case
            when min(state) = 'closed_no_result' then 'withdrawn'
            when min(state) = 'done' then case min(verdict) when 'late' then 'done_late'
                when 'overdue' then 'done_late' when 'early' then 'done_early'
                when 'on_time' then 'done_on_time' when 'in_term' then 'done_on_time'
                when 'no_due' then 'done_no_due' end
            else case min(verdict) when 'overdue' then 'open_overdue' when 'no_due' then 'open_no_due'
                when 'in_term' then 'open_in_term' when 'due_soon' then 'open_in_term' end
        end as label
    from observation where source = $source and (state is not null or verdict is not null)
    group by source_status
), several as (
    select case_id from version where role = 'lead' group by case_id having count(*) > 1
), co_led as (
    select case_id from version semi join several using (case_id) where role = 'lead'
    group by case_id having min(unit_id) < max(unit_id)
), ordered as (
    select v.item_id, row_number() over (partition by v.case_id order by
        nullif(min(strpos(o.unit, n.name)), 0) nulls last, v.unit_id, v.item_id) as place
    from version v semi join co_led using (case_id)
    join observation o using (obs_no)
    left join (select unit_id, alias as name from unit_alias union select unit_id, name from unit) n
        on n.unit_id = v.unit_id and strpos(o.unit, n.name) > 0
    where v.role = 'lead'
    group by v.item_id, v.case_id, v.unit_id
), later as (
    select min(as_of) as export from upload where source = $source and as_of > $moment
), gone as (
    select case_id from observation
    where source = $source and (select export from later) is not null
    group by case_id having max(as_of) < (select export from later)
), placed as (
    select v.*, s.label, g.case_id is not null as is_gone, coalesce(r.place, 1) = 1 as first_lead,
        coalesce(v.due_on <= $soon, false) as soon, v.opened_on >= $first as received
    from version v left join said s using (source_status) left join ordered r using (item_id)
    left join gone g on g.case_id = v.case_id
)

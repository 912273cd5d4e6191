-- grain: one row per item in scope: how its wait ended or stands, and after how many working days
with {item}, days_known as (
    select max(case when day = $as_of then working_no end) as today_no,
        max(case when day = $day_before then working_no end) as before_no
    from calendar where day = $as_of or day = $day_before
), {heard}, passed as (
    select distinct item_id as passed_item_id from hand_over where passed_on <= $as_of
), stood as (
    select {key} as grp,
        case when {answered} then 'answered' when {open} then 'open' when {done} then 'finished'
            when passed_item_id is not null then 'transferred' else 'withdrawn' end as outcome,
        case when {answered} then {answered_no} when {open} then today_no else closed_no end
            - opened_no as days,
        not opened_is_first_seen and ({measured} or not ({answered})) as measured,
        case when opened_on < $first then before_no - opened_no end as watched_from
    from item cross join days_known
    left join passed on passed_item_id = item_id
    left join heard on heard_id = {heard_key}
    where not coalesce(heard_on < $first, false)
)

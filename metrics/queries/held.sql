-- grain: the CTEs up to `held`: one row per case in scope and stretch begun by the as-of date,
-- with its working days up to then and how many of them lie beyond the step's own term
with {item}, wanted as materialized ({wanted}), today as (
    select working_no as no from calendar where day = $as_of
), held as (
    select h.*, least(coalesce(h.to_no, today.no), today.no) - h.from_no as days,
        case when h.due_no is null then 0 else greatest(0,
            least(coalesce(h.to_no, today.no), today.no) - greatest(h.from_no, h.due_no)) end as days_over,
        h.to_on is null or h.to_on > $as_of as now
    from hold h join wanted on wanted.case_no = h.case_no cross join today
    where h.from_on <= $as_of
)

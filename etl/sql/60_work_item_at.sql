-- grain: table macro, one row per work item opened by the end of day `d`, as it stood then
create macro class_at(d, closed_on, closed_class, due_on, overdue_from) as case
    when closed_on <= d then closed_class
    when due_on is null then 'open_no_due'
    when overdue_from <= d then 'open_overdue'
    else 'open_in_term' end;

create macro work_item_at(d) as table
select *,
    class_at(d, closed_on, closed_class, due_on, overdue_from) as class,
    class_at(d, closed_on, first_closed_class, first_due_on, first_overdue_from) as first_class
from work_item
where opened_on <= d and valid_from <= d and d < valid_to;

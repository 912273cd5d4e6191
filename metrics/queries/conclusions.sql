-- grain: one row per conclusion of a meeting that holds, with how its task stands on the as-of date:
-- as the page says (done_on), else as the loaded task does, else by its due date alone
with task as (
    select t.source_id, any_value(i.item_id) as item_id, any_value(i.class) as class,
        any_value(i.closed_on) as closed_on, any_value(i.due_on) as due_on
    from work_item_at($as_of) i join case_text t using (case_id)
    where i.source = $source and i.role = 'lead' group by t.source_id
), pointed as (
    select c.*, n.held_on, n.document_no, n.issued_on
    from conclusion c left join conclusion_notice n using (period)
)
select p.conclusion_id, p.period, p.place, p.text, p.unit_id, coalesce(u.name, p.unit_id) as unit,
    p.official, coalesce(task.due_on, p.due_on) as due_on, p.held_on, p.document_no, p.issued_on,
    p.done_document, p."by", p."at", p.ledger_seq, task.item_id,
    p.done_on as said_done_on,
    case when p.done_on <= $as_of then p.done_on
        when starts_with(task.class, 'done_') then task.closed_on end as done_on,
    case when p.unit_id is null then null
        when p.done_on <= $as_of and p.due_on is null then 'done_no_due'
        when p.done_on <= $as_of and p.done_on < p.due_on then 'done_early'
        when p.done_on <= $as_of and p.done_on = p.due_on then 'done_on_time'
        when p.done_on <= $as_of then 'done_late'
        when task.class is not null then task.class
        when p.due_on is null then 'open_no_due'
        when $as_of > p.due_on then 'open_overdue' else 'open_in_term' end as class,
    case when p.done_on <= $as_of then 'page' when task.class is not null then 'task'
        else 'due' end as basis
from pointed p left join task on task.source_id = p.conclusion_id
    left join unit u on u.unit_id = p.unit_id
order by p.period, p.place nulls last, p.ledger_seq

-- grain: one row per assignment of a meeting that holds, as it was decided
select c.conclusion_id, c.text, coalesce(u.name, c.unit_id) as unit, c.official, c.due_on, c.done_on,
    n.held_on, n.document_no
from conclusion c left join conclusion_notice n using (period)
    left join unit u on u.unit_id = c.unit_id
where c.unit_id is not null
order by c.conclusion_id

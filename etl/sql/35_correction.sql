-- grain: correction_applied one row per observation and field that an accepted đính chính changed: what its
-- source says, what it says now, and the entry that asked for it. Empty text is no value.
-- A correction names a case, a role and a unit; it speaks of every export that still says the old value.
-- Of several on one field the one asked for last holds, whoever accepted which first.
create temp macro folded(said, asked) as list_reduce(
    list_prepend(struct_pack(seq := 0::bigint, old := said, new := said), asked),
    lambda so_far, next: case when next.old in (so_far.old, so_far.new)
        then struct_pack(seq := next.seq, old := so_far.old, new := next.new) else so_far end);

create temp table unit_corrected as
select u.obs_no, u.role, u.unit_id, folded(u.unit_id,
    list(struct_pack(seq := c.seq, old := c.old_value, new := c.new_value) order by c.seq)) as now
from observation o join correction_accepted c on c.case_id = o.case_id and c.field = 'unit_id'
join observation_unit u on u.obs_no = o.obs_no and u.role = c.role
group by u.obs_no, u.role, u.unit_id;

create table correction_applied as
with asked as (
    select distinct o.obs_no, c.seq, c.field, c.old_value, c.new_value, case c.field
        when 'opened_on' then coalesce(cast(o.opened_on as varchar), '')
        when 'first_due_on' then coalesce(cast(o.first_due_on as varchar), '')
        when 'due_on' then coalesce(cast(o.due_on as varchar), '')
        when 'closed_on' then coalesce(cast(o.closed_on as varchar), '')
        else o.official end as said
    from observation o join correction_accepted c on c.case_id = o.case_id and c.field <> 'unit_id'
    join observation_unit u on u.obs_no = o.obs_no and u.role = c.role
    left join unit_corrected n on n.obs_no = u.obs_no and n.role = u.role and n.unit_id = u.unit_id
    where c.unit_id in (u.unit_id, n.now.new)
), told as (
    select obs_no, field, folded(said, list(struct_pack(seq := seq, old := old_value, new := new_value) order by seq)) as now
    from asked group by obs_no, field, said
)
select obs_no, field, now.old as old_value, now.new as new_value, now.seq as ledger_seq
from told where now.seq > 0
union all
select distinct obs_no, 'unit_id', now.old, now.new, now.seq from unit_corrected where now.seq > 0;

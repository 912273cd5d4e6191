-- grain: one row per objection and item or paper that it names, the newest first
with named as (
    select o.item_id, string_agg(distinct official, '; ' order by official) as official
    from objection o join item_official using (item_id) group by o.item_id
), paper as (
    select record_id, 'reminders' as register, document_no, issued_on, official, unit_id, entered_by, obs_no from reminder_record
    union all
    select record_id, 'decisions', document_no, issued_on, official, unit_id, entered_by, obs_no from decision_record
), item as (
    select distinct on (o.item_id) o.item_id, w.case_id, w.unit_id, s.source_id, s.subject, w.obs_no
    from objection o join work_item w using (item_id) join observation s on s.obs_no = w.obs_no
    order by o.item_id, w.valid_from desc
)
select o.*, i.case_id, coalesce(i.unit_id, p.unit_id) as unit_id, u.name as unit,
    coalesce(n.official, p.official) as official, i.source_id, i.subject, p.register, p.document_no,
    p.issued_on, p.entered_by, b.loaded_by, x.ledger_seq is not null as excluded,
    f.name as file, r.sheet, r.row, f.upload_id as upload, c.working_no + $days as due_no, d.day as due_on
from objection o
left join item i on i.item_id = o.item_id
left join named n on n.item_id = o.item_id
left join paper p on p.record_id = o.record_id
left join unit u on u.unit_id = coalesce(i.unit_id, p.unit_id)
left join exclusion x on x.objection_id = o.objection_id
    and x.item_id is not distinct from o.item_id and x.record_id is not distinct from o.record_id
left join source_row r on r.obs_no = coalesce(i.obs_no, p.obs_no)
left join upload f on f.upload_no = r.upload_no
left join loaded_by b on b.upload_sha256 = split_part(f.upload_id, ':', 1)
left join calendar c on c.day = cast(o.made_at as date)
left join calendar d on d.is_working and d.working_no = c.working_no + $days
order by o.ledger_seq desc, i.source_id, p.document_no

-- grain: one row per đính chính, the newest first, with the item it is about and what it changed
with named as (
    select k.item_id, string_agg(distinct official, '; ' order by official) as official
    from correction k join item_official using (item_id) group by k.item_id
), case_ as (
    select k.correction_id, arg_max(o.source_id, o.as_of) as source_id, arg_max(o.subject, o.as_of) as subject,
        arg_max(o.obs_no, o.as_of) as obs_no
    from correction k join observation o using (case_id) group by k.correction_id
), applied as (
    select k.correction_id, count(*) as applied
    from correction k join correction_applied a on a.ledger_seq = k.ledger_seq group by k.correction_id
)
select k.*, u.name as unit, n.official, s.source_id, s.subject, coalesce(a.applied, 0) as applied,
    f.name as file, r.sheet, r.row, f.upload_id as upload,
    c.working_no + $days as due_no, d.day as due_on
from correction k
left join unit u on u.unit_id = k.unit_id
left join named n on n.item_id = k.item_id
left join case_ s on s.correction_id = k.correction_id
left join applied a on a.correction_id = k.correction_id
left join source_row r on r.obs_no = s.obs_no
left join upload f on f.upload_no = r.upload_no
left join calendar c on c.day = cast(k.asked_at as date)
left join calendar d on d.is_working and d.working_no = c.working_no + $days
order by k.ledger_seq desc

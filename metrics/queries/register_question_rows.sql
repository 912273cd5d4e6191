-- grain: one row per row of a register that raises a question; of a paper about people its number
-- alone is shown: who was reminded or disciplined stands on pages of those allowed to see it
select u.name as file, r.sheet, r.row, u.upload_id as upload, null as item_id,
    case when q.kind in ('reminders', 'decisions') then coalesce(m.document_no, d.document_no)
         else array_to_string(r.cells, ' · ') end as subject
from register_question q
join source_row r on r.obs_no = q.obs_no
join upload u on u.upload_no = r.upload_no
left join (select distinct obs_no, document_no from reminder) m on m.obs_no = q.obs_no
left join (select distinct obs_no, document_no from decision) d on d.obs_no = q.obs_no
where q.question = $question and q.kind = $kind
order by u.as_of desc, q.obs_no
limit $limit

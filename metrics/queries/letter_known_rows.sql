-- grain: one row per paper made known by a unit, and per paper that it did not make known
with told as (
    select d.*, upper(regexp_replace(document_no, '\s', '', 'g')) as number,
        u.name as file, s.sheet, s.row
    from dissemination d join source_row s using (obs_no) join upload u on u.upload_no = s.upload_no
    where held_on <= $as_of and document_no is not null
), paper as (
    select number, min(document_no) as document_no from told group by number
)
select t.number is not null as counted, coalesce(t.document_no, p.document_no) as document_no,
    coalesce(t.unit_id, $unit) as unit_id, t.held_on, t.form, t.attendees, t.file, t.sheet, t.row
from paper p left join told t on t.number = p.number and ($unit is null or t.unit_id = $unit)
order by counted, unit_id, t.held_on, document_no

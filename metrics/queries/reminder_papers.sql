-- grain: one row per dated reminder in the window and official it names (null: its unit)
-- One dated document is one reminder, however its number is spaced or spelt and whoever exports it.
with written as (
    select r.*, k.as_of, upper(regexp_replace(coalesce(document_no, ''), '\s', '', 'g')) as number,
        regexp_matches(lower(coalesce(level, '')), '(đảng|chi bộ|tỉnh ủy|tỉnh uỷ|huyện ủy)') as of_party
    from reminder r join register_row k using (obs_no)
), paper as (
    select * from written
    where issued_on is null or issued_on between $first and $as_of
    qualify row_number() over (partition by issued_on, number, official, if(official is null, unit_id, null)
        order by as_of desc, obs_no desc) = 1
), held as (
    select p.name, p.person_id, p.valid_from, p.valid_to,
        lower(p.position) like '%giám đốc sở%' or lower(u.unit_kind) = 'lãnh đạo'
            or lower(p.position) in ('giám đốc', 'phó giám đốc')
                and coalesce(lower(u.unit_kind) not like 'đơn vị sự nghiệp%', true) as leads
    from post p left join unit u using (unit_id)
)
select p.official, p.unit_id, p.document_no, p.issued_on, p.level, p.signer, p.content,
    array_to_string(p.item_refs, '; ') as item_refs, p.of_party,
    (select count(distinct person_id) from held h where h.name = p.official) as namesakes,
    coalesce((select bool_or(leads) from held h where h.name = p.official
        and (p.issued_on between coalesce(h.valid_from, p.issued_on) and coalesce(h.valid_to, p.issued_on)
            or $as_of between coalesce(h.valid_from, $as_of) and coalesce(h.valid_to, $as_of))), false) as leads,
    u.name as file, s.sheet, s.row
from paper p join source_row s using (obs_no) join upload u on u.upload_no = s.upload_no
order by p.official, p.issued_on nulls last, p.number

-- grain: one row per pair of assigning person and document symbol; who assigned, by edited table
create table assignment as
with pair as (select distinct assigned_by, document_no from observation),
found as (
    select pair.*, p.authority, row_number() over (partition by pair.assigned_by, pair.document_no
        order by p.match = 'person' desc, p.priority desc, length(p.pattern) desc, p.authority) as n
    from pair left join authority_pattern p on case p.match
        when 'person' then contains(lower(pair.assigned_by), lower(p.pattern))
        else contains(replace(lower(pair.document_no), ' ', ''), replace(lower(p.pattern), ' ', '')) end
)
select assigned_by, document_no, coalesce(authority, 'unknown') as authority from found where n = 1;

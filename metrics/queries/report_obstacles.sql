-- grain: one row per difficulty that a unit raised: of the register as far as it lives in the
-- period, then what stood in the reports that came back
select unit_id, raised_on, subject, proposal, answered_on, answer, f.name as file, s.sheet, s.row,
    'register' as noted
from obstacle o join source_row s using (obs_no) join upload f on f.upload_no = s.upload_no
where raised_on <= least($last, $as_of)
    and (raised_on >= $first or answered_on is null or answered_on >= $first)
union all
select unit_id, raised_on, subject, proposal, null, null, document_no, '', place, 'report'
from report_obstacle where period = $period
order by unit_id, raised_on nulls last, subject

-- grain: no table; rows of an id whose merge was undone are cases of their own, by their subject and
-- its ordinal in the file
update observation set case_id = digest_id(concat_ws('|', own.source, own.kind, own.case_key))
from (
    select obs_no, source, kind, concat_ws(' ', 'row of', source_id, ':', subject, row_number() over (
        partition by upload_no, source, kind, source_id, subject order by obs_no)) as case_key
    from observation semi join merge_undone using (source, kind, source_id)
) own
where own.obs_no = observation.obs_no;

-- grain: temp shared_row, one row per observation whose case its subject alone does not tell
-- That is, of rows without an id: a subject that stands in one export more than once, or beside an id;
-- and the rows of those ids, for a subject may change under its id. etl/identity.py tells them apart.
create temp table shared_row as
with repeated as (  -- without an id a case is still its subject (30_observation.sql)
    select case_id from observation where source_id = '' group by case_id, upload_no having count(*) > 1
), mixed as (
    select source, kind from observation
    group by source, kind having bool_or(source_id = '') and bool_or(source_id <> '')
), shared as (
    select distinct source, kind, subject from observation semi join repeated using (case_id)
    union
    select source, kind, subject from observation semi join mixed using (source, kind)
    group by source, kind, subject having bool_or(source_id = '') and bool_or(source_id <> '')
), given as (
    select distinct source, kind, source_id from observation semi join shared using (source, kind, subject)
    where source_id <> ''
), chosen as (
    select obs_no from observation semi join shared using (source, kind, subject) where source_id = ''
    union all
    select obs_no from observation semi join given using (source, kind, source_id)
)
select obs_no, source, kind, upload_no, o.as_of, upload_id, source_id, subject, document_no, unit,
    upload_no in (select upload_no from observation where source_id <> '') as has_ids
from observation o semi join chosen using (obs_no) join upload using (source, kind, upload_no);

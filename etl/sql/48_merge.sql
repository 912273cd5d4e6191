-- grain: one row per row of an export that was made one case with another row of it, and by which rule
-- The row it went into is the first one of the case that was not passed on.
create table merge as
with shared as (
    select upload_no, case_id from observation group by all having count(*) > 1
), ordered as (
    select obs_no, upload_no, case_id, source, kind, source_id, unit, standing = 'withdrawn' as passed_on,
        first_value(obs_no) over whole as into_obs_no, first_value(unit) over whole as into_unit
    from observation semi join shared using (upload_no, case_id)
    window whole as (partition by upload_no, case_id order by standing = 'withdrawn', obs_no)
)
select obs_no, into_obs_no, source, kind, source_id,
    case when passed_on then 'transfer_copy' when unit = into_unit then 'same_id_same_unit'
        else 'same_id_other_unit' end as rule
from ordered where obs_no <> into_obs_no;

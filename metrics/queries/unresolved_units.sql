-- grain: one row per name that stands for no known unit
select un.name, count(distinct r.obs_no) as rows, count(distinct o.case_id) as cases,
    min(o.source) as source, cast(max(o.as_of) as date) as last_seen
from observation_unit r
join unit un on un.unit_id = r.unit_id
join observation o on o.obs_no = r.obs_no
where not un.resolved and un.name is not null
group by un.name
order by rows desc, un.name

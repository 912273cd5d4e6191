-- offending rows: loaded rows that reached no work item
select o.obs_no from observation o
where not exists (select 1 from observation_unit r where r.obs_no = o.obs_no);

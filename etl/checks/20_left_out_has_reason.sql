-- offending rows: rows left out without a reason
select obs_no from source_row where disposition <> 'loaded' and reason is null;

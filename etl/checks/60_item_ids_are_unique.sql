-- offending rows: ids shared by two items (a clash of shortened hashes)
select item_id from work_item group by item_id
having count(distinct (case_id, role, unit_id)) > 1;

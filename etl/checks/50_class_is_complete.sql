-- offending rows: items whose class is missing, or that are closed without a class
select item_id from work_item
where (closed_on is null) <> (closed_class is null) or opened_on is null or unit_id is null;

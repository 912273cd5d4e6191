-- offending rows: items of which two versions hold on one day, or none holds on some day
select item_id from work_item group by item_id
having min(valid_from) <> date '0001-01-01' or max(valid_to) <> date '9999-12-31'
    or sum(date_diff('day', valid_from, valid_to)) <> date_diff('day', date '0001-01-01', date '9999-12-31');

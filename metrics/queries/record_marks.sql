-- grain: one row per item about which somebody decided or asked something
with about as (
    select item_id from cause union select item_id from exclusion
    union select item_id from objection union select item_id from correction
), objected as (
    select item_id, count(*) as objections from objection group by item_id
), corrected as (
    select item_id, count(*) as corrections from correction group by item_id
)
select a.item_id, c.cause as objective_cause, c.authority as cause_authority, c.document_no as cause_document, c.dated as cause_dated,
    c.made_by as confirmed_by, e.reason as excluded_why, o.objections, k.corrections
from about a
left join cause c using (item_id)
left join exclusion e using (item_id)
left join objected o using (item_id)
left join corrected k using (item_id)
where a.item_id is not null

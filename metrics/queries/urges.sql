-- grain: one row per time that a unit or an official was urged, the newest first
select u.urge_id, u.unit_id, coalesce(n.name, u.unit_id) as unit, u.official, u.how, u.note,
    u.item_ids, len(u.item_ids) as items, u."at", u."by", u.ledger_seq
from urged u left join unit n on n.unit_id = u.unit_id
order by u.ledger_seq desc

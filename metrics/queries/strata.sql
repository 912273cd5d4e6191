-- grain: one row per group and stratum (kind, source, urgency, length of term): x of n items
with {item}, judged_item as (
    select {key} as key, kind, source, obs_no, {x} as counted, {term} as term
    from item where {n}
), told as (  -- by urgency as written, so that few words are brought to one, not every row
    select key, kind, source, term, written,
        count(*) filter (where counted) as x, count(*) as n
    from judged_item join (select obs_no, urgency as written from observation) o using (obs_no)
    group by key, kind, source, term, written
)
select key, kind, source, {urgency} as urgency, term, sum(x) as x, sum(n) as n
from told
group by key, kind, source, {urgency}, term
order by key, kind, source, urgency, term

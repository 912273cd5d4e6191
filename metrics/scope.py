"""The items that a figure is about: one CTE for every count, rate, list and clock."""

from __future__ import annotations

from metrics.catalog import DIMENSIONS, DUE_BASES
from metrics.filters import Filters

# A case with several units is done only when all of them are: the least finished item speaks.
SEVERITY = """case {class}
    when 'open_overdue' then 1 when 'open_in_term' then 2 when 'open_no_due' then 3
    when 'done_late' then 4 when 'done_unknown' then 5 when 'done_no_due' then 6
    when 'done_on_time' then 7 when 'done_early' then 8 else 9 end"""

ITEM = """item_id, case_id, kind, source, role, unit_id, opened_on, opened_is_first_seen,
    first_due_on, first_overdue_from, due_on, overdue_from, closed_on, closed_is_dated, basis,
    source_status, awaiting, authority, requesting_unit_id, obs_no,
    opened_no, closed_no, received_month, closed_month, class, first_class"""

OPENING = ("opened_on", "opened_no", "received_month")  # a case was opened when its first item was
CLOSING = ("closed_on", "closed_no", "closed_month")
# A case is closed when the last of its items is, those passed on aside unless all were.
CLOSED = """case
    when count(*) filter (where class <> 'withdrawn') over whole_case = 0
        then max({name}) over whole_case
    when count(*) filter (where class <> 'withdrawn' and closed_on is null) over whole_case = 0
        then max({name}) filter (where class <> 'withdrawn') over whole_case
    end as case_{name}"""
# What a source did not date, only exports show, and too late: the first of several openings is
# known when all are given, the last closing when one that is given fell on it.
DATED = """bool_or(opened_is_first_seen) over whole_case as case_opened_is_first_seen, case
    when count(*) filter (where class <> 'withdrawn') over whole_case = 0
        then bool_and(closed_is_dated) over whole_case
    else coalesce(
        max(closed_on) filter (where class <> 'withdrawn' and closed_is_dated) over whole_case
        = max(closed_on) filter (where class <> 'withdrawn') over whole_case, false)
    end as case_closed_is_dated"""


def scope(filters: Filters, by: str | None = None) -> str:
    """The CTE `item`: the items (or cases) that the filters leave, one row each.

    A period takes what was opened before it and not closed before it, and what was opened in it.
    """
    officials = " join item_official using (item_id)" if by == "official" else ""
    base = f"select {filters.columns()} from work_item_at($as_of){officials}"
    base += f" where {filters.condition()}"
    if filters.per == "case":
        base = _one_per_case(base, filters, by)
    period = ""
    if filters.period:
        alive = "opened_on >= $first or closed_on is null or closed_on >= $first"
        period = f"where opened_on <= $last and ({alive})"
    return f"item as (select * from ({base}) as shown {period})"


def _one_per_case(base: str, filters: Filters, by: str | None) -> str:
    """Each source record once (per group, where there are groups)."""
    key = f"case_id, {DIMENSIONS[by]}" if by else "case_id"
    officials = ", official" if by == "official" else ""
    severity = SEVERITY.replace("{class}", DUE_BASES[filters.due_basis])
    columns = ITEM
    for name in (*OPENING, *CLOSING, "opened_is_first_seen", "closed_is_dated"):
        columns = columns.replace(f" {name},", f" case_{name} as {name},")
    ends = [f"min({name}) over whole_case as case_{name}" for name in OPENING]
    ends += [CLOSED.replace("{name}", name) for name in CLOSING] + [DATED]
    return f"""select {columns}{officials} from (
        select *, {", ".join(ends)}, row_number() over (
                partition by {key} order by {severity}, opened_on desc, item_id) as case_rank
        from ({base}) as every_item window whole_case as (partition by {key})
    ) as ranked where case_rank = 1"""

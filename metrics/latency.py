"""Time to answer, in working days: of what is closed, and beside it always what still waits."""

from __future__ import annotations

from metrics.catalog import DIMENSIONS
from metrics.filters import Filters
from metrics.measure import MEASURED, condition, scope
from metrics.queries import fill
from store import Store


def latency(store: Store, filters: Filters, by: str | None = None) -> list[dict]:
    """Per group: closed, closed_median, closed_p90 (working days, opening day is day zero), open,
    oldest_open (working days so far), unmeasured (done, but the source gives no opening or
    completion date, or gives them backwards: counted, and left out of the median)."""
    return store.query(*_latency(filters, DIMENSIONS[by] if by else None, by))


def _latency(filters: Filters, expression: str | None, by: str | None) -> tuple[str, dict]:
    done = condition("done", filters)
    query = fill(
        "latency",
        item=scope(filters, by),
        key=f"{expression} as {by}," if by else "",
        group=f"group by {expression} order by {expression}" if by else "",
        closed=f"{done} and {MEASURED}",
        done=done,
        open=condition("open", filters),
    )
    return query, filters.params()


def matrix(store: Store, filters: Filters) -> list[dict]:
    """Consultations, requesting unit x consulted unit: asked, closed, closed_median, open, late,
    no_reply (open past its term). Rows only where something was asked."""
    counted = {"late": "late", "done": "done", "open": "open", "overdue": "open_overdue"}
    conditions = {part: condition(name, filters) for part, name in counted.items()}
    query = fill("matrix", item=scope(filters), measured=MEASURED, **conditions)
    return store.query(query, filters.params())


def reply_forms(store: Store, filters: Filters) -> list[dict]:
    """Consultations by form of reply and by who set the term: number, average days given."""
    return store.query(
        f"with {scope(filters)} select reply_form, term_set_by, count(*) as number,"
        " avg(days_given) as days_given from item join consultation using (item_id)"
        " group by reply_form, term_set_by order by reply_form nulls last, term_set_by nulls last",
        filters.params(),
    )

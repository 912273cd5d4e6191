"""Time to answer, in working days. What is closed never stands without what still waits."""

from __future__ import annotations

from metrics import clocks, survival
from metrics.filters import Filters
from metrics.measure import MEASURED, condition, scope
from metrics.queries import fill
from metrics.survival import Curve
from store import Store


def latency(
    store: Store, filters: Filters, by: str | None = None, clock: str = "final"
) -> list[dict]:
    """One row per group, or one in all: see `figures` for its columns."""
    found = times(store, filters, by, clock)
    return found[:-1] if by else found


def times(
    store: Store, filters: Filters, by: str | None = None, clock: str = "final"
) -> list[dict]:
    """The rows of the groups, if any, and last that of everything in scope."""
    found = clocks.curves(store, filters, by, clock)
    until = longest(found)
    groups = [{by: curve.key} | figures(curve, until) for curve in found[:-1]] if by else []
    return [*groups, figures(found[-1], until)]


def longest(found: list[Curve]) -> int:
    """The longest follow-up over all groups: where every restricted mean ends."""
    return max(curve.follow_up for curve in found)


def figures(curve: Curve, until: int) -> dict:
    """Under the curve: n, of these closed, open, withdrawn, transferred (and finished, of the clock
    'forward': answered instead of passed on). Beside it: unmeasured, which no duration can be given
    to. `open` and oldest_open are of all that waits; closed_median is of what is closed alone.
    The rest is survival.figures, None where it is not determined."""
    counts = dict(curve.ended) | {"n": curve.n, "closed": curve.ended["answered"]}
    counts["open"] += curve.unmeasured["open"]
    beside = {"unmeasured": sum(curve.unmeasured.values()), "oldest_open": curve.oldest_open}
    alone = {"closed_median": survival.closed_median(curve.steps)}
    del counts["answered"]
    return counts | beside | alone | survival.figures(curve, until)


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

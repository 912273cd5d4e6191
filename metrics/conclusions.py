"""What a review meeting concluded, and how its assignments stand.

A conclusion with a unit is an assignment: it is loaded as a task of the source KET_LUAN under its
own id, and from then on stands in every figure like any other task.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from metrics.context import KET_LUAN
from metrics.periods import Period, parse
from metrics.queries import read
from store import Store


def every(store: Store, as_of: date) -> list[dict]:
    """All conclusions that hold, by period and place: conclusion_id, period, place, text, unit_id,
    unit, official, due_on, held_on, document_no, done_on (by the as-of date; said_done_on: what the
    page says, whenever that is), done_document, item_id, class (None for a point that assigns
    nothing), basis ('page', 'task' or 'due': what the class rests on)."""
    return store.query(read("conclusions"), {"as_of": as_of, "source": KET_LUAN})


def of_period(store: Store, period: Period, as_of: date) -> list[dict]:
    """The conclusions of one review, in their order."""
    return [row for row in every(store, as_of) if row["period"] == period.name]


def of_previous(store: Store, period: Period, as_of: date | None = None) -> list[dict]:
    """The assignments of the review before this one, each with its present state, then those of
    earlier reviews that are still open. `as_of` is the period's last day where it is not given."""
    assigned = [row for row in every(store, as_of or period.last) if row["unit_id"]]
    earlier = [(parse(row["period"]).last, row) for row in assigned]
    earlier = [(last, row) for last, row in earlier if last < period.last]
    newest = max((last for last, _ in earlier), default=None)
    return [row for last, row in earlier if last == newest] + [
        row for last, row in earlier if last != newest and row["class"].startswith("open_")
    ]


def notice(store: Store, period: Period) -> dict:
    """The meeting and its notice: held_on, document_no, issued_on, chair; None where not said."""
    found = store.query(
        "select held_on, document_no, issued_on, chair from conclusion_notice"
        " where period = $period",
        {"period": period.name},
    )
    return found[0] if found else dict.fromkeys(("held_on", "document_no", "issued_on", "chair"))


def next_id(period: Period, used: Iterable[str]) -> str:
    """The id of a new conclusion; one that was withdrawn is never given again."""
    begins = f"KL-{period.name}-"
    numbers = [int(one.removeprefix(begins)) for one in used if one.startswith(begins)]
    return f"{begins}{max(numbers, default=0) + 1:02}"


def tasks(store: Store) -> list[dict]:
    """Every assignment as it was decided, for the list that is loaded as tasks: conclusion_id,
    text, unit, official, due_on, done_on, held_on, document_no."""
    return store.query(read("conclusion_tasks"))

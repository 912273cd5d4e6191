"""One case's whole history: its items, what every export said of it, and the source cells."""

from __future__ import annotations

from datetime import date

from metrics.queries import read
from store import Store


def case_of(store: Store, item_id: str) -> str | None:
    """The case an item belongs to; None for an unknown item."""
    found = store.query(
        "select case_id from work_item where item_id = $item limit 1", {"item": item_id}
    )
    return found[0]["case_id"] if found else None


def case(store: Store, case_id: str) -> dict:
    """What the case is: texts of its latest export."""
    return store.query("select * from case_text where case_id = $case_id", {"case_id": case_id})[0]


def items(store: Store, case_id: str, as_of: date) -> list[dict]:
    """The case's items as they stood on `as_of`, in order of opening."""
    return store.query(read("history_items"), {"case_id": case_id, "as_of": as_of})


def observations(store: Store, case_id: str) -> list[dict]:
    """What each export said, oldest first: file, sheet, row, headings and the cells as read."""
    return store.query(read("history_observations"), {"case_id": case_id})


def hand_overs(store: Store, case_id: str) -> list[dict]:
    """The case's hand-overs in order: from, to, day, working days held, whether it went back."""
    return store.query(read("history_hand_overs"), {"case_id": case_id})

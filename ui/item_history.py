"""What every export said of a case, one after the other, and what changed in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from metrics.format import NOTHING, day
from ui.sentences import field
from ui.words import t

COMPARED = ("source_status", "due_on", "first_due_on", "closed_on", "official", "support_units")


def timeline(observations: Sequence[Mapping]) -> list[dict]:
    """The observations, newest first, each with `changes`: what differs from the export before.

    A case that several units hold stands in several rows of an export: a row is compared with
    the last one of the same unit that was opened on the same day.
    """
    last: dict[tuple, Mapping] = {}
    rows = []
    for seen in observations:
        key = (seen["unit"], seen["opened_on"])
        told = changes(last.get(key), seen)
        rows.append({**seen, "changes": told, "unread_text": seen["due_on_text"]})
        last[key] = seen
    return rows[::-1]


def changes(before: Mapping | None, now: Mapping) -> str:
    """«Hạn hiện hành: 05/06/2023 → 15/06/2023; …»; '' where nothing that counts changed."""
    if before is None:
        return t("item.first_seen")
    return "; ".join(
        t("item.change", field=field(name), old=_said(before[name]), new=_said(now[name]))
        for name in COMPARED
        if before[name] != now[name]
    )


def _said(value: object) -> str:
    return day(value) if isinstance(value, date) else str(value or NOTHING)


def extended(observations: Sequence[Mapping]) -> list[tuple[date, date, date]]:
    """Every later due date: (as of which export, the one before, the new one), in order."""
    found, last = [], {}
    for seen in observations:
        key, due = (seen["unit"], seen["opened_on"]), seen["due_on"]
        if due and last.get(key) and due > last[key]:
            found.append((seen["as_of"], last[key], due))
        last[key] = due or last.get(key)
    return found

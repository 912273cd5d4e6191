"""What every export said of a case, one after the other, and what changed in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from metrics.format import NOTHING, day
from ui.sentences import field, word
from ui.words import t

COMPARED = ("source_status", "due_on", "first_due_on", "closed_on", "official", "support_units")


def timeline(observations: Sequence[Mapping]) -> list[dict]:
    """The observations, newest first; what changed stands as «old → new» in its own column, and
    `changes` names the fields.

    A case that several units hold stands in several rows of an export: a row is compared with
    the last one of the same unit that was opened on the same day.
    """
    last: dict[tuple, Mapping] = {}
    rows = []
    for seen in observations:
        before = last.get(_holder(seen))
        rows.append(compared(before, seen))
        last[_holder(seen)] = seen
    return rows[::-1]


def compared(before: Mapping | None, now: Mapping) -> dict:
    """One observation beside the one before it (None for the first)."""
    changed = [n for n in COMPARED if before and before[n] != now[n]]
    row = {**now, "unread_text": now["due_on_text"], "due_rule": due_rule(now)}
    row |= {n: said(now[n]) for n in COMPARED}
    row |= {n: f"{said(before[n]) or NOTHING} → {row[n] or NOTHING}" for n in changed}
    return row | {"changes": ", ".join(map(field, changed)) if before else t("item.first_seen")}


def due_rule(seen: Mapping) -> str:
    """By which rule a term in words was read, and where its year is from; '' for a plain date."""
    return "; ".join(
        word(group, seen[group]) for group in ("due_rule", "due_year_from") if seen[group]
    )


def said(value: object) -> str:
    """A cell of the timeline as text; '' for nothing."""
    return day(value) if isinstance(value, date) else str(value or "")


def extended(observations: Sequence[Mapping]) -> list[tuple[date, date, date]]:
    """Every later due date: (as of which export, the one before, the new one), in order."""
    found, last = [], {}
    for seen in observations:
        key, due = _holder(seen), seen["due_on"]
        if due and last.get(key) and due > last[key]:
            found.append((seen["as_of"], last[key], due))
        last[key] = due or last.get(key)
    return found


def _holder(seen: Mapping) -> tuple:
    return seen["unit"], seen["opened_on"]

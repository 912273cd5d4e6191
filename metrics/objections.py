"""Right of reply: objections, corrections, the windows in which they are made, answers due.

An answer comes from somebody who neither asked nor made the record, and whom it is not about: that
rule stands in `refusal`, and nowhere else. Clocks count working days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from metrics.filters import FIRST_DAY, LAST_DAY
from metrics.queries import read
from metrics.record import OFFICIAL, Subject
from store import Store
from viewer import Viewer

REPLY_DAYS = ANSWER_DAYS = 5  # working days, where no administrator said otherwise
SETTINGS = {"reply_days": REPLY_DAYS, "answer_days": ANSWER_DAYS}
ANSWERING = ("office", "leader")
FIELDS = ("closed_on", "due_on", "first_due_on", "opened_on", "official", "unit_id")
DATES = FIELDS[:4]


@dataclass(frozen=True)
class Asked:
    """What is to be answered: who asked, who made the record, whom it is about."""

    made_by: str
    authors: frozenset[str] = frozenset()
    officials: frozenset[str] = frozenset()
    answered: bool = False


def refusal(viewer: Viewer, asked: Asked, names: Iterable[str] = ()) -> str | None:
    """Why this reader, whom the directory knows by these names, may not answer, as a code; None
    where they may."""
    if not viewer.signed_in or viewer.role not in ANSWERING:
        return "not_answering"
    if asked.answered:
        return "answered"
    if viewer.name == asked.made_by:
        return "own_request"
    if viewer.name in asked.authors:
        return "own_record"
    return "about_oneself" if asked.officials & {viewer.name, *names} else None


def objections(store: Store, subject: Subject | None = None) -> list[dict]:
    """One row per objection and item or paper it names, the newest first, with what it is about
    (`official`, `unit_id`, `authors`), when its answer is due and how many days are left."""
    return _of(_read(store, "objection"), subject)


def corrections(store: Store, subject: Subject | None = None) -> list[dict]:
    """Every đính chính, the newest first; `applied` counts the rows of exports that an accepted
    one changed in the figures in use (0: not built yet, or the source says something else)."""
    return _of(_read(store, "correction"), subject)


def _read(store: Store, kind: str) -> list[dict]:
    """Everything asked of a kind; where nothing was, the papers need not be read for it."""
    if not store.query(f"select 1 as one from {kind} limit 1"):
        return []
    return store.query(read(f"{kind}s"), _clock(store))


def of_item(store: Store, case_id: str) -> dict[str, list[dict]]:
    """What was asked and decided about the items of one case, by kind."""
    mine = {
        row["item_id"] for row in store.query(
            "select distinct item_id from work_item where case_id = $case", {"case": case_id})
    }  # fmt: skip
    about = {
        kind: [row for row in store.query(f"select * from {kind}") if row["item_id"] in mine]
        for kind in ("correction", "objection", "cause", "exclusion")
    }
    # The details only of a case that has any: most have none, and these tables are entered by hand.
    return {
        "corrections": about["correction"]
        and [row for row in corrections(store) if row["case_id"] == case_id],
        "objections": about["objection"]
        and [row for row in objections(store) if row["item_id"] in mine],
        "causes": about["cause"],
        "exclusions": about["exclusion"],
    }


def asked(row: dict) -> Asked:
    """What `refusal` needs of a row of `objections` or `corrections`."""
    people = (row["official"] or "").split("; ")
    end = row["outcome"] if "outcome" in row else (row["state"] != "asked" or None)
    return Asked(
        row["made_by"] if "made_by" in row else row["asked_by"],
        frozenset(filter(None, (row.get("entered_by"), row.get("loaded_by")))),
        frozenset(filter(None, people)),
        end is not None,
    )


def days(store: Store) -> dict[str, int]:
    """The lengths of the clocks, in working days."""
    rows = store.query("select name, value from setting")
    return SETTINGS | {row["name"]: row["value"] for row in rows if row["name"] in SETTINGS}


def windows(store: Store, today: date) -> list[dict]:
    """Per period: since when records may be answered before the review is frozen, until when, and
    how many working days are left (negative: over by so many)."""
    return store.query(
        "select w.period, w.opened_on, w.days, w.opened_by, e.closes_on,"
        " (select max(working_no) from calendar where day <= e.closes_on)"
        " - (select max(working_no) from calendar where day <= $today) as days_left"
        " from reply_window w left join (select w.period, min(c.day) as closes_on"
        "   from reply_window w join calendar c on c.is_working and c.working_no ="
        "   (select max(working_no) from calendar o where o.day <= w.opened_on) + w.days"
        "   group by w.period) e on e.period = w.period"
        " order by w.ledger_seq desc",
        {"today": _known(today)},
    )


def with_clock(rows: list[dict], store: Store, today: date) -> list[dict]:
    """The rows with `days_left` until an answer is due, for those that have none."""
    numbers = store.query(
        "select max(working_no) as now from calendar where day <= $today", {"today": _known(today)}
    )[0]["now"]
    return [
        row | {"days_left": None if asked(row).answered else row["due_no"] - numbers}
        for row in rows
    ]


def _clock(store: Store) -> dict:
    return {"days": days(store)["answer_days"]}


def _known(day: date) -> date:
    return min(max(day, FIRST_DAY), LAST_DAY)


def _of(rows: list[dict], subject: Subject | None) -> list[dict]:
    if subject is None:
        return rows
    if subject.kind == OFFICIAL:
        return [row for row in rows if subject.key in (row["official"] or "").split("; ")]
    return [row for row in rows if row["unit_id"] == subject.key]

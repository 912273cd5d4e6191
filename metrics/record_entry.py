"""What is entered of a paper: whether it can be taken, by the rules of its own day, and why not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from metrics.filters import FIRST_DAY
from metrics.format import day as written
from metrics.record import BODIES
from metrics.record_flags import UNSETTLED, forms
from store import Store

REGISTERS = {"reminder": "reminders", "commendation": "decisions", "discipline": "decisions",
             "transfer": "decisions"}  # fmt: skip
CONSIDERED = "Đang xem xét"  # the form of a discipline that nobody has concluded yet
REQUIRED = {
    "reminders": ("document_no", "issued_on", "level", "signer", "content"),
    "decisions": ("document_no", "issued_on", "form", "body", "signer", "grounds", "papers_read"),
}
DATES = ("issued_on", "violated_on", "considered_from", "concluded_on", "valid_to")
# The first of a pair is not after the second.
ORDERED = (("violated_on", "considered_from"), ("considered_from", "concluded_on"),
           ("violated_on", "issued_on"), ("issued_on", "valid_to"))  # fmt: skip
NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Problem:
    """Why a field cannot be taken; the words are the message record_problem.<code>."""

    field: str
    code: str
    params: Mapping = field(default_factory=dict)


def record_id(register: str, fields: Mapping) -> str:
    """What a dated paper about one official (or unit) is known by, entered or loaded: as in
    recorded/records.py."""
    number = re.sub(r"[ \t\n\r]", "", fields["document_no"] or "").upper()
    own = () if register == "reminders" else (fields.get("decision_kind"), fields.get("form"))
    official = fields.get("official") or ""
    unit = "" if official else fields.get("unit_id")
    words = (register[:-1], fields["issued_on"], number, *own, official, unit, "")
    return hashlib.md5("|".join(str(w or "") for w in words).encode()).hexdigest()


def problems(store: Store, kind: str, fields: Mapping, why: str, today: date) -> list[Problem]:
    """Everything that keeps a paper from being entered; `fields` are texts, dates in ISO."""
    register = REGISTERS[kind]
    found = [Problem(n, "missing") for n in REQUIRED[register] if not fields.get(n)]
    if not why.strip():
        found.append(Problem("why", "missing"))
    if fields.get("document_no") and not NUMBER.search(fields["document_no"]):
        found.append(Problem("document_no", "no_number"))
    found += _of_dates(fields, today) + _of_person(store, fields)
    if register == "decisions" and not found:
        found += _of_form(store, kind, fields)
    if not found and _known(store, record_id(register, fields)):
        found.append(Problem("document_no", "already", {"document_no": fields["document_no"]}))
    return found


def _of_dates(fields: Mapping, today: date) -> list[Problem]:
    given = {n: date.fromisoformat(fields[n]) for n in DATES if fields.get(n)}
    found = [
        Problem(name, "not_yet", {"day": written(value)})
        for name, value in given.items() if value > today and name != "valid_to"
    ]  # fmt: skip
    found += [Problem(name, "too_early") for name, value in given.items() if value < FIRST_DAY]
    return found + [
        Problem(last, "order", {"first": first, "last": last, "day": written(given[first])})
        for first, last in ORDERED
        if first in given and last in given and given[first] > given[last]
    ]


def _of_person(store: Store, fields: Mapping) -> list[Problem]:
    if not fields.get("official"):
        known = store.query(
            "select 1 as one from unit where resolved and unit_id = $unit",
            {"unit": fields.get("unit_id")},
        )
        return [] if known else [Problem("official", "nobody")]
    held = store.query(
        "select count(distinct person_id) as people, coalesce(bool_or(leads), false) as leads"
        " from post where name = $name",
        {"name": fields["official"]},
    )[0]
    if held["leads"]:
        return [Problem("official", "leads")]
    if held["people"] > 1:
        return [Problem("official", "namesakes", {"number": held["people"]})]
    return []


def category(store: Store, official: str | None, on: date) -> str | None:
    """The one category of the posts that an official held on a day; None where nobody can tell."""
    rows = store.query(
        "select distinct person_kind from post where name = $name"
        " and $day between coalesce(valid_from, $day) and coalesce(valid_to, $day)",
        {"name": official, "day": on},
    )
    return rows[0]["person_kind"] if len(rows) == 1 else None


def allowed(store: Store, kind: str, body: str, official: str | None, on: date) -> list[dict]:
    """The forms that hold for that person on that day; none where the rules are not settled."""
    return forms(store, kind, body, category(store, official, on), on)


def basis(found: list[dict]) -> str:
    """The provision behind the forms, or that nobody has settled it."""
    return "; ".join(dict.fromkeys(row["basis"] for row in found)) or UNSETTLED


def _of_form(store: Store, kind: str, fields: Mapping) -> list[Problem]:
    if fields["body"] not in BODIES:
        return [Problem("body", "missing")]
    if kind == "discipline" and fields["form"] == CONSIDERED:
        return [] if fields.get("considered_from") else [Problem("considered_from", "missing")]
    on = date.fromisoformat(fields["issued_on"])
    known = allowed(store, kind, fields["body"], fields.get("official"), on)
    if known and fields["form"].lower() not in {row["form"].lower() for row in known}:
        params = {"form": fields["form"], "day": written(on), "basis": basis(known)}
        return [Problem("form", "no_such_form", params)]
    return []


def _known(store: Store, record: str) -> bool:
    rows = store.query(
        "select record_id from reminder_record where record_id = $id"
        " union all select record_id from decision_record where record_id = $id",
        {"id": record},
    )
    return bool(rows)

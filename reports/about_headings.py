"""Columns and words of what is held about one person, heading by heading."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from ledger import Entry
from messages import known, text
from reports import dossier
from reports.export import worded
from reports.figures import ROWS
from viewer import HIDDEN

PLACE = ("file", "sheet", "row")
PAPER = ("document_no", "issued_on", "form", "body", "unit", "signer", "grounds", "item_refs",
         "considered_from", "concluded_on", "valid_to", "violated_on", "person_kind",
         "excluded_why", "entered_by", "entered_at", "entered_why", "papers_read", "file_name",
         *PLACE)  # fmt: skip
# heading -> columns of its sheet
COLUMNS: dict[str, tuple[str, ...]] = {
    "account": ("held_what", "held_value"),
    "sessions": ("session_begun", "session_seen", "session_ended", "session_ended_why",
                 "session_address", "session_agent", "session_via"),
    "ledger": ("ledger_seq", "held_at", "event", "held_how", "who", "why", "held_body"),
    "posts": ("known_as", "person_id", "position", "unit", "person_kind", "since", "until"),
    "items": ROWS,
    **dict.fromkeys(("reminder", "commendation", "discipline", "transfer"), PAPER),
    "steps": ("source_id", "kind", "step_no", "step_name", "unit", "received_on", "step_due",
              "passed_day", "action", "paper", *PLACE),
    "submissions": ("document_no", "submitted_on", "unit", "level", "subject", "legal_basis",
                    "authority_stated", "opinion", "proposal", "chosen_option", "returned_on",
                    "returned_as", "exception_claimed", "beyond_authority", "answered_on",
                    "answer", *PLACE),
    "causes": ("about", "objective_cause", "cause_authority", "cause_document", "cause_dated",
               "confirmed_by", "entered_at"),
    "exclusions": ("about", "reason", "entered_by", "entered_at"),
    "objections": (*dossier.OBJECTED, "answered_at", "file_name", *PLACE),
    "corrections": (*dossier.CORRECTED, "answered_at", "file_name", *PLACE),
    "urged": ("held_at", "entered_by", "unit", "how", "note", "items"),
    "conclusions": ("conclusion_id", "period", "conclusion", "unit", "due_on", "class", "done_on",
                    "done_document", "entered_by"),
    "source_rows": ("file", "kind", "source", "as_of", "sheet", "row", "held_cells"),
}  # fmt: skip
# column -> message group of its codes, besides those that every list has
CODES = {
    "body": "choice.body", "action": "choice.action", "chosen_option": "choice.present",
    "legal_basis": "choice.present", "authority_stated": "choice.present",
    "opinion": "choice.present", "proposal": "choice.present",
    "returned_as": "choice.returned_as", "how": "urge.how", "field": "correction_field",
}  # fmt: skip
MOMENTS = {"made_at": "begun", "seen_at": "seen", "ended_at": "ended"}


def session(row: Mapping) -> dict:
    """A session, its moments in UTC."""
    return {f"session_{MOMENTS.get(name, name)}": value for name, value in row.items()}


def entry(one: Entry, how: str, lang: str) -> dict:
    """An entry of the ledger. What it says is told where it is about the person; where they did
    it to something else, or another's paper mentions them, that there is one."""
    code = f"history.{one.kind}"
    row = {
        "ledger_seq": one.seq, "held_at": one.at, "who": one.who,
        "event": text(code, lang) if known(code, lang) else one.kind,
        "held_how": text(f"about_person.how.{how}", lang),
    }  # fmt: skip
    if how != "about":
        return row
    return row | {"why": one.why, "held_body": json.dumps(one.body, ensure_ascii=False)}


def record(heading: str, row: dict, lang: str) -> dict:
    """A row of the records, in words."""
    row = RENAMED.get(heading, lambda row, lang: row)(row, lang)
    codes = {column: f"{group}.{row[column]}" for column, group in CODES.items() if column in row}
    said = {column: text(code, lang) for column, code in codes.items() if known(code, lang)}
    return {name: _flat(value) for name, value in (worded(row, lang) | said).items()}


def _flat(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _about(row: Mapping) -> str:
    paper = row.get("paper") or row.get("document_no")
    return " · ".join(filter(None, (row["source_id"], row["subject"]))) or paper or ""


def _cause(row: dict, lang: str) -> dict:
    return {
        "about": _about(row | {"document_no": None}), "objective_cause": row["cause"],
        "cause_authority": row["authority"], "cause_document": row["document_no"],
        "cause_dated": row["dated"], "confirmed_by": row["made_by"], "entered_at": row["made_at"],
    }  # fmt: skip


def _exclusion(row: dict, lang: str) -> dict:
    return row | {"about": _about(row), "entered_by": row["made_by"], "entered_at": row["made_at"]}


def _objection(row: dict, lang: str) -> dict:
    state = text(f"answer.{row['outcome'] or 'asked'}", lang)
    return row | {"about": _about(row), "state": state}


def _correction(row: dict, lang: str) -> dict:
    about = _about(row | {"document_no": None})
    state = text(f"answer.{row['state']}", lang)
    return row | {"about": about, "state": state, "requested_by": row["asked_by"]}


def _urged(row: dict, lang: str) -> dict:
    return row | {"held_at": row["at"], "entered_by": row["by"]}


def _conclusion(row: dict, lang: str) -> dict:
    return row | {"conclusion": row["text"], "entered_by": row["by"]}


def _source_row(row: dict, lang: str) -> dict:
    """The cells under their headings, a line each; what the gate hid says so."""
    headings = [*(row["headings"] or ()), *("" for _ in row["cells"])]
    words = {HIDDEN: text("private.hidden", lang)}
    lines = [
        f"{heading}: {words.get(cell, cell)}"
        for heading, cell in zip(headings, row["cells"], strict=False)
        if cell
    ]
    return row | {"held_cells": "\n".join(lines)}


RENAMED: dict[str, Callable[[dict, str], dict]] = {
    "causes": _cause,
    "exclusions": _exclusion,
    "objections": _objection,
    "corrections": _correction,
    "urged": _urged,
    "conclusions": _conclusion,
    "source_rows": _source_row,
}

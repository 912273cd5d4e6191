"""Where the cells do not settle something that must be known: stop and ask, with what is seen."""

from __future__ import annotations

from typing import NoReturn

from etl.profile import WORK_KINDS
from etl.recognise.attempt import Attempt
from etl.recognise.confidence import measure
from etl.recognise.inference import Inference
from etl.recognise.misfits import Misfit
from etl.recognise.proposals import Mapping, Proposal, correction, examples, proposal
from etl.recognise.table import address, letters
from etl.refusal import Refused

SHOWN = 5  # columns that the sentence names


def refuse_misfits(attempt: Attempt, wrong: list[Misfit], several: bool) -> NoReturn:
    """Headings that contradict the cells: the first as the reason, all as evidence, and what to
    accept instead."""
    headings = attempt.header.headings
    first = wrong[0]
    code = "shifted_columns" if first.found == "status" else f"shifted_columns_{first.found}"
    other = {} if first.other is None else {"other": address(headings, first.other)}
    found = [
        {"field": m.field, "heading": address(headings, m.column), "found": m.found,
         "percent": m.percent, "example": m.example[:80]}
        for m in wrong
    ]  # fmt: skip
    raise Refused(
        code, heading=headings[first.column] or address(headings, first.column),
        percent=first.percent, found=first.found, example=first.example[:80],
        sheet=attempt.sheet.name, misfits=found, **other,
        **_params(correction(attempt, several)),
    )  # fmt: skip


def ask_columns(
    attempt: Attempt,
    field: str,
    columns: list[int],
    several: bool,
    inferred: Inference | None = None,
) -> NoReturn:
    """Which of these columns is the field? With the rest as it was recognised, to be accepted."""
    found, sample = attempt.found, attempt.sample
    measure(found, sample)
    mapping: Mapping = {n: (c, found.confidence[n]) for n, c in found.columns.items()}
    if inferred:
        mapping = {n: (g.column, g.confidence) for n, g in inferred.guesses.items()} | mapping
    without = proposal(attempt, mapping, several) if field == "unit" else None
    proposed = proposal(attempt, mapping | {field: (columns[0], 0.5)}, several)
    candidates = [
        {"column": letters(c), "heading": found.header.headings[c],
         "address": address(found.header.headings, c), "fields": [field],
         "examples": examples(sample, c)}
        for c in columns
    ]  # fmt: skip
    _ask(
        "columns", attempt.sheet.name, field, _shown(candidates), candidates,
        {"without": without.params["proposal"] if without else ""} | _params(proposed),
    )  # fmt: skip


def ask_kind(attempt: Attempt) -> NoReturn:
    """What kind of work are these items? Nothing in the file says."""
    kinds = list(WORK_KINDS)
    _ask("kind", attempt.sheet.name, "kind", ", ".join(kinds), [], {"kinds": kinds})


def ask_sheets(sheets: list[tuple[str, str]]) -> NoReturn:
    """Sheets of several kinds: which is to be loaded? `sheets`: name and kind of each."""
    listed = "; ".join(f"«{name}» ({kind})" for name, kind in sheets)
    each = [{"sheet": name, "kind": kind} for name, kind in sheets]
    _ask("sheets", sheets[0][0], "sheet", listed, [], {"sheets": each})


def _ask(about: str, sheet: str, field: str, shown: str, columns: list, more: dict) -> NoReturn:
    raise Refused(
        "question", about=about, sheet=sheet, fields=field, shown=shown, columns=columns, **more
    )


def _params(found: Proposal | None) -> dict:
    return found.params if found else {}


def _shown(candidates: list[dict]) -> str:
    """The columns with an example each, in one line."""
    named = [
        f"«{c['address']}»" + (f" ({c['examples'][0]})" if c["examples"] else "")
        for c in candidates[:SHOWN]
    ]
    return "; ".join(named)

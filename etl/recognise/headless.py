"""Lists without headings, or with headings that nobody knows: their columns by their cells.

Without headings the columns are taken where the cells settle them, and everything is said. Under
headings that nobody knows what an item is called is asked, with the answer proposed.
"""

from __future__ import annotations

from statistics import median

from etl.profile import WORK_KINDS
from etl.recognise.attempt import Attempt, moment, said_kind, title_words
from etl.recognise.column_kinds import kinds_of, passes
from etl.recognise.columns import Assignment, assign
from etl.recognise.completing import subjects
from etl.recognise.confidence import figures
from etl.recognise.evidence import Sample, sample_of
from etl.recognise.header import SEARCHED, TALLEST, Header, candidates, continues, header_at
from etl.recognise.inference import Inference, infer
from etl.recognise.misfits import misfits
from etl.recognise.questions import ask_columns, ask_kind, refuse_misfits
from etl.recognise.table import SheetLike, letters

FEWEST = 5  # items from which cells speak
OPEN_DATES = ("opened_on", "due_on", "closed_on")


def by_cells(sheet: SheetLike, file_name: str, kind: str | None, several: bool) -> Attempt | None:
    """The list on a sheet of which headings say nothing; None if it is none.

    Raises the question of what must be known and cannot be told.
    """
    if kind is not None and kind not in WORK_KINDS:
        return None
    top, height = _headings(sheet.rows)
    end = top + height
    sample = sample_of(sheet.rows, end, moment(sheet.rows, top, file_name))
    if len(sample.rows) < FEWEST:
        return None
    first = next(i for i, row in enumerate(sheet.rows) if sum(map(bool, row)) >= 2)
    known = kind or said_kind(title_words(sheet, max(end, first), file_name))
    if height:
        header = header_at(sheet.rows, top, height).as_wide_as(sheet.rows)
        attempt = Attempt(sheet, assign(known or "tasks", header, sample), sample)
        return _ask_for_identity(attempt, several)
    return _without_headings(sheet, sample, known, several)


def _without_headings(
    sheet: SheetLike, sample: Sample, kind: str | None, several: bool
) -> Attempt | None:
    width = max(map(len, sheet.rows))
    inferred = infer(sample, list(range(width)))
    if not _is_list(inferred):
        return None
    header = Header(0, 0, tuple((f"[{letters(c)}]",) for c in range(width)))
    attempt = Attempt(sheet, _assignment(kind or "tasks", header, inferred, sample), sample)
    for name in ("subject", "unit"):
        columns = inferred.open.get(name, [])
        if name == "subject" and attempt.found.has_identity:
            for column in columns:  # the list can be used without it: told, and asked on the page
                attempt.found.ask(column, (name,))
        elif columns:
            ask_columns(attempt, name, columns, several, inferred)
    if kind is None:
        ask_kind(attempt)
    return attempt


def _is_list(inferred: Inference) -> bool:
    """Items with something that only lists of work have: a status or a unit."""
    named = {"subject", "source_id"} & ({*inferred.guesses} | {*inferred.open})
    owed = {"source_status", "unit"} & ({*inferred.guesses} | {*inferred.open})
    return bool(named and owed)


def _assignment(kind: str, header: Header, inferred: Inference, sample: Sample) -> Assignment:
    """The inferred columns, each with how sure it is; what stayed open is told."""
    found = Assignment(kind, header, row_no=inferred.row_no)
    for name, guess in inferred.guesses.items():
        found.take(name, guess.column, "by_cells")
        found.confidence[name] = guess.confidence
        found.evidence[name] = figures(name, guess.column, sample) | {
            "found": guess.found,
            "percent": int(100 * sample.share(guess.column, guess.found)),
        }
    for wrong in misfits(found.columns, sample):
        found.drop(wrong.field)
    for column in found.free(sample):
        if kinds_of(sample, column) == "date":
            found.ask(column, OPEN_DATES)
    found.warnings.insert(0, {"code": "no_header", "columns": _listed(found)})
    return found


def _listed(found: Assignment) -> str:
    return ", ".join(letters(c) for c in sorted(found.columns.values()))


def _ask_for_identity(attempt: Attempt, several: bool) -> None:
    """A list under headings of which none names the item: ask which column does."""
    found = attempt.found
    if wrong := attempt.misfits():
        refuse_misfits(attempt, wrong, several)
    inferred = infer(attempt.sample, found.free(attempt.sample))
    width = range(len(found.header.pieces))
    owed = {"status", "unit"} & {kinds_of(attempt.sample, c) for c in width}
    columns = [] if found.has_identity else subjects(attempt)
    if owed and columns:
        ask_columns(attempt, "subject", columns, several, inferred)


def _headings(rows: list[list[str]]) -> tuple[int, int]:
    """(top, height) of what stands over the data and is none; height 0 without headings."""
    known = candidates(rows)
    if known:
        return known[0].top, known[0].height
    sample = sample_of(rows, 0)
    usual = median(sum(map(bool, row)) for row in sample.rows) if sample.rows else 0
    wide = (i for i in range(min(SEARCHED, len(rows))) if sum(map(bool, rows[i])) >= 0.6 * usual)
    top = next(wide, 0)
    if top >= len(rows) or not _is_heading(rows[top], sample):
        return 0, 0
    height = 1
    while height < TALLEST and top + height < len(rows) and continues(rows, top, height + 1):
        height += 1
    return top, height


def _is_heading(row: list[str], sample: Sample) -> bool:
    """Whether the cells are not what stands below them: "Ngày" over dates, "Nơi làm" over units."""
    told = [passes(sample, c, text) for c, text in enumerate(row) if text]
    return told.count(False) > 0 and told.count(False) >= told.count(True)

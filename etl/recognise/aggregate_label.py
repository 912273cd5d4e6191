"""Which column of a table of totals names its rows, and what says that it is a list after all."""

from __future__ import annotations

from etl.recognise import cells
from etl.recognise.aggregate_headings import path_says
from etl.recognise.evidence import Sample
from etl.recognise.facts import ROW_NO, vocabulary
from etl.recognise.header import Header
from etl.recognise.headings import meanings_of
from etl.text import fold

FEWEST_UNITS = 0.3  # of the names, for a heading that does not say so itself
DISTINCT = 0.7  # of the names: a list names the same unit again and again
FEW_ROWS = 4
LONG = 60  # characters; names of units are shorter in the mean, subjects of tasks are not
RECORD_FIELDS = {"subject", "source_id", "document_no"}


def label_of(header: Header, below: Sample, counted: list[int]) -> tuple[int | None, bool]:
    """The column of the rows' names, left of the counts, and whether it names units."""
    first = min(counted, default=0)
    texts = [c for c in range(len(header.pieces)) if _names(below, c)]
    left = [c for c in texts if c < first] or texts
    said = {c: path_says(header.pieces[c]) for c in left}
    units = [c for c in left if "unit" in said[c]]
    if units:
        return units[0], True
    left = [c for c in left if not said[c] & {"note", "number"}]
    if not left:
        return None, False
    label = left[0]
    named = said[label] & {"label"}
    return label, not named and _share(below, label, cells.is_unit) >= FEWEST_UNITS


def _names(below: Sample, column: int) -> bool:
    """Holds words: more than a number or a numbering in most of its cells."""
    texts = below.column(column)
    words = [t for t in texts if sum(map(str.isalpha, t)) >= 2 and not _numbering(t)]
    return len(words) > 0.5 * len(texts) if texts else False


def _numbering(text: str) -> bool:
    return len(text) <= 6 and set(text.upper()) <= set("IVXLC.) ")


def _share(below: Sample, column: int, test) -> float:
    texts = below.column(column)
    return sum(map(test, texts)) / len(texts) if texts else 0.0


def looks_like_records(header: Header, below: Sample, label: int | None, surely: bool) -> bool:
    """Whether dates, statuses, subjects or repeated names show a list of records. `surely`: the
    cells speak for totals so clearly that subjects and names need not."""
    width = len(header.pieces)
    if any(_share(below, c, cells.is_date) >= 0.5 for c in range(width)):
        return True
    words = [c for c in range(width) if _names(below, c)]
    if any(_share(below, c, cells.is_status) >= 0.5 for c in words):
        return True
    if not surely and any(_record_field(header, c) for c in words if c != label):
        return True
    return label is not None and not surely and not _are_names(header, below, label)


def _record_field(header: Header, column: int) -> bool:
    meanings = meanings_of(header.pieces[column], "tasks", vocabulary("tasks"))
    return any(m.field in RECORD_FIELDS and m.field != ROW_NO for m in meanings)


def _are_names(header: Header, below: Sample, label: int) -> bool:
    """Each row another, and none as long as a task."""
    texts = below.column(label)
    if sum(map(len, texts)) > LONG * len(texts):
        return False
    if _record_field(header, label) and "label" not in path_says(header.pieces[label]):
        return False
    return len(texts) < FEW_ROWS or len({fold(t) for t in texts}) >= DISTINCT * len(texts)

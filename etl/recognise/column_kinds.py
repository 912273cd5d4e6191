"""What a column's cells are for the most part: running number, status, date, unit, text …"""

from __future__ import annotations

from statistics import mean

from etl.recognise.evidence import FEWEST, Sample

# In this order: a status is no sentence, a date no code. (kind, test, share of the cells)
ORDER = (
    ("running", "running", 0.7), ("status", "status", 0.8), ("date", "date", 0.7),
    ("date", "term", 0.7), ("document", "document", 0.6), ("urgency", "urgency", 0.9),
    ("unit", "repeated_unit", 0.6), ("person", "person", 0.6), ("number", "number", 0.8),
    ("code", "code", 0.8), ("unit", "unit_name", 0.8), ("sentence", "sentence", 0.5),
)  # fmt: skip
LONG = 20  # characters on average from which a column of no other kind is text


def kinds_of(sample: Sample, column: int) -> str:
    """The first kind that enough of the cells are; "blank" of too few cells, else text or label."""
    if sample.filled(column) < FEWEST:
        return "blank"
    for kind, test, share in ORDER:
        if sample.share(column, test) >= share:
            return kind
    cells = sample.column(column)
    is_text = mean(map(len, cells)) >= LONG and sample.distinct(column) > 0.5
    return "text" if is_text else "label"


def passes(sample: Sample, column: int, text: str) -> bool | None:
    """Whether a text is what the column's cells are; None where anything may stand."""
    from etl.recognise.evidence import TESTS

    kind = kinds_of(sample, column)
    if kind == "running":
        return text.rstrip(".)").isdecimal()
    if kind == "date":
        return TESTS["term"](text)
    return TESTS[kind](text) if kind in TESTS and kind != "sentence" else None

"""`python -m reports.review.template [FILE]`: the template of the report, in the official look.

The shipped templates/bao_cao.docx is what this writes. An Office worker may edit it in Word: words
in {{ }} are filled in, rows and paragraphs between {% for %} and {% endfor %} are repeated.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docx.document import Document as Sheet
from docx.table import Table

from messages import text
from reports import paper
from reports.review.sentences import SECTIONS

TEMPLATE = Path(__file__).parent / "templates" / "bao_cao.docx"
HEAD = paper.Letterhead(
    "{{ SUPERIOR_BODY }}",
    "{{ ISSUING_BODY }}",
    "{{ place }}",
    "{{ symbol }}",
    "{{ recipients }}",
    "{{ archive }}",
    "{{ SIGNER_TITLE }}",
    "{{ signer_name }}",
)
GROUPS = ("received_group", "done_group", "withdrawn_group", "open_group")
SETTLED = {
    "received_group": ("total", "received", "carried_over"),
    "done_group": (
        "done",
        "done_early",
        "done_on_time",
        "done_late",
        "done_no_due",
        "done_unknown",
    ),
    "withdrawn_group": ("withdrawn",),
    "open_group": ("open", "open_in_term", "open_overdue", "open_no_due"),
}
# section -> its table: fields of a row, shares of the width
TABLES = {
    "conclusions": (("text", "unit", "due_on", "state"), (7, 4, 2, 4)),
    "overdue": (("unit", "late", "formula", "label"), (6, 3, 3, 3)),
    "year_before": (("count", "now", "before", "signed", "difference"), (6, 3.2, 3.2, 2.4, 3.6)),
    "long_overdue": (("source_id", "subject", "unit", "due_on", "days_overdue"), (3, 7, 5, 2.4, 2)),
    "petitions": (
        ("unit", "total", "received", "done", "done_late", "open", "open_overdue"),
        (6, 2, 2, 2, 2, 2, 2),
    ),
    "consultations": (
        ("unit", "total", "received", "done", "done_late", "open", "open_overdue"),
        (6, 2, 2, 2, 2, 2, 2),
    ),
    "obstacles": (("unit", "subject", "proposal", "answered_on"), (4, 6, 6, 2.4)),
    "next": (("unit", "open", "open_in_term", "open_overdue", "open_no_due"), (6, 2, 2, 2, 2)),
}


def template() -> Sheet:
    """The report with tags where figures and words come."""
    document = paper.titled(
        HEAD, symbol="BC", name=text("review.name"), about="{{ about }}", year="{{ year }}"
    )
    paper.note(document, "{{ sentence }}")
    _each(document, "warnings")
    paper.heading(document, text("review.section.summary"))
    _each(document, "s.summary.lines")
    _comment(document, "summary")
    paper.page_break(document)
    for section in SECTIONS[1:]:
        paper.paragraph(document, f"{{%p if s.{section}.number %}}")
        heading = text(f"review.section.{section}")
        paper.heading(document, f"{{{{ s.{section}.number }}}}. {heading}")
        _section(document, section)
        paper.paragraph(document, "{%p endif %}")
    paper.paragraph(document, text("review.closing"))
    paper.close(document, HEAD)
    return document


def _section(document: Sheet, section: str) -> None:
    if section == "letter":
        paper.paragraph(document, "{%p for point in points %}")
        paper.heading(document, "{{ point.heading }}", 2)
        _each(document, "point.lines")
        paper.paragraph(document, "{%p endfor %}")
    _each(document, f"s.{section}.lines")
    if section == "settlement":
        _settlement(document)
        _each(document, "settlement_notes", paper.note)
    if section in TABLES:
        _table(document, section)
    _comment(document, section)


def _each(document: Sheet, lines: str, write: Callable = paper.paragraph) -> None:
    paper.paragraph(document, f"{{%p for line in {lines} %}}")
    write(document, "{{ line }}")
    paper.paragraph(document, "{%p endfor %}")


def _comment(document: Sheet, section: str) -> None:
    paper.paragraph(document, f"{{%p for line in s.{section}.comment %}}")
    paper.paragraph(document, "{{ line }}")
    paper.paragraph(document, "{%p endfor %}")


def _table(document: Sheet, section: str) -> None:
    """A table that stands only where it has rows."""
    fields, widths = TABLES[section]
    paper.paragraph(document, f"{{%p if t.{section} %}}")
    paper.note(document, f"{{{{ title.{section} }}}}")
    headings = [text(f"review.head.{section}.{field}") for field in fields]
    rows = _loop(f"t.{section}", [f"{{{{ r.{field} }}}}" for field in fields])
    sides = ["left" if _wordy(field) else "right" for field in fields]
    paper.table(document, headings, rows, widths=widths, sides=sides)
    paper.paragraph(document, "{%p endif %}")


def _wordy(field: str) -> bool:
    return field in ("text", "unit", "state", "label", "count", "source_id", "subject", "proposal")


def _settlement(document: Sheet) -> None:
    """The standard heading of the settlement table: two rows, the first over several columns."""
    paper.note(document, "{{ title.settlement }}")
    names = [name for group in GROUPS for name in SETTLED[group]]
    groups = [text(f"review.head.{group}") for group in GROUPS for _ in SETTLED[group]]
    second = ["", *(text(f"review.head.settlement.{name}") for name in names)]
    rows = [second, *_loop("t.settlement", ["{{ r.unit }}", *(f"{{{{ r.{n} }}}}" for n in names)])]
    sides = ["left", *["right"] * len(names)]
    headings = [text("review.head.settlement.unit"), *groups]
    made = paper.table(
        document,
        headings,
        rows,
        widths=(27, *(10.5 if n == "withdrawn" else 9.73 for n in names)),
        sides=sides,
        size=8,
    )
    _merge(made)


def _merge(made: Table) -> None:
    """Group headings over their columns; both rows are the heading that is repeated."""
    first, second = made.rows[0].cells, made.rows[1].cells
    for cell in second:
        cell.paragraphs[0].alignment = first[0].paragraphs[0].alignment
        for run in cell.paragraphs[0].runs:
            run.bold = True
    paper.repeat(made.rows[1])
    start = 1
    for group in GROUPS:
        end = start + len(SETTLED[group]) - 1
        for cell in first[start + 1 : end + 1]:
            cell.paragraphs[0].clear()
        _join(first[start], first[end])
        start = end + 1
    _join(first[0], second[0])


def _join(one, other) -> None:
    """Merge cells without the empty lines that merging leaves behind."""
    whole = one.merge(other)
    for line in whole.paragraphs[1:]:
        if not line.text:
            line._p.getparent().remove(line._p)


def _loop(rows: str, cells: list[str]) -> list[list[str]]:
    blank = [""] * (len(cells) - 1)
    return [[f"{{%tr for r in {rows} %}}", *blank], cells, ["{%tr endfor %}", *blank]]


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATE
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(paper.to_bytes(template(), text("review.name")))

"""bao_cao.docx: the template filled in with the figures of a review."""

from __future__ import annotations

import io

from docxtpl import DocxTemplate

from messages import text
from metrics.format import count, day
from reports import paper
from reports.review.data import Figure, Review
from reports.review.listed import LEFT_OUT, long_overdue
from reports.review.period_words import next_words, period_words
from reports.review.points import points
from reports.review.reasons import REASON
from reports.review.sentences import SECTIONS, lines, without_units
from reports.review.template import GROUPS, SETTLED, TEMPLATE

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LISTED = 30  # rows of a list in the report itself; the annex has all


def bao_cao(review: Review) -> bytes:
    """The report as a .docx: the same review, the same bytes."""
    document = DocxTemplate(io.BytesIO(TEMPLATE.read_bytes()))
    document.render(context(review), autoescape=True)
    return paper.to_bytes(document.docx, about(review))


def about(review: Review) -> str:
    """What the report is about, as its title has it."""
    period = review.scope.period
    after = next_words(period)
    code = "review.about" if after else "review.about_alone"
    return text(code, period=period_words(period), after=after)


def context(review: Review) -> dict:
    """Everything the template names, as text."""
    head = review.scope.head
    said = {
        section: {"lines": _plain(lines(review, section)), "comment": comment(review, section)}
        for section in SECTIONS
    }
    shown = [name for name in SECTIONS[1:] if name == "letter" or any(said[name].values())]
    for number, name in zip(ROMAN, shown, strict=False):
        said[name]["number"] = number
    return {
        "SUPERIOR_BODY": head.superior_body.upper(),
        "ISSUING_BODY": head.issuing_body.upper(),
        "SIGNER_TITLE": head.signer_title.upper(),
        "signer_name": head.signer_name,
        "place": head.place,
        "symbol": head.symbol,
        "archive": head.archive,
        "recipients": ";\n- ".join(head.recipients_listed),
        "year": review.scope.as_of.year,
        "about": about(review),
        "s": said,
        "sentence": review.sentence,
        "warnings": _plain(notices(review)),
        "points": [{"heading": h, "lines": _plain(said_)} for h, said_ in points(review)],
        "t": {name: [_words(row) for row in make(review)] for name, make in ROWS.items()},
        "settlement_notes": _plain(without_units(review)),
        "title": {name: text(f"review.title.{name}") for name in ROWS},
    }


def notices(review: Review) -> list[str]:
    """A draft says that it is one; then what there is to know of the data."""
    frozen = review.scope.frozen
    state = text("review.frozen", id=frozen) if frozen else text("review.draft")
    return [state, *review.warnings]


def comment(review: Review, section: str) -> list[str]:
    """The Office's own words on a section, a paragraph for each line."""
    words = review.comments.get(section, "")
    return _plain([line.strip() for line in words.splitlines() if line.strip()])


def settlement(review: Review) -> list[dict]:
    names = [name for group in GROUPS for name in SETTLED[group]]
    return _of_counts(review, "settlement", names)


def _of_counts(review: Review, table: str, names) -> list[dict]:
    found = review.tables[table].all_rows()
    return [{"unit": row["unit"]} | {n: count(int(row[n])) for n in names} for row in found]


def _kind(kind: str):
    names = ("total", "received", "done", "done_late", "open", "open_overdue")
    return lambda review: _of_counts(review, kind, names)


def overdue(review: Review) -> list[dict]:
    """Ours and the People's Committee's rate of each unit, and what may be said of ours."""
    labels = {(row["unit"], row["rate_id"]): row["label"] for row in review.tables["rates"].rows}
    rows = [
        {
            "unit": name,
            "late": review[f"C:{unit}"].said,
            "formula": review[f"{review.formula}:{unit}"].said,
            "label": labels[name, "C"],
        }
        for unit, name in review.units.items()
        if f"C:{unit}" in review.figures
    ]
    whole = {"late": review["C"].said, "formula": review[review.formula].said, "label": ""}
    return [*rows, {"unit": text("report.total")} | whole]


def year_before(review: Review) -> list[dict]:
    numbers = [
        {"count": row["count"]}
        | {c: count(row[c]) for c in ("now", "before", "signed")}
        | {"difference": signed_number(row["difference"])}
        for row in review.tables["year_before"].rows
    ]
    rates = [
        {
            "count": text(f"rate.{row['rate_id']}"),
            "now": Figure("", "", row["x"], row["n"]).said,
            "before": Figure("", "", row["x_before"], row["n_before"]).said,
            "signed": "–",
            "difference": row["changed"],
        }
        for row in (review.tables["changes"].rows if "changes" in review.tables else ())
    ]
    return numbers + rates


def signed_number(value: int | None) -> str:
    """+12, -3 with the sign that it has."""
    return f"+{count(value)}" if value and value > 0 else count(value)


def listed_overdue(review: Review) -> list[dict]:
    rows = long_overdue(review.lists["overdue"])[:LISTED]
    return [
        row
        | {"due_on": day(row["due_on"]), "days_overdue": count(row["days_overdue"])}
        | ({"source_id": f"{row['source_id']} ({row[LEFT_OUT]})"} if row[LEFT_OUT] else {})
        | ({"subject": _with_reason(row)} if row.get(REASON) else {})
        for row in rows
    ]


def _with_reason(row: dict) -> str:
    """What an item is about, and on a line of its own why it is overdue, as its unit says."""
    return f"{row['subject'] or ''}\n{text('review.unit_reason', reason=row[REASON])}"


def obstacles(review: Review) -> list[dict]:
    rows = review.lists["point.obstacles"].rows[:LISTED]
    return [row | {"answered_on": day(row["answered_on"])} for row in rows]


def conclusions(review: Review) -> list[dict]:
    return [row | {"due_on": day(row["due_on"])} for row in review.tables["conclusions"].rows]


def _words(row: dict) -> dict:
    return {name: "" if value is None else paper.plain(value) for name, value in row.items()}


def _plain(said: list[str]) -> list[str]:
    return [paper.plain(line) for line in said]


ROWS = {
    "settlement": settlement,
    "conclusions": conclusions,
    "overdue": overdue,
    "year_before": year_before,
    "long_overdue": listed_overdue,
    "petitions": _kind("petitions"),
    "consultations": _kind("consultations"),
    "obstacles": obstacles,
    "next": lambda r: _of_counts(
        r, "settlement", ("open", "open_in_term", "open_overdue", "open_no_due")
    ),
}

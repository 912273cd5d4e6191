"""phu_luc_nhan_su.docx, restricted: proposals to commend with their draft letters, the records of
decisions and of reminders, each with its paper and grounds. It proposes nothing itself."""

from __future__ import annotations

from messages import text
from metrics.format import count, day, fraction
from metrics.reminders import Reminded
from reports import paper
from reports.review.data import Review
from reports.review.people import People, Proposal
from reports.review.period_words import period_words
from reports.review.report import notices

KINDS = ("commendation", "discipline", "transfer")
PAPER = ("whose", "document", "form", "signer", "grounds")
REMINDER = ("whose", "document", "level", "content", "items")


def nhan_su(review: Review, people: People) -> bytes:
    """The restricted annex as a .docx."""
    head = review.scope.head
    period = period_words(review.scope.period)
    about = text("review.people.about", period=period)
    document = paper.titled(
        head,
        symbol="PL",
        name=text("review.people.name"),
        about=about,
        year=review.scope.as_of.year,
    )
    paper.paragraph(document, text("review.people.restricted"), bold=True)
    for line in (review.sentence, *notices(review)):
        paper.note(document, line)
    _proposals(document, review, people)
    paper.heading(document, text("review.people.decisions"))
    for kind in KINDS:
        _decisions(document, review, people, kind)
    _reminders(document, review, people)
    for proposal in people.proposals:
        _draft(document, review, proposal, period)
    return paper.to_bytes(document, about)


def _whose(review: Review, official: str | None, unit: str | None) -> str:
    return official or review.units.get(unit or "", unit or "") or text("unit.unknown")


def _proposals(document, review: Review, people: People) -> None:
    paper.heading(document, text("review.people.proposals"))
    if not people.proposals:
        paper.paragraph(document, text("review.people.none_proposed"))
        return
    heads = [
        text(f"review.head.proposals.{c}") for c in ("whose", "form", "grounds", "work", "flags")
    ]
    rows = [
        [
            _whose(review, p.official, p.unit_id),
            p.form,
            p.grounds,
            _work(p),
            "; ".join(flags(p)) or "–",
        ]
        for p in people.proposals
    ]
    paper.table(document, heads, rows, widths=(3, 2.4, 5, 3.6, 4))


def _work(proposal: Proposal) -> str:
    work = proposal.work
    late = fraction(work["late"], work["judged"]) if work["judged"] else "–"
    return text(
        "review.people.work",
        total=count(work["total"]),
        done=count(work["done"]),
        late=late,
        overdue=count(work["open_overdue"]),
    )


def flags(proposal: Proposal) -> list[str]:
    """What a council has to look at before it decides: facts on record, with their papers."""
    said = [
        text("review.flag.discipline", on=day(p["considered_from"]))
        for p in proposal.open_discipline
    ]
    given = [p for p in proposal.papers if p["decision_kind"] == "commendation"]
    refs = {ref for ref in proposal.grounds.replace(",", ";").split(";") if ref.strip()}
    same = [p for p in given if refs & set((p["item_refs"] or "").split("; "))]
    said += [
        text("review.flag.same", document=p["document_no"], on=day(p["issued_on"])) for p in same
    ]
    return said


def _decisions(document, review: Review, people: People, kind: str) -> None:
    rows = [d for d in people.decisions if d["decision_kind"] == kind]
    paper.heading(document, text(f"review.people.{kind}"), 2)
    if not rows:
        paper.paragraph(document, text("review.people.none"))
        return
    cells = [
        [
            _whose(review, d["official"], d["unit_id"]),
            _document(d),
            d["form"] or "–",
            d["signer"] or "–",
            _grounds(d["grounds"], d["item_refs"]),
        ]
        for d in rows
    ]
    heads = [text(f"review.head.decisions.{c}") for c in PAPER]
    paper.table(document, heads, cells, widths=(3.4, 3, 3.4, 3, 5), sides=["left"] * 5)


def _document(row: dict) -> str:
    """Number and day; of discipline that nobody concluded yet, since when it is considered."""
    if row["issued_on"] is None and row.get("considered_from"):
        return text("review.flag.discipline", on=day(row["considered_from"]))
    return text(
        "review.people.document", document=row["document_no"] or "–", on=day(row["issued_on"])
    )


def _grounds(words: str | None, items: str | None) -> str:
    return "; ".join(filter(None, (words, items))) or "–"


def _reminders(document, review: Review, people: People) -> None:
    paper.heading(document, text("review.people.reminders", months=people.months))
    if not people.reminders:
        paper.paragraph(document, text("review.people.none"))
        return
    heads = [text(f"review.head.reminders.{c}") for c in REMINDER]
    cells = [
        [
            _whose(review, one.official, one.unit_id),
            _document(p),
            one.level,
            p["content"],
            p["item_refs"] or "–",
        ]
        for one in people.reminders
        for p in one.papers
    ]
    paper.table(document, heads, cells, widths=(3.4, 3, 3, 5, 3.4), sides=["left"] * 5)
    for one in people.reminders:
        if one.third:
            paper.paragraph(document, third(one))


def third(one: Reminded) -> str:
    """The words of the rule, and no others."""
    return f"{one.official} ({one.level}): {text('reminders.third', number=f'{one.number:02}')}."


def _draft(document, review: Review, proposal: Proposal, period: str) -> None:
    """The draft of the letter that asks for the commendation; everything in it is to be checked."""
    whose = _whose(review, proposal.official, proposal.unit_id)
    paper.page_break(document)
    paper.heading(document, text("review.draft.heading", whose=whose, form=proposal.form))
    for code in ("to", "basis", "body", "grounds", "papers", "ask"):
        papers = "; ".join(_document(p) for p in proposal.papers) or "–"
        paper.paragraph(
            document,
            text(
                f"review.draft.{code}",
                whose=whose,
                form=proposal.form,
                period=period,
                papers=papers,
                grounds=proposal.grounds,
                work=_work(proposal),
                body=review.scope.head.issuing_body,
                by=proposal.by,
            ),
        )

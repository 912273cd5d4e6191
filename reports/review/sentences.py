"""The sentences of the pack, built from its figures by rules that stand here and nowhere else.

A number is written as every document writes it; a share stands only from ten cases on, and beside
its cases. No adjective: more, less or "cannot be told" is said where metrics/labels.py and the
exact test of metrics/compare.py say it.
"""

from __future__ import annotations

from collections.abc import Callable

from messages import text
from metrics.catalog import CLASSES, WORK_KINDS
from metrics.format import count
from reports.review.data import Review
from reports.review.listed import LONG, long_overdue
from reports.review.phrases import inside, of_kind, say, share, times

SECTIONS = (
    "summary",
    "conclusions",
    "letter",
    "settlement",
    "overdue",
    "year_before",
    "long_overdue",
    "petitions",
    "consultations",
    "obstacles",
    "next",
)


def lines(review: Review, section: str) -> list[str]:
    """What a section says in words; an empty list where there is nothing to say."""
    return RULES[section](review)


def summary(r: Review) -> list[str]:
    kinds = "; ".join(
        say(
            "kind",
            kind=inside(text(f"kind.{k}")),
            total=r.number(f"{k}.total"),
            done=r.number(f"{k}.done"),
        )
        for k in WORK_KINDS
        if r[f"{k}.total"].x
    )
    said = [*settlement(r), say("kinds", kinds=kinds)] if kinds else settlement(r)
    return [*said, _late(r), *_formula(r), *year_before(r)[:2], *long_overdue_(r), *_reports(r)]


def settlement(r: Review) -> list[str]:
    numbers = {
        n: r.number(n) for n in (*CLASSES, "total", "carried_over", "received", "done", "open")
    }
    return [say("taken", **numbers), say("done", **numbers), say("open", **numbers), *without(r)]


def without(r: Review) -> list[str]:
    """Where items were excluded after objections, how many, and the figures without them."""
    if "without.total" not in r.figures:
        return []
    numbers = {n: r.number(f"without.{n}") for n in ("total", "done", "open", "open_overdue")}
    left_out, late = int(r["total"].x - r["without.total"].x), r["without.C"]
    return [say("without", number=count(left_out), late=count(late.x), judged=count(late.n),
                share=share(late), **numbers)]  # fmt: skip


def without_units(r: Review) -> list[str]:
    """Under the table by unit: of which units how many were excluded, what is overdue and late
    with them and without."""
    if "without_units" not in r.tables:
        return []
    cases = {row["unit_id"]: row["left_out_cases"] for row in r.tables["without_units"].rows}
    return [
        say("without_unit", unit=r.units.get(unit, unit), number=count(number),
            overdue=r.number(f"open_overdue:{unit}"), late=r[f"C:{unit}"].said,
            overdue_rest=r.number(f"without.open_overdue:{unit}"),
            late_rest=r[f"without.C:{unit}"].said)
        for unit, number in cases.items()
    ]  # fmt: skip


def overdue(r: Review) -> list[str]:
    units = [u for u in r.units if f"open_overdue:{u}" in r.figures and r[f"open_overdue:{u}"].x]
    named = "; ".join(f"{r.units[u]} {r.number(f'open_overdue:{u}')}" for u in units)
    said = [_late(r), *_formula(r), say("excluded", number=r.number("excluded"))]
    said += [say("overdue_units", units=named)] if named else [say("none_overdue")]
    if r["extended"].x:
        said.append(say("extended", number=r.number("extended")))
    return said + [line for kind in WORK_KINDS for line in times(r, kind)]


def year_before(r: Review) -> list[str]:
    """The totals and rate C beside last year's; nothing where there is nothing to compare with."""
    if "before.total" not in r.figures:
        signed = {k: f for k, f in r.figures.items() if k.startswith("signed.")}
        return [say("signed", document=next(iter(signed.values())).definition)] if signed else []
    said = [
        say("before", **{n: r.number(f"before.{n}") for n in ("total", "done", "open_overdue")})
    ]
    row = next(row for row in r.tables["changes"].rows if row["rate_id"] == "C")
    then, now = r["before.C"], r["C"]
    both = {"x": count(then.x), "n": count(then.n), "share": share(then), "now": now.said}
    code = "before_rate_changed" if row["changed"] in _directions() else "before_rate"
    return [*said, say(code, changed=row["changed"], **both)]


def letter(r: Review) -> list[str]:
    return []  # stands point by point: see points()


def conclusions(r: Review) -> list[str]:
    rows = r.tables["conclusions"].rows
    done = sum(row["done_on"] is not None for row in rows)
    return [say("conclusions", x=count(done), n=count(len(rows)))] if rows else []


def long_overdue_(r: Review) -> list[str]:
    number = len(long_overdue(r.lists["overdue"]))
    numbers = {"number": count(number), "days": LONG, "overdue": r.number("open_overdue")}
    return [say("long_overdue" if number else "none_long_overdue", **numbers)]


def petitions(r: Review) -> list[str]:
    back = len(r.lists["back"].rows)
    said = of_kind(r, "petitions")
    if r["petitions.total"].x:
        said.append(say("back" if back else "none_back", number=count(back)))
    return said


def consultations(r: Review) -> list[str]:
    return of_kind(r, "consultations")


def obstacles(r: Review) -> list[str]:
    figure = r["letter.obstacles"]
    if not figure.n:
        return [say("none_obstacles")]
    return [say("obstacles", n=count(figure.n), x=count(figure.x), share=share(figure))]


def next_(r: Review) -> list[str]:
    numbers = {
        n: r.number(n) for n in ("open", "open_in_term", "open_overdue", "open_no_due", "due_soon")
    }
    return [say("next", **numbers), say("next_no_due", number=r.number("no_due"))]


def _late(r: Review) -> str:
    return say("late", late=count(r["C"].x), judged=count(r["C"].n), share=share(r["C"]))


def _formula(r: Review) -> list[str]:
    figure = r[r.formula]
    code = f"formula.{r.formula}"
    return [say(code, x=count(figure.x), n=count(figure.n), share=share(figure))]


def _reports(r: Review) -> list[str]:
    figure = r["letter.reports"]
    return [say("reports", x=count(figure.x), n=count(figure.n))] if figure.n else []


def _directions() -> tuple[str, str]:
    return text("review.higher"), text("review.lower")


RULES: dict[str, Callable[[Review], list[str]]] = {
    "summary": summary,
    "conclusions": conclusions,
    "letter": letter,
    "settlement": settlement,
    "overdue": overdue,
    "year_before": year_before,
    "long_overdue": long_overdue_,
    "petitions": petitions,
    "consultations": consultations,
    "obstacles": obstacles,
    "next": next_,
}

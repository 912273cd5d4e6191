"""Things to mind about papers, each with its reason and its provision: no verdict, no order.

The rules stand in data/terms/record_*.csv by the date of the paper and the category of the person.
"""

from __future__ import annotations

from datetime import date

from messages import known, text
from metrics.filters import Filters
from metrics.format import day
from metrics.queries import fill, read
from metrics.record import OFFICIAL, Subject
from metrics.reminders import thirds
from store import Store

THREE = "three_reminders"
FLAGS = (THREE, "commended_while_open", "one_achievement_twice", "under_discipline",
         "moved_while_disciplined", "conclusion_near", "limitation_near")  # fmt: skip
UNSETTLED = "chưa xác định, hỏi Sở Nội vụ"  # how the tables write it


def flags(store: Store, now: Filters, subject: Subject | None = None) -> list[dict]:
    """flag, official, record_ids, since, until, longest_until, detail, basis, mark; by name."""
    if subject and subject.kind != OFFICIAL:
        return []
    whose = subject.key if subject else None
    rows = _of_decisions(store, now, whose) + _three(store, now, whose)
    return sorted(rows, key=lambda row: (row["official"], FLAGS.index(row["flag"])))


def _of_decisions(store: Store, now: Filters, official: str | None) -> list[dict]:
    """What commendations, discipline and transfers give to mind; most people have none."""
    given = {"as_of": now.as_of, "official": official}
    of_them = "$official is null or official = $official"
    if not store.query(f"select 1 as one from decision_record where {of_them} limit 1", given):
        return []
    discipline = fill("record_discipline", papers=read("record_papers"))
    found = store.query(fill("record_flags", discipline=discipline), given)
    return [_with_papers(row) for row in found]


def _with_papers(row: dict) -> dict:
    other = row.pop("other_id")
    return row | {"record_ids": tuple(filter(None, (row.pop("record_id"), other)))}


def _three(store: Store, now: Filters, official: str | None) -> list[dict]:
    """Officials (or this one) with three papers of one level in the window."""
    rules = store.query("select basis, mark from record_flag where flag = $flag", {"flag": THREE})
    return [
        {"flag": THREE, "official": one.official, "unit_id": one.papers[-1]["unit_id"],
         "record_ids": tuple(paper["record_id"] for paper in one.papers),
         "since": one.papers[0]["issued_on"], "until": None, "longest_until": None,
         "detail": one.level, "number": one.number, **(rules[0] if rules else {})}
        for one in thirds(store, now.as_of, official)
    ]  # fmt: skip


def forms(store: Store, kind: str, body: str, person_kind: str | None, on: date) -> list[dict]:
    """The forms that the rules of a day know for a category: form, leaders_only, basis, mark.
    None where the rules are not settled."""
    return store.query(
        "select form, leaders_only, basis, mark from record_form where decision_kind = $kind"
        " and body = $body and coalesce(person_kind, $person) = $person"
        " and $day between coalesce(valid_from, date '0001-01-01')"
        " and coalesce(valid_to, date '9999-12-31')",
        {"kind": kind, "body": body, "person": person_kind or "", "day": on},
    )


def sentence(flag: dict, lang: str = "vi") -> str:
    """A flag in words, with its provision and how far that was confirmed."""
    code, detail = flag["flag"], flag["detail"] or ""
    if code == "under_discipline":
        code += f"_{detail}"
    if code in ("conclusion_near", "limitation_near") and flag["until"] is None:
        code = "term_unsettled"
    if known(f"stage.{detail}", lang):
        detail = text(f"stage.{detail}", lang)
    said = text(
        f"flag.{code}", lang, official=flag["official"], since=day(flag["since"]),
        until=day(flag["until"]), longest=day(flag["longest_until"]), detail=detail,
        number=f"{flag.get('number') or 0:02d}",
    )  # fmt: skip
    mark = text(f"mark.{flag['mark']}", lang) if flag["mark"] else ""
    return f"{said} {text('flag.basis', lang, basis=flag['basis'] or UNSETTLED, mark=mark)}"

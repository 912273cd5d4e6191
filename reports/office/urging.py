"""Đôn đốc as a message to copy, one per unit or official, and as a list of items in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from functools import partial

from layout import data_dir
from messages import known, text
from metrics import Store, open_store
from metrics.format import count, day
from metrics.urging import Wanted, rows, until
from reports.export import worded
from reports.figures import names
from reports.table import Table, to_csv, to_xlsx
from viewer import LOCAL, Viewer

LISTED = 60  # items written out in a message; the others stand in the Excel beside it
COLUMNS = (
    "unit", "official", "source_id", "subject", "kind", "document_no", "asked_by", "opened_on",
    "due_on", "class", "days_overdue", "days_left", "source_status", "urged_at", "urged_times",
    "file", "sheet", "row",
)  # fmt: skip
VIETNAM = timezone(timedelta(hours=7))


def message(
    items: Sequence[dict], whose: str, as_of: date, last: date, days: int, lang: str = "vi"
) -> str:
    """The text to send; `whose` is the unit (or the official and the unit) as addressed."""
    say = partial(text, lang=lang)
    late = [row for row in items if row["class"] == "open_overdue"]
    soon = [row for row in items if row["class"] != "open_overdue"]
    lines = [say("urge.message.to", whose=whose), "", say("urge.message.ask", as_of=day(as_of))]
    for code, several in (("late", late), ("soon", soon)):
        if several:
            head = say(f"urge.message.{code}", number=count(len(several)), last=day(last),
                       days=days)  # fmt: skip
            lines += ["", head, *_listed(several, lang)]
    return "\n".join([*lines, "", say("urge.message.end")])


def _listed(items: Sequence[dict], lang: str) -> list[str]:
    lines = [_item(n, row, lang) for n, row in enumerate(items[:LISTED], start=1)]
    if len(items) > LISTED:
        lines.append(text("urge.message.more", lang, number=count(len(items) - LISTED)))
    return lines


def _item(number: int, row: dict, lang: str) -> str:
    """«1. [NV-1] Nội dung» and under it: due date, how late, who asked, in whose charge."""
    code = f"[{_line(row['source_id'])}] " if row["source_id"] else ""
    said = [text("urge.message.due", lang, due=day(row["due_on"]), late=lateness(row, lang))]
    if asked := asked_by(row, lang):
        said.append(text(f"urge.message.asked.{row['kind']}", lang, who=asked))
    if row["document_no"]:
        said.append(text("urge.message.paper", lang, number=_line(row["document_no"])))
    if row["official"]:
        said.append(text("urge.message.official", lang, who=_line(row["official"])))
    return f"{number}. {code}{_line(row['subject'])}\n   {'; '.join(said)}."


def lateness(row: dict, lang: str) -> str:
    """How late, or how many working days are left."""
    if row["class"] == "open_overdue":
        return text("urge.late", lang, days=count(row["days_overdue"]))
    if row["due_today"]:
        return text("urge.today", lang)
    left = row["days_left"] or 0  # none where only days off are left
    return text("urge.left", lang, days=count(left)) if left > 0 else text("urge.days_off", lang)


def asked_by(row: dict, lang: str) -> str:
    """Who gave or asked for it, as the source says; else the kind of body, where it is known."""
    authority = row["authority"]
    code = f"authority.{authority}"
    told = text(code, lang) if authority not in (None, "unknown") and known(code, lang) else ""
    return _line(row["asked_by"]) or told


def _line(value: str | None) -> str:
    """Text of a file on one line."""
    return " ".join((value or "").split())


def table(store: Store, wanted: Wanted, unit: str | None = None, official: str | None = None,
          lang: str = "vi") -> Table:  # fmt: skip
    """The items to urge by unit and official, with words for codes."""
    called, place = names(store, lang), list(names(store, lang))
    found = [shown(row, called, lang) for row in rows(store, wanted, unit, official)]
    found.sort(key=lambda r: (place.index(r["unit_id"]) if r["unit_id"] in called else len(place),
                              r["official"] or "", r["due_on"]))  # fmt: skip
    last = until(store, wanted)
    sentence = text("urge.sentence", lang, days=wanted.days, last=day(last),
                    sentence=wanted.filters.sentence(lang, called))  # fmt: skip
    return Table(text("report.urging", lang), COLUMNS, found, sentence, lang=lang)


def shown(row: dict, called: dict[str, str], lang: str) -> dict:
    """An item as a reader meets it."""
    at = datetime.fromisoformat(row["urged_at"]) if row["urged_at"] else None
    mine = {"unit": called.get(row["unit_id"], row["unit"]), "asked_by": asked_by(row, lang),
            "urged_at": at and at.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0),
            "days_left": row["days_left"] if row["class"] != "open_overdue" else None}  # fmt: skip
    return worded(row | mine, lang)


def writers(wanted: Wanted, unit: str | None, official: str | None, lang: str,
            viewer: Viewer = LOCAL):  # fmt: skip
    """Excel and CSV of the list, written when a reader asks for them."""

    def made() -> Table:
        store = open_store(data_dir(), wanted.filters.known, viewer)
        return table(store, wanted, unit, official, lang)

    return lambda: to_xlsx(made()), lambda: to_csv(made())

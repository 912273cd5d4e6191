"""Consultations on Thời gian trả lời: what nobody has answered, and how the answers came."""

from dataclasses import replace
from typing import Any

from metrics import latency as times
from metrics.filters import Filters
from metrics.format import count
from metrics.lists import Listing
from metrics.measure import total
from ui import data, drill, exports, tables
from ui.tables import Column, Export
from ui.words import language, t


def no_reply(now: Filters, files: Any) -> None:
    """Consultations nobody has answered, the longest past their term first."""
    chosen = replace(now, kinds=("consultations",))
    listing = Listing(chosen, "open", order=drill.due_order(now))
    found = data.ask(total, chosen, ("open", "open_overdue"))
    rows = drill.item_rows(listing, data.ROWS_ON_PAGE, short=True)
    heading = t("latency.no_reply", number=count(found["open"]), late=count(found["open_overdue"]))
    columns = [Column("link", "link", pinned=True),
               Column("days_overdue", "count", t("brief.days")), Column("unit"),
               Column("subject", "long"), Column("opened_on", "date"),
               Column("due_on", "date"), Column("official")]  # fmt: skip
    export = exports.listing(files, "dung-han-chua-tra-loi", listing, heading)
    about = data.sentence(chosen) + "." + drill.cut(rows, found["open"])
    tables.show(rows, columns, export, key="no_reply", title=heading, about=about)


def forms(now: Filters, files: Any) -> None:
    """How consultations were answered, who set the term, and how many days were given."""
    chosen = replace(now, kinds=("consultations",))
    rows = [
        row | {"form": row["reply_form"] or t("latency.no_form"),
               "setter": row["term_set_by"] or t("latency.no_setter")}
        for row in data.ask(times.reply_forms, chosen)
    ]  # fmt: skip
    columns = [Column("form", heading=t("latency.form")),
               Column("setter", heading=t("latency.setter")),
               Column("number", "count", t("latency.number")),
               Column("days_given", "decimal", t("latency.days_given"))]  # fmt: skip
    heading = t("latency.forms")
    fields = ("reply_form", "term_set_by", "number", "days_given")
    export = files.table(heading, fields, rows, data.sentence(chosen), language())
    row = tables.show(
        rows, columns, Export("dung-han-hinh-thuc", *export), key=drill.key("forms"), title=heading,
        about=data.sentence(chosen), pick=True,
    )  # fmt: skip
    if row := drill.clicked("forms", row):
        narrow = (
            ("reply_form", row["reply_form"] or ""),
            ("term_set_by", row["term_set_by"] or ""),
        )
        word = f"{row['form']} · {row['setter']}"
        drill.open_list("forms", word, (word, Listing(chosen, "total", narrow)))

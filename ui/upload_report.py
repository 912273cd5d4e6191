"""One file as it was read: what it is, what it would change, what was left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType

import streamlit as st

from metrics.format import count, day
from ui import tables
from ui.export_traces import traced
from ui.exports import export
from ui.sentences import field, refusal, warning, word
from ui.tables import Column
from ui.words import language, plain, t

DIRECTORIES = ("units", "people")
SHOWN = 1000  # left-out rows in the table on the page; the files have them all
CHANGES = ("new", "changed", "same")


def head(report: Mapping) -> bool:
    """The file's name and what it is, or why it was turned down; True for one that was taken."""
    if report["status"] == "refused":
        st.error(plain(refusal(report)), title=plain(report["file"]), icon=":material/block:")
        return False
    st.markdown(f"**{plain(report['file'])}**")
    words = {
        "kind": word("kind", report["kind"]),
        "source": plain(report["source"]),
        "as_of": day(date.fromisoformat(report["as_of"])),
        "basis": word("as_of_basis", report["as_of_basis"]),
    }
    code = "upload.is_directory" if report["kind"] in DIRECTORIES else "upload.is"
    st.markdown(t(code, **words) + (f" · {t('upload.is_full')}" if report["full"] else ""))
    if report["status"] == "unchanged":
        st.info(t("upload.unchanged"), icon=":material/check:")
    return True


def effect(report: Mapping) -> None:
    """What changes: new, changed, same, rejected; and every row accounted for."""
    rows = report["rows"]
    numbers = [("rejected", rows["rejected"])]
    totals, records = report.get("totals"), report.get("records")
    if records:
        numbers = [("records", records["holding"]), ("new_records", records["new"]), *numbers]
    elif report["kind"] in DIRECTORIES or totals:
        numbers.insert(0, ("entries", rows["loaded"]))
    else:
        numbers = [(name, report["changes"][name]) for name in CHANGES] + numbers
    with st.container(horizontal=True, gap="large"):
        for name, number in numbers:
            st.metric(t(f"upload.{name}"), count(number), width="content")
    line = t("upload.rows", **{name: count(number) for name, number in rows.items()})
    if totals:
        names = "; ".join(field(measure) for measure in totals["measures"])
        said = {"units": count(totals["units"]), "measures": count(len(totals["measures"]))}
        line += f" · {t('etl.totals', names=names, **said)}"
    elif report["kind"] not in DIRECTORIES and not records:
        cases, items = count(report["cases"]), count(report["items"])
        line += f" · {t('upload.makes', cases=cases, items=items)}"
    st.caption(line)


def doubts(report: Mapping, previewed: bool) -> None:
    """Warnings, and names that nobody resolved, as sentences. A loaded file's names are asked
    below its card, a previewed one's are told."""
    lines = [plain(warning(found)) for found in report["warnings"]]
    if previewed and (names := report.get("unresolved_units")):
        some = "; ".join(f"{n['name']} ({count(n['rows'])})" for n in names[:10])
        lines.append(plain(t("upload.names.coming", number=count(len(names)), names=some)))
    if lines:
        marks = "- " if len(lines) > 1 else ""
        st.warning("\n".join(marks + line for line in lines), icon=":material/help:")


def left_out(
    report: Mapping, received: Path | None, files: ModuleType, marking: ModuleType, key: str
) -> None:
    """Rows that were not loaded, by reason; the marked-up workbook where the file can be read."""
    listed = [row | {"reason_word": word("reason", row["reason"])} for row in report["left_out"]]
    rows = [
        {"sheet": r["sheet"] or None, "row": r["row"], "reason": r["reason_word"],
         "disposition": word("disposition", r["disposition"]),
         "text": " · ".join(c for c in r["cells"] if c)}
        for r in listed
    ]  # fmt: skip
    counted = Counter(row["reason_word"] for row in listed)
    about = "; ".join(f"{name}: {count(number)}" for name, number in counted.most_common())
    columns = ("sheet", "row", "disposition", "reason", "text")
    tables.show(
        rows[:SHOWN], [Column("sheet"), Column("row", "count"), *map(Column, columns[2:4]),
                       Column("text", "long")],
        export(files, "dong-khong-nap", t("upload.left_out"), columns, rows, about),
        key=f"{key}-left-out", title=t("upload.left_out"), about=about,
    )  # fmt: skip
    if received:
        marked(report, received, marking, key)


def marked(report: Mapping, received: Path, marking: ModuleType, key: str) -> None:
    """The button that gives the left-out rows back as a marked-up workbook."""
    rows = [marking.LeftOut(**row) for row in report["left_out"]]
    request = marking.Request(str(received), report["file"], report["headings"], rows, language())
    st.download_button(
        t("upload.marked"),
        traced(lambda: marking.write(request), f"marked {report['upload']}", len(rows)),
        f"{Path(report['file']).stem}-danh-dau.xlsx", tables.EXCEL_TYPE, key=f"{key}-marked",
        on_click="ignore", icon=":material/format_color_fill:", help=t("upload.marked.help"),
    )  # fmt: skip

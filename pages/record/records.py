"""Sổ nhắc nhở, khen thưởng, kỷ luật, điều chuyển: every paper, searched, exported, entered."""

from reports import export
from ui import head, record_desk, record_entry, record_list, record_papers, record_search, who
from ui.words import t

viewer = who.require("records")
now = head.begin()
desk = record_desk.of(viewer)
record_search.flags(now, export)
found = record_search.papers(now)
record_papers.draw(found, now, export, "records", t("records.papers_title"), desk.office)
if desk.office:
    record_entry.draw(None, now, desk.office)
record_list.show(export)

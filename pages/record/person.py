"""Theo dõi thực hiện nhiệm vụ của một cán bộ: work, reasons, papers, replies, what changed."""

from reports import dossier, export
from ui import drill, head, record_desk, record_list, record_page, record_pick, who

viewer = who.require("person")
now = head.begin()
subject = record_pick.official(viewer)
record_page.draw(subject, now, record_desk.of(viewer), dossier, export)
record_list.show(export)
drill.show(export)

"""Theo dõi thực hiện nhiệm vụ của một đơn vị: the same page from the same rows as an official's."""

from reports import dossier, export
from ui import drill, head, record_desk, record_list, record_page, record_pick, who

viewer = who.require("unit")
now = head.begin()
subject = record_pick.unit(viewer)
record_page.draw(subject, now, record_desk.of(viewer), dossier, export)
record_list.show(export)
drill.show(export)

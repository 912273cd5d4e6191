"""Phản hồi, đính chính: one's own records, what one asked, and the answers that the Office owes."""

from layout import data_dir
from reports import export
from ui import head, record_desk, record_mine, record_replies, upload_card, who

viewer = who.require("replies")
now = head.begin()
desk = record_desk.of(viewer)
upload_card.rebuilds(data_dir())
record_replies.windows(desk.office, now.period.name if now.period else None)
record_mine.draw(viewer, now)
record_replies.mine(viewer, export, desk.write)
if desk.answers:
    record_replies.queue(viewer, export, desk.write, desk.answer)
record_replies.history(export, desk.office)

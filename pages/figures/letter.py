"""Thực hiện Công văn: the letter's points by unit, the reminders, and the records behind each."""

from metrics import letter
from reports import export
from reports.holders import reminder_row
from ui import blocks_letter as blocks
from ui import blocks_reminders, data, drill, head, record_list, who

who.require("letter")
now = letter.plain(head.begin())
found = data.ask(letter.letter, now)
blocks.points(now, found, blocks.choose(found), export)
blocks.to_load(found)
blocks_reminders.draw(now, export, reminder_row)
record_list.show(export)
drill.show(export)

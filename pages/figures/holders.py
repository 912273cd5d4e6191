"""Ai đang giữ hồ sơ: in whose hands the cases are, and for how many working days they were."""

from reports import export
from ui import blocks_holders as blocks
from ui import head, record_list, who

who.require("holders")
now = head.begin()
if blocks.covered(now, export):
    rows = blocks.ordered(now)
    blocks.days(now, rows)
    blocks.table(now, rows, export)
    blocks.back_and_forth(now, export)
    blocks.left_out(now, export)
record_list.show(export)

"""So sánh cùng loại việc: a unit's lateness beside the department's, in the same kind of work."""

from metrics.board import board
from reports import export
from ui import blocks_strata, data, drill, head, who

who.require("strata")
now = head.begin()
counts = data.ask(board, now)
head.nothing_here(now, counts.total["judged"])
if unit := blocks_strata.choose(now, counts):
    blocks_strata.compare(now, unit, export)
drill.show(export)

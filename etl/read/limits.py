"""How much of a stranger's file is taken on, and why no more."""

from __future__ import annotations

from etl.refusal import Refused

MB = 1 << 20

# A year of a department's tasks is under 10 MB as .xlsx; five years of all systems fit in 50.
PACKED_MB = 50

# Excel writes about 15 parts plus 2 per sheet. A directory of a million entries is an attack
# on whoever lists it.
ZIP_ENTRIES = 500

# Office XML shrinks about 10 times, so 50 MB packed is 500 MB unpacked. Deflate reaches 1000
# times: counted while inflating, since a zip's own record of sizes may lie.
UNPACKED_MB = 500

# The parser allocates the whole rectangle from A1 to the farthest cell, 24 bytes a cell or
# more: 20 million cells are 480 MB, which still fits in the child. One cell at XFD1048576
# asks for 17 thousand million. All sheets of a book together.
CELLS = 20_000_000

# Excel's own bounds; a reference beyond them is not a spreadsheet's.
SHEET_ROWS = 1 << 20
SHEET_COLUMNS = 1 << 14

# Longer than any cell Excel holds (32,767), with room for exports that are not from Excel.
# A quote that is never closed swallows the file up to here, then the reader recovers.
FIELD_CHARS = 1_000_000

# What Excel holds in a cell. A longer one makes pages of megabytes wherever it stands, and
# no workbook that we write could hand it back whole.
CELL_CHARS = 32_767

# A workbook packed larger than this is measured while it is parsed, and again before it is parsed
# where the parser died of it: hostile ones are small (a far cell needs a few bytes), and what the
# child may take is bounded either way.
BESIDE_MB = 1

# The child: 100,000 x 15 cells, typed and written, peak at about 330 MB resident, 460 MB of data
# as the kernel counts it; a few seconds.
MEMORY_MB = 1024
SECONDS = 120

# How often a password may be hashed before it opens a workbook: Excel writes 100,000, which is a
# fifth of a second; the format allows a hundred times that.
SPINS = 1_000_000

# What a child may say: a summary with one line per left-out row, not a flood.
OUTPUT_MB = 64

# Read and inflate in pieces of this size, so that memory does not follow the file.
CHUNK = 1 << 18


def refuse_too_many(cells: int) -> None:
    """Raise Refused past CELLS; the sentence speaks in millions."""
    if cells > CELLS:
        raise Refused("too_many_cells", cells=-(-cells // 1_000_000), limit=CELLS // 1_000_000)

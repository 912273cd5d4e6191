"""State secrets stop a file before anything of it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from etl.read import Sheet
from etl.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The three degrees: Luật Bảo vệ bí mật nhà nước 2018 (29/2018/QH14), art. 8. Each as written,
# without any accent, and as cells of old TCVN3 and VNI files show it. Not without accents in
# general: "Mất" and "Mặt" are other words.
_DEGREES = (
    "mật", "tối mật", "tuyệt mật",
    "mat", "toi mat", "tuyet mat",
    "mët", "tèi mët", "tuyöt mët",
    "maät", "toái maät", "tuyeät maät",
)  # fmt: skip
_MARK = re.compile(
    r"[\W_]*(?:(?:(?:mức )?độ mật|mức mật|(?:muc )?do mat|muc mat)[\W_]+)?"
    rf"(?:{'|'.join(_DEGREES)})[\W_]*"
)
# How each degree ends, looked for in a whole row at once: spares most rows the pattern.
_LIKELY = """
select distinct unnest(cells) from cell_row
where regexp_matches(array_to_string(cells, chr(31)), '(?i)m(ật|at|ët|aät)')
"""
_FIRST = """
select sheet, row from cell_row where list_has_any(cells, $marks::varchar[]) order by line limit 1
"""


def screen(db: DuckDBPyConnection) -> None:
    """Raise Refused("state_secret") naming sheet and row if a cell of `cell_row`, as a whole, is a
    degree of secrecy (Mật, Tối mật, Tuyệt mật), alone, in brackets, or after "Độ mật:".

    A heading "Độ mật" and the values Thường, Không do not stop a file; nor does the word inside
    a longer text, such as "bảo mật".
    """
    marks = [cell for (cell,) in db.execute(_LIKELY).fetchall() if is_secret_mark(cell)]
    if marks:
        sheet, row = db.execute(_FIRST, {"marks": marks}).fetchone()
        raise Refused("state_secret", sheet=sheet or "–", row=row)


def screen_sheets(sheets: Iterable[Sheet]) -> None:
    """The same of cells that are in no DuckDB: of a form, not of a million."""
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, start=1):
            if any(map(is_secret_mark, row)):
                raise Refused("state_secret", sheet=sheet.name or "–", row=number)


def is_secret_mark(cell: str) -> bool:
    """Whether the whole cell is one of the three degrees."""
    return _MARK.fullmatch(" ".join(cell.casefold().split())) is not None

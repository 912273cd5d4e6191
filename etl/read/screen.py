"""State secrets stop a file before anything of it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterable

from etl.read.book import Sheet
from etl.refusal import Refused

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
_LONGEST = 40
_BLOCK = 2_000  # rows


def screen(sheets: Iterable[Sheet]) -> None:
    """Raise Refused("state_secret") naming sheet and row if a cell, as a whole, is a degree of
    secrecy (Mật, Tối mật, Tuyệt mật), alone, in brackets, or after "Độ mật:".

    A heading "Độ mật" and the values Thường, Không do not stop a file; nor does the word inside
    a longer text, such as "bảo mật".
    """
    for sheet in sheets:
        for start in range(0, len(sheet.rows), _BLOCK):
            block = sheet.rows[start : start + _BLOCK]
            # Each text once: units, states and dates repeat, and a set is built in C.
            if any(map(is_secret_mark, filter(_is_short, set().union(*block)))):
                row = next(i for i, r in enumerate(block, start + 1) if any(map(is_secret_mark, r)))
                raise Refused("state_secret", sheet=sheet.name or "–", row=row)


def _is_short(cell: str) -> bool:
    """A mark is short and ends in t or in a bracket: spares most cells the pattern."""
    return 2 < len(cell) < _LONGEST and (cell[-1] in "tT" or not cell[-1].isalnum())


def is_secret_mark(cell: str) -> bool:
    """Whether the whole cell is one of the three degrees."""
    return _MARK.fullmatch(" ".join(cell.casefold().split())) is not None

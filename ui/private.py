"""Cells that the gate hid from this reader: who sent a petition, whom a paper is about."""

from __future__ import annotations

from collections.abc import Sequence

from ui.words import t
from viewer import HIDDEN


def masked(cells: Sequence[str]) -> list[str]:
    """The cells with a word where one was hidden."""
    return [t("private.hidden") if cell == HIDDEN else cell for cell in cells]

"""Filling an empty data directory, wholly or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.refusal import Refused
from layout import CALENDAR_DIR, REPO, SAMPLE_DIR, TERMS_DIR, UNITS_DIR, DataDir

# What ./data holds before any use.
SHIPPED = {folder.name for folder in (SAMPLE_DIR, CALENDAR_DIR, UNITS_DIR, TERMS_DIR)}


@contextmanager
def arriving(data: DataDir) -> Iterator[DataDir]:
    """A folder to fill; what stands in it at the end moves into `data`, after an error nothing.

    Raises Refused where the directory holds anything already.
    """
    _refuse_full(data.root)
    made = [p for p in (data.root, *data.root.parents) if not p.exists()]
    data.root.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=".arriving-", dir=data.root))
    moved: list[Path] = []
    try:
        yield DataDir(part)
        for piece in sorted(part.iterdir(), reverse=True):  # uploads before the ledger
            os.replace(piece, data.root / piece.name)
            moved.append(data.root / piece.name)
    except BaseException:
        for piece in (*moved, part):
            shutil.rmtree(piece) if piece.is_dir() else piece.unlink(missing_ok=True)
        for folder in made:
            folder.rmdir()
        raise
    part.rmdir()


def _refuse_full(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise Refused("not_empty", folder=str(root), name=root.name)
    shipped = SHIPPED if root == REPO / "data" else set()
    held = sorted({p.name for p in root.iterdir()} - shipped) if root.exists() else []
    if held:
        raise Refused("not_empty", folder=str(root), name=held[0])

"""Which code wrote a paper: one digest over everything that decides its bytes."""

from __future__ import annotations

import hashlib
from functools import cache

from layout import REPO

FOLDERS = (
    "etl",
    "metrics",
    "reports",
    "recorded",
    "store",
    "gate",
    "locale/vi",
    "data/calendar",
    "data/units",
    "data/terms",
)
ENDINGS = (".py", ".sql", ".csv", ".po", ".toml", ".docx")
FILES = ("layout.py", "messages.py", "ledger.py", "viewer.py",
         "requirements.txt")  # fmt: skip


@cache
def code_version() -> str:
    """SHA-256, first 16 characters; text files by their lines, so that Windows gives the same."""
    digest = hashlib.sha256()
    paths = [p for folder in FOLDERS for p in sorted((REPO / folder).rglob("*"))]
    paths = [p for p in paths if p.suffix in ENDINGS] + [REPO / name for name in FILES]
    for path in (p for p in paths if p.is_file()):
        content = path.read_bytes()
        if path.suffix != ".docx":
            content = content.replace(b"\r\n", b"\n")
        digest.update(path.relative_to(REPO).as_posix().encode() + b"\0" + content)
    return digest.hexdigest()[:16]

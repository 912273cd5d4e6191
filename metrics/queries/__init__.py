"""SQL files for what is not a plain count; their `{parts}` are filled by the module that asks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def read(name: str) -> str:
    """The text of metrics/queries/<name>.sql."""
    return (FOLDER / f"{name}.sql").read_text("utf-8")


def fill(name: str, **parts: str) -> str:
    """The file's text with its `{parts}` replaced by SQL of `metrics`."""
    text = read(name)
    for part, sql in parts.items():
        text = text.replace(f"{{{part}}}", sql)
    return text

"""How far a long job is, written where a page can read it after being left and reopened."""

from __future__ import annotations

import json
import os
from pathlib import Path


class Progress:
    """Steps of one job; without a path nothing is written."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path

    def step(self, name: str, done: int, total: int, **facts: str) -> None:
        """Replace the progress file: {"step", "done", "total", …}, whole or not at all."""
        if self.path is None:
            return
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps({"step": name, "done": done, "total": total, **facts}), "utf-8")
        os.replace(part, self.path)

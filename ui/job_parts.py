"""What jobs are made of: JSON files written whole, processes told apart, names made harmless."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path

import psutil

NAME_CHARACTERS = 200


def read(path: Path) -> dict | None:
    """A JSON file; None where it is not there (yet) or is not whole."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def write(path: Path, value: dict) -> None:
    """Replace a JSON file, whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    os.replace(part, path)


def identity(pid: int) -> dict:
    """A process, told apart from a later one with the same number."""
    try:
        return {"pid": pid, "created": psutil.Process(pid).create_time()}
    except psutil.NoSuchProcess:
        return {"pid": pid, "created": 0}


def is_alive(process: dict | None) -> bool:
    """Whether the process of `identity` still runs; None does not."""
    if not process:
        return False
    try:
        found = psutil.Process(process["pid"])
        same = found.create_time() == process["created"]
        return same and found.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def end(process: dict | None) -> None:
    """Kill the process of `identity` and what it started."""
    if not is_alive(process):
        return
    runner = psutil.Process(process["pid"])
    family = [*runner.children(recursive=True), runner]
    for one in family:
        one.kill()
    psutil.wait_procs(family, timeout=5)


def label(name: str) -> str:
    """A sender's file name as a harmless label: no folders, no control or direction marks."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", shown).strip()[-NAME_CHARACTERS:] or "?"

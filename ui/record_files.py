"""Papers that people attach: kept as received under their hash, offered again, never opened."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from access import attached
from layout import DataDir, data_dir
from ui import jobs
from ui.job_parts import label
from ui.words import t

MOST_MEGABYTES = 10  # what the uploader says; the bytes are counted again here
MOST_BYTES = MOST_MEGABYTES << 20
# ending -> how such a file begins: what only calls itself so is turned down
BEGINS = {
    "pdf": (b"%PDF-",), "png": (b"\x89PNG\r\n",), "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",), "docx": (b"PK\x03\x04",), "xlsx": (b"PK\x03\x04",),
}  # fmt: skip
SHA = re.compile(r"[0-9a-f]{64}")


def uploader(key: str) -> Any:
    """Where a paper is attached; None while there is none."""
    return st.file_uploader(
        t("entry.file"), type=list(BEGINS), key=key, help=t("attachment.about"),
        max_upload_size=MOST_MEGABYTES,
    )  # fmt: skip


class Unfit(Exception):
    """The file is not kept; the message code, with its limit, says why."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.limit = limit


def keep(given: Any, data: DataDir) -> dict[str, str | None]:
    """Write an attached file into uploads/, whole or not at all; what an entry says of it.
    `given` is None or has `name` and `getvalue()`. Raises Unfit."""
    if given is None:
        return {"file_sha256": None, "file_name": None}
    name, content = label(given.name), given.getvalue()
    _check(name, content)
    digest = hashlib.sha256(content).hexdigest()
    try:
        attached.take(data, jobs.by(), digest, len(content))
    except attached.TooMuch as much:
        raise Unfit(f"attachment.too_many_{much.args[0]}", much.args[1]) from much
    data.uploads.mkdir(parents=True, exist_ok=True)
    target = data.uploads / digest
    if not target.exists():
        part = target.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, target)
    return {"file_sha256": digest, "file_name": name}


def _check(name: str, content: bytes) -> None:
    if not content or len(content) > MOST_BYTES:
        raise Unfit("attachment.size")
    begins = BEGINS.get(name.rpartition(".")[2].lower())
    if begins is None or not content.startswith(begins):
        raise Unfit("attachment.kind")


def reader(sha256: str | None) -> Callable[[], bytes] | None:
    """What gives a kept file's bytes when somebody asks for them; None where there is none."""
    if not sha256 or not SHA.fullmatch(sha256):
        return None
    path = data_dir().uploads / sha256
    return partial(path.read_bytes) if path.is_file() else None

"""The workbooks to fill in, offered for download; the units are those of the warehouse in use."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import streamlit as st

from layout import REPO, DataDir
from ui.sentences import word
from ui.upload_said import KINDS as LOADED
from ui.words import t

KINDS = tuple(kind for kind in LOADED if kind != "published_totals")  # totals are not typed in
SECONDS = 60
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def content(kind: str, data: DataDir) -> bytes:
    """The workbook of a kind, written by the command line."""
    with tempfile.TemporaryDirectory(prefix="dunghan-template-") as folder:
        path = Path(folder) / name(kind)
        command = [sys.executable, "-m", "etl", "template", kind, "--out", path]
        subprocess.run(
            [*command, "--data", data.root], cwd=REPO, check=True, capture_output=True,
            timeout=SECONDS,
        )  # fmt: skip
        return path.read_bytes()


def name(kind: str) -> str:
    """What the file is called."""
    return f"mau_{kind}.xlsx"


def draw(data: DataDir) -> None:
    """Choose a kind, take its workbook."""
    with st.popover(t("upload.template"), icon=":material/table_view:"):
        kind = st.selectbox(
            t("upload.template.kind"), KINDS, format_func=lambda one: word("kind", one),
            key="template-kind",
        )  # fmt: skip
        st.caption(t("upload.template.help"))
        st.download_button(
            t("upload.template.download"), partial(content, kind, data), name(kind), XLSX,
            on_click="ignore", icon=":material/download:", key="template-download",
        )  # fmt: skip

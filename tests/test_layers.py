"""The import rule, read off the source: data flows one way, and each door has one keeper."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from layout import REPO

# What each layer may import besides itself and the leaves.
MAY_IMPORT = {
    "app": {"ui"},
    "pages": {"ui", "metrics", "reports", "ledger"},
    "ui": {"metrics", "store", "access"},
    "reports": {"metrics", "ledger", "access"},
    "metrics": {"store"},
    "store": {"ledger", "recorded", "gate"},
    "access": {"ledger"},
    "recorded": {"ledger"},
    "gate": set(),
    "etl": {"ledger"},
    "ledger": set(),
    "messages": set(),
    "layout": set(),
    "viewer": set(),
    "run": set(),
}
LEAVES = {"layout", "messages", "viewer"}
# Who may import a library that is a door to something.
DOORS = {
    "streamlit": {"app", "pages", "ui"},
    "duckdb": {"store", "etl"},
    "sqlite3": {"ledger", "access"},
    "plotly": {"ui"},
    "babel": {"messages"},
}
# The day is an argument. The moment something was done, in UTC, may be noted where people do it.
KNOWS_NO_TODAY = ("pages", "ui", "reports", "metrics", "store", "recorded", "gate")
MAY_NOTE_THE_MOMENT = ("pages", "ui")
ASKS_THE_DAY = {"today", "now", "utcnow"}
SQL = re.compile(
    r"^\s*(select|with|insert|update|delete|create|attach)\s.*\s(from|into|set|as)\s", re.I | re.S
)
SQL_ASKS_THE_DAY = re.compile(
    r"\b(current_date|current_timestamp|today\(|now\(|get_current_)", re.I
)


def sources() -> list[Path]:
    files = [REPO / f"{layer}.py" for layer in MAY_IMPORT]
    files += [file for layer in MAY_IMPORT for file in (REPO / layer).rglob("*.py")]
    return sorted(file for file in files if file.exists())


def layer_of(file: Path) -> str:
    return file.relative_to(REPO).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the layer"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_imports(layer: str, tree: ast.AST) -> set[str]:
    names = set(imported(tree))
    tops = {name.split(".")[0] for name in names}
    ours = (tops & set(MAY_IMPORT)) - {layer} - LEAVES - MAY_IMPORT[layer]
    if layer == "layout":
        ours |= tops & LEAVES - {"layout"}
    doors = {door for door, keepers in DOORS.items() if door in tops and layer not in keepers}
    return ours | doors | {name for name in names if name.startswith("plotly.express")}


def said(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What a file does that a layer may not do: (what, where)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
            yield "html", f"line {node.value.lineno}"
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ASKS_THE_DAY:
            in_utc = [getattr(a, "attr", getattr(a, "id", "")).lower() for a in node.args] == [
                "utc"
            ]
            yield ("moment" if in_utc else "today"), f"line {node.lineno}"
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value):
            yield "sql", f"line {node.lineno}"


@pytest.mark.parametrize("file", sources(), ids=lambda f: str(f.relative_to(REPO)))
def test_a_file_keeps_to_its_layer(file: Path):
    layer, tree = layer_of(file), ast.parse(file.read_text("utf-8"))
    assert not wrong_imports(layer, tree)
    found = [where for what, where in said(tree) if what == "html"]
    assert not found, "text from a file must never become markup"
    if layer in ("pages", "ui", "reports"):
        assert not [where for what, where in said(tree) if what == "sql"]
    if layer in KNOWS_NO_TODAY:
        forbidden = {"today"} if layer in MAY_NOTE_THE_MOMENT else {"today", "moment"}
        assert not [where for what, where in said(tree) if what in forbidden], "time is an argument"


@pytest.mark.parametrize(
    "file",
    [f for layer in ("metrics", "etl") for f in sorted((REPO / layer).rglob("*.sql"))],
    ids=lambda f: str(f.relative_to(REPO)),
)
def test_no_statement_asks_what_day_it_is(file: Path):
    assert not SQL_ASKS_THE_DAY.search(file.read_text("utf-8"))


def test_pages_stand_one_folder_down():
    """Streamlit opens a file directly in pages/ without app.py on a fresh server."""
    assert not list((REPO / "pages").glob("*.py"))


@pytest.mark.parametrize(
    ("layer", "source", "wrong"),
    [
        ("pages", "from etl.load import load", {"etl"}),
        ("pages", "from ui.charts import flow\nimport messages", set()),
        ("metrics", "import streamlit as st", {"streamlit"}),
        ("metrics", "from ui import words", {"ui"}),
        ("ui", "import plotly.express as px", {"plotly.express"}),
        ("ui", "from plotly import express", {"plotly.express"}),
        ("reports", "import duckdb", {"duckdb"}),
        ("etl", "import sqlite3\nfrom etl.text import fold", {"sqlite3"}),
        ("ledger", "import store", {"store"}),
        ("messages", "from layout import REPO\nimport babel", set()),
    ],
)
def test_the_rule_itself(layer: str, source: str, wrong: set[str]):
    assert wrong_imports(layer, ast.parse(source)) == wrong


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("st.markdown(x, unsafe_allow_html=True)", ["html"]),
        ("date.today()", ["today"]),
        ("datetime.now()", ["today"]),
        ("datetime.now(UTC)", ["moment"]),
        ("datetime.now(timezone.utc)", ["moment"]),
        ("q = '''select a\n  from work_item '''", ["sql"]),
        ("q = 'Chọn đơn vị from here'", []),
    ],
)
def test_what_a_file_says(source: str, what: list[str]):
    assert [kind for kind, _ in said(ast.parse(source))] == what

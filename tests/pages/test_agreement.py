"""Page = command line = Excel, to the last unit, for every figure of Tổng quan.

The page is opened through app.py; the command line runs as a process of its own, on its own
options; the Excel bytes are those the page's button hands out, read back by openpyxl.
"""

import json
import logging
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1 import AppTest

from layout import REPO
from messages import text
from metrics.catalog import CLASSES, SETTLEMENT

ABOVE = ("provincial_party", "provincial_committee")
# What a reader chose: its address, and the same in the options of the command line.
VIEWS = {
    "as it opens": ({}, {"period": "2023H2"}),
    "a calendar quarter, every role": (
        {"period": "2023Q2-calendar", "roles": "all"},
        {"period": "2023Q2-calendar", "role": "all"},
    ),
    "a month by the original due dates": (
        {"period": "2023M05", "due_basis": "first"},
        {"period": "2023M05", "due": "first"},
    ),
    "petitions, each once": (
        {"kinds": "petitions", "per": "case"},
        {"period": "2023H2", "kind": "petitions", "per": "case"},
    ),
    "one unit of one source on a day": (
        {"units": "QLTM", "sources": "hscv", "as_of": "2023-10-31"},
        {"period": "2023H2", "unit": "QLTM", "source": "hscv", "as-of": "2023-10-31"},
    ),
    "everything": ({"period": "all"}, {}),
}


@dataclass
class View:
    """The page as drawn, the files behind its buttons, and the command line beside it."""

    page: AppTest
    files: dict[str, Callable[[], bytes]]
    options: dict[str, str]
    data: Path
    answers: dict[tuple, dict] = field(default_factory=dict)

    def cli(self, verb: str, **more: str | None) -> dict:
        """The command line's answer for this view, some options changed or (None) left out."""
        chosen = self.options | {name.replace("_", "-"): value for name, value in more.items()}
        options = [f"--{name}={value}" for name, value in chosen.items() if value]
        asked = (verb, *sorted(options))
        if asked not in self.answers:
            self.answers[asked] = report(*asked, "--data", str(self.data))
        return self.answers[asked]

    @property
    def total(self) -> dict:
        return self.cli("settlement", by="unit")["total"]

    @property
    def as_of(self) -> str:
        return self.cli("settlement", by="unit")["meta"]["as_of"]

    def table(self, column: str, without: str = "received") -> pd.DataFrame:
        """The one table on the page that has a column, and not another."""
        frames = [frame.value for frame in self.page.dataframe]
        (found,) = [f for f in frames if column in f and without not in f]
        return found

    def file(self, key: str) -> bytes:
        """What the download button hands out."""
        return self.files[self.page.download_button(key=key).proto.deferred_file_id]()

    def chart(self, name: str) -> list[dict]:
        """The traces of a chart."""
        charts = self.page.get("plotly_chart")
        (found,) = [c.proto.spec for c in charts if f"-{name}." in c.proto.id]
        return json.loads(found)["data"]

    def button(self, key: str) -> str:
        return shown(self.page.button(key=key).label)


def report(*arguments: str) -> dict:
    """`python -m reports` in a process of its own."""
    command = [sys.executable, "-m", "reports", *arguments, "--format", "json"]
    done = subprocess.run(command, cwd=REPO, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def shown(markdown: str) -> str:
    """What a reader sees of text that was made harmless."""
    return re.sub(r"\\(.)", r"\1", markdown.replace("\u2060", "")).replace("*", "")


@pytest.fixture(scope="module", params=VIEWS.values(), ids=VIEWS)
def view(request, sample_data) -> Iterator[View]:
    address, options = request.param
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUNGHAN_DATA", str(sample_data))
        files = note_files(patch)
        page = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
        for name, value in address.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception and not page.error
        yield View(page, files, options, sample_data)


def note_files(patch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """Note, beside Streamlit, what writes each file: only a browser could ask it for them."""
    files: dict[str, Callable[[], bytes]] = {}
    add = MediaFileManager.add_deferred

    def noted(self, write, *rest, **more):
        key = add(self, write, *rest, **more)
        files[key] = write
        return key

    patch.setattr(MediaFileManager, "add_deferred", noted)
    return files


def vietnamese(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def percent(x: int, n: int) -> str:
    return f"{100 * x / n:.1f}%".replace(".", ",")


def sheet(content: bytes) -> list[dict]:
    """The table of a workbook by its headings: under a title, a sentence and a blank line."""
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    return [dict(zip(rows[3], row, strict=True)) for row in rows[4:]]


# --- the five figures -----------------------------------------------------------------------------


def fractions(settlement: dict, rates: dict) -> dict[str, tuple[int, int]]:
    """Figure -> numerator and denominator, from the command line's two reports."""
    whole = settlement["total"]
    named = {row["rate_id"]: (row["x"], row["n"]) for row in rates["total"]}
    done = sum(settlement[name] for name in CLASSES if name.startswith("done_"))
    return {
        "settled": (done, whole),
        "C": named["C"],
        "B": named["B"],
        "no_due": (settlement["done_no_due"] + settlement["open_no_due"], whole),
    }


def test_the_five_figures(view):
    values = [metric.value for metric in view.page.metric]
    wanted = fractions(view.total, view.cli("rates"))
    assert values[0] == vietnamese(view.total["total"])
    old, new = view.total["carried_over"], view.total["received"]
    assert view.button("card.total") == f"{vietnamese(old)} + {vietnamese(new)}"
    for value, (name, (x, n)) in zip(values[1:], wanted.items(), strict=True):
        assert view.button(f"card.{name}") == f"{vietnamese(x)}/{vietnamese(n)}"
        assert value == (percent(x, n) if n >= 10 else vietnamese(x))


def test_the_same_period_a_year_before(view):
    cards = [shown(m.value) for m in view.page.markdown if m.value.startswith(":small[**")]
    if "period" not in view.options:
        assert not any("năm trước" in card for card in cards)
        return
    earlier = {name: a_year_before(view.options.get(name)) for name in ("period", "as-of")}
    total = view.cli("settlement", **earlier)["total"]
    assert f"năm trước {vietnamese(total['total'])} (" in cards[0]
    before = fractions(total, view.cli("rates", **earlier))
    for card, (x, n) in zip(cards[1:], before.values(), strict=True):
        assert f"{vietnamese(x)}/{vietnamese(n)}" in card
        assert (percent(x, n) in card) if n >= 10 else ("%" not in card)


def a_year_before(named: str | None) -> str | None:
    return named and f"{int(named[:4]) - 1}{named[4:]}"


# --- the settlement table -------------------------------------------------------------------------


def counted(view: View) -> list[dict]:
    """The command line's groups and its total, as (unit, counts)."""
    said = view.cli("settlement", by="unit")
    columns = ("unit", *SETTLEMENT)
    return [{c: row[c] for c in columns} for row in [*said["rows"], said["total"]]]


def by_unit(rows: list[dict]) -> list[dict]:
    return sorted(rows, key=lambda row: row["unit"])


def unmarked(rows: list[dict]) -> list[dict]:
    """The page marks names that wait for an answer; files have them as written."""
    around = re.escape(text("unit.waiting", name="NAME")).replace("NAME", "(.*)")
    return [row | {"unit": re.sub(f"^{around}$", r"\1", row["unit"])} for row in rows]


def test_the_settlement_table(view):
    shown_rows = view.table("carried_over", without="link").to_dict("records")
    assert by_unit(unmarked(shown_rows)) == by_unit(counted(view))
    assert shown_rows[-1]["unit"] == "Tổng cộng"


def test_the_settlement_table_in_excel(view):
    labels = {text(f"column.{name}"): name for name in ("unit", *SETTLEMENT)}
    rows = sheet(view.file("settlement.0-xlsx"))
    named = [{labels[head]: n for head, n in row.items() if head in labels} for row in rows]
    assert named == counted(view)


def test_the_settlement_table_in_csv(view):
    lines = view.file("settlement.0-csv").decode("utf-8-sig").splitlines()
    first = len(lines[0].split(",")) - len(SETTLEMENT)
    numbers = [list(map(int, line.rsplit(",", len(SETTLEMENT))[1:])) for line in lines[1:]]
    assert first >= 1
    assert numbers == [[row[name] for name in SETTLEMENT] for row in counted(view)]


# --- the charts -----------------------------------------------------------------------------------


def test_the_bars_of_the_units(view):
    drawn = {tuple(of): x for trace in view.chart("by_unit") for of, x in marks(trace, "x") if x}
    rows = view.cli("settlement", by="unit")["rows"]
    assert drawn == {
        (row["unit_id"], name): row[name] for row in rows for name in CLASSES if row[name]
    }


def marks(trace: dict, axis: str) -> Iterator[tuple[list, int]]:
    yield from zip(trace["customdata"], trace[axis], strict=True)


def test_the_flow_of_the_months(view):
    """Counted again from the list of all items: in, out, and what is left at each month's end."""
    items = view.cli("rows", period=None, as_of=view.as_of)["rows"]
    came = Counter(month(row["opened_on"]) for row in items)
    gone = Counter(  # what the source closes before it opens leaves when it comes
        month(max(row["closed_on"], row["opened_on"]))
        for row in items
        if row["closed_on"] and over(row)
    )
    for trace in view.chart("flow"):
        for (key, side), value in marks(trace, "y"):
            left = until(came, key) - until(gone, key)
            assert value == {"received": came[key], "closed": gone[key], "backlog": left}[side]


def until(months: Counter, last: str) -> int:
    return sum(number for name, number in months.items() if name <= last)


def over(row: dict) -> bool:
    return not row["class"].startswith("open_")


def month(day: str) -> str:
    """The statutory month, which begins on the 15th of the one before, by its first of month."""
    found = date.fromisoformat(day)
    ahead = found.year * 12 + found.month - 1 + (found.day > 14)
    return date(ahead // 12, ahead % 12 + 1, 1).isoformat()


# --- what to urge ---------------------------------------------------------------------------------


def test_the_longest_overdue(view):
    basis = "first_due_on" if "due" in view.options else "due_on"
    items = view.cli("rows", count="open_overdue")["rows"]
    first = sorted(row[basis] for row in items)[:10]
    (head,) = [m.value for m in view.page.markdown if "việc quá hạn lâu nhất" in m.value]
    assert re.findall(r"\d+", shown(head)) == [str(len(first)), str(len(items))]
    if items:
        table = view.table("link")
        listed = {(row["subject"], row["due_on"]) for row in items}
        page = list(zip(table["subject"], map(str, table["due_on"]), strict=True))
        assert len(page) == len(first) and set(page) <= listed
    if items and basis == "due_on":
        assert [due for _, due in page] == first


def test_the_list_of_the_overdue_in_excel(view):
    items = view.cli("rows", count="open_overdue")["rows"]
    if items:
        rows = sheet(view.file("longest-xlsx"))
        found = Counter((row[text("column.file")], row[text("column.row")]) for row in rows)
        assert found == Counter((row["file"], row["row"]) for row in items)


def test_what_is_overdue_and_what_falls_due_by_unit(view):
    overdue, soon = (
        Counter(row["unit_id"] for row in view.cli("rows", count=name)["rows"])
        for name in ("open_overdue", "due_soon")
    )
    wanted = sorted((overdue[unit], soon[unit]) for unit in overdue | soon)
    (head,) = [shown(m.value) for m in view.page.markdown if "đến hạn trong 7 ngày" in m.value]
    assert re.findall(r"\d+", head)[:2] == [str(overdue.total()), str(soon.total())]
    if wanted:
        table = view.table("due_soon")
        assert sorted(zip(table["open_overdue"], table["due_soon"], strict=True)) == wanted


# --- the leaders' own list ------------------------------------------------------------------------


def first_number(label: str) -> int:
    return int(re.search(r"[\d.]+", label)[0].replace(".", ""))


def test_the_leaders_own_list(view):
    """Overdue tasks of the authorities above, and consultations without an answer."""
    kind = view.options.get("kind")
    expected = {"from_above": 0, "unanswered": 0}
    if kind in (None, "tasks"):
        rows = view.cli("settlement", by="authority", kind="tasks")["rows"]
        late = {row["authority"]: row["open_overdue"] for row in rows}
        expected["from_above"] = sum(late.get(name, 0) for name in ABOVE)
    if kind in (None, "consultations"):
        total = view.cli("settlement", kind="consultations")["total"]
        expected["unanswered"] = sum(total[name] for name in total if name.startswith("open_"))
    assert {name: first_number(view.button(f"own.{name}")) for name in expected} == expected

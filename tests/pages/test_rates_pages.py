"""Quá hạn's funnel and formulas, So sánh cùng loại việc, Cách tính: through app.py on the sample
and on literal rows."""

import json
import logging
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from metrics import lists, open_store
from metrics.filters import Filters
from metrics.periods import parse
from metrics.rates import rates
from metrics.strata import strata
from tests.warehouses import Export, warehouse
from ui.drill import OPEN

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
NOW = Filters(date(2023, 12, 14), parse("2023H2"))
HEAD = "source_id subject unit official opened_on due_on closed_on source_status"
PAGES = {"strata": "figures", "overdue": "figures", "methods": "help"}


def visit(data: Path, monkeypatch, page: str, **query) -> AppTest:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    for name, value in query.items():
        seen.query_params[name] = value
    seen.run().switch_page(f"pages/{PAGES[page]}/{page}.py").run()
    assert not seen.exception and not seen.error
    return seen


def said(seen: AppTest) -> str:
    return re.sub(r"\\(.)", r"\1", "\n".join(m.value for m in seen.markdown).replace("\u2060", ""))


def chart(seen: AppTest, name: str) -> list[dict]:
    (found,) = [c for c in seen.get("plotly_chart") if f"-{name}." in c.proto.id]
    return json.loads(found.proto.spec)["data"]


def points(traces: list[dict]) -> dict[str, tuple[int, float]]:
    """Key -> where it stands, of the traces that can be clicked."""
    return {
        of[0]: (trace["x"][n], trace["y"][n])
        for trace in traces for n, of in enumerate(trace.get("customdata", []))
    }  # fmt: skip


def test_the_funnel_draws_what_the_command_line_prints(sample_data, monkeypatch):
    rows = [
        r for r in rates(open_store(DataDir(sample_data)), NOW, "unit").rows if r["rate_id"] == "C"
    ]
    seen = visit(sample_data, monkeypatch, "overdue")
    drawn = points(chart(seen, "funnel.unit"))
    assert drawn == {
        r["unit"]: (r["n"], pytest.approx(r["rate"])) for r in rows if r["label"] != "too_few"
    }
    table = next(d.value for d in seen.dataframe if "said" in d.value)
    words = {"too_few": "chưa đủ dữ liệu", "ordinary": "trong dao động thông thường",
             "look_further": "cần xem xét thêm", "distinct": "khác biệt rõ"}  # fmt: skip
    assert sorted(table["said"].dropna()) == sorted(words[r["label"]] for r in rows)


def test_formulas_stand_side_by_side(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "overdue")
    assert "UBND tỉnh: B@1" in said(seen) and "của phần mềm: C@1" in said(seen)
    table = next(d.value for d in seen.dataframe if "x_first" in d.value)
    assert [name[:3] for name in table["name"]] == ["C@1", "B@1", "A@1", "D@1"]
    store = open_store(DataDir(sample_data))
    for basis in ("current", "first"):
        for row in rates(store, Filters(NOW.as_of, NOW.period, due_basis=basis)).totals:
            (shown,) = table[table["name"].str.startswith(row["rate_id"])].to_dict("records")
            assert (shown[f"x_{basis}"], shown[f"n_{basis}"]) == (row["x"], row["n"])


def test_sorting_is_not_ranking(sample_data, monkeypatch):
    assert said(visit(sample_data, monkeypatch, "overdue")).count("không phân biệt được") == 2


def test_officials_under_twenty_cases_have_a_list_and_no_rate(tmp_path, monkeypatch):
    (tmp_path / "warehouse").mkdir()
    rows = [
        (f"N{n}", "Việc", "Phòng A", "An" if n < 19 else "Bình", "2023-07-03", "2023-07-20",
         "2023-07-21" if n % 3 else "2023-07-19", "Hoàn thành")
        for n in range(40)
    ]  # fmt: skip
    before = ("N99", "Kỳ trước", "Phòng A", "An", "2023-06-01", "", "2023-06-02", "Hoàn thành")
    units = Export("2023-01-01", "unit_id unit_name", [("A", "Phòng A")], kind="units")
    store = warehouse(tmp_path / "warehouse", units, Export("2023-12-14", HEAD, [*rows, before]))
    store.close()
    seen = visit(tmp_path, monkeypatch, "overdue")
    seen.segmented_control(key="overdue.by").set_value("official").run()
    assert not seen.exception
    table = next(d.value for d in seen.dataframe if "said" in d.value).set_index("group")
    assert (table.loc["An", "judged"], table.loc["Bình", "judged"]) == (19, 21)
    assert table.loc["An", ["rate_C", "low", "high", "rate_B"]].isna().all()
    assert table.loc["An", "said"] == "chưa đủ dữ liệu"
    assert table.loc["Bình", "said"] == "trong dao động thông thường"
    assert points(chart(seen, "funnel.official")).keys() == {"Bình"}


def test_strata_of_one_unit(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "strata")
    store = open_store(DataDir(sample_data))
    unit = seen.selectbox(key="strata.unit.vi").value
    rows = [r for r in strata(store, NOW) if r["unit"] == unit]
    table = next(d.value for d in seen.dataframe if "department_x" in d.value)
    columns = ["x", "n", "department_x", "department_n"]
    wanted = sorted(tuple(r[c] for c in columns) for r in rows)
    assert sorted(table[columns].itertuples(index=False, name=None)) == wanted
    assert table[table["n"] < 10]["rate"].isna().all()


@pytest.mark.parametrize("name", ["strata", "funnel.unit"])
def test_a_click_opens_the_rows(sample_data, monkeypatch, name):
    page = "strata" if name == "strata" else "overdue"
    store = open_store(DataDir(sample_data))
    traces = chart(visit(sample_data, monkeypatch, page), name)
    click = next(c for trace in traces for c in trace.get("customdata", []))
    with monkeypatch.context() as patch:
        patch.setattr(
            "ui.chart_box.show", lambda drawn, *, key, **_: [click] if key == f"{name}.0" else []
        )
        opened = visit(sample_data, monkeypatch, page).session_state[OPEN]
    listings = [listing for _, listing in opened.choices]
    assert listings[0].count == "late"
    for listing in listings:
        assert lists.number(store, listing) == len(lists.listed(store, listing))
    judged = next(listing for listing in listings if listing.count == "judged")
    assert lists.number(store, judged) >= 1


def test_methods_open_at_the_section_that_was_asked_for(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "methods", section="16")
    open_ones = [e.label for e in seen.expander if e.proto.expanded]
    assert open_ones == ["16. Biểu đồ phễu và bốn nhãn · The funnel plot and its four labels"]
    assert len(seen.expander) >= 18


def test_a_figure_leads_to_its_method(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "overdue")
    links = [link.proto for link in seen.get("page_link") if link.proto.page == "methods"]
    assert {re.search(r"section=(\d+)", link.query_string)[1] for link in links} >= {"5", "16"}

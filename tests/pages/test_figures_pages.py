"""Tổng quan, Quá hạn and Thời gian trả lời through app.py, on warehouses of literal rows.

Figures worked out by hand; and a law on the sample: a click never opens more or fewer rows than
the bar, point or cell said.
"""

import json
import logging
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from metrics import lists, open_store
from metrics.filters import Filters
from metrics.lists import Listing
from metrics.periods import parse
from tests.warehouses import Export, warehouse
from ui.drill import OPEN, Opened

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
FIGURES = ("overview", "overdue", "latency", "trends")
HEAD = "source_id subject unit opened_on due_on closed_on source_status"
UNITS = Export(
    "2023-01-01", "unit_id unit_name short_name",
    [("A", "Phòng A", "PA"), ("B", "Phòng B", "PB")], kind="units",
)  # fmt: skip
EVIL = "<b>x</b> [a](javascript:b) :red[c] $d$ =1+1"
# Fifteen tasks as of 14/12/2023. Judged: 8 done with a due date, 1 + 1 open overdue, 1 done by B.
TASKS = Export(
    "2023-12-14", HEAD,
    [
        ("A01", "Kỳ trước", "Phòng A", "2023-06-01", "2023-07-20", "2023-07-10", "Hoàn thành"),
        *[
            (f"A0{n}", "Trước hạn", "Phòng A", "2023-07-03", "2023-07-20", "2023-07-10", "Hoàn thành")
            for n in range(2, 6)
        ],
        ("A06", "Đúng hạn", "Phòng A", "2023-07-03", "2023-07-20", "2023-07-20", "Hoàn thành"),
        ("A07", "Muộn", "Phòng A", "2023-07-03", "2023-07-20", "2023-07-21", "Hoàn thành"),
        ("A08", "Muộn", "Phòng A", "2023-07-03", "2023-07-20", "2023-08-21", "Hoàn thành"),
        ("A09", EVIL, "Phòng A", "2023-09-01", "2023-10-02", "", "Đang thực hiện"),
        ("A10", "Trong hạn", "Phòng A", "2023-12-01", "2023-12-29", "", "Đang thực hiện"),
        ("A11", "Không hạn", "Phòng A", "2023-12-01", "", "", "Đang thực hiện"),
        ("A12", "Không hạn", "Phòng A", "2023-07-03", "", "2023-07-10", "Hoàn thành"),
        ("B01", "Đúng hạn", "Phòng B", "2023-07-03", "2023-07-20", "2023-07-20", "Hoàn thành"),
        ("B02", "Quá hạn", "Phòng B", "2023-09-01", "2023-12-13", "", "Đang thực hiện"),
        ("B03", "Sắp đến hạn", "Phòng B", "2023-12-01", "2023-12-20", "", "Đang thực hiện"),
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def literal(tmp_path_factory) -> Path:
    """A data directory with the fifteen tasks."""
    root = tmp_path_factory.mktemp("literal")
    publish(root, UNITS, TASKS)
    return root


def publish(root: Path, *exports: Export) -> None:
    (root / "warehouse").mkdir()
    warehouse(root / "warehouse", *exports).close()


def visit(data: Path, monkeypatch, page: str = "overview", **query) -> AppTest:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    for name, value in query.items():
        seen.query_params[name] = value
    seen.run()
    if page != "overview":
        seen.switch_page(f"pages/figures/{page}.py").run()
    assert not seen.exception and not seen.error
    return seen


def said(seen: AppTest) -> str:
    """Everything the page's Markdown says, without what makes it harmless."""
    return re.sub(r"\\(.)", r"\1", "\n".join(m.value for m in seen.markdown).replace("\u2060", ""))


def label(seen: AppTest, key: str) -> str:
    return seen.button(key=key).label.replace("\\", "")


# --- what a first visit shows -----------------------------------------------------------------


@pytest.mark.parametrize("page", FIGURES)
def test_without_data_the_page_says_where_to_load_it(tmp_path, monkeypatch, page):
    seen = visit(tmp_path, monkeypatch, page)
    assert "Chưa có số liệu" in seen.info[0].value
    assert seen.get("page_link")[0].proto.page.endswith("upload")


@pytest.mark.parametrize("page", FIGURES)
def test_opens_on_the_newest_half_year_the_data_cover(literal, monkeypatch, page):
    seen = visit(literal, monkeypatch, page)
    assert "Số liệu tính từ ngày 15/06/2023 đến ngày 14/12/2023, chốt ngày 14/12/2023" in said(seen)
    assert "Dữ liệu các nguồn đến ngày 14/12/2023." in said(seen)
    assert "Mặc định" in seen.sidebar.caption[0].value
    assert "period" not in seen.query_params and "as_of" not in seen.query_params


def test_the_five_figures_by_hand(literal, monkeypatch):
    seen = visit(literal, monkeypatch)
    assert [m.value for m in seen.metric] == ["15", "66,7%", "36,4%", "18,2%", "13,3%"]
    fractions = [label(seen, f"card.{name}") for name in ("total", "settled", "C", "B", "no_due")]
    assert fractions == ["1 + 14", "10/15", "4/11", "2/11", "2/15"]
    assert "Không có đủ số liệu cùng kỳ năm trước" in said(seen)


def test_under_ten_cases_there_are_counts_only(literal, monkeypatch):
    seen = visit(literal, monkeypatch, units="B")
    assert [m.value for m in seen.metric] == ["3", "1", "1", "1", "0"]
    rates = visit(literal, monkeypatch, "overdue", units="B")
    assert [m.value for m in rates.metric] == ["1", "1", "1", "1"]
    assert "95%:" not in said(rates)
    table = next(d.value for d in rates.dataframe if "rate_C" in d.value)
    assert table[["rate_C", "low", "high", "rate_A", "rate_B", "rate_D"]].isna().all(axis=None)


def test_rates_carry_their_interval_and_what_they_leave_out(literal, monkeypatch):
    seen = visit(literal, monkeypatch, "overdue")
    assert [m.value for m in seen.metric] == ["36,4%", "18,2%", "13,3%", "7"]
    assert "95%: 15,2% – 64,6% · tỷ lệ C@1; không tính 4 việc" in said(seen)  # Wilson, 4 of 11
    assert "Không xét thời hạn 2 việc: 2 không có hạn, 0 không rõ ngày xong, 0 rút" in said(seen)


def test_a_name_from_a_file_is_never_markup(literal, monkeypatch):
    seen = visit(literal, monkeypatch)
    texts = [m.value for m in seen.markdown]
    assert not any("](javascript" in text or "<b>" in text for text in texts)
    assert EVIL in set(seen.dataframe[0].value["subject"])  # a table reads no markup


# --- the filters and the address --------------------------------------------------------------


def test_a_link_opens_its_view_on_every_page(literal, monkeypatch):
    for page in FIGURES:
        seen = visit(literal, monkeypatch, page, period="2023-07-01..2023-09-30", units=["A", "B"])
        assert "từ ngày 01/07/2023 đến ngày 30/09/2023, chốt ngày 30/09/2023" in said(seen)
        assert "đơn vị: Phòng A; Phòng B" in said(seen)
        assert seen.query_params["period"] == "2023-07-01..2023-09-30"


def test_what_a_link_says_in_vain_is_told_and_dropped(literal, monkeypatch):
    seen = visit(
        literal, monkeypatch, period="2023H9", as_of="9999-12-31", units=["A", "<script>"],
        kinds="'; drop table unit", per="everything",
    )  # fmt: skip
    assert "bỏ qua phần không đọc được trong đường dẫn" in said(seen)
    assert "script" not in said(seen)
    assert {"period", "as_of", "kinds", "per"} & set(seen.query_params) == set()
    assert seen.query_params["units"] == "A"
    assert seen.metric[0].value == "12"


def test_a_choice_goes_into_the_address_and_reset_takes_it_out(literal, monkeypatch):
    seen = visit(literal, monkeypatch)
    seen.multiselect(key="filter.units.vi").select("B").run()
    seen.selectbox(key="filter.kind_of_period.vi").select("all").run()
    assert (seen.query_params["units"], seen.query_params["period"]) == ("B", "all")
    assert "mọi việc mở đến ngày 14/12/2023" in said(seen)
    seen.date_input(key="filter.as_of.vi").set_value(date(2023, 12, 13)).run()
    assert seen.query_params["as_of"] == "2023-12-13"
    assert seen.metric[3].value == "0"  # B02 was due that day: overdue only after it
    seen.switch_page("pages/figures/overdue.py").run()
    assert "chốt ngày 13/12/2023 · đơn vị: Phòng B" in said(seen)
    seen.button(key="filter.reset").click().run()
    assert {"units", "period", "as_of"} & set(seen.query_params) == set()
    assert "15/06/2023" in said(seen)


def test_another_period_brings_its_own_last_day(literal, monkeypatch):
    seen = visit(literal, monkeypatch)
    seen.selectbox(key="filter.kind_of_period.vi").select("Q-calendar").run()
    assert seen.query_params["period"] == "2023Q3-calendar"  # the newest one covered whole
    assert "chốt ngày 30/09/2023" in said(seen)
    seen.selectbox(key="filter.period.vi").select("2023Q4-calendar").run()
    assert "chốt ngày 31/12/2023" in said(seen)
    assert "nguồn tasks chỉ có dữ liệu đến 14/12/2023" in said(seen)


def test_filters_that_leave_nothing_offer_the_way_back(literal, monkeypatch):
    for page in FIGURES:
        seen = visit(literal, monkeypatch, page, period="2021H1")
        assert "Không có việc nào" in seen.info[0].value
        seen.button(key="empty.reset").click().run()
        assert not seen.info and seen.get("plotly_chart")


# --- from a figure to its rows ----------------------------------------------------------------


def test_a_figure_opens_its_rows_and_each_its_item(literal, monkeypatch):
    seen = visit(literal, monkeypatch, units="A")
    seen.button(key="card.C").click().run()
    rows = seen.dataframe[-1].value
    assert set(rows["source_id"]) == {"A07", "A08", "A09"}
    assert rows["link"].str.match(r"item\?.*units=A.*item=[0-9a-f-]{16,}").all()
    assert {"file", "row", "class"} <= set(rows)
    which = seen.get("button_group")[-1]
    assert [option.content for option in which.proto.options] == [
        "Chậm (đã xong quá hạn và đang quá hạn): 3", "Xét được thời hạn: 9", "Không xét thời hạn: 2",
    ]  # fmt: skip


def test_a_list_is_forgotten_on_another_page(literal, monkeypatch):
    seen = visit(literal, monkeypatch)
    seen.button(key="card.B").click().run()
    assert OPEN in seen.session_state
    seen.switch_page("pages/figures/latency.py").run()
    assert OPEN not in seen.session_state


def marks(seen: AppTest) -> dict[str, list[tuple[list, float]]]:
    """Chart -> (customdata, value) of everything that can be clicked in it."""
    found = {}
    for chart in seen.get("plotly_chart"):
        traces = json.loads(chart.proto.spec)["data"]
        name = re.search(r"-([a-z_.]+)\.\d+$", chart.proto.id)[1]
        found[name] = [
            (of, trace["x"][n] if trace.get("orientation") == "h" else trace["y"][n])
            for trace in traces for n, of in enumerate(trace.get("customdata", []))
        ]  # fmt: skip
    return found


def opened(data: Path, monkeypatch, page: str, chart: str, click: list) -> tuple[str, Listing]:
    """What a click opens first. AppTest cannot click in a chart: the page is told it happened."""
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    with monkeypatch.context() as patch:
        patch.setattr(
            "ui.chart_box.show", lambda drawn, *, key, **_: [click] if key == f"{chart}.0" else []
        )
        seen.run()
        if page != "overview":
            seen.switch_page(f"pages/figures/{page}.py").run()
    assert not seen.exception
    asked: Opened = seen.session_state[OPEN]
    return asked.choices[0]


@pytest.mark.parametrize(("page", "chart"), [
    ("overview", "by_unit"), ("overview", "flow"), ("overdue", "ageing"), ("overdue", "no_due"),
    ("overdue", "rates.unit"), ("latency", "matrix"),
])  # fmt: skip
def test_a_click_opens_as_many_rows_as_it_said(sample_data, monkeypatch, page, chart):
    store = open_store(DataDir(sample_data))
    drawn = marks(visit(sample_data, monkeypatch, page))[chart]
    if chart == "matrix":  # its bars are all one long: the number stands in the hover
        pairs = {(p["requesting_unit"], p["unit"]): p["late"] for p in matrix_of(store)}
        drawn = [(of, pairs[of[0], of[1]]) for of, _ in drawn]
    if chart == "rates.unit":
        drawn = [(of, late_of(store, *of)) for of, _ in drawn]
    for click, value in [mark for mark in drawn if mark[1]][:6]:
        _, listing = opened(sample_data, monkeypatch, page, chart, click)
        assert lists.number(store, listing) == len(lists.listed(store, listing)) == value


def view_of(kinds=()) -> Filters:
    return Filters(date(2023, 12, 14), parse("2023H2"), kinds=kinds)


def matrix_of(store) -> list[dict]:
    from metrics.latency import matrix

    return matrix(store, view_of(("consultations",)))


def late_of(store, unit: str, name: str) -> int:
    from metrics.measure import total

    return total(store, Filters(date(2023, 12, 14), parse("2023H2"), units=(unit,)), (name,))[name]


# --- the other blocks -------------------------------------------------------------------------


def test_what_falls_due_and_what_is_longest_overdue(literal, monkeypatch):
    seen = visit(literal, monkeypatch)
    longest, urged = seen.dataframe[0].value, seen.dataframe[1].value
    assert list(longest["days_overdue"]) == [73, 1]
    assert urged.to_dict("records") == [
        {"unit": "PA", "open_overdue": 1, "due_soon": 0},
        {"unit": "PB", "open_overdue": 1, "due_soon": 1},
    ]
    coming = visit(literal, monkeypatch, "overdue").dataframe[1].value
    assert list(coming["subject"]) == ["Sắp đến hạn"]


def answered(n: int, days: int) -> tuple:
    opened_on = date(2023, 7, 3)  # a Monday
    closed = opened_on + timedelta(days=days)
    return f"K{n}", "Kiến nghị", "Phòng A", opened_on, closed, closed, "Đã trả lời"


def test_a_median_needs_ten_items_and_counts_what_waits(tmp_path, monkeypatch):
    """Answered after 2 working days each; one waits since 3: it counts, and stands beside."""
    waits = ("K99", "Kiến nghị", "Phòng A", "2023-12-11", "2023-12-20", "", "Đang xử lý")
    for number, expected in ((8, None), (9, "2 (2 – …)")):
        root = tmp_path / str(number)
        root.mkdir()
        rows = [*(answered(n, 2) for n in range(number)), waits]
        before = ("K0", "Trước kỳ", "Phòng B", "2023-06-01", "", "", "Đang xử lý")
        publish(root, UNITS, Export("2023-12-14", HEAD, [*rows, before], kind="petitions"))
        seen = visit(root, monkeypatch, "latency", units="A")
        assert len(seen.get("plotly_chart")) == (number == 9)
        row = seen.dataframe[0].value.iloc[0]
        assert (row["n"], row["closed"], row["open"]) == (number + 1, number, 1)
        assert (row["oldest_open"], row["median"]) == (3, expected)
        assert f"theo dõi {number + 1} việc: {number} đã trả lời hoặc chuyển, 1 còn chờ" in said(
            seen
        )


@pytest.mark.parametrize("page", FIGURES)
@pytest.mark.parametrize("query", [
    {"per": "case"}, {"due_basis": "first"}, {"roles": "all"}, {"roles": "support"},
    {"period": "all"}, {"period": "2023M11-calendar", "kinds": "tasks"},
    {"authorities": "provincial_party"}, {"officials": "Nguyễn Không Có"},
], ids=str)  # fmt: skip
def test_every_view_of_the_sample_draws(sample_data, monkeypatch, page, query):
    seen = visit(sample_data, monkeypatch, page, **query)
    assert seen.get("plotly_chart") or seen.info


def test_english(literal, monkeypatch):
    seen = visit(literal, monkeypatch, lang="en")
    assert seen.title[0].value == "Overview"
    assert "Figures from 15/06/2023 to 14/12/2023" in said(seen)
    assert "Không" not in said(seen)

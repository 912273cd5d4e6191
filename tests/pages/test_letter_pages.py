"""Ai đang giữ hồ sơ, Thực hiện Công văn and a case's own timeline, through app.py on the sample."""

import logging
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from metrics import holders, letter, open_store
from metrics.filters import Filters
from metrics.letter_points import POINTS
from metrics.periods import parse
from ui import record_list

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
NOW = Filters(date(2023, 12, 14), parse("2023H2"))


def visit(data: Path, monkeypatch, page: str, **query) -> AppTest:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    for name, value in query.items():
        seen.query_params[name] = value
    seen.run().switch_page(f"pages/{page}.py").run()
    assert not seen.exception and not seen.error
    return seen


def said(seen: AppTest) -> str:
    return re.sub(r"\\(.)", r"\1", "\n".join(m.value for m in seen.markdown).replace("\u2060", ""))


@pytest.fixture
def opened(monkeypatch):
    """The lists that were asked for."""
    asked: list[record_list.Opened] = []
    monkeypatch.setattr(record_list, "open_list", asked.append)
    return asked


def test_holders_show_what_the_command_line_prints(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "figures/holders")
    table = next(d.value for d in seen.dataframe if "holder_name" in d.value)
    rows = holders.figures(open_store(DataDir(sample_data)), NOW).holders
    wanted = sorted((r["cases"], r["days"], r["now"]) for r in rows)
    assert sorted(table[["cases", "days", "now"]].itertuples(index=False, name=None)) == wanted
    assert f"tổng {sum(r['days'] for r in rows)} ngày làm việc" in said(seen)
    assert table[table["forwards"] < 10]["forward_median"].isna().all()


def test_a_case_shows_who_held_it(sample_data, monkeypatch):
    store = open_store(DataDir(sample_data))
    (case, *_) = holders.back_and_forth(store, NOW)
    seen = visit(sample_data, monkeypatch, "item/history", item=case["item_id"])
    assert "Ai giữ hồ sơ này" in said(seen)
    held = holders.case_holds(store, case["case_id"], NOW.as_of)
    assert f"{sum(h['days'] for h in held)} ngày làm việc" in said(seen)
    steps = next(d.value for d in seen.dataframe if "step_name" in d.value)
    assert len(steps) == len(holders.case_steps(store, case["case_id"], NOW.as_of))


def test_every_cell_of_the_letter_is_a_count(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "figures/letter")
    table = next(d.value for d in seen.dataframe if "point" in d.value)
    found = letter.letter(open_store(DataDir(sample_data)), letter.plain(NOW))
    assert len(table) == len(POINTS)
    for n, point in enumerate(POINTS):
        for unit in found.units:
            x, whole = found.cells.get((point, unit), (0, 0))
            assert table.iloc[n][unit] == (f"{x}/{whole}" if whole else "–")


def test_a_cell_opens_its_records(sample_data, monkeypatch, opened):
    found = letter.letter(open_store(DataDir(sample_data)), letter.plain(NOW))
    place = list(POINTS).index("complete")
    unit = next(u for u in found.units if ("complete", u) in found.cells)
    monkeypatch.setattr("ui.tables.cells", lambda *_, **__: (place, unit))
    visit(sample_data, monkeypatch, "figures/letter")
    assert [one.title.split(" · ")[0] for one in opened] == ["Tờ trình đủ năm nội dung / tờ trình"]


def test_one_unit_has_a_button_for_each_number(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "figures/letter")
    seen.selectbox(key="letter.unit.vi").set_value("QLTM").run()
    assert not seen.exception
    found = letter.letter(open_store(DataDir(sample_data)), letter.plain(NOW))
    x, n = found.cells["tasks_overdue", "QLTM"]
    assert seen.button(key="letter.tasks_overdue").label.startswith(f"**{x}/{n}**")
    seen.button(key="letter.complete").click().run()
    assert not seen.exception
    rows = next(d.value for d in seen.dataframe if "counted_word" in d.value)
    x, n = found.cells["complete", "QLTM"]
    assert (len(rows), (rows["counted_word"] == "có").sum()) == (n, x)


def test_the_third_reminder_in_the_words_of_the_rule(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "figures/letter")
    words = "Đã ghi nhận 03 văn bản nhắc nhở; Văn phòng rà soát, tham mưu lãnh đạo Sở"
    assert any(words in one.value for one in seen.info)
    table = next(d.value for d in seen.dataframe if "expected" in d.value)
    assert list(table[table["papers"] == 3]["said"]) == [words]

"""The Office's pages through app.py on the sample: urging, unit reports, conclusions; and undo."""

import io
import logging
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from ledger import Ledger
from metrics import conclusions, open_store, unit_reports, urging
from metrics.filters import Filters
from metrics.periods import parse
from metrics.urging import Wanted
from reports.office import facts, form_sheet
from ui import conclusions_load, tables, who
from viewer import Viewer

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server
AS_OF = date(2023, 12, 14)
H1 = parse("2023H1")


@pytest.fixture(autouse=True)
def forgetful():
    """Answers are kept by the warehouse's version: copies of the sample bear the same one."""
    st.cache_data.clear()


def visit(data: Path, monkeypatch, page: str) -> AppTest:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    seen.run().switch_page(f"pages/office/{page}.py").run()
    return calm(seen)


def calm(seen: AppTest) -> AppTest:
    assert not seen.exception and not seen.error
    return seen


def said(seen: AppTest) -> str:
    return re.sub(r"\\(.)", r"\1", "\n".join(m.value for m in seen.markdown).replace("\u2060", ""))


def press(seen: AppTest, label: str) -> AppTest:
    return next(b for b in seen.button if b.label == label).click().run()


def entries(data: Path, *kinds: str) -> list:
    return Ledger(DataDir(data).ledger).entries(*kinds)


def field(widgets, label: str):
    return next(w for w in widgets if w.label == label)


def pick(monkeypatch, key: str, row: dict | None = None) -> None:
    """As if the reader had chosen a row (the first one) of the table under a key."""
    show = tables.show

    def chosen(rows, *given, **named):
        show(rows, *given, **named)
        return (row or rows[0]) if named["key"].startswith(key) else None

    monkeypatch.setattr(tables, "show", chosen)


@pytest.fixture
def leader(monkeypatch):
    monkeypatch.setattr(who, "current", lambda: Viewer("gd", "leader"))


def test_the_list_says_what_the_measure_says(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "urging")
    groups = urging.groups(open_store(DataDir(sample_data)), Wanted.of(Filters(AS_OF)))
    table = next(d.value for d in seen.dataframe if "brief" in d.value)
    assert sorted(table[["overdue", "due_soon"]].itertuples(index=False, name=None)) == sorted(
        (g["overdue"], g["due_soon"]) for g in groups
    )
    assert f"{sum(g['overdue'] for g in groups)} việc quá hạn" in said(seen)
    first = seen.code[0].value
    assert first.startswith("Kính gửi: Văn phòng Sở\n")
    assert "văn bản có số, ngày và người ký" in seen.info[0].value  # a reminder is another thing


def test_by_official_and_other_days(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "urging")
    calm(seen.number_input(key="urge.days").set_value(0).run())
    assert "(trong 5 ngày" not in seen.code[0].value
    calm(field(seen.get("button_group"), "Xem theo").set_value("official").run())
    table = next(d.value for d in seen.dataframe if "brief" in d.value)
    wanted = Wanted.of(Filters(AS_OF), 0)
    assert len(table) == len(urging.groups(open_store(DataDir(sample_data)), wanted, "official"))


def test_urged_is_written_down_shown_and_taken_back(own_data, monkeypatch):
    seen = visit(own_data, monkeypatch, "urging")
    field(seen.text_input, "Gửi ai, trả lời thế nào (không bắt buộc)").set_value("hẹn thứ Sáu")
    calm(next(b for b in seen.button if b.label.startswith("Ghi là đã đôn đốc")).click().run())
    (entry,) = entries(own_data, "urged")
    wanted = urging.rows(open_store(DataDir(own_data)), Wanted.of(Filters(AS_OF)), "VP")
    assert entry.body["items"] == [row["item_id"] for row in wanted]
    assert (entry.body["unit_id"], entry.body["how"], entry.why) == ("VP", "phone", "hẹn thứ Sáu")
    assert all(row["urged_times"] == 1 for row in wanted)
    history = next(d.value for d in seen.dataframe if "note" in d.value)
    assert list(history["note"]) == ["hẹn thứ Sáu"]
    pick(monkeypatch, "urges")
    seen.run()
    assert press(seen, "Rút lại").error[0].value.startswith("Nêu lý do")
    field(seen.text_input, "Lý do rút lại").set_value("ghi nhầm đơn vị")
    calm(press(seen, "Rút lại"))
    (back,) = entries(own_data, "urged_withdrawn")
    assert (back.body, back.why) == ({"urge_id": entry.body["urge_id"]}, "ghi nhầm đơn vị")
    assert urging.urges(open_store(DataDir(own_data))) == []


@pytest.mark.parametrize("page", ["urging", "unit_reports", "conclusions"])
def test_a_leader_looks_and_does_not_write(sample_data, monkeypatch, leader, page):
    seen = visit(sample_data, monkeypatch, page)
    labels = {button.label for button in seen.button}
    writes = ("Ghi", "Lưu", "Rút lại", "Nạp thành nhiệm vụ")
    assert not [label for label in labels if label.startswith(writes)]
    assert not seen.text_area and not seen.get("file_uploader")


@pytest.mark.parametrize("page", ["urging", "unit_reports", "conclusions"])
def test_others_do_not_open_it(own_data, monkeypatch, page):
    monkeypatch.setattr(who, "current", lambda: Viewer("a", "unit_head", ("VP",)))
    monkeypatch.setenv("DUNGHAN_DATA", str(own_data))
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    seen.run().switch_page(f"pages/office/{page}.py").run()
    assert not seen.exception and not seen.dataframe and not seen.code


@pytest.mark.parametrize("page", ["urging", "unit_reports", "conclusions"])
def test_without_data_the_page_says_what_to_do(tmp_path, monkeypatch, page):
    seen = visit(tmp_path / "none", monkeypatch, page)
    assert not seen.dataframe
    assert seen.info


def choose_h1(seen: AppTest) -> AppTest:
    return calm(field(seen.selectbox, "Kỳ cụ thể").set_value("2023H1").run())


def test_reports_received_and_missing(sample_data, monkeypatch):
    seen = visit(sample_data, monkeypatch, "unit_reports")
    assert field(seen.selectbox, "Kỳ cụ thể").value == "2023Y"  # the second half is in the year's
    choose_h1(seen)
    assert "12 đơn vị: 10 đã nhận đúng hạn, 1 nhận trễ, 1 còn thiếu, 0 chưa đến hạn" in said(seen)
    assert any("Chưa có biểu Excel nào gửi về" in one.value for one in seen.info)


def test_a_request_and_a_receipt_are_kept(own_data, monkeypatch):
    seen = choose_h1(visit(own_data, monkeypatch, "unit_reports"))
    field(seen.text_input, "Số công văn yêu cầu").set_value("15/SCT-VP")
    field(seen.date_input, "Hạn gửi báo cáo").set_value(date(2023, 6, 28))
    calm(press(seen, "Lưu"))
    store = open_store(DataDir(own_data))
    assert unit_reports.request(store, H1)["due_on"] == date(2023, 6, 28)
    late = {"unit_id": "QLNL", "unit": "Phòng Quản lý năng lượng", "where": None}
    pick(monkeypatch, "unit_reports.2023H1", late)
    seen.run()
    field(seen.text_input, "Số báo cáo").set_value("7/BC")
    field(seen.date_input, "Ngày nhận").set_value(date(2023, 6, 20))
    calm(press(seen, "Ghi là đã nhận"))
    (row,) = (r for r in unit_reports.reports(open_store(DataDir(own_data)), H1, AS_OF)
              if r["unit_id"] == "QLNL")  # fmt: skip
    # the register gives this unit the 16th, which holds
    assert (row["state"], row["days_late"], row["document_no"]) == ("late", 2, "7/BC")


def test_a_form_that_came_back_is_read_and_kept(own_data, monkeypatch):
    data = DataDir(own_data)
    made = facts.gather(open_store(data), data, H1, H1.last)
    unit = next(u for u in made.units if u.unit_id == "QLTM")
    book, out = openpyxl.load_workbook(io.BytesIO(form_sheet.workbook(made, unit))), io.BytesIO()
    sheet = book.worksheets[0]
    row = next(r for r in range(1, 99) if sheet.cell(r, 1).value == "tasks.done")
    ours = sheet.cell(row, 5).value
    sheet.cell(row, 5).value, sheet.cell(row, 6).value = ours + 2, "chưa cập nhật"
    late = unit.overdue[0]
    assert book.worksheets[2].cell(8, 1).value == late["source_id"]
    book.worksheets[2].cell(8, 5).value = "=chờ ý kiến Sở Tài chính"
    book.worksheets[2].cell(8, 5).data_type = "s"
    book.save(out)
    seen = choose_h1(visit(own_data, monkeypatch, "unit_reports"))
    box = seen.get("file_uploader")[0]
    calm(box.upload("bieu.xlsx", out.getvalue()).run())
    assert f"Văn phòng {ours}, đơn vị {ours + 2} (chưa cập nhật)" in said(seen)
    calm(press(seen, "Ghi là đã nhận, giữ số liệu"))
    (entry,) = entries(own_data, "report_received")
    assert entry.body["figures"]["tasks.done"] == ours + 2
    table = next(d.value for d in seen.dataframe if "theirs" in d.value)
    assert list(table["difference"]) == [2]
    why = next(d.value for d in seen.dataframe if {"why", "due_on"} <= set(d.value))
    (told,) = unit_reports.explained(open_store(data), H1, H1.last)
    assert told["reason"] == "=chờ ý kiến Sở Tài chính" == why["why"][0]
    assert (told["source_id"], told["subject"]) == (late["source_id"], late["subject"])
    assert str(told["item_id"]) in why["link"][0] and told["due_on"] == late["due_on"]


def test_a_form_of_another_period_is_turned_down(sample_data, monkeypatch):
    data = DataDir(sample_data)
    made = facts.gather(open_store(data), data, H1, H1.last)
    seen = visit(sample_data, monkeypatch, "unit_reports")  # of the year
    content = form_sheet.workbook(made, made.units[0])
    seen.get("file_uploader")[0].upload("bieu.xlsx", content).run()
    assert "biểu của kỳ khác" in seen.error[0].value


def test_a_conclusion_is_kept_changed_and_taken_back(own_data, monkeypatch):
    seen = choose_h1(visit(own_data, monkeypatch, "conclusions"))
    assert press(seen, "Ghi").error[0].value.startswith("Nhập nội dung kết luận")
    field(seen.text_area, "Nội dung kết luận").set_value("Rà soát việc quá hạn")
    field(seen.selectbox, "Đơn vị thực hiện").set_value("QLTM")
    field(seen.date_input, "Thời hạn").set_value(date(2023, 8, 15))
    calm(press(seen, "Ghi"))
    (row,) = conclusions.of_period(open_store(DataDir(own_data)), H1, AS_OF)
    assert (row["conclusion_id"], row["unit_id"], row["class"]) == (
        "KL-2023H1-01", "QLTM", "open_overdue",
    )  # fmt: skip
    pick(monkeypatch, "conclusions.points")
    seen.run()
    field(seen.date_input, "Ngày xong (khi đã xong)").set_value(date(2023, 8, 15))
    calm(press(seen, "Ghi"))
    (row,) = conclusions.of_previous(open_store(DataDir(own_data)), parse("2023H2"))
    assert row["class"] == "done_on_time"
    field(seen.text_input, "Lý do rút lại").set_value("nhập nhầm")
    press(seen, "Rút lại điểm này")
    assert conclusions.of_period(open_store(DataDir(own_data)), H1, AS_OF) == []
    assert [e.why for e in entries(own_data, "conclusion_withdrawn")] == ["nhập nhầm"]


def test_a_term_before_the_meeting_is_asked_about(own_data, monkeypatch):
    Ledger(DataDir(own_data).ledger).append(
        "notice_kept", {"period": "2023H1", "held_on": "2023-07-05"}, who="vp"
    )
    seen = choose_h1(visit(own_data, monkeypatch, "conclusions"))
    field(seen.text_area, "Nội dung kết luận").set_value("Việc")
    field(seen.date_input, "Thời hạn").set_value(date(2023, 7, 4))
    assert "trước ngày họp" in press(seen, "Ghi").error[0].value
    assert not entries(own_data, "conclusion_kept")


def test_the_list_of_tasks_goes_to_the_ordinary_load(own_data, monkeypatch):
    body = {"conclusion_id": "KL-2023H1-01", "period": "2023H1", "place": 1, "text": "Việc",
            "unit_id": "VP"}  # fmt: skip
    Ledger(DataDir(own_data).ledger).append("conclusion_kept", body, who="vp")
    begun = []
    monkeypatch.setattr(conclusions_load, "begin", lambda *given: begun.append(given))
    seen = visit(own_data, monkeypatch, "conclusions")
    calm(press(seen, "Nạp thành nhiệm vụ"))
    ((_, tasks, name),) = begun
    assert (tasks.kind, tasks.source, tasks.number, name) == ("tasks", "ket_luan", 1, "web")

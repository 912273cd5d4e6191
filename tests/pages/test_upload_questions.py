"""What Nạp dữ liệu asks before a file can be read, through app.py, on real processes."""

from pathlib import Path

import pytest

from layout import DataDir
from tests.pages.test_data_pages import UPLOAD, click, drop, opened, settled, words
from tests.ui.test_upload_answers import SECRET, book, items, locked

UNITS = [["Mã đơn vị", "Tên đơn vị"], ["A", "Phòng A"], ["B", "Phòng B"], ["C", "Phòng C"]]
UNIT = "Đơn vị chủ trì"
SWAPPED = ["TT", UNIT, "Nội dung nhiệm vụ", "Trạng thái", "Ngày bắt đầu"]
OPEN = ["TT", "Nội dung nhiệm vụ", UNIT, "Thời gian hoàn thành"]
YES = "Nạp {} tệp"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path))
    return DataDir(tmp_path)


def buttons(app) -> set[str]:
    return {button.label for button in app.button}


def test_sheets_and_a_password_are_asked_on_their_cards(data):
    both = book(Viec=items(unit=UNIT), DonVi=UNITS)
    shut = locked(book(In=items(unit=UNIT)))
    app = drop(opened(UPLOAD), data, ("hai_20231214.xlsx", both), ("khoa_20231214.xlsx", shut))
    assert not app.error and YES.format(1) not in buttons(app)
    app = settled(click(app, "Trả lời và xem trước"), data)
    assert "nguồn units" in words(app) and YES.format(1) in buttons(app)
    app.text_input[0].set_value(SECRET)
    app = settled(click(app, "Mở tệp"), data)
    assert YES.format(2) in buttons(app)
    assert SECRET not in str(app)  # nor in what the page keeps between two clicks


def test_headings_over_other_data_are_shown_and_the_correction_accepted(data):
    app = drop(opened(UPLOAD), data, ("lech_20231214.xlsx", book(In=[SWAPPED, *items()[1:]])))
    said = app.warning[0].value.replace("\\", "")
    assert f"Tiêu đề «{UNIT}» ({UNIT}) nhưng 100% ô là lời văn" in said
    app = settled(click(app, "Chấp nhận cách sửa"), data)
    assert f"Nội dung ← «{UNIT}»" in words(app).replace("\u2060", "").replace("\\", "")
    assert YES.format(1) in buttons(app)


def test_a_heading_of_several_meanings_may_be_answered(data):
    app = drop(
        opened(UPLOAD),
        data,
        ("mo_20231214.xlsx", book(In=[OPEN, *(row[:4] for row in items()[1:])])),
    )
    assert YES.format(1) in buttons(app), "nothing waits for the answer"
    next(one for one in app.button_group if one.key.endswith("-open-0")).set_value("due_on")
    app = settled(click(app, "Trả lời và xem trước"), data)
    assert "Hạn hiện hành ← «Thời gian hoàn thành»" in words(app).replace("\u2060", "")

"""Labels of DOMAIN §7 and how systems join lateness to them."""

import pytest

from etl.recognise import status_of
from etl.recognise.facts import rows_of
from etl.states import STATES, VERDICTS
from etl.text import fold

LABELS = [
    # label, state, verdict
    ("Mới giao", "not_started", None),
    ("Chưa trả lời", "not_started", None),
    ("Đang thực hiện", "in_progress", None),
    ("Chưa hoàn thành", "in_progress", None),
    ("Bị trả lại", "in_progress", None),
    ("Hoàn thành chưa phê duyệt", "awaiting", None),
    ("Tạm dừng", "awaiting", None),
    ("Hoàn thành", "done", None),
    ("Đã kết thúc", "done", None),
    ("Đã thu hồi", "closed_no_result", None),
    ("Đã trả lại", "closed_no_result", None),
    ("Nhận để biết", "information", None),
    ("Đang thực hiện (trong hạn)", "in_progress", "in_term"),
    ("Chưa hoàn thành (quá hạn)", "in_progress", "overdue"),
    ("Đã hoàn thành (đúng hạn)", "done", "on_time"),
    ("Đã hoàn thành (quá hạn)", "done", "late"),
    ("Hoàn thành trước hạn", "done", "early"),
    ("Đã hoàn thành trong hạn", "done", "on_time"),
    ("Sắp hết hạn (7 ngày)", "in_progress", "due_soon"),
    ("Sắp đến hạn (3 ngày làm việc)", "in_progress", "due_soon"),
    ("Quá hạn - đang xử lý", "in_progress", "overdue"),
    ("Đang thực hiện đúng tiến độ", "in_progress", "in_term"),
    ("Hoàn thành chậm tiến độ", "done", "late"),
    ("Đang thực hiện (không có hạn)", "in_progress", "no_due"),
    ("Trong hạn", "in_progress", "in_term"),
    ("Đúng hạn", "done", "on_time"),
    # The label alone does not say whether the item is finished.
    ("Quá hạn 5 ngày", None, "overdue"),
    ("Trễ hạn", None, "overdue"),
    ("Không có hạn", None, "no_due"),
    # Abbreviations, what it is about, either order, any punctuation.
    ("HT đúng hạn", "done", "on_time"),
    ("Đã HT - quá hạn", "done", "late"),
    ("Đang TH (trong hạn)", "in_progress", "in_term"),
    ("Hoàn thành - Trễ hạn", "done", "late"),
    ("Đã hoàn thành quá hạn", "done", "late"),
    ("Đã hoàn thành/Đúng hạn", "done", "on_time"),
    ("Hoàn thành. Quá hạn", "done", "late"),
    ("Hồ sơ đã giải quyết đúng hạn", "done", "on_time"),
    ("Nhiệm vụ đã hoàn thành (trước hạn 3 ngày)", "done", "early"),
    ("Đã hoàn thành, chậm 2 ngày làm việc", "done", "late"),
    ("Đã hoàn thành trước 2 ngày", "done", "early"),
    ("Hoàn thành vượt tiến độ", "done", "early"),
    ("Đang xử lý (còn 3 ngày)", "in_progress", "in_term"),
    ("Còn 3 ngày", "in_progress", "in_term"),
    ("Còn chưa hoàn thành", None, None),
    ("Quá hạn, chưa thực hiện", "not_started", "overdue"),
    ("Đang thực hiện chậm tiến độ", "in_progress", "overdue"),
    ("Chờ duyệt - quá hạn", "awaiting", "overdue"),
    ("Đề xuất gia hạn (quá hạn)", "awaiting", "overdue"),
    ("Đang trình ký", "in_progress", None),
    ("Đang chờ duyệt", "awaiting", None),
    ("Không tiếp tục thực hiện", "closed_no_result", None),
    # What alone may mean forwarded is finished only where a lateness of finished work is said.
    ("Đúng hạn - Đã xử lý", "done", "on_time"),
    ("Đã báo cáo (quá hạn)", "done", "late"),
    ("Đã báo cáo", None, None),
    ("Từ chối", None, None),
    # Withdrawn work is neither late nor in time.
    ("Bị hủy (quá hạn)", "closed_no_result", None),
    # As typed by hand: case, accents left out, the other tone-mark rule.
    ("ĐÃ HOÀN THÀNH", "done", None),
    ("đa hoan thanh", "done", None),
    ("Hòan thành", "done", None),
    ("Huỷ", "closed_no_result", None),
    # "Đã xử lý" can mean forwarded, a share is no state: not guessed.
    ("Đã xử lý", None, None),
    ("Đã xử lý quá hạn", "done", "late"),
    ("Hoàn thành 80%", None, None),
    ("Vụ Kế hoạch - Tài chính", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("label", "state", "verdict"), LABELS)
def test_label(label, state, verdict):
    assert status_of(label, {}) == (state, verdict)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("done", ("done", None)),
        ("late", ("done", "late")),
        ("overdue", ("in_progress", "overdue")),
        ("awaiting/in_term", ("awaiting", "in_term")),
        ("no_due", (None, "no_due")),
    ],
)
def test_profile_goes_first_and_is_matched_folded(said, expected):
    assert status_of("ĐÃ  XỬ LÝ", {"Đã xử lý": said, "Hoàn thành": "in_progress"}) == expected


def test_profile_leaves_other_labels_alone():
    assert status_of("Hoàn thành", {"Đã xử lý": "done"}) == ("done", None)


def test_table_of_labels_is_sound():
    rows = rows_of("status.csv")
    assert {r["state"] for r in rows} <= {*STATES, ""}
    assert {r["verdict"] for r in rows} <= {*VERDICTS, ""}
    keys = [(fold(r["label"]), r["part"]) for r in rows]
    assert len(keys) == len(set(keys))
    assert all(r["state"] or r["verdict"] for r in rows)

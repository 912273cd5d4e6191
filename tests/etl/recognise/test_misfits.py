"""Headings that do not stand over their data: what is found, what is proposed, what is not odd."""

import pytest

from etl.profile import Profile, loads
from etl.refusal import Refused

from .literal import recognised


def block(head: str, line: str, times: int = 12) -> str:
    """A header and so many lines, "#" being the number of the line (two digits)."""
    return head + "\n" + "\n".join(line.replace("#", f"{n:02d}") for n in range(1, times + 1))


def stopped(text: str, **given) -> Refused:
    with pytest.raises(Refused) as refused:
        recognised(text, **given)
    for lang in ("vi", "en"):
        assert refused.value.params["heading"] in refused.value.message(lang)
    return refused.value


LONG = "Rà soát quy hoạch phát triển điện lực lần #"
CASES = [
    ("Tên nhiệm vụ | Đơn vị chủ trì", "# | Phòng A", "running"),
    ("Đơn vị chủ trì | Tên nhiệm vụ", f"{LONG} | Phòng A", "prose"),
    ("Tên nhiệm vụ | Trạng thái", f"{LONG} | Nguyễn Văn An", "person"),
    ("Tên nhiệm vụ | Người thực hiện", f"{LONG} | Phòng A", "unit"),
    ("Tên nhiệm vụ | Hạn xử lý", f"{LONG} | Nguyễn Văn An", "person"),
    ("Tên nhiệm vụ | Độ khẩn", f"{LONG} | Phòng A", "unit"),
    ("Tên nhiệm vụ | Mã nhiệm vụ", f"{LONG} | Khẩn", "urgency"),
    ("Tên nhiệm vụ | Hạn xử lý", "Phòng A | 30/06/2023", "repeated_unit"),
]


@pytest.mark.parametrize(("head", "line", "found"), CASES)
def test_cells_that_a_field_cannot_have(head, line, found):
    refused = stopped(block(head, line))
    assert refused.params["found"] == found
    assert refused.params["misfits"][0]["percent"] >= 80


def test_opened_after_the_deadline():
    text = block("Tên nhiệm vụ | Ngày giao | Hạn xử lý", "Việc | #/06/2023 | #/05/2023")
    refused = stopped(text)
    assert (refused.code, refused.params["percent"]) == ("shifted_columns_order", 100)
    assert refused.params["other"] == "Hạn xử lý"
    few = block("Tên nhiệm vụ | Ngày giao | Hạn xử lý", "Việc | #/06/2023 | #/05/2023", times=5)
    assert recognised(few).columns["opened_on"] == 1


def test_done_after_the_export():
    text = block("Tên nhiệm vụ | Ngày hoàn thành", "Việc | #/06/2023")
    assert stopped(text, file_name="viec_20230601.xlsx").code == "shifted_columns_future"
    assert recognised(text, file_name="viec_20230612.xlsx").columns["closed_on"] == 1


def test_lead_and_supporting_units_that_changed_places():
    head = "Tên nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp"
    several, none = "Việc # | Phòng A\\nPhòng B | Phòng C", "Việc # |  | Phòng C"
    lines = "\n".join([several.replace("#", str(n)) for n in range(8)] + [none] * 6)
    assert stopped(f"{head}\n{lines}").code == "shifted_columns_support"


def test_labels_under_the_note_beside_words_under_the_status():
    head = "Tên nhiệm vụ | Trạng thái | Tình hình thực hiện"
    refused = stopped(block(head, "Việc # | Đã họp với các bên liên quan lần # | Đang thực hiện"))
    assert refused.params["heading"] == "Tình hình thực hiện"


def test_headings_over_nothing():
    refused = stopped(block(" | | Tên nhiệm vụ | Trạng thái", f"{LONG} | Đang thực hiện | |"))
    assert refused.code == "shifted_columns_blank"
    assert refused.params["other"] == "[A]"


def test_all_headings_slipped_the_correction_moves_them_back():
    head = "STT | Tên nhiệm vụ | Đơn vị chủ trì | Ngày giao | Hạn xử lý | Trạng thái"
    line = f"# | {LONG} | Phòng A | 01/05/2023 | #/06/2023 | Đang thực hiện"
    refused = stopped(block(f" | {head}", line))
    assert loads(refused.params["proposal"]).columns == {
        "subject": "STT",
        "unit": "Tên nhiệm vụ",
        "opened_on": "Đơn vị chủ trì",
        "due_on": "Ngày giao",
        "source_status": "Hạn xử lý",
    }
    table = recognised(block(f" | {head}", line), profile=loads(refused.params["proposal"]))
    assert len(list(table.data_rows())) == 12


def test_two_headings_that_changed_places_leave_the_rest():
    head = "Mã nhiệm vụ | Tên nhiệm vụ | Trạng thái | Đơn vị chủ trì | Người chỉ đạo"
    refused = stopped(block(head, f"N# | {LONG} | Phòng A | Đang thực hiện | Giám đốc"))
    assert loads(refused.params["proposal"]) == Profile(
        "tasks",
        columns={
            "source_id": "Mã nhiệm vụ",
            "subject": "Tên nhiệm vụ",
            "unit": "Trạng thái",
            "source_status": "Đơn vị chủ trì",
            "assigned_by": "Người chỉ đạo",
        },
    )


NOT_ODD = [
    ("Tên nhiệm vụ | Nguồn giao", "Việc # | UBND tỉnh"),
    ("Tên nhiệm vụ | Văn bản chỉ đạo", "Việc # | UBND tỉnh"),
    ("Tên nhiệm vụ | Đơn vị/Cá nhân đầu mối", "Việc # | Nguyễn Văn An"),
    ("Tên nhiệm vụ | Hạn xử lý", "Việc # | Thường xuyên"),
    ("Nội dung kiến nghị | Trạng thái", f"Phòng A {LONG} | Đang xử lý"),
    ("Tên nhiệm vụ | Người chỉ đạo", "Việc # | 2"),  # as a system writes whom it knows by number
    ("Tên nhiệm vụ | Độ ưu tiên", "Việc # | 1"),
    ("Tên nhiệm vụ | Mã NV", "Việc # | CB#"),
]


@pytest.mark.parametrize(("head", "line"), NOT_ODD)
def test_what_is_not_odd(head, line):
    assert set(recognised(block(head, line)).columns.values()) == {0, 1}

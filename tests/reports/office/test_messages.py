"""The words that are sent to a unit: what, by when, how late, who asked; in one plain text."""

from datetime import date

import pytest

from reports.office.urging import LISTED, lateness, message

LATE = {
    "class": "open_overdue", "source_id": "NV-1", "subject": "Xây dựng\n kế hoạch", "kind": "tasks",
    "document_no": "12/TB", "official": "An", "due_on": date(2023, 12, 1), "days_overdue": 1013,
    "days_left": -9, "due_today": False, "asked_by": "UBND tỉnh", "authority": "provincial_committee",
}  # fmt: skip
SOON = LATE | {
    "class": "open_in_term", "source_id": "", "subject": "Góp ý", "kind": "consultations",
    "document_no": "", "official": None, "due_on": date(2023, 12, 19), "days_overdue": None,
    "days_left": 3, "asked_by": "Phòng B", "authority": "unknown",
}  # fmt: skip
GIVEN = ("Phòng A", date(2023, 12, 14), date(2023, 12, 21), 5)


def test_the_message():
    assert message([LATE, SOON], *GIVEN) == (
        "Kính gửi: Phòng A\n\n"
        "Văn phòng Sở đề nghị xử lý các việc sau (số liệu chốt ngày 14/12/2023).\n\n"
        "A. Đã quá hạn: 1 việc\n"
        "1. [NV-1] Xây dựng kế hoạch\n"
        "   Hạn 01/12/2023, quá hạn 1.013 ngày; giao: UBND tỉnh; văn bản 12/TB; cán bộ: An.\n\n"
        "B. Đến hạn đến hết ngày 21/12/2023 (trong 5 ngày làm việc): 1 việc\n"
        "1. Góp ý\n"
        "   Hạn 19/12/2023, còn 3 ngày làm việc; nơi xin ý kiến: Phòng B.\n\n"
        "Việc đã xong: đề nghị báo số, ngày văn bản để Văn phòng cập nhật. Việc còn vướng: đề nghị"
        " nêu rõ vướng mắc và đề xuất."
    )


def test_who_asked_where_the_source_does_not_say():
    assert "giao: UBND tỉnh" in message([LATE | {"asked_by": None}], *GIVEN)
    unknown = message([LATE | {"asked_by": "", "authority": "unknown"}], *GIVEN)
    assert "giao:" not in unknown


def test_a_long_list_ends_with_the_number_of_the_others():
    said = message([LATE] * (LISTED + 1200), *GIVEN)
    assert f"\n{LISTED}. [NV-1]" in said
    assert f"\n{LISTED + 1}. " not in said
    assert "… và 1.200 việc khác trong tệp Excel gửi kèm." in said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"class": "open_overdue", "days_overdue": 1}, "quá hạn 1 ngày"),
        ({"days_left": 2}, "còn 2 ngày làm việc"),
        ({"days_left": 0, "due_today": True}, "đến hạn trong ngày"),
        (  # on Friday, of what is due on Saturday
            {"days_left": 0},
            "đến hạn vào ngày nghỉ, không còn ngày làm việc nào trước hạn",
        ),
    ],
)
def test_how_late(more, words):
    assert lateness(SOON | more, "vi") == words


def test_no_word_of_blame():
    said = message([LATE, SOON], *GIVEN).lower()
    for word in ("yếu kém", "trì trệ", "né tránh", "đùn đẩy", "phê bình", "nhắc nhở", "xếp hạng"):
        assert word not in said

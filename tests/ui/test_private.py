"""Who sent a petition is shown to nobody, under whatever heading the export has it."""

import json

import pytest

from ui.private import hidden, masked

HEADINGS = ["STT", "Người đứng đơn", "Địa chỉ", "Số điện thoại", "Đối tượng gửi", "Nội dung"]
PROFILE = json.dumps({"sender": "Người đứng đơn", "sender_type": "Đối tượng gửi"})


def test_the_sender_and_where_to_find_them_are_hidden_their_type_is_not():
    cells = ["1", "Ông X", "12 phố Y", "", "Cá nhân", "Đề nghị"]
    assert masked(cells, hidden(HEADINGS, "petitions", PROFILE)) == [
        "1", "(không hiển thị)", "(không hiển thị)", "", "Cá nhân", "Đề nghị",
    ]  # fmt: skip


def test_the_heading_that_was_taken_for_the_sender_is_hidden_whatever_it_is_called():
    assert hidden(["A", "B"], "petitions", json.dumps({"sender": "B"})) == {1}


@pytest.mark.parametrize("heading", ["HỌ TÊN", "Họ và tên", "Tổ chức, cá nhân", "Email", "CCCD"])
def test_a_heading_nobody_mapped_is_hidden_too(heading):
    assert hidden([heading], "petitions", "{}") == {0}


def test_of_a_paper_about_people_its_number_and_day_alone_are_shown():
    fields = json.dumps({"document_no": "Số QĐ", "issued_on": "Ngày", "official": "Họ tên"})
    assert hidden(["STT", "Số QĐ", "Ngày", "Họ tên", "?"], "decisions", fields) == {0, 3, 4}


def test_who_handed_in_a_dossier_is_hidden():
    assert hidden(["Mã hồ sơ", "Chủ hồ sơ", "Người nộp hồ sơ"], "dossiers", "{}") == {1, 2}


@pytest.mark.parametrize("kind", ["tasks", "consultations", "units", "people"])
def test_only_petitions_have_senders_to_protect(kind):
    assert hidden(HEADINGS, kind, PROFILE) == set()

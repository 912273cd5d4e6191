"""Which cells say who sent a petition or whom a paper is about, under whatever heading."""

import json

import pytest

from gate.cells import Headed, places

HEADINGS = ["STT", "Người đứng đơn", "Địa chỉ", "Số điện thoại", "Đối tượng gửi", "Nội dung"]
PROFILE = json.dumps({"sender": "Người đứng đơn", "sender_type": "Đối tượng gửi"})


def hidden(headings, kind, profile="{}", about_people=False):
    return places(Headed(1, kind, headings, profile), about_people)


def test_the_sender_and_where_to_find_them_are_hidden_their_type_is_not():
    assert hidden(HEADINGS, "petitions", PROFILE) == ((2, 3, 4), (2,))


def test_the_heading_that_was_taken_for_the_sender_is_hidden_whatever_it_is_called():
    assert hidden(["A", "B"], "petitions", json.dumps({"sender": "B"})) == ((2,), (2,))


@pytest.mark.parametrize("heading", ["HỌ TÊN", "Họ và tên", "Tổ chức, cá nhân", "Email", "CCCD"])
def test_a_heading_nobody_mapped_is_hidden_too(heading):
    assert hidden([heading], "petitions")[0] == (1,)


def test_of_a_paper_about_people_its_number_and_day_alone_are_shown_without_an_account():
    fields = json.dumps({"document_no": "Số QĐ", "issued_on": "Ngày", "official": "Họ tên"})
    headings = ["STT", "Số QĐ", "Ngày", "Họ tên", "?"]
    assert hidden(headings, "decisions", fields, about_people=True) == ((1, 4, 5), ())
    assert hidden(headings, "decisions", fields) == ((), ())


def test_who_handed_in_a_dossier_is_hidden():
    assert hidden(["Mã hồ sơ", "Chủ hồ sơ", "Người nộp hồ sơ"], "dossiers")[0] == (2, 3)


@pytest.mark.parametrize("kind", ["tasks", "consultations", "units", "people"])
def test_only_petitions_have_senders_to_protect(kind):
    assert hidden(HEADINGS, kind, PROFILE) == ((), ())

"""Profiles kept for a layout: found again by the headings, used only where the cells fit."""

import pytest

from etl.profile import Profile
from etl.recognise.header import header_at
from etl.recognise.kept import Kept, kept_for, kept_sheets, workbook
from etl.recognise.signature import of_workbook, signature

from .literal import cells, recognised, sheet
from .test_misfits import LONG, block

HEAD = "STT | Tên nhiệm vụ | Bộ phận | Thời gian hoàn thành"
GOOD = block(HEAD, f"# | {LONG} | Phòng A | 30/06/2023")
OTHER = block(HEAD, f"# | {LONG} | 30/06/2023 | Phòng A")
ANSWER = Profile(
    "tasks",
    columns={"subject": "Tên nhiệm vụ", "unit": "Bộ phận", "due_on": "Thời gian hoàn thành"},
)


def mark(text: str, kind: str = "tasks", name: str = "a.xlsx") -> str:
    return signature(header_at(cells(text), 0, 1), kind, name)


def test_the_table_says_its_signature():
    assert recognised(GOOD, profile=ANSWER).signature == mark(GOOD)


def test_what_the_signature_does_not_hear():
    later = HEAD.replace("Tên nhiệm vụ", "TÊN NHIỆM VỤ").replace(" | T", " |  T") + " | |"
    assert mark(later) == mark(HEAD)
    assert mark("Mã | Số liệu đến 30/6/2026") == mark("Mã | Số liệu đến 7/5/2027")


@pytest.mark.parametrize("other", [HEAD.replace("Bộ phận", "Đơn vị"), HEAD + " | Ghi chú"])
def test_what_makes_another_signature(other):
    assert mark(other) != mark(HEAD)
    assert mark(HEAD, kind="petitions") != mark(HEAD)


def test_the_kept_profile_is_found_below_a_title():
    title = "DANH SÁCH NHIỆM VỤ | | |\n | | |\n"
    found = kept_for([sheet(title + GOOD.strip())], "b.xlsx", None, {mark(HEAD): Kept(ANSWER)})
    assert (found.profile, found.fits) == (ANSWER, True)


def test_the_same_headings_over_other_data_are_no_fit():
    found = kept_for([sheet(OTHER)], "b.xlsx", None, {mark(HEAD): Kept(ANSWER)})
    assert (found.signature, found.fits) == (mark(HEAD), False)


def test_what_was_accepted_with_the_profile_is_no_contradiction():
    answer = Profile("tasks", columns={"subject": "Tên nhiệm vụ", "official": "Bộ phận"})
    table = recognised(GOOD, profile=answer)
    assert table.misfits == ["official:unit"]
    for accepted, fits in ((table.misfits, True), ([], False)):
        kept = {mark(HEAD): Kept(answer, frozenset(accepted))}
        assert kept_for([sheet(GOOD)], "b.xlsx", None, kept).fits == fits


def test_another_kind_or_layout_finds_nothing():
    assert kept_for([sheet(GOOD)], "b.xlsx", "petitions", {mark(HEAD): Kept(ANSWER)}) is None
    assert kept_for([sheet(GOOD)], "b.xlsx", None, {"0" * 16: Kept(ANSWER)}) is None


def test_without_headings_the_file_name_says_whose_list_it_is():
    text = block("", f"# | {LONG} | Phòng A | Đang thực hiện").strip()
    table = recognised(text, file_name="nhiemvu_20230614.xlsx")
    one = Profile("tasks", None, 0, columns={"subject": "[B]"})
    kept = {table.signature: Kept(one)}
    for name, found in (("nhiemvu_20230621.xlsx", True), ("kiennghi_20230621.xlsx", False)):
        assert (kept_for([sheet(text)], name, None, kept) is not None) == found


BOOK = ("Tuần 1", "Kiến nghị", "Danh bạ")
CHOSEN = {
    "the same names": (BOOK, ["Tuần 1", "Danh bạ"], ["Tuần 1", "Danh bạ"]),
    "in another order": (BOOK[::-1], ["Tuần 1", "Danh bạ"], ["Tuần 1", "Danh bạ"]),
    "another figure": (("Tuần 2", *BOOK[1:]), ["Tuần 1", "Danh bạ"], ["Tuần 2", "Danh bạ"]),
    "another name": (("Tuần 1", "Kiến nghị", "Phòng"), ["Tuần 1"], []),
    "one more": ((*BOOK, "Khác"), ["Tuần 1"], []),
    "none of that name any more": (BOOK, ["Tháng 1"], []),
}


@pytest.mark.parametrize(("now", "chosen", "found"), CHOSEN.values(), ids=CHOSEN)
def test_the_chosen_sheets_of_a_workbook(now, chosen, found):
    kept = {of_workbook(BOOK): Kept(Profile(sheets=chosen))}
    sheets = [sheet("a | b", name) for name in now]
    assert kept_sheets(sheets, kept)[1] == found
    assert workbook(sheets[:1]) is None


def test_sheets_whose_names_differ_in_figures_alone_are_told_by_their_names():
    names = ("Sheet1", "Sheet2")
    kept = {of_workbook(names): Kept(Profile(sheets=["Sheet2"]))}
    assert kept_sheets([sheet("a | b", n) for n in names], kept)[1] == ["Sheet2"]
    later = [sheet("a | b", n) for n in ("Sheet3", "Sheet4")]
    assert kept_sheets(later, kept) == ("", []), "which of the two it is now, nobody can tell"

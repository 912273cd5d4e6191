"""A profile is the whole truth: kind, sheet, header row, columns, labels."""

import pytest

from etl.profile import Profile, from_table, loads
from etl.recognise import recognise
from etl.refusal import Refused

from .literal import cells, codes, mapped, recognised, sheet, skipped

LIST = """
SỔ THEO DÕI | | | | |
No. | Việc phải làm | Ai làm | Ai làm | Xong trước | Đơn vị
1 | Rà soát quy hoạch | Phòng A | Anh B | 30/06/2023 | Hải Dương
2 | Lập dự toán | Phòng B | Anh C | 15/07/2023 | Hà Nội
"""


def profile(kind: str | None = "tasks", **columns: str) -> Profile:
    return Profile(kind=kind, columns=columns)


def test_only_the_profile_columns_are_mapped():
    table = recognised(LIST, profile=profile(subject="VIỆC  phải làm", due_on="Xong trước"))
    assert mapped(table) == {"subject": "Việc phải làm", "due_on": "Xong trước"}
    assert table.undecided == ["Ai làm", "Ai làm#2", "Đơn vị"]
    assert (table.header_row, list(table.data_rows())) == (2, [3, 4])
    assert set(table.reasons.values()) == {"recognise.by_profile"}


@pytest.mark.parametrize(
    ("text", "column"),
    [("Ai làm", 2), ("Ai làm#1", 2), ("ai làm#2", 3), ("[D]", 3), ("[F]", 5), ("Đơn vị", 5)],
)
def test_ways_to_name_a_column(text, column):
    table = recognised(LIST, profile=profile(subject="Việc phải làm", unit=text))
    assert table.columns["unit"] == column


@pytest.mark.parametrize("text", ["Ai làm#3", "[Z]", "Không có", "Việc"])
def test_a_heading_that_is_not_there_is_named_with_what_is(text):
    with pytest.raises(Refused) as refused:
        recognised(LIST, profile=profile(subject="Việc phải làm", unit=text))
    assert refused.value.code == "profile_heading"
    assert refused.value.params["heading"] == text
    assert "Việc phải làm; Ai làm; Ai làm#2" in refused.value.params["available"]


TWO_ROWS = """
STT | Việc | Người | | Hạn
 | | Chính | Phụ |
1 | Rà soát | Phòng A | Phòng B | 30/06/2023
"""


@pytest.mark.parametrize("header_row", [None, 1, 2])
def test_header_as_tall_as_the_headings_need(header_row):
    columns = {"subject": "Việc", "unit": "Người chính", "support_units": "Phụ"}
    given = Profile(kind="tasks", header_row=header_row, columns=columns)
    table = recognised(TWO_ROWS, profile=given)
    assert table.columns == {"subject": 1, "unit": 2, "support_units": 3}
    assert (table.header_row, list(table.data_rows())) == (1, [3])


def test_header_of_one_row_where_that_is_enough():
    given = Profile(kind="tasks", header_row=1, columns={"subject": "Việc", "due_on": "Hạn"})
    table = recognised(TWO_ROWS, profile=given)
    assert skipped(table).get(2) is None  # not a header row: what the profile says is the truth
    assert table.headings == ["STT", "Việc", "Người", "", "Hạn"]


def test_without_a_header():
    block = "DANH SÁCH NHIỆM VỤ | | |\n1 | Rà soát | Phòng A | Đã hoàn thành\n2 | Lập dự toán | B |"
    columns = {"subject": "[B]", "unit": "[C]", "source_status": "[D]"}
    for header_row in (0, None):
        table = recognised(block, profile=Profile("tasks", None, header_row, columns=columns))
        assert table.header_row is None
        assert table.headings == ["[A]", "[B]", "[C]", "[D]"]
        assert list(table.data_rows()) == [2, 3]


def test_header_row_beyond_the_sheet():
    given = Profile(kind="tasks", header_row=99, columns={"subject": "Việc"})
    with pytest.raises(Refused) as refused:
        recognised(TWO_ROWS, profile=given)
    assert refused.value.code == "profile_heading"


def test_sheet_of_the_profile():
    sheets = [sheet(TWO_ROWS, "Tháng 1"), sheet(TWO_ROWS, "Tháng 2"), sheet("x", "Ghi chú")]
    columns = {"subject": "Việc", "unit": "Chính"}
    named = Profile(kind="tasks", sheet="tháng 2", columns=columns)
    tables = recognise(sheets, file_name="a.xlsx", kind=None, profile=named)
    assert [t.sheet for t in tables] == ["Tháng 2"]
    every = Profile(kind="tasks", columns=columns)
    tables = recognise(sheets, file_name="a.xlsx", kind=None, profile=every)
    assert [t.sheet for t in tables] == ["Tháng 1", "Tháng 2"]
    assert codes(tables[0]) == ["other_sheet"]
    with pytest.raises(Refused) as refused:
        other = Profile(kind="tasks", sheet="Tháng 3", columns=columns)
        recognise(sheets, file_name="a.xlsx", kind=None, profile=other)
    assert refused.value.params["available"] == "Tháng 1, Tháng 2, Ghi chú"


@pytest.mark.parametrize(
    ("columns", "file_name", "kind"),
    [
        ({"subject": "Việc", "requesting_unit": "Chính"}, "a.xlsx", "consultations"),
        ({"unit_name": "Việc"}, "a.xlsx", "units"),
        ({"subject": "Việc"}, "kien_nghi.xlsx", "petitions"),
        ({"subject": "Việc"}, "a.xlsx", "tasks"),
    ],
)
def test_kind_that_the_profile_leaves_out(columns, file_name, kind):
    table = recognised(TWO_ROWS, file_name=file_name, profile=Profile(columns=columns))
    assert table.kind == kind
    assert ("kind_assumed" in codes(table)) == (columns == {"subject": "Việc"})


def test_kind_given_twice_must_agree():
    with pytest.raises(Refused) as refused:
        recognised(TWO_ROWS, kind="petitions", profile=profile(subject="Việc"))
    assert refused.value.code == "profile_kind_differs"
    assert recognised(TWO_ROWS, kind="tasks", profile=profile(subject="Việc")).kind == "tasks"


def test_kind_given_must_know_the_fields():
    with pytest.raises(Refused) as refused:
        given = Profile(columns={"subject": "Việc", "reply_form": "Chính"})
        recognised(TWO_ROWS, kind="tasks", profile=given)
    assert refused.value.code == "profile_field"


def test_an_aggregate_or_shifted_file_loads_by_its_profile():
    rows = "\n".join(f"{n} | Việc {n} | Đã hoàn thành | Phòng A" for n in range(12))
    block = f"STT | Tên nhiệm vụ | Đơn vị chủ trì | Trạng thái\n{rows}"
    swapped = profile(subject="Tên nhiệm vụ", source_status="Đơn vị chủ trì", unit="Trạng thái")
    assert len(list(recognised(block, profile=swapped).data_rows())) == 12


def test_labels_of_the_profile_are_known():
    given = Profile("tasks", columns={"subject": "A", "source_status": "B"}, status={"xx": "done"})
    table = recognised("A | B\n1 | xx\n2 | yy", profile=given)
    assert table.warnings == [{"code": "unknown_status", "labels": ["yy"], "number": 1}]


ROUND = [
    "STT | Tên nhiệm vụ | Đơn vị | Đơn vị | Thời hạn HT\n1 | A | Phòng A | B | 30/06/2023",
    " | Tên nhiệm vụ | Nguồn chỉ đạo\n1 | A | 1/TB",
    "STT | Nội dung | Đơn vị | | Hạn xử lý\n | | Chủ trì | Phối hợp |\n1 | A | B | C | 30/06/2023",
]


@pytest.mark.parametrize("block", ROUND)
def test_a_saved_profile_recognises_the_same_table(block):
    first = recognised(block, kind="tasks")
    again = recognised(f"Dòng tiêu đề mới\n\n{block.lstrip()}" if block[0] != " " else block,
                       profile=from_table(first))  # fmt: skip
    assert again.columns == first.columns
    assert again.headings == first.headings


def test_a_saved_profile_of_a_file_without_a_header():
    given = loads('header_row = 0\nkind = "tasks"\n[columns]\nsubject = "[B]"\nunit = "[C]"')
    block = "1 | A | Phòng A\n2 | B | Phòng B"
    table = recognised(block, profile=given)
    assert from_table(table) == given
    assert len(cells(block)) == len(list(table.data_rows()))

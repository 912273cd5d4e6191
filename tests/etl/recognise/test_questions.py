"""What must be known and cannot be told is asked, with the columns that may be it."""

import pytest

from etl.profile import Profile, loads
from etl.recognise import recognise
from etl.refusal import Refused

from .literal import codes, mapped, recognised, sheet
from .test_misfits import LONG, block


def asked(text: str, **given) -> Refused:
    with pytest.raises(Refused) as refused:
        recognised(text, **given)
    assert refused.value.code == "question"
    assert refused.value.message("vi") and refused.value.message("en")
    return refused.value


UNIT = block("STT | Tên nhiệm vụ | Bộ phận | Hạn xử lý", f"# | {LONG} | Phòng X# | 30/06/2023")
UNIT = UNIT.replace("X0", "A ").replace("X1", "B ")


def often(text: str) -> str:
    """Units that come again and again: twelve lines, two units."""
    for n in range(1, 13):
        text = text.replace(
            f"| Phòng {'A' if n < 10 else 'B'} {n % 10} |", f"| Phòng {'AB'[n % 2]} |"
        )
    return text


def test_a_column_of_units_under_a_heading_that_says_nothing():
    refused = asked(often(UNIT))
    assert (refused.params["about"], refused.params["fields"]) == ("columns", "unit")
    (column,) = refused.params["columns"]
    assert (column["column"], column["address"]) == ("C", "Bộ phận")
    assert column["examples"] == ["Phòng B", "Phòng A"]
    assert "Đơn vị" in str(refused) and "Bộ phận" in str(refused)
    table = recognised(often(UNIT), profile=loads(refused.params["proposal"]))
    assert mapped(table)["unit"] == "Bộ phận"
    table = recognised(often(UNIT), profile=loads(refused.params["without"]))
    assert "unit" not in table.columns and table.undecided == ["Bộ phận"]


def test_places_are_no_units():
    table = recognised(often(UNIT).replace("Bộ phận", "Địa bàn"))
    assert table.undecided == ["Địa bàn"]


HEAD = "STT | Diễn giải | Đơn vị chủ trì | Hạn xử lý | Trạng thái"
LINE = f"# | {LONG} | Phòng A | 30/06/2023 | Đang thực hiện"


def test_no_heading_names_the_item():
    refused = asked(block(HEAD, LINE))
    assert refused.params["fields"] == "subject"
    assert [c["heading"] for c in refused.params["columns"]] == ["Diễn giải"]
    assert loads(refused.params["proposal"]) == Profile(
        "tasks",
        columns={
            "subject": "Diễn giải",
            "unit": "Đơn vị chủ trì",
            "due_on": "Hạn xử lý",
            "source_status": "Trạng thái",
        },
    )


def test_two_columns_may_name_the_item():
    line = f"# | {LONG} | Xây dựng kế hoạch phát triển thương mại số # | Phòng A | Đang thực hiện"
    refused = asked(block("", line).strip(), file_name="nhiem_vu.xlsx")
    assert [c["address"] for c in refused.params["columns"]] == ["[B]", "[C]"]


def test_without_headings_the_kind_is_asked_where_nothing_says_it():
    text = block("", LINE).strip()
    refused = asked(text)
    assert (refused.params["about"], "tasks" in refused.params["kinds"]) == ("kind", True)
    assert recognised(text, kind="petitions").kind == "petitions"
    assert recognised(text, file_name="nhiem_vu.xlsx").kind == "tasks"


def test_without_headings_what_is_taken_is_said():
    table = recognised("SỔ NHIỆM VỤ | | | |\n" + block("", LINE).strip())
    assert codes(table)[:2] == ["no_header", "ambiguous_column"]  # which dates are these?
    assert table.reasons["unit"] == "recognise.by_cells"
    assert table.evidence["source_status"] == {"found": "status", "percent": 100, "filled": 12}
    assert table.undecided == ["[D]"]


def test_known_labels_are_the_status_whatever_stands_over_them():
    text = block("STT | Tên nhiệm vụ | Đơn vị | Cột 4", f"# | {LONG} | Phòng A | Đang thực hiện")
    table = recognised(text)
    assert mapped(table)["source_status"] == "Cột 4"
    assert table.reasons["source_status"] == "recognise.by_cells"


def test_sheets_of_several_kinds_are_asked_about():
    sheets = [
        sheet("Tên nhiệm vụ | Đơn vị chủ trì\nA | Phòng A", "Nhiệm vụ"),
        sheet("Nội dung kiến nghị | Đơn vị xử lý | Người gửi\nB | Phòng B | Ông C", "Kiến nghị"),
    ]
    with pytest.raises(Refused) as refused:
        recognise(sheets, file_name="a.xlsx", kind=None, profile=None)
    assert refused.value.params["about"] == "sheets"
    assert refused.value.params["sheets"] == [
        {"sheet": "Nhiệm vụ", "kind": "tasks"},
        {"sheet": "Kiến nghị", "kind": "petitions"},
    ]
    (table,) = recognise(sheets, file_name="a.xlsx", kind=None, profile=None, only="Kiến nghị")
    assert table.kind == "petitions"
    assert table.warnings[-1] == {"code": "other_sheet", "sheet": "Nhiệm vụ"}
    with pytest.raises(Refused) as refused:
        recognise(sheets, file_name="a.xlsx", kind=None, profile=None, only="Khác")
    assert refused.value.code == "no_such_sheet"

"""Published totals in many layouts, and lists of records that must never be taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.recognise.aggregate import is_aggregate, totals_of
from etl.recognise.aggregate_counts import read_count, whole_of
from etl.recognise.aggregate_headings import measures, path_says
from tests.etl.recognise.literal import cells, codes, sheet, skipped

MEASURES = [
    (("Tổng số nhiệm vụ",), "total"),
    (("Số lượng tiếp nhận", "Tổng"), "total"),
    (("Số lượng tiếp nhận", "Trong kỳ"), "received"),
    (("Số lượng tiếp nhận", "Từ kỳ trước"), "carried_over"),
    (("Tiếp nhận trong kỳ",), "received"),
    (("Tồn kỳ trước chuyển sang",), "carried_over"),
    (("Đã giải quyết", "Tổng"), "done"),
    (("Đã giải quyết", "Trước hạn"), "done_early"),
    (("Đã giải quyết", "Quá hạn"), "done_late"),
    (("Đã hoàn thành (trong hạn)",), "done_in_time"),
    (("Đã hoàn thành", "Đúng hạn"), "done_in_time"),  # no column for earlier: any day of the term
    (("Số nhiệm vụ hoàn thành đúng hạn",), "done_in_time"),
    (("Đã hoàn thành", "Trong đó", "Không có hạn"), "done_no_due"),
    (("Chưa hoàn thành", "Đúng hạn"), "open_in_term"),
    (("Chưa hoàn thành", "Trong hạn"), "open_in_term"),
    (("Đang giải quyết", "Quá hạn"), "open_overdue"),
    (("Đang thực hiện", "Quá hạn"), "open_overdue"),
    (("Đang xử lý",), "open"),
    (("Chưa đến hạn",), "open_in_term"),
    (("Sắp hết hạn",), "due_soon"),
    (("Nhiệm vụ bị hủy",), "withdrawn"),
    (("Hoàn thành chưa phê duyệt",), "awaiting"),
    (("Không có thời hạn",), "no_due"),
    (("Quá hạn",), "late"),
    (("Tỷ lệ hoàn thành đúng hạn",), None),  # of which whole?
    (("Đã hoàn thành nhưng chưa báo cáo",), None),  # a word that is not known
    (("Trong hạn",), None),  # of what: done, or open?
    (("Đơn vị",), None),
]


@pytest.mark.parametrize("pieces, measure", MEASURES)
def test_what_a_heading_counts(pieces, measure):
    assert measures([path_says(pieces)]) == [measure]


def test_words_mean_what_their_table_makes_of_them():
    done = [path_says(("Đã giải quyết", h)) for h in ("Trước hạn", "Đúng hạn")]
    assert measures(done) == ["done_early", "done_on_time"]  # on the day itself
    parts = [path_says((h,)) for h in ("Chưa thực hiện", "Đang thực hiện", "Đã thực hiện")]
    assert measures(parts) == [None, None, "done"]  # two parts of what is open
    bare = [path_says((h,)) for h in ("Đã hoàn thành", "Đang thực hiện", "Quá hạn")]
    assert measures(bare) == ["done", "open", None]  # overdue of which?


CELLS = [
    ("21 (47%)", (21, 0.47)), ("1.109 (5,5%)", (1109, 0.055)), ("0 (0%)", (0, 0.0)),
    ("12", (12, None)), ("12.0", (12, None)), ("1,109", (1109, None)), ("–", (0, None)),
    ("47%", (None, 0.47)), ("12.5", None), ("x", None), ("12 (3)", None), ("01/02/2023", None),
]  # fmt: skip


@pytest.mark.parametrize("text, read", CELLS)
def test_what_a_cell_holds(text, read):
    assert read_count(text) == read


def test_rates_are_of_one_or_of_a_hundred():
    assert whole_of(["0.5", "1"]) == 1 and read_count("0,5", 1.0) == (None, 0.5)
    assert whole_of(["50", "33,3"]) == 100 and read_count("50", 100.0) == (None, 0.5)


# A layout, its measures by column, its rows that are left out, its own totals, its units.
SETTLEMENT = """
SỞ CÔNG THƯƠNG
BÁO CÁO TÌNH HÌNH GIẢI QUYẾT
(Từ ngày 15/12/2022 đến ngày 14/6/2023)
STT | Đơn vị | Số lượng tiếp nhận | | | Đã giải quyết | | | | Đang giải quyết | |
    |        | Tổng | Trong kỳ | Từ kỳ trước | Tổng | Trước hạn | Đúng hạn | Quá hạn | Tổng | Trong hạn | Quá hạn
1 | 2 | 3=4+5 | 4 | 5 | 6=7+8+9 | 7 | 8 | 9 | 10=11+12 | 11 | 12
I | KHỐI PHÒNG | 30 | 20 | 10 | 21 | 9 | 8 | 4 | 9 | 6 | 3
1 | Phòng Kế hoạch | 10 | 8 | 2 | 7 | 3 | 3 | 1 | 3 | 2 | 1
2 | Phòng Quản lý thương mại | 20 | 12 | 8 | 14 | 6 | 5 | 3 | 6 | 4 | 2
II | ĐƠN VỊ SỰ NGHIỆP
3 | Trung tâm Khuyến công | 1.005 | 1.005 | 0 | 5 | 5 | - | 0 | 1000 | 1000 | 0
 | Tổng cộng | 1.035 | 1.025 | 10 | 26 | 14 | 8 | 4 | 1009 | 1006 | 3
Số liệu tính đến ngày 14/06/2023
 | | | | | | | | | NGƯỜI LẬP | |
"""
LAYOUTS = {
    "settlement, group sums, column numbers": (
        SETTLEMENT,
        "total received carried_over done done_early done_on_time done_late open open_in_term"
        " open_overdue",
        {1: "title", 2: "title", 3: "title", 6: "column_numbers", 7: "total", 10: "group",
         13: "note", 14: "signature"},
        {12}, ["Phòng Kế hoạch", "Phòng Quản lý thương mại", "Trung tâm Khuyến công"],
    ),
    "one header row, total on top in the number's column": (
        """
STT | Tên đơn vị | Tổng số | Hoàn thành đúng hạn | Hoàn thành quá hạn | Chưa hoàn thành | Tỷ lệ hoàn thành (%) | Ghi chú
Tổng cộng | | 15 | 6 | 3 | 6 | 60 |
1 | Văn phòng | 10 | 5 | 2 | 3 | 70 |
2 | Thanh tra Sở | 5 | 1 | 1 | 3 | 40 | đã đôn đốc nhiều lần
""",
        "total done_in_time done_late open", {}, {2}, ["Văn phòng", "Thanh tra Sở"],
    ),
    "no running numbers, total without a word": (
        """
Phòng, ban | Tổng số hồ sơ | Trước và đúng hạn | Trễ hạn
Phòng A | 1 (50%) | 1 (50%) | 0 (0%)
Phòng B | 3 (100%) | 1 (33%) | 2 (67%)
 | 4 | 2 | 2
""",
        "total late", {}, {4}, ["Phòng A", "Phòng B"],
    ),
    "column numbers over two units, a rate beside": (
        """
STT | Đơn vị | Số lượng tiếp nhận | | Đã giải quyết | | Tỷ lệ đúng hạn (%)
 | | Tổng | Trong kỳ | Tổng | Quá hạn |
1 | 2 | 3=4+5 | 4 | 5=6+7 | 6 | 7
1 | Văn phòng Sở | 10 | 8 | 7 | 1 | 85.7
2 | Thanh tra | 5 | 5 | 5 | 1 | 80
""",
        "total received done done_late", {3: "column_numbers"}, set(),
        ["Văn phòng Sở", "Thanh tra"],
    ),
    "a single line without a unit": (
        """
Tổng số nhiệm vụ | Chưa hoàn thành | | Đã hoàn thành |
 | Đúng hạn | Quá hạn | Đúng hạn | Quá hạn
4 | 5 | 6 | 6 | 7
""",
        "total open_in_term open_overdue done_in_time done_late", {}, {3}, [],
    ),
    "headings that exports repeat over merged cells": (
        """
Đơn vị | Đã xử lý | Đã xử lý | Đang xử lý | Đang xử lý
Đơn vị | Đúng hạn | Quá hạn | Trong hạn | Quá hạn
Phòng A | 1 | 2 | 3 | 4
Phòng B | 0 | 0 | 1 | 0
""",
        "done_in_time done_late open_in_term open_overdue", {}, set(), ["Phòng A", "Phòng B"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name):
    block, wanted, left_out, totals, units = LAYOUTS[name]
    table = totals_of(sheet(block))
    assert table.kind == "published_totals"
    assert [m for m in table.layout.counts.values() if m] == wanted.split()
    assert skipped(table) == left_out
    assert table.total_rows == totals
    label = table.layout.label
    named = [table_row(block, n)[label] for n in table.data_rows() if n not in totals]
    assert ([] if label is None else named) == units


def table_row(block: str, number: int) -> list[str]:
    return cells(block)[number - 1]


def test_a_sum_under_another_name_is_the_total_where_rows_are_numbered():
    block = """
STT | Đơn vị | Tổng số | Đã hoàn thành
1 | Phòng A | 3 | 1
2 | Phòng B | 4 | 2
 | VĂN PHÒNG | {} | 3
"""
    assert totals_of(sheet(block.format(7))).total_rows == {4}
    assert totals_of(sheet(block.format(8))).total_rows == set()  # a unit like any other


def test_columns_that_nobody_knows_are_asked_about():
    table = totals_of(
        sheet("""
Đơn vị | Tổng số | Đã hoàn thành | Chỉ tiêu giao thêm
Phòng A | 3 | 1 | 7
Phòng B | 4 | 2 | 8
""")
    )
    assert table.undecided == ["Chỉ tiêu giao thêm"]
    assert codes(table) == ["unmapped_totals"]


def test_rows_that_name_no_units():
    table = totals_of(
        sheet("""
STT | Lĩnh vực | Tổng số | Đã hoàn thành | Quá hạn
1 | Giao thông | 3 | 1 | 0
2 | Xây dựng | 4 | 2 | 1
""")
    )
    assert table.layout.label == 1 and not table.layout.units


LISTS = [
    """
STT | Tên nhiệm vụ | Đơn vị | Trong hạn | Quá hạn
1 | Báo cáo quý I | Phòng A | 1 | 0
2 | Báo cáo quý II | Phòng B | 0 | 1
3 | Rà soát | Phòng C | 1 | 0
""",
    """
TT | Đơn vị | Ngày giao | Tổng số | Đã hoàn thành
1 | Phòng A | 01/02/2023 | 1 | 0
2 | Phòng B | 02/02/2023 | 0 | 1
""",
    """
Đơn vị | Tổng số | Quá hạn | Trạng thái
Phòng A | 1 | 0 | Đang thực hiện
Phòng B | 1 | 0 | Đã hoàn thành
Phòng C | 1 | 0 | Đang thực hiện
""",
    """
Đơn vị | Số lượng | Đã giải quyết
Phòng A | 1 | 0
Phòng A | 1 | 0
Phòng B | 1 | 0
Phòng B | 1 | 1
Phòng B | 1 | 1
""",
    """
STT | Tên dự án | Tổng số vốn | Vốn NSTW | Vốn NSĐP
1 | Đường A | 1.109.000 | 9 | 100
2 | Đường B | 96.898 | 8 | 200
""",
    """
STT | Đơn vị | Điện thoại | Số phòng
1 | Phòng A | 0220123 | 1
2 | Phòng B | 0220124 | 2
""",
]


@pytest.mark.parametrize("block", LISTS)
def test_lists_are_no_totals(block):
    assert not is_aggregate(cells(block))


HEADINGS = ("Mã nhiệm vụ", "Đơn vị", "Hạn xử lý", "Trạng thái", "Số ngày quá hạn", "Quá hạn",
            "Tổng số", "Đã hoàn thành", "Ghi chú")  # fmt: skip
record = st.tuples(
    st.from_regex(r"NV[0-9]{3}", fullmatch=True),
    st.sampled_from(["Phòng A", "Phòng B", "Văn phòng"]),
    st.sampled_from(["14/06/2023", "01/07/2023", "Tháng 3/2023", ""]),
    st.sampled_from(["Đang thực hiện", "Đã hoàn thành", "Đang xử lý (quá hạn)"]),
    *[st.integers(0, 99).map(str)] * 4,
    st.text("abc ", max_size=9),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(record, min_size=3, max_size=30), st.permutations(range(len(HEADINGS))))
def test_no_order_of_columns_makes_a_list_of_tasks_an_aggregate(records, order):
    rows = [list(HEADINGS), *map(list, records)]
    assert not is_aggregate([[row[c] for c in order] for row in rows])


units = st.lists(st.from_regex(r"Phòng [A-Z]{2}", fullmatch=True), min_size=2, max_size=20,
                 unique=True)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(units, st.data())
def test_every_row_of_totals_is_loaded_or_has_its_reason(names, data):
    number = st.integers(0, 5000).map(str)
    rows = [["Đơn vị", "Tổng số", "Đã hoàn thành", "Đang giải quyết"]]
    rows += [[name, *(data.draw(number) for _ in range(3))] for name in names]
    at = data.draw(st.integers(1, len(rows)))
    rows[at:at] = [[], ["Ghi chú: số liệu tạm tính"]]
    table = totals_of(Lines(rows))
    loaded = set(table.data_rows())
    assert loaded | table.skipped.keys() == set(range(1, len(rows) + 1))
    assert len(loaded) == len(names)


class Lines:
    """A sheet of these rows."""

    name, hidden = "Sheet1", False

    def __init__(self, rows: list[list[str]]) -> None:
        self.rows = rows

"""Cells go into DuckDB as they were read, whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read import Sheet
from etl.read.limits import CELL_CHARS
from etl.refusal import Refused
from etl.stage.cells import SEPARATOR, fill, open_scratch

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=SEPARATOR))
# As a reader gives them: a row of blank cells only is [].
ROWS = st.lists(st.lists(TEXTS, max_size=4).map(lambda row: row if any(row) else []), max_size=6)


@pytest.fixture(scope="module")
def kept():
    with open_scratch() as db:

        def of(*sheets):
            db.execute("delete from cell_row")
            fill(db, sheets)
            rows = db.execute("select line, sheet, row, cells from cell_row order by line")
            return rows.fetchall()

        yield of


def test_rows_are_numbered_within_their_sheet_and_through_the_file(kept):
    first = Sheet("Một", False, [["Mã", "Việc"], [], ["01", "Báo cáo\nquý"]])
    second = Sheet("Hai", False, [["chỉ một ô"], ["", "a'b", "=1+1"]])
    assert kept(first, Sheet("Trống", False, []), second) == [
        (1, "Một", 1, ["Mã", "Việc"]),
        (2, "Một", 2, []),
        (3, "Một", 3, ["01", "Báo cáo\nquý"]),
        (4, "Hai", 1, ["chỉ một ô"]),
        (5, "Hai", 2, ["", "a'b", "=1+1"]),
    ]


def test_a_cell_longer_than_excel_holds_is_refused_with_its_place(kept):
    long = "x" * CELL_CHARS
    assert kept(Sheet("Một", False, [["a", long], [long, long]]))[1][3] == [long, long]
    with pytest.raises(Refused) as refused:
        kept(Sheet("Một", False, [["a"], ["b", "c", long + "x"]]))
    place = {"sheet": "Một", "row": 2, "column": 3}
    sizes = {"chars": CELL_CHARS + 1, "limit": CELL_CHARS}
    assert refused.value.params == {"about": "sheet"} | place | sizes
    assert "trang tính «Một», dòng 2, cột thứ 3" in str(refused.value)
    with pytest.raises(Refused, match="dòng 1, cột thứ 1") as refused:
        kept(Sheet("", False, [[long + "x"]]))
    assert "trang tính" not in str(refused.value)


def test_the_sign_that_parts_cells_is_a_blank_within_one(kept):
    rows = [[f"a{SEPARATOR}b", "c"], [f"{SEPARATOR}d"], []]
    found = [cells for *_, cells in kept(Sheet("S", False, rows))]
    assert found == [["a b", "c"], [" d"], []]


@given(ROWS)
def test_every_cell_comes_out_as_it_went_in(kept, rows):
    assert [cells for *_, cells in kept(Sheet("S", False, rows))] == rows

"""A table says when it is empty, keeps text as text, and writes its files only when asked."""

import pytest
from streamlit.testing.v1 import AppTest

from ui.tables import Column, fitted

LONG = "Trung tâm Khuyến công và Xúc tiến thương mại"


def script(rows):
    import streamlit as st

    from ui.tables import Column, Export, show

    def write() -> bytes:
        raise AssertionError("nobody clicked")

    picked = show(
        rows,
        [
            Column("unit", heading="Đơn vị"),
            Column("n", "count", "Số việc"),
            Column("due_on", "date"),
        ],
        Export("viec", write, write),
        key="t",
        title="Việc <b>",
        about="n = 2",
        pick=True,
    )
    st.text(str(picked))


def test_rows_are_shown_in_the_order_of_the_columns():
    rows = [{"n": 3, "unit": "=1+1", "x": 9}, {"n": None, "unit": "<b>B</b>"}]
    seen = AppTest.from_function(script, args=(rows,)).run()
    assert not seen.exception
    table = seen.dataframe[0].value
    assert list(table.columns) == ["unit", "n", "due_on"]
    assert list(table["unit"]) == ["=1+1", "<b>B</b>"]
    assert len(seen.get("download_button")) == 2
    assert seen.text[0].value == "None"


def test_an_empty_table_says_so_and_offers_no_file():
    seen = AppTest.from_function(script, args=([],)).run()
    assert not seen.exception
    assert not seen.dataframe and not seen.get("download_button")
    assert seen.caption[0].value == "Không có dòng nào."


@pytest.mark.parametrize(
    ("names", "given"),
    [
        (["VP Sở"] * 12 + ["TT KC&TVPTCN"], {"width": 28 + 7 * 12}),  # not the first rows alone
        (["VP"], {"width": 28 + 7 * len("Đơn vị")}),
        (["VP Sở", "BQL CCN", LONG], {"width": 28 + 7 * 7}),  # one long name gives way
        (["VP Sở", LONG, LONG], {}),
        ([None], {"width": 28 + 7 * len("Đơn vị")}),
    ],
)
def test_a_column_of_short_names_shows_each_of_them_whole(names, given):
    rows = [{"unit": name} for name in names]
    assert fitted(Column("unit", heading="Đơn vị", pinned=True), rows) == given
    assert fitted(Column("unit", heading="Đơn vị"), rows) == {}

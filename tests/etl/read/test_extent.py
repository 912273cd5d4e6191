"""The quick scan never says less than the exact one, and the exact one is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.extent import worksheet_extent
from etl.read.extent_xml import OdsCells, XlsxCells, column_number, reach
from etl.read.limits import CELLS
from tests.etl.read.refusals import refused

COLUMNS = {"A": 1, "Z": 26, "AA": 27, "AZ": 52, "ZZ": 702, "AAA": 703, "XFD": 16_384, "xfd": 16_384}


def sheet(body: str, prefix: str = "") -> bytes:
    return (
        f"<{prefix}worksheet xmlns='s'><sheetData>{body}</sheetData></{prefix}worksheet>".encode()
    )


def quick(data: bytes, size: int = 1 << 18) -> int:
    return worksheet_extent(lambda: (data[i : i + size] for i in range(0, len(data), size))).cells


def cell(column: str, row: int) -> str:
    return f'<c r="{column}{row}" s="1"><v>1</v></c>'


@pytest.mark.parametrize(("letters", "number"), COLUMNS.items())
def test_column_numbers(letters, number):
    assert column_number(letters) == number


@pytest.mark.parametrize(
    ("body", "cells"),
    [
        ("", 0),
        (cell("A", 1), 1),
        (cell("C", 1) + cell("A", 5), 15),
        ('<row><c><v>1</v></c><c t="s"><v>1</v></c></row><row r="7"><c><v>1</v></c></row>', 14),
        ('<row r="3"><c><is><t>a</t></is></c></row><row><c><f>1</f></c></row>', 4),
        (cell("B", 2) + '<c r="XFD1048576" s="1"/>', 4),
        ("<c r='b2'><v>1</v></c>", 4),
        (cell("A", 1) + "<x:row xmlns:x='s'><x:c r='B4'><x:v>1</x:v></x:c></x:row>", 8),
    ],
)
def test_the_exact_scan(body, cells):
    assert reach(XlsxCells(), [sheet(body)]) == cells


REFERENCES = st.lists(
    st.tuples(st.sampled_from([c for c in COLUMNS if c.isupper()]), st.integers(1, 1_048_576))
)


@given(REFERENCES, st.integers(40, 300))
def test_the_quick_scan_bounds_the_exact_one(references, size):
    """Cut into pieces of any size: no cell is lost between two of them."""
    body = "".join(cell(*reference) for reference in references)
    exact = reach(XlsxCells(), [sheet(body)])
    assert quick(sheet(body), size) >= min(exact, CELLS + 1)
    assert quick(sheet(body), size) <= CELLS or exact > CELLS


@pytest.mark.parametrize(
    "order", ['s="1" r="{}"', 'r="{}" s="1"', "r='{}'", 'r = "{}"', '\tr="{}"']
)
def test_a_far_reference_is_seen_however_it_is_written(order):
    body = cell("A", 1) + f"<c {order.format('XFD1048576')}><v>1</v></c>"
    assert quick(sheet(body)) == 16_384 * 1_048_576


def test_a_tag_cut_anywhere_between_two_pieces_is_whole():
    data = sheet(cell("A", 1) + cell("XFD", 1_048_576))
    assert {quick(data, size) for size in range(20, len(data))} == {16_384 * 1_048_576}


def test_a_part_that_is_no_worksheet_has_no_cells():
    assert quick(b"<calcChain>" + cell("XFD", 1_048_576).encode() + b"</calcChain>") == 0


@pytest.mark.parametrize("reference", ["AAAA1", "A12345678", "1", "A", "A1:B2", "Ä1"])
def test_a_reference_no_spreadsheet_has_is_damage(reference):
    with refused("damaged"):
        reach(XlsxCells(), [sheet(f'<c r="{reference}"><v>1</v></c>')])


def test_tables_of_ods_add_up():
    spaces = "xmlns:table='t' xmlns:office='o'"
    value = '<table:table-cell office:value-type="string"/>'
    row = f'<table:table-row table:number-rows-repeated="3">{value * 2}</table:table-row>'
    tables = f"<table:table>{row}</table:table>" * 2
    assert reach(OdsCells(), [f"<a {spaces}>{tables}</a>".encode()]) == 12

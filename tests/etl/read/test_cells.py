"""The text of each kind of value, and that the fast path says what the plain one says."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.cells import cell_text, text_rows

TEXTS = [
    (None, ""),
    ("", ""),
    ("  Phòng Năng lượng\u00a0\n", "Phòng Năng lượng"),
    ("Thu\u031b\u0301", "Thứ"),  # NFD, as macOS writes it
    ("dòng 1\ndòng 2", "dòng 1\ndòng 2"),
    ("=1+1", "=1+1"),
    (True, "TRUE"),
    (False, "FALSE"),
    (1, "1"),
    (1.0, "1"),
    (123.0, "123"),
    (-0.0, "0"),
    (0.1, "0.1"),
    (0.1 + 0.2, "0.30000000000000004"),
    (1e20, "100000000000000000000"),
    (1.5e-7, "1.5e-07"),
    (float("inf"), "inf"),
    (date(2026, 3, 4), "2026-03-04"),
    (datetime(2026, 3, 4), "2026-03-04"),
    (datetime(2026, 3, 4, 20, 30), "2026-03-04 20:30:00"),
    (datetime(2026, 3, 4, 20, 29, 59, 999_997), "2026-03-04 20:30:00"),
    (datetime(2026, 3, 4, 23, 59, 59, 999_999), "2026-03-05"),
    (datetime.max, "9999-12-31 23:59:59"),
    (time(7, 5), "07:05:00"),
    (timedelta(hours=30, minutes=5), "30:05:00"),
    (timedelta(minutes=-90), "-01:30:00"),
]


@pytest.mark.parametrize(("value", "text"), TEXTS, ids=lambda v: repr(v))
def test_cell_text(value, text):
    assert cell_text(value) == text


VALUES = st.one_of(
    st.sampled_from([value for value, _ in TEXTS if value is not None]),
    st.text(max_size=5),
    st.floats(allow_nan=False),
    st.integers(),
    st.booleans(),
    st.datetimes(),
    st.dates(),
)


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(VALUES, min_size=n, max_size=n))))
def test_rows_hold_the_text_of_their_cells(rows):
    plain = [[cell_text(c) for c in row] for row in rows]
    expected = [row if any(row) else [] for row in plain]
    while expected and not expected[-1]:
        expected.pop()
    assert text_rows(rows, 0) == expected


def test_many_rows_where_true_and_one_meet_in_a_column():
    """Blocks and repeated values; True, 1 and 1.0 are equal, and must stay different texts."""
    rows = [["Vụ A", 1.0, float(i), True] for i in range(300)] + [["Vụ A", True, 0.5, 1.0]] * 300
    found = text_rows(rows, 0)
    assert found[0] == ["Vụ A", "1", "0", "TRUE"]
    assert found[299] == ["Vụ A", "1", "299", "TRUE"]
    assert found[599] == ["Vụ A", "TRUE", "0.5", "1"]


def test_leading_columns_and_blank_rows():
    assert text_rows([["", ""], ["a", ""], ["", " "], ["", "b"], ["", ""]], 2) == [
        [],
        ["", "", "a", ""],
        [],
        ["", "", "", "b"],
    ]

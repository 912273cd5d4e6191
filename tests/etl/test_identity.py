"""Which rows are one case where no id says so; by hand, then as laws on random exports."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.identity import Row, case_keys
from metrics import measure
from metrics.filters import Filters
from tests.warehouses import Export, warehouse

# Each export is a list of (id, subject, document, unit); what is expected names cases as letters:
# the same letter is the same case.
TOLD_APART = {
    "one subject, one case, whatever else changes": (
        [[("", "S", "1/QĐ", "A")], [("", "S", "2/QĐ", "B")]], ["a", "a"]),
    "equal rows of one export are cases of their own": (
        [[("", "S", "", ""), ("", "S", "", "")], [("", "S", "", "")]], ["ab", "a"]),
    "the document tells equal subjects apart, not their order": (
        [[("", "S", "1/QĐ", "A")], [("", "S", "9/TB", "B"), ("", "S", "1/QĐ", "A")]], ["a", "ba"]),
    "a full stop after the document's number does not": (
        [[("", "S", "1/QĐ", ""), ("", "S", "2/QĐ", "")],
         [("", "S", "2/QĐ.", ""), ("", "S", "1-QĐ", "")]], ["ab", "ba"]),
    "the unit tells rows of one document apart": (
        [[("", "S", "1/QH", "A"), ("", "S", "1/QH", "B")],
         [("", "S", "1/QH", "B"), ("", "S", "1/QH", "A")]], ["ab", "ba"]),
    "the exact document goes before one that only looks like it": (
        [[("", "S", "1/TB.", ""), ("", "S", "1/TB", "")], [("", "S", "1/TB", "")]], ["ab", "b"]),
    "what the first layout has no id for gets one in the second": (
        [[("", "S", "", "")], [("7", "S", "", "")], [("", "S", "", "")]], ["a", "a", "a"]),
    "two ids are two cases, also with one subject": (
        [[("7", "S", "", "")], [("8", "S", "", "")]], ["a", "b"]),
    "ids that come later are given in the order of the rows": (
        [[("", "S", "", ""), ("", "S", "", "")], [("7", "S", "", ""), ("8", "S", "", "")]],
        ["ab", "ab"]),
    "or by document": (
        [[("", "S", "1", ""), ("", "S", "2", "")], [("7", "S", "2", ""), ("8", "S", "1", "")]],
        ["ab", "ba"]),
    "several rows of a new id are one case": (
        [[("", "S", "", "")], [("7", "S", "", "A"), ("7", "S", "", "B")]], ["a", "aa"]),
    "a row without an id, in an export that has them, is no case that has one": (
        [[("7", "S", "", ""), ("", "S", "", "")], [("", "S", "", ""), ("8", "T", "", "")]],
        ["ab", "bc"]),
    "an export without ids follows the newest subject of an id": (
        [[("7", "S", "", "")], [("7", "T", "", ""), ("", "S", "", "")], [("", "T", "", "")]],
        ["a", "ab", "a"]),
    "an id that was known before takes in no case that came later": (
        [[("7", "T", "", "")], [("", "S", "", "")], [("7", "S", "", "")]], ["a", "b", "a"]),
}  # fmt: skip


def letters(exports: list[list[tuple]], keys: Callable = case_keys) -> list[str]:
    """The cases of each export's rows, named in order of appearance."""
    number, listed = 0, []
    for export in exports:
        has_ids = any(row[0] for row in export)
        listed.append([Row(number + n, *row, has_ids) for n, row in enumerate(export)])
        number += len(export)
    found = dict(keys(listed))
    names: dict[str, str] = {}
    return [
        "".join(names.setdefault(found[row.obs_no], chr(97 + len(names))) for row in export)
        for export in listed
    ]


@pytest.mark.parametrize("name", TOLD_APART)
def test_rows_are_told_apart(name):
    exports, expected = TOLD_APART[name]
    assert letters(exports) == expected


rows = st.lists(
    st.tuples(st.sampled_from(["", "", "7", "8"]), st.sampled_from("ST"),
              st.sampled_from(["", "1/QĐ", "2/QĐ"]), st.sampled_from("AB")),
    min_size=1, max_size=5,
)  # fmt: skip
few = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(st.lists(rows, min_size=1, max_size=5))
def test_no_later_export_changes_what_earlier_ones_counted(exports):
    told = letters(exports)
    for n in range(1, len(exports)):
        assert letters(exports[:n]) == told[:n]


@given(st.lists(rows, min_size=1, max_size=5))
def test_rows_without_an_id_in_one_export_are_never_one_case(exports):
    for export, told in zip(exports, letters(exports), strict=True):
        bare = [case for case, row in zip(told, export, strict=True) if not row[0]]
        named = {row[0]: case for case, row in zip(told, export, strict=True) if row[0]}
        assert len(set(bare)) == len(bare) and not set(bare) & set(named.values())
        assert len(set(named.values())) == len(named)


HEAD = "source_id subject document_no unit opened_on due_on source_status"


def exported(n: int, listed: list[tuple]) -> Export:
    dates = ("01/03/2023", "20/03/2023", "Đang xử lý")
    return Export(f"2023-03-{n + 10:02}", HEAD, [(*row, *dates) for row in listed])


@few
@given(st.lists(rows, min_size=2, max_size=4), st.integers(1, 3))
def test_a_warehouse_counts_the_same_in_any_order_and_knows_no_later_id(tmp_path, listed, seen):
    exports = [exported(n, some) for n, some in enumerate(listed)]
    early, day = exports[:seen], date(2023, 3, min(seen, len(exports)) + 9)
    whole = warehouse(tmp_path, *reversed(exports), known=day, keep_order=True)
    alone = warehouse(tmp_path, *early)
    for per in ("item", "case"):
        now = Filters(day, roles=(), per=per)
        assert measure.settlement(whole, now, "unit") == measure.settlement(alone, now, "unit")


def test_blanks_of_any_width_make_neither_another_case_nor_another_unit(tmp_path):
    """A web page puts no-break spaces where a person types blanks."""
    units = Export("2023-01-01", "unit_name", [("Vụ Pháp chế",)], kind="units")
    rows = [
        ("Soạn thảo  thông tư", "Vụ Pháp chế"),
        ("Soạn thảo\u00a0thông\u2009tư ", "Vụ\u00a0Pháp chế"),
    ]
    exports = [Export(f"2023-0{n}-01", "subject unit", [row]) for n, row in enumerate(rows, 2)]
    found = warehouse(tmp_path, units, *exports).query(
        "select distinct case_id, subject, name from observation join observation_unit using (obs_no)"
        " join unit using (unit_id) where resolved"
    )
    assert [(one["subject"], one["name"]) for one in found] == [
        ("Soạn thảo thông tư", "Vụ Pháp chế")
    ]

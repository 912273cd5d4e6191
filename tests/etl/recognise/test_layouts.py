"""Any layout of the same data is recognised, or asked about; none is silently read wrongly."""

import os
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.profile import loads
from etl.read import Sheet
from etl.recognise import Table, recognise
from etl.refusal import Refused

from .layouts import ALWAYS, FILE, Layout, layout

SEEDS = st.integers(0, 10**9)
FEW = settings(max_examples=int(os.environ.get("LAYOUTS", "60")), deadline=None)
STOPS = ("shifted_columns", "question", "unrecognised")


def tables(found: Layout, profile: str | None = None) -> list[Table]:
    sheet = Sheet("Sheet1", False, [list(row) for row in found.rows])
    given = loads(profile) if profile else None
    return recognise([sheet], file_name=FILE, kind=None, profile=given)


def wrong(table: Table, found: Layout) -> dict[str, int]:
    """The fields that were taken from a column that holds something else."""
    return {name: c for name, c in table.columns.items() if found.truth.get(name) != c}


@pytest.mark.parametrize("header", ["one", "two", "three"])
@FEW
@given(seed=SEEDS)
def test_law_headings_over_their_data_are_read_whole(header, seed):
    found = layout(Random(seed), header)
    (table,) = tables(found)
    assert table.kind == "tasks"
    assert table.columns == found.truth
    assert list(table.data_rows()) == found.items
    assert set(table.confidence) == set(found.truth)
    assert all(0.5 < sure <= 1 for sure in table.confidence.values())


@FEW
@given(seed=SEEDS)
@example(seed=4984)  # two lines over groups among the names of units
@example(seed=455747)  # supporting units, several to a cell, read like a subject
def test_law_without_headings_nothing_is_read_wrongly(seed):
    found = layout(Random(seed), "none")
    try:
        (table,) = tables(found)
    except Refused as refused:
        assert refused.code == "question"
        return
    assert wrong(table, found) == {}
    asked = {w["fields"] for w in table.warnings if w["code"] == "ambiguous_column"}
    assert {"subject", "unit", "source_status"} - asked <= set(table.columns)
    assert list(table.data_rows()) == found.items


@pytest.mark.parametrize("slip", [1, -1])
@FEW
@given(seed=SEEDS)
@example(seed=608)  # the item's own heading fell off the edge
@example(seed=1219)  # two dates in a column are too few to tell that it holds dates
def test_law_headings_that_slipped_are_stopped_with_a_correction(slip, seed):
    found = layout(Random(seed), "one", slip)
    with pytest.raises(Refused) as refused:
        tables(found)
    assert refused.value.code.startswith(STOPS)
    if "proposal" in refused.value.params:
        (table,) = tables(found, refused.value.params["proposal"])
        assert wrong(table, found) == {}
        assert list(table.data_rows()) == found.items


def test_most_lists_without_headings_need_no_question():
    read = 0
    for seed in range(60):
        found = layout(Random(seed), "none")
        try:
            (table,) = tables(found)
        except Refused:
            continue
        read += set(ALWAYS) <= set(table.columns)
    assert read >= 40


TOLD = ("subject", "unit", "due_on", "source_status")  # what cells tell apart


@FEW
@given(seed=SEEDS, pair=st.permutations(TOLD))
@example(seed=917, pair=["subject", "unit", "due_on", "source_status"])  # "UBND tỉnh" is no unit
def test_law_two_headings_that_changed_places_are_stopped(seed, pair):
    found = layout(Random(seed), "one")
    top = next(i for i, row in enumerate(found.rows) if sum(map(bool, row)) > 2)
    one, other = (found.truth[name] for name in pair[:2])
    row = list(found.rows[top])
    row[one], row[other] = row[other], row[one]
    found.rows[top] = row
    with pytest.raises(Refused) as refused:
        tables(found)
    assert refused.value.code.startswith("shifted_columns")
    (table,) = tables(found, refused.value.params["proposal"])
    assert wrong(table, found) == {}

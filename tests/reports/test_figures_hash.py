"""The hash over the figures: the same for the same figures, another for any other."""

from datetime import date

import pytest

from metrics.filters import Filters
from metrics.periods import parse
from reports.figures_hash import figures_hash
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status"
ROWS = [
    ("1", "Việc một", "A", "05/01/2023", "20/01/2023", "18/01/2023", "Hoàn thành"),
    ("2", "Việc hai", "A", "05/02/2023", "20/02/2023", "", "Đang xử lý"),
    ("3", "Việc ba", "B", "05/03/2022", "20/03/2022", "30/03/2022", "Hoàn thành"),
]
H1 = Filters(as_of=date(2023, 6, 14), period=parse("2023H1"))


def said(folder, rows, filters=H1, source="s") -> str:
    return figures_hash(warehouse(folder, Export("2023-06-14", HEAD, rows, source=source)), filters)


@pytest.fixture(scope="module")
def base(tmp_path_factory) -> str:
    return said(tmp_path_factory.mktemp("base"), ROWS)


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1]], ids=["again", "in another order"])
def test_equal_figures_have_an_equal_hash(base, tmp_path, rows):
    assert said(tmp_path, rows) == base


@pytest.mark.parametrize(
    ("row", "cell", "new"),
    [
        (0, 5, "19/01/2023"),  # a day longer: only the time to answer
        (0, 5, "21/01/2023"),  # late
        (1, 2, "B"),  # another unit's
        (2, 5, "15/03/2022"),  # outside the period: only the figures without one
    ],
)
def test_any_other_figure_has_another(base, tmp_path, row, cell, new):
    rows = [list(r) for r in ROWS]
    rows[row][cell] = new
    assert said(tmp_path, rows) != base


def test_without_a_period_there_is_one_table_each(base, tmp_path):
    without = Filters(as_of=H1.as_of)
    assert said(tmp_path, ROWS, without) == said(tmp_path, ROWS, without) != base

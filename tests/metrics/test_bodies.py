"""The table of formulas: which rate a body wants, on a day."""

from datetime import date

import pytest

from metrics import bodies


@pytest.fixture
def table(tmp_path, monkeypatch):
    def write(*lines: str):
        path = tmp_path / "report_formulas.csv"
        path.write_text("body,rate_id,valid_from,valid_to,note\n" + "\n".join(lines), "utf-8")
        monkeypatch.setattr(bodies, "TABLE", path)
        bodies.formulas.cache_clear()

    yield write
    bodies.formulas.cache_clear()


def test_the_shipped_table_is_read():
    assert [f.body for f in bodies.reported_to(date(2023, 12, 14))] == ["provincial_committee"]


def test_a_formula_holds_between_its_days(table):
    table("provincial_committee,A,2018-01-01,2022-12-31,", "provincial_committee,B,2023-01-01,,")
    found = {day: [f.rate_id for f in bodies.reported_to(day)] for day in (
        date(2017, 12, 31), date(2022, 12, 31), date(2023, 1, 1),
    )}  # fmt: skip
    assert list(found.values()) == [[], ["A"], ["B"]]


def test_a_rate_that_does_not_exist_is_named(table):
    table("ministry,E,,,")
    with pytest.raises(ValueError, match="no rate 'E'"):
        bodies.reported_to(date(2023, 1, 1))

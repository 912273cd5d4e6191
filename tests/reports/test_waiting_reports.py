"""`reports latency|trend|changes`: the names that programs read, and the three clocks."""

import csv
import io
import json

import pytest

from metrics.clocks import CLOCKS
from metrics.trend_points import MEASURES
from reports.__main__ import main

NAMES = [
    "n", "open", "oldest_open", "closed_median", "median", "median_low", "median_high", "p90",
    "rmst", "rmst_se", "answered_5", "answered_10", "answered_15", "answered_30",
]  # fmt: skip


def run(sample_data, capsys, *arguments) -> str:
    assert main([*arguments, "--data", str(sample_data)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("clock", CLOCKS)
def test_latency_gives_its_columns_after_the_key(sample_data, capsys, clock):
    said = run(sample_data, capsys, "latency", "--by", "kind", "--clock", clock, "--period",
               "2023H2")  # fmt: skip
    head, *rows = csv.reader(io.StringIO(said))
    assert head[: len(NAMES) + 1] == ["kind", *NAMES]
    assert [row[0] for row in rows[:4]] == ["consultations", "dossiers", "petitions", "tasks"]


def test_latency_as_json_has_its_clock_and_total(sample_data, capsys):
    found = json.loads(run(sample_data, capsys, "latency", "--by", "unit", "--format", "json"))
    assert found["meta"]["clock"] == "final" and found["total"]["unit"] == "Tổng cộng"
    assert sum(row["n"] for row in found["rows"]) == found["total"]["n"]
    assert {row["n"] - row["closed"] >= 0 for row in found["rows"]} == {True}


@pytest.mark.parametrize("measure", MEASURES)
def test_trend_has_a_row_per_month_and_its_base(sample_data, capsys, measure):
    found = json.loads(
        run(sample_data, capsys, "trend", "--measure", measure, "--format", "json")
    )  # fmt: skip
    assert [row["month"] for row in found["rows"]][::23] == ["2022-01", "2023-12"]
    base = {"first": "2022-01", "last": "2022-12", "points": 12, "provisional": False}
    assert found["meta"]["base"] == base
    assert found["meta"]["chart"] == MEASURES[measure].chart


def test_changes_set_a_year_beside_the_year_before(sample_data, capsys):
    said = run(sample_data, capsys, "changes", "--by", "unit", "--period", "2023H2")
    rows = list(csv.DictReader(io.StringIO(said)))
    assert {row["rate_id"] for row in rows} == set("ABCD")
    both = [row for row in rows if row["rate"] and row["rate_before"]]
    assert both and all(row["difference"] and row["p"] for row in both)

"""`python -m reports rates|strata`: the names that programs read, in JSON and CSV."""

import csv
import io
import json

import pytest

from reports.__main__ import main

NAMES = [
    "rate_id", "version", "x", "n", "rate", "low", "high",
    "l95_low", "l95_high", "l998_low", "l998_high", "label",
]  # fmt: skip
LABELS = {"too_few", "ordinary", "look_further", "distinct"}


@pytest.fixture
def run(sample_data, capsysbinary):
    def ask(*options: str) -> str:
        assert main([*options, "--data", str(sample_data)]) == 0
        return capsysbinary.readouterr().out.decode()

    return ask


def test_rates_as_json(run):
    found = json.loads(run("rates", "--by", "unit", "--period", "2023H2", "--format", "json"))
    assert set(found) == {"meta", "rows", "total"}
    assert {"unit", "unit_id", *NAMES} == set(found["rows"][0])
    assert {row["label"] for row in found["rows"]} <= LABELS
    assert all(row["label"] == "too_few" for row in found["rows"] if row["n"] < 10)
    assert all(row["rate"] is None for row in found["rows"] if row["n"] == 0)
    assert {row["label"] for row in found["total"]} == {"ordinary"}
    assert found["meta"]["reported_to"] == [
        {"body": "provincial_committee", "rate_id": "B", "name": "B@1"}
    ]
    around = found["meta"]["department"]["C@1"]
    (total,) = [row for row in found["total"] if row["rate_id"] == "C"]
    assert (around["x"], around["n"], around["rate"]) == (total["x"], total["n"], total["rate"])


def test_rates_as_csv(run):
    lines = list(csv.reader(io.StringIO(run("rates", "--by", "source", "--period", "2023H2"))))
    assert lines[0] == ["source", *NAMES]
    assert [line[1] for line in lines[1:5]] == ["A", "B", "C", "D"]
    assert run("rates", "--versions", "all", "--by", "source", "--period", "2023H2") == run(
        "rates", "--by", "source", "--period", "2023H2"
    )  # every rate is at its first version


def test_both_due_dates(run):
    one, other = (
        json.loads(run("rates", "--period", "2023H2", "--due", due, "--format", "json"))
        for due in ("current", "first")
    )
    assert one["meta"]["due_basis"] == "current" and other["meta"]["due_basis"] == "first"
    assert [r["x"] for r in one["total"]] != [r["x"] for r in other["total"]]


def test_strata_add_up_to_the_unit(run):
    strata = json.loads(run("strata", "--by", "unit", "--period", "2023H2", "--format", "json"))
    rates = json.loads(run("rates", "--by", "unit", "--period", "2023H2", "--format", "json"))
    for row in rates["rows"]:
        if row["rate_id"] == "C":
            parts = [r for r in strata["rows"] if r["unit_id"] == row["unit_id"]]
            assert sum(p["x"] for p in parts) == row["x"]
            assert sum(p["n"] for p in parts) == row["n"]

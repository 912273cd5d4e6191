"""`reports holders`, `reminders` and `letter`, as they are typed."""

import csv
import io
import json

import pytest

from reports.__main__ import main

HALF = ("--period", "2023H2")


@pytest.fixture
def printed(sample_data, capfdbinary):
    def run(*words: str) -> str:
        assert main([*words, *HALF, "--data", str(sample_data)]) == 0
        return capfdbinary.readouterr().out.decode()

    return run


def table(text: str) -> list[dict]:
    return list(csv.DictReader(io.StringIO(text)))


def test_days_by_holder_and_by_case_are_the_same_days(printed):
    units, cases = (
        table(printed("holders", "--by", "unit")),
        table(printed("holders", "--by", "case")),
    )
    assert {"leaders", "registry", "unit"} <= {row["holder"] for row in units}
    whole = sum(int(row["days"]) for row in units)
    assert whole == sum(int(row["days"]) for row in cases if row["days"]) > 0
    totals = {row["case_id"]: int(row["total_days"]) for row in cases if row["days"]}
    assert whole == sum(totals.values())
    assert all(row["unsplit"] for row in cases if not row["days"])


def test_coverage_stands_in_the_answer(printed):
    meta = json.loads(printed("holders", "--format", "json"))["meta"]
    assert sum(row["with_steps"] for row in meta["coverage"]) > 0


def test_reminders_in_the_words_of_the_rule(printed):
    (three,) = [row for row in table(printed("reminders")) if row["papers"] == "3"]
    assert three["said"].startswith("Đã ghi nhận 03 văn bản nhắc nhở; Văn phòng rà soát")
    assert float(three["expected"]) > 0
    assert not [row for row in table(printed("reminders", "--months", "1")) if row["papers"] == "3"]


def test_the_letters_points(printed):
    rows = table(printed("letter"))
    assert all(int(row["x"]) <= int(row["n"]) for row in rows)
    of_tasks = [row for row in rows if row["point"] == "tasks_done"]
    assert sum(int(r["n"]) for r in of_tasks if r["unit_id"]) == int(of_tasks[-1]["n"])

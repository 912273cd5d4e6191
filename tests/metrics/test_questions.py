"""Rows that are flagged and loaded all the same: cut texts, typed tests, numbers, repetitions."""

import re

import pytest

from layout import REPO
from metrics import quality
from tests.metrics.test_quality import ROWS
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on"
DAY = ("01/03/2023", "10/03/2023")
FLAGGED = {
    "truncated": ["Báo cáo kết quả…", "Báo cáo...", "Báo cáo tình hình [+] Xem thêm", "Báo cáo (…)"],
    "test_row": ["test", "Test 2", "aaa", "thử", "asdf", "Nhiệm vụ test", "THỬ NGHIỆM", "abc 123"],
    "number_subject": ["1.109.000", "12", "3,5"],
}  # fmt: skip
CLEAN = [
    "Báo cáo kết quả", "Thử nghiệm vắc xin mới", "Đề thi thử nghiệm", "Kiểm tra 3 đơn vị",
    "Công văn 12/UBND", "Xem thêm tài liệu", "Nhiệm vụ 1", "Aa Bb",
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    subjects = [s for group in FLAGGED.values() for s in group] + CLEAN
    rows = [(str(n), subject, "P", *DAY) for n, subject in enumerate(subjects)]
    rows += [
        ("", "Việc lặp", "P", *DAY), ("", "Việc lặp", "P", *DAY), ("", "Việc lặp", "Q", *DAY),
        ("R1", "Việc một", "P", *DAY), ("R1", "Việc hai", "P", *DAY), ("R2", "Việc ba", "P", *DAY),
        ("R3", "Việc bốn", "P", *DAY), ("R3", "Việc bốn", "P", *DAY),
    ]  # fmt: skip
    return warehouse(tmp_path_factory.mktemp("questions"), Export("2023-04-01", HEAD, rows))


@pytest.mark.parametrize("question", FLAGGED)
def test_what_the_text_gives_away(store, question):
    rows = quality.suspicious_rows(store, question)
    assert {r["subject"] for r in rows} == set(FLAGGED[question])


def test_repeated_rows_are_flagged_and_counted_as_they_are_loaded(store):
    rows = quality.suspicious_rows(store, "repeated_row")
    assert sorted((r["subject"], r["unit"]) for r in rows) == [
        ("Việc bốn", "P"), ("Việc bốn", "P"), ("Việc lặp", "P"), ("Việc lặp", "P"),
    ]  # fmt: skip


def test_an_id_with_two_texts_is_asked_about(store):
    rows = quality.suspicious_rows(store, "id_of_two_subjects")
    assert {(r["source_id"], r["subject"]) for r in rows} == {
        ("R1", "Việc một"),
        ("R1", "Việc hai"),
    }


def test_every_question_of_a_row_is_asked_of_some_row_of_the_tests():
    asked = set(re.findall(r"'(\w+)' end", (REPO / "etl/sql/47_question.sql").read_text("utf-8")))
    mine = {*FLAGGED, "repeated_row", "id_of_two_subjects", "person_in_unit"}
    assert asked == {*ROWS} | mine and asked <= {*quality.QUESTIONS}

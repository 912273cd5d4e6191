"""What the ETL says by code becomes a sentence, whatever parameters come with it."""

from datetime import datetime

import pytest

import messages
from ui.sentences import field, moment, refusal, warning, word


def test_a_refusal_names_its_file_and_leaves_open_what_is_not_told():
    known = {"refused": "no_as_of", "file": "a.csv", "params": {}}
    assert refusal(known).startswith("Tệp «a.csv» không cho biết")
    assert "«…»" in refusal({"refused": "no_as_of"})
    unknown = {"refused": "of a later version", "message": "Một câu"}
    assert refusal(unknown) == "Một câu"


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({"code": "undecided", "headings": ["A", "B"]}, "A; B"),
        ({"code": "unread_date", "field": "due_on", "number": 1,
          "examples": [{"sheet": "", "row": 7, "text": "Quý III"}]}, "dòng 7 «Quý III»"),
        ({"code": "unread_date", "field": "due_on", "number": 9, "examples": []}, "Hạn hiện hành"),
        ({"code": "kind_assumed", "kind": "tasks"}, "Nhiệm vụ"),
        ({"code": "of a later version"}, "of a later version"),
    ],
)  # fmt: skip
def test_a_warning_is_a_sentence(found, sentence):
    assert sentence in warning(found)


@pytest.mark.parametrize("group", ["refusal", "warning", "note"])
def test_every_sentence_can_be_said_even_when_nothing_is_told(group):
    codes = [c for c in messages.catalogue("vi") if c.startswith(f"{group}.")]
    assert codes or group == "note"
    for code in codes:
        name = code.removeprefix(f"{group}.")
        said = refusal({"refused": name}) if group == "refusal" else warning({"code": name})
        assert said and "{" not in said


def test_words_fall_back_on_the_value():
    assert field("due_on") == "Hạn hiện hành" and field("x") == "x"
    assert word("kind", "tasks") == "Nhiệm vụ" and word("kind", None) == ""


def test_a_moment_is_told_in_vietnamese_time():
    assert moment("2023-12-31T20:00:00+00:00") == datetime(2024, 1, 1, 3, 0)
    assert moment("") is None

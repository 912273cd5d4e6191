"""Sentences and numbers of the pack: literal figures, the words they become."""

from datetime import date

import pytest

from metrics.periods import Period, parse
from reports.review.annex import label
from reports.review.data import Figure
from reports.review.freeze import digest, figures
from reports.review.period_words import next_words, period_words
from reports.review.phrases import share
from reports.review.report import signed_number
from reports.review.sentences import RULES, SECTIONS, lines


@pytest.mark.parametrize(
    ("x", "n", "said"),
    [
        (1234, None, "1.234"),
        (7.5, None, "7,5"),
        (8.0, None, "8"),
        (None, None, "–"),
        (0, 0, "–"),
        (3, 7, "3/7"),
        (9, 9, "9/9"),
        (1, 10, "1/10 (10,0%)"),
        (1073, 5594, "1.073/5.594 (19,2%)"),
    ],
)
def test_a_figure_is_written_in_one_way(x, n, said):
    assert Figure("a", "", x, n).said == said


@pytest.mark.parametrize(
    ("x", "n", "said"), [(3, 9, ""), (3, 10, " (30,0%)"), (0, 0, ""), (0, 12, " (0,0%)")]
)
def test_a_share_stands_from_ten_cases_on(x, n, said):
    assert share(Figure("a", "", x, n)) == said


@pytest.mark.parametrize(
    ("name", "words", "after"),
    [
        ("2023H1", "06 tháng đầu năm 2023", "06 tháng cuối năm 2023"),
        ("2023H2", "06 tháng cuối năm 2023", "06 tháng đầu năm 2024"),
        ("2023Y-calendar", "năm 2023", "năm 2024"),
        ("2023Q4", "quý IV năm 2023", "quý I năm 2024"),
        ("2023M05", "tháng 5 năm 2023", "tháng 6 năm 2023"),
    ],
)
def test_periods_as_titles_write_them(name, words, after):
    assert (period_words(parse(name)), next_words(parse(name))) == (words, after)


def test_a_window_without_a_name_has_its_days():
    window = Period(date(2023, 1, 2), date(2023, 3, 4))
    assert period_words(window) == "từ ngày 02/01/2023 đến ngày 04/03/2023"
    assert next_words(window) == ""


@pytest.mark.parametrize(("value", "said"), [(12, "+12"), (-3, "-3"), (0, "0"), (None, "–")])
def test_a_difference_has_its_sign(value, said):
    assert signed_number(value) == said


def test_every_section_has_its_rule(review):
    assert tuple(RULES) == SECTIONS
    for section in SECTIONS:
        assert all(line.endswith(".") for line in lines(review, section)), section


def test_the_sentences_say_the_figures(review):
    said = " ".join(lines(review, "summary"))
    assert f"{review.number('total')} việc, gồm {review.number('carried_over')} việc" in said
    late, judged = int(review["C"].x), review["C"].n
    assert f"{late}/{judged} việc xét được thời hạn (" in said
    row = next(r for r in review.tables["changes"].rows if r["rate_id"] == "C")
    assert row["changed"] in said


def test_every_figure_has_a_name_in_words(review):
    for figure in review.figures.values():
        named = label(figure.name)
        assert named and "." not in named.split(":")[-1].replace("...", ""), figure.name


def test_the_manifest_of_figures_is_plain_and_has_one_hash(review):
    found = figures(review)
    assert found["total"] == [int(review["total"].x), None]
    assert digest(str(found).encode()) == digest(str(figures(review)).encode())

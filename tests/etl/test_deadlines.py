"""Deadlines as people type them: the rule that reads each, and the day it gives; by hand."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.stage.deadline_days import COMPOSED
from etl.stage.deadline_rules import rule_names
from etl.stage.deadlines import NO_DUE, Deadline, Part, deadline
from messages import LANGUAGES, catalogue

# text, rule, year, month, day
NAMED = [
    ("tháng 10/2018", "month", 2018, 10, 31),
    ("Tháng 3/ 2017", "month", 2017, 3, 31),
    ("Tháng 5 /2018", "month", 2018, 5, 31),
    ("THÁNG 2 NĂM 2016", "month", 2016, 2, 29),
    ("thang 2-2017", "month", 2017, 2, 28),
    ("10/2018", "month", 2018, 10, 31),
    ("T12.2018", "month", 2018, 12, 31),
    ("Trong tháng mười hai năm 2018", "month", 2018, 12, 31),
    ("hết tháng 6/2018 phải xong", "month", 2018, 6, 30),
    ("Quý II/2018", "quarter", 2018, 6, 30),
    ("Quý IV năm 2017", "quarter", 2017, 12, 31),
    ("Q3/2018", "quarter", 2018, 9, 30),
    ("quý 1-2018", "quarter", 2018, 3, 31),
    ("năm 2017", "year", 2017, 12, 31),
    ("Cả năm 2017", "year", 2017, 12, 31),
    ("2018", "year", 2018, 12, 31),
    ("6 tháng đầu năm 2018", "months_of_year", 2018, 6, 30),
    ("9 tháng đầu năm 2018", "months_of_year", 2018, 9, 30),
    ("Sáu tháng cuối năm 2018", "months_of_year", 2018, 12, 31),
    ("đầu tháng 5/2018", "month_part", 2018, 5, 1),
    ("giữa tháng 5/2018", "month_part", 2018, 5, 15),
    ("cuối tháng 02/2018", "month_part", 2018, 2, 28),
    ("thượng tuần tháng 5/2018", "ten_days", 2018, 5, 10),
    ("Tuần 2 tháng 5/2018", "week", 2018, 5, 14),
    ("tuần thứ hai của tháng 5 năm 2018", "week", 2018, 5, 14),
    ("Tuần 5 tháng 5/2018", "week", 2018, 5, 31),
    ("tuần cuối tháng 5/2018", "week", 2018, 5, 31),
    ("cuối quý III/2018", "quarter_part", 2018, 9, 30),
    ("giữa năm 2018", "year_part", 2018, 6, 30),
    ("ngày 20/8/2018", "day", 2018, 8, 20),
    ("20/8/2018 (thứ Hai)", "day", 2018, 8, 20),
    ("2018/08/20", "day", 2018, 8, 20),
    ("Tháng 12/2018 (trình Bộ)", "month", 2018, 12, 31),
    ("Trình Chính phủ tháng 12/2018", "month", 2018, 12, 31),
    ("Tháng 6/2018 (theo QĐ 123)", "month", 2018, 6, 30),
    ("tháng 5/18", "short_year", 2018, 5, 31),
    ("Ngày 20 tháng 8 năm 2018", "day", 2018, 8, 20),
    ("20 tháng 08/2018", "day", 2018, 8, 20),
    ("chậm nhất là ngày 20/8/2018", "day", 2018, 8, 20),
    ("Hạn cuối: 20.8.2018", "day", 2018, 8, 20),
    ("thứ Hai, ngày 20/8/2018", "day", 2018, 8, 20),
    ("không muộn hơn 15 - 9 - 2018", "day", 2018, 9, 15),
    ("trước và trong ngày 20/8/2018", "day", 2018, 8, 20),
    ("20/8/18", "short_year", 2018, 8, 20),
    ("trước ngày 01/3/2018", "before", 2018, 2, 28),
    ("Trước 15/10/2018", "before", 2018, 10, 14),
    ("trước tháng 5/2018", "before", 2018, 4, 30),
    ("trước Quý II/2018", "before", 2018, 3, 31),
    ("trước năm 2018", "before", 2017, 12, 31),
    ("Trình UBND tỉnh trước ngày 20/8/2018", "before", 2018, 8, 19),
    ("Quý I đến tháng 9/2017", "range", 2017, 9, 30),
    ("Từ tháng 2/2017 đến tháng 9/2018", "range", 2018, 9, 30),
    ("tháng 2 đến tháng 4/2017", "range", 2017, 4, 30),
    ("15/12/2016-15/02/2017", "range", 2017, 2, 15),
    ("Từ 15/12/2016 đến 15/02", "range", 2017, 2, 15),
    ("Từ tháng 5/2017-12/2017", "range", 2017, 12, 31),
    ("Năm 2017 – 2018", "range", 2018, 12, 31),
    ("giai đoạn 2016-2020", "range", 2020, 12, 31),
    ("Quý I-II/2018", "range", 2018, 6, 30),
    ("20-25/8/2018", "range", 2018, 8, 25),
    ("từ nay đến hết quý III/2018", "quarter", 2018, 9, 30),
    ("tháng 8 -> 12/2018", "range", 2018, 12, 31),
    ("ngày 20 và 21/8/2018", "several", 2018, 8, 21),
    ("Báo cáo 15/11; hoàn thành 30/12/2018", "several", 2018, 12, 30),
    ("20/8/2018; 30/9/2018", "several", 2018, 9, 30),
    ("30/9/2018\n20/8/2018", "several", 2018, 9, 30),
    ("Tháng 4, 5/2017", "several", 2017, 5, 31),
    ("Quý I, II/2018", "several", 2018, 6, 30),
    ("Trong Quý I và trước ngày 30/4/2017", "several", 2017, 4, 29),
    ("30/6 và 31/12/2018", "several", 2018, 12, 31),
]
# text, rule, what the row's own days resolve
WAITING = [
    ("trước ngày 07/9", "before", Part(9, 7, -1)),
    ("trong ngày 20/8", "day", Part(8, 20)),
    ("ngày 20 tháng 8", "day", Part(8, 20)),
    ("07/9", "day", Part(9, 7)),
    ("trước 15/10", "before", Part(10, 15, -1)),
    ("tháng 5", "month", Part(5, 0)),
    ("trước tháng 5", "before", Part(5, 1, -1)),
    ("tháng 11 đến tháng 2", "range", Part(2, 0)),
    ("5 ngày làm việc", "working_days", Part(number=5, unit="working_day")),
    ("05 (năm) ngày làm việc", "working_days", Part(number=5, unit="working_day")),
    ("năm ngày làm việc", "working_days", Part(number=5, unit="working_day")),
    ("3-5 ngày làm việc", "working_days", Part(number=5, unit="working_day")),
    ("15 ngày", "days", Part(number=15, unit="day")),
    ("Trong vòng 15 ngày, kể từ ngày nhận được văn bản", "days", Part(number=15, unit="day")),
    ("30 ngày kể từ ngày 01/5/2017", "days", Part(number=30, unit="day", start=date(2017, 5, 1))),
    ("2 tuần", "weeks", Part(number=2, unit="week")),
    ("01 tháng", "months", Part(number=1, unit="month")),
    ("ba tháng", "months", Part(number=3, unit="month")),
    ("48 giờ", "hours", Part(number=2, unit="date")),
    ("40 giờ làm việc", "working_hours", Part(number=5, unit="working_day")),
    ("trong ngày", "opening_day", Part(number=0, unit="date")),
    ("cuối tuần", "opening_week", Part(number=0, unit="week_end")),
    ("trong tháng", "opening_month", Part(number=0, unit="month_end")),
    ("tháng sau", "opening_month", Part(number=1, unit="month_end")),
    ("cuối năm", "opening_year", Part(number=0, unit="year_end")),
]  # fmt: skip
NO_DUE_DATE = [
    ("Thường xuyên", "recurring"),
    ("hằng tháng", "recurring"),
    ("Hàng quý", "recurring"),
    ("Trước ngày 25 hàng tháng", "recurring"),
    ("Tháng 4, 5/2017 và thường xuyên", "recurring"),
    ("năm 2017 và những năm tiếp theo", "recurring"),
    ("Định kỳ 6 tháng", "recurring"),
    ("1 lần/tháng", "recurring"),
    ("Đột xuất", "on_demand"),
    ("Khi có yêu cầu của Bộ", "on_demand"),
    ("Không có thời hạn", "no_term"),
    ("-", "no_term"),
]
# Typing errors, other things, and what would have to be guessed.
NOT_READ = [
    "20/01/201", "31/02/2018", "trước 31/11", "45091", "20", "ngày 20", "tháng 13/2018", "Gấp", "Ngay",
    "theo kế hoạch", "sau ngày 20/8/2018", "từ ngày 01/5/2017", "năm học 2017-2018", "năm 2018 (quý II)", "Trước Tết Nguyên đán", "5 giờ",
    "theo QĐ 15/2018/QĐ-UBND ngày 3/3/2018", "Vụ Kế hoạch - Tài chính", "25h ngày 20/8/2018", "", " . ",
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "year", "month", "day"), NAMED)
def test_a_day_by_a_named_rule(text, rule, year, month, day):
    assert deadline(text) == Deadline(rule, date(year, month, day))


@pytest.mark.parametrize(("text", "rule", "part"), WAITING)
def test_what_waits_for_the_days_of_its_row(text, rule, part):
    assert deadline(text) == Deadline(rule, part=part)


@pytest.mark.parametrize(("text", "rule"), NO_DUE_DATE)
def test_what_says_that_there_is_no_due_date(text, rule):
    assert deadline(text) == Deadline(rule) and rule in NO_DUE


@pytest.mark.parametrize("text", NOT_READ)
def test_what_no_rule_reads_stays_text(text):
    assert deadline(text) is None


def test_an_hour_is_kept():
    said = deadline("trước 16h00 ngày 12/5/2017")
    assert said == Deadline("hour", date(2017, 5, 12), time(16))
    assert deadline("8 giờ 30 phút, ngày 12/5") == Deadline(
        "hour", None, time(8, 30), None, Part(5, 12)
    )


def test_an_extension_in_the_cell_keeps_the_first_day():
    said = deadline("20/8/2018 (gia hạn đến 30/9/2018)")
    assert said == Deadline("extended", date(2018, 9, 30), first_day=date(2018, 8, 20))


def test_every_rule_has_its_words():
    for lang in LANGUAGES:
        names = {c.removeprefix("due_rule.") for c in catalogue(lang) if c.startswith("due_rule.")}
        assert names == {*rule_names(), *COMPOSED, "statutory_term"}


pieces = st.sampled_from(
    [
        "trước",
        "ngày",
        "tháng",
        "quý",
        "năm",
        "20/8",
        "20/8/2018",
        "29/2",
        "31/2/2019",
        "5",
        "II",
        "2017",
        "tuần",
        "đến",
        "từ",
        "-",
        ",",
        ";",
        "và",
        "và thường xuyên",
        "cuối",
        "đầu",
        "giữa",
        "gia hạn",
        "16h00",
        "làm việc",
        "kể từ",
        "hằng",
        "trong",
        "(",
        ")",
        "/",
        "31/12",
        "hết",
        "chậm nhất",
        "\n",
        "0",
        "00",
        "iv",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.lists(pieces, max_size=12).map(" ".join), st.text(max_size=60)))
def test_no_text_breaks_it_and_what_is_read_is_a_day_of_a_calendar(text):
    said = deadline(text)
    assert said is None or said.rule in NO_DUE or bool(said.day) != bool(said.part)
    assert said is None or said.part is None or said.part.month in (None, *range(1, 13))

"""When an export was made: by its file name, by what its lines say."""

from datetime import datetime

import pytest

from etl.recognise import as_of_from_name
from etl.recognise.moments import as_of_from_lines

NAMES = [
    ("Danhmucnhiemvu120417053102.xlsx", "2017-04-12 05:31:02"),
    ("Danhmucnhiemvu120417053102 (1).xlsx", "2017-04-12 05:31:02"),
    ("bc_20230614.csv", "2023-06-14 00:00:00"),
    ("bc 2023-06-14 tuần 24.csv", "2023-06-14 00:00:00"),
    ("14-06-2023.xlsx", "2023-06-14 00:00:00"),
    ("14.6.2023 báo cáo.xlsx", "2023-06-14 00:00:00"),
    ("bao_cao_14_06_2023.xlsx", "2023-06-14 00:00:00"),
    ("14062023.xlsx", "2023-06-14 00:00:00"),
    ("20230614153000.csv", "2023-06-14 15:30:00"),
    ("20230614_1530.csv", "2023-06-14 15:30:00"),
    ("2023-06-14_15-30-10.csv", "2023-06-14 15:30:10"),
    ("2023-06-14T153010.csv", "2023-06-14 15:30:10"),
    ("2023-06-14-01.xlsx", "2023-06-14 00:00:00"),
    ("20230614-9999.csv", "2023-06-14 00:00:00"),  # 99 hours: a number, not a time
    ("nv_29022024.xlsx", "2024-02-29 00:00:00"),
    # no such day, no such year, no day at all
    ("31-02-2023.xlsx", None),
    ("29022023.xlsx", None),
    ("x320417053102.xlsx", None),
    ("1998-01-01.csv", None),
    ("kế hoạch 2023.xlsx", None),
    ("CV 12-2023.xlsx", None),
    ("CV1234567890123.xlsx", None),
    ("", None),
    # two days: which one is not said
    ("20230101_20230630.csv", None),
    ("15-12-2022-14-06-2023.xlsx", None),
    # ddmmyyhhmmss and yyyymmddhhmm both read
    ("nv_201204150930.xlsx", None),
]


@pytest.mark.parametrize(("name", "moment"), NAMES)
def test_file_name(name, moment):
    assert as_of_from_name(name) == (datetime.fromisoformat(moment) if moment else None)


LINES = [
    ("*) Dữ liệu được trích suất từ hệ thống abc.gov.vn (10:50 20/04/2017)", "2017-04-20 10:50:00"),
    ("Dữ liệu được trích xuất từ hệ thống X lúc 10:50 ngày 20/04/2017", "2017-04-20 10:50:00"),
    ("(Số liệu tính đến 10h30 ngày 14/6/2023)", "2023-06-14 10:30:00"),
    ("số liệu tính đến hết ngày 14/6/2023", "2023-06-14 00:00:00"),
    ("Cập nhật đến 17 giờ 00 phút ngày 01 tháng 7 năm 2023", "2023-07-01 17:00:00"),
    ("Ngày xuất: 20/04/2017 08:05:09", "2017-04-20 08:05:09"),
    ("Exported at 2023-06-14 10:20:30", "2023-06-14 10:20:30"),
    (
        "Số liệu tính từ ngày 15/12/2022 đến ngày 14/6/2023, chốt ngày 16/6/2023",
        "2023-06-16 00:00:00",
    ),
    # a place and a date sign the paper; they do not say when the data was taken
    ("Hải Dương, ngày 15 tháng 6 năm 2023", None),
    ("Từ ngày 15/12/2022 đến ngày 14/6/2023", None),
    ("Dữ liệu được trích xuất từ hệ thống", None),
    ("Tính đến ngày 31/02/2023", None),
]


@pytest.mark.parametrize(("line", "moment"), LINES)
def test_line(line, moment):
    assert as_of_from_lines([line]) == (datetime.fromisoformat(moment) if moment else None)


def test_the_last_line_that_says_it_counts():
    lines = [
        "Tính đến ngày 01/06/2023",
        "SỞ CÔNG THƯƠNG",
        "Trích xuất lúc 8:00 ngày 02/06/2023",
        "",
    ]
    assert as_of_from_lines(lines) == datetime(2023, 6, 2, 8)

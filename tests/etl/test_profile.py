"""Profiles as TOML: what may be left out, what is refused and how."""

import pytest

from etl.profile import FIELDS, Profile, dumps, load, loads, strptime_pattern
from etl.refusal import Refused

FULL = """
kind = "petitions"
sheet = "Tháng 6"
header_row = 5
date_format = "mm/dd/yyyy hh:mm"
unit_separator = "/"

[columns]
source_id = "CASE_ENQUIRY_ID"
unit = "Department"

[status]
Closed = "done"
"Chờ ý kiến" = "awaiting/in_term"
"""


def test_everything():
    assert loads(FULL) == Profile(
        kind="petitions",
        sheet="Tháng 6",
        header_row=5,
        date_format="%m/%d/%Y %H:%M",
        unit_separator="/",
        columns={"source_id": "CASE_ENQUIRY_ID", "unit": "Department"},
        status={"Closed": "done", "Chờ ý kiến": "awaiting/in_term"},
    )


def test_all_but_columns_may_be_left_out():
    profile = loads('[columns]\nsubject = "Việc"')
    assert profile == Profile(columns={"subject": "Việc"})
    assert dumps(profile) == '[columns]\nsubject = "Việc"\n'


ROUND = [
    FULL,
    '[columns]\nunit_name = "Tên \\"A\\"\\nB"',
    "header_row = 0\n[columns]\nsubject = '[B]'",
    'kind = "published_totals"',
    'sheets = ["Tuần 1", "Đơn vị"]',
]


@pytest.mark.parametrize("text", ROUND)
def test_dumps_and_loads_are_inverse(text):
    assert loads(dumps(loads(text))) == loads(text)


REFUSED = [
    ("sheets = []", "profile_sheets", "sheets"),
    ('sheets = "Tuần 1"', "profile_sheets", "sheets"),
    ('sheets = ["A", 1]', "profile_sheets", "sheets"),
    ('sheets = ["A"]\n[columns]\nsubject = "A"', "profile_bare", "columns"),
    ('kind = "published_totals"\n[columns]\nunit = "A"', "profile_bare", "columns"),
    ("kind = tasks", "profile_toml", "TOML"),
    ("columns = [1]", "profile_table", "[columns]"),
    ('kind = "tasks"', "profile_no_columns", "[columns]"),
    ('colums = 1\n[columns]\nsubject = "A"', "profile_key", "columns"),
    ('kind = "viec"\n[columns]\nsubject = "A"', "profile_kind", "petitions"),
    ('[columns]\nchu_de = "A"', "profile_field", "subject"),
    ('kind = "tasks"\n[columns]\nsubject = "A"\nreply_form = "B"', "profile_field", "due_on"),
    ('[columns]\nurgency = "A"', "profile_no_identity", "source_id"),
    ('[columns]\nsubject = 5', "profile_text", "columns.subject"),
    ('[columns]\nsubject = " "', "profile_text", "columns.subject"),
    ('sheet = 2\n[columns]\nsubject = "A"', "profile_text", "sheet"),
    ('header_row = "5"\n[columns]\nsubject = "A"', "profile_header_row", "5"),
    ('header_row = true\n[columns]\nsubject = "A"', "profile_header_row", "0"),
    ('header_row = -1\n[columns]\nsubject = "A"', "profile_header_row", "-1"),
    ('date_format = "ngày"\n[columns]\nsubject = "A"', "profile_date_format", "dd/mm/yyyy"),
    ('[columns]\nsubject = "A"\n[status]\nXong = "finished"', "profile_state", "closed_no_result"),
    ('[columns]\nsubject = "A"\n[status]\nXong = "done/soon"', "profile_state", "on_time"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "named"), REFUSED)
def test_refused_with_what_would_do(text, code, named):
    with pytest.raises(Refused) as refused:
        loads(text)
    assert refused.value.code == code
    for lang in ("vi", "en"):
        assert named in refused.value.message(lang)


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read(tmp_path, content):
    path = tmp_path / "nguon.toml"
    if content:
        path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        load(path)
    assert refused.value.code == "profile_unreadable"


def test_a_file_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "nguon.toml"
    path.write_text('\ufeff[columns]\nsubject = "Việc"', encoding="utf-8")
    assert load(path).columns == {"subject": "Việc"}


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("dd/mm/yyyy", "%d/%m/%Y"),
        ("MM/DD/YYYY", "%m/%d/%Y"),
        ("yyyy-mm-dd hh:mm:ss", "%Y-%m-%d %H:%M:%S"),
        ("d.m.yy", "%d.%m.%y"),
        ("%d %b %Y", "%d %b %Y"),
    ],
)
def test_date_formats(text, pattern):
    assert strptime_pattern(text) == pattern


def test_kinds_share_the_fields_of_work_items():
    assert set(FIELDS["tasks"]) == set(FIELDS["petitions"]) < set(FIELDS["consultations"])

"""Literal rows of each register -> the rows of its table; which rows hold; what is asked about."""

from __future__ import annotations

from datetime import date

import pytest

from etl.registers import REGISTERS, TYPES, code_of, labels, registers
from tests.warehouses import Export, warehouse

UNITS = Export(
    "2023-01-01",
    "unit_id unit_name short_name unit_kind valid_from valid_to successor",
    [
        ("A", "Phòng Alpha", "PA", "division", "", "", ""),
        ("B", "Phòng Beta", "PB", "division", "", "2022-12-31", "A"),
        ("C", "Phòng Gamma", "PC", "division", "", "2022-12-31", "D"),
        ("D", "Phòng Delta", "PD", "division", "2023-01-01", "", ""),
        ("E", "Phòng Epsilon", "PE", "division", "", "2023-02-28", "Phòng Alpha; D"),
    ],
    kind="units",
)
PEOPLE = Export(
    "2023-01-01",
    "person_id person_name position unit person_kind valid_from valid_to",
    [
        ("P1", "Lê Sao Mai", "Chuyên viên", "Phòng Beta", "CC", "2020-01-01", "2022-12-31"),
        ("P1", "Lê Sao Mai", "Phó phòng", "PA", "Công chức", "2023-01-01", ""),
        ("P2", "Trần Sông Thu", "Nhân viên", "Phòng lạ", "HĐLĐ", "", ""),
        ("P3", "Vũ Gió Nồm", "Viên chức", "PD", "Viên chức", "", ""),
    ],
    kind="people",
)
CASES = [
    Export("2023-06-14", "source_id subject unit opened_on", [
        ("NV1", "Việc một", "Phòng Alpha", "2023-01-03"), ("X9", "Việc hai", "PA", "2023-01-03"),
    ]),
    Export("2023-06-14", "source_id subject unit opened_on", [
        ("HS1", "Cấp phép", "Phòng Alpha", "2023-01-03"), ("X9", "Cấp lại", "PA", "2023-01-03"),
    ], kind="dossiers"),
]  # fmt: skip
STEPS = (
    "source_id case_kind step_no step_name unit official holder received_on due_on passed_on action"
    " paper approver"
)

# register -> (fields, row, table, what the table says of it)
ROWS = {
    "steps": (
        STEPS,
        ("HS1", "", "2", "Thẩm định", "PA", "Lê Sao Mai", "Đơn vị", "03/01/2023", "2023-01-10",
         "05/01/2023 09:30", "Trả lại", "12/CV", "Bà Hạc"),
        "step",
        {"kind": "dossiers", "source_id": "HS1", "step_no": 2, "step_name": "Thẩm định",
         "unit_id": "A", "official": "Lê Sao Mai", "holder": "unit",
         "received_on": date(2023, 1, 3), "due_on": date(2023, 1, 10),
         "passed_on": date(2023, 1, 5), "action": "return", "paper": "12/CV",
         "approver": "Bà Hạc"},
    ),
    "reminders": (
        "document_no issued_on level official unit content item_refs signer",
        ("5/NN-SCT", "01/02/2023", "Sở", "Lê Sao Mai", "Phòng  Alpha", "Chậm 2 việc",
         "NV1; HS1\nNV2", "Bà Hạc"),
        "reminder",
        {"document_no": "5/NN-SCT", "issued_on": date(2023, 2, 1), "level": "Sở",
         "official": "Lê Sao Mai", "unit_id": "A", "content": "Chậm 2 việc",
         "item_refs": ["NV1", "HS1", "NV2"], "signer": "Bà Hạc"},
    ),
    "decisions": (
        "document_no issued_on decision_kind form body official unit signer grounds item_refs"
        " considered_from concluded_on valid_to",
        ("7/QĐ", "2023-02-01", "Kỷ luật", "Khiển trách", "Chính quyền", "Lê Sao Mai", "PA", "Bà Hạc",
         "Chậm", "NV1", "2022-12-01", "2023-01-30", "2024-02-01"),
        "decision",
        {"document_no": "7/QĐ", "issued_on": date(2023, 2, 1), "decision_kind": "discipline",
         "form": "Khiển trách", "body": "administration", "official": "Lê Sao Mai", "unit_id": "A",
         "signer": "Bà Hạc", "grounds": "Chậm", "item_refs": ["NV1"],
         "considered_from": date(2022, 12, 1), "concluded_on": date(2023, 1, 30),
         "valid_to": date(2024, 2, 1)},
    ),
    "submissions": (
        "document_no submitted_on unit official level subject legal_basis authority_stated opinion"
        " proposal chosen_option returned_on returned_as exception_claimed beyond_authority"
        " answered_on answer",
        ("9/TTr", "2023-02-01", "PA", "Lê Sao Mai", "Giám đốc", "Xin chủ trương", "Có", "x",
         "Không", "", "Không áp dụng", "2023-02-03", "Thuộc thẩm quyền", "Việc mới", "Có",
         "2023-02-09", "Đồng ý"),
        "submission",
        {"document_no": "9/TTr", "submitted_on": date(2023, 2, 1), "unit_id": "A",
         "official": "Lê Sao Mai", "level": "Giám đốc", "subject": "Xin chủ trương",
         "legal_basis": "yes", "authority_stated": "yes", "opinion": "no", "proposal": None,
         "chosen_option": "not_applicable", "returned_on": date(2023, 2, 3),
         "returned_as": "own_authority", "exception_claimed": "Việc mới", "beyond_authority": True,
         "answered_on": date(2023, 2, 9), "answer": "Đồng ý"},
    ),
    "procedures": (
        "procedure_id procedure_name unit listed_on published_on simplified_on planned_on"
        " touches_public source_status",
        ("NB01", "Đi công tác", "PA", "2023-01-05", "", "", "2023-12-31", "Không", "Đã công bố"),
        "procedure",
        {"procedure_id": "NB01", "name": "Đi công tác", "unit_id": "A",
         "listed_on": date(2023, 1, 5), "published_on": None, "simplified_on": None,
         "planned_on": date(2023, 12, 31), "touches_public": False,
         "source_status": "Đã công bố"},
    ),
    "rules": (
        "document_no issued_on effective_on unit subject names_steps source_status",
        ("3/QĐ", "2023-01-05", "2023-02-01", "PA", "Quy chế làm việc", "Có", "Hiệu lực"),
        "rule_change",
        {"document_no": "3/QĐ", "issued_on": date(2023, 1, 5), "effective_on": date(2023, 2, 1),
         "unit_id": "A", "subject": "Quy chế làm việc", "names_steps": True,
         "source_status": "Hiệu lực"},
    ),
    "dissemination": (
        "unit document_no held_on form attendees",
        ("PA", "280/CĐ", "2023-04-25", "Họp", "12.0"),
        "dissemination",
        {"unit_id": "A", "document_no": "280/CĐ", "held_on": date(2023, 4, 25), "form": "Họp",
         "attendees": 12},
    ),
    "obstacles": (
        "unit raised_on subject proposal answered_on answer source_status",
        ("PA", "2023-03-01", "Thiếu người", "Bổ sung", "", "", "Chưa trả lời"),
        "obstacle",
        {"unit_id": "A", "raised_on": date(2023, 3, 1), "subject": "Thiếu người",
         "proposal": "Bổ sung", "answered_on": None, "answer": None,
         "source_status": "Chưa trả lời"},
    ),
    "unit_reports": (
        "unit period due_on received_on document_no",
        ("PA", "6 tháng 2023", "2023-06-20", "2023-06-19", "8/BC"),
        "unit_report",
        {"unit_id": "A", "period": "6 tháng 2023", "due_on": date(2023, 6, 20),
         "received_on": date(2023, 6, 19), "document_no": "8/BC"},
    ),
}  # fmt: skip


def the_row(store, table: str) -> dict:
    (row,) = store.query(f"select * from {table}")
    return row


@pytest.fixture(scope="module")
def of_each(tmp_path_factory):
    exports = [Export("2023-06-14", fields, [row], kind=kind)
               for kind, (fields, row, *_) in ROWS.items()]  # fmt: skip
    return warehouse(tmp_path_factory.mktemp("w"), UNITS, PEOPLE, *CASES, *exports)


@pytest.mark.parametrize("register", ROWS)
def test_a_row_of_each_register(of_each, register):
    *_, table, expected = ROWS[register]
    row = the_row(of_each, table)
    place = of_each.query(
        "select kind, row from source_row join upload using (upload_no) where obs_no = $n",
        {"n": row.pop("obs_no")},
    )
    case = row.pop("case_id", None)
    assert row == expected and list(row) == [k for k in row if k in expected]
    assert place == [{"kind": register, "row": 1}]
    if register == "steps":
        assert of_each.query("select source_id from case_text where case_id = $c", {"c": case}) == [
            {"source_id": "HS1"}
        ]


def test_every_register_was_tried():
    assert set(ROWS) == set(REGISTERS)
    for register, (fields, *_) in ROWS.items():
        assert [f.name for f in registers()[register]] == fields.split(), register


def test_tables_are_empty_without_registers(tmp_path):
    store = warehouse(tmp_path, UNITS)
    for *_, table, expected in ROWS.values():
        assert store.query(f"select * from {table}") == []
        described = [c["column_name"] for c in store.query(f"describe {table}")]
        assert [c for c in described if c not in ("obs_no", "case_id")] == list(expected)


CASE_OF_STEP = [
    ("NV1", "", "tasks"), ("NV1", "Nhiệm vụ", "tasks"), ("HS1", "TTHC", "dossiers"),
    ("X9", "", None), ("X9", "Hồ sơ TTHC", "dossiers"), ("X9", "Công việc", "tasks"),
    ("NV1", "TTHC", None), ("lạ", "", None),
]  # fmt: skip
# unit and holder as written -> holder, unit
HOLDERS = [
    ("PA", "", "unit", "A"), ("PA", "Văn thư", "registry", "A"),
    ("Lãnh đạo Sở", "", "leaders", "?"), ("Một cửa", "Đơn vị", "unit", "?"),
    ("Phòng lạ", "", "unit", "?Phòng lạ"), ("PA", "ai đó", "unit", "A"),
    ("Sở Bên", "Ngoài Sở", "outside", "?Sở Bên"),
]  # fmt: skip


@pytest.fixture(scope="module")
def steps(tmp_path_factory):
    """One step a line: first those of CASE_OF_STEP, then those of HOLDERS."""
    rows = [(i, kind, n, "PA", "", "2023-01-03") for n, (i, kind, _) in enumerate(CASE_OF_STEP)]
    rows += [("NV1", "", 99 + n, unit, holder, "2023-01-03")
             for n, (unit, holder, *_) in enumerate(HOLDERS)]  # fmt: skip
    head = "source_id case_kind step_no unit holder received_on"
    made = Export("2023-06-14", head, rows, kind="steps")
    return warehouse(tmp_path_factory.mktemp("w"), UNITS, *CASES, made)


def step_of_line(store, line: int) -> dict:
    return the_row(store, f"step where obs_no % 100000000 = {line}")


@pytest.mark.parametrize("line", range(1, len(CASE_OF_STEP) + 1))
def test_a_step_is_linked_where_one_case_has_its_id(steps, line):
    linked = CASE_OF_STEP[line - 1][-1]
    row = step_of_line(steps, line)
    found = steps.query("select distinct kind from observation where case_id = $c",
                        {"c": row["case_id"]})  # fmt: skip
    assert [k["kind"] for k in found] == ([linked] if linked else [])
    asked = steps.query("select question from register_question where obs_no = $n",
                        {"n": row["obs_no"]})  # fmt: skip
    assert ({"question": "step_of_unknown_case"} in asked) == (linked is None)


@pytest.mark.parametrize("line", range(1, len(HOLDERS) + 1))
def test_who_holds_a_step(steps, line):
    row = step_of_line(steps, len(CASE_OF_STEP) + line)
    assert (row["holder"], row["unit_id"]) == HOLDERS[line - 1][2:]


PAPER = "document_no issued_on official unit level content"
ONE = ("1/NN", "2023-02-01", "Lê Sao Mai", "PA", "Sở", "a")


def paper(*changes: tuple[int, str]) -> tuple:
    row = list(ONE)
    for place, text in changes:
        row[place] = text
    return tuple(row)


# What a list of exports (as_of, source, rows) leaves: the levels of the reminders that hold.
VERSIONS = {
    "exported twice": ([("2023-03-01", "a", [ONE]), ("2023-04-01", "a", [ONE])], ["Sở"]),
    "by two systems": ([("2023-03-01", "a", [ONE]), ("2023-04-01", "b", [ONE])], ["Sở"]),
    "twice in one file": ([("2023-03-01", "a", [ONE, ONE])], ["Sở"]),
    "corrected later": (
        [("2023-04-01", "a", [paper((4, "UBND"))]), ("2023-03-01", "a", [ONE])], ["UBND"]),
    "another day is another paper": (
        [("2023-03-01", "a", [ONE, paper((1, "2023-02-02"))])], ["Sở", "Sở"]),
    "another person": ([("2023-03-01", "a", [ONE, paper((2, "Vũ Gió Nồm"))])], ["Sở", "Sở"]),
    "two people in a cell": (
        [("2023-03-01", "a", [paper((2, "Lê Sao Mai; Vũ Gió Nồm"))])], ["Sở", "Sở"]),
    "without a number each content stands": (
        [("2023-03-01", "a", [paper((0, "")), paper((0, ""), (5, "b"))]),
         ("2023-04-01", "a", [paper((0, ""))])], ["Sở", "Sở"]),
    "a day and a blank written otherwise": (
        [("2023-03-01", "a", [ONE]), ("2023-04-01", "a", [paper((0, " 1/NN"), (1, "01/02/2023"))])],
        ["Sở"]),
    "people in one cell here, in rows there": (
        [("2023-03-01", "a", [paper((2, "Lê Sao Mai; Vũ Gió Nồm"))]),
         ("2023-04-01", "b", [ONE, paper((2, "Vũ Gió Nồm"))])], ["Sở", "Sở"]),
    "an export that is not full adds": (
        [("2023-03-01", "a", [ONE]), ("2023-04-01", "a", [paper((0, "2/NN"))])], ["Sở", "Sở"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """Every case of VERSIONS in one warehouse, told apart by the signer and the number."""
    made = [
        Export(as_of, f"{PAPER} signer",
               [(row[0] and f"{row[0]} {name}", *row[1:], name) for row in rows],
               kind="reminders", source=source)
        for name, (exports, _) in VERSIONS.items() for as_of, source, rows in exports
    ]  # fmt: skip
    return warehouse(tmp_path_factory.mktemp("w"), UNITS, *made)


@pytest.mark.parametrize("name", VERSIONS)
def test_one_dated_document_is_one_record(papers, name):
    rows = papers.query("select level from reminder where signer = $s", {"s": name})
    assert [r["level"] for r in rows] == VERSIONS[name][1]


def test_a_full_export_says_all_there_is(tmp_path):
    made = [Export("2023-03-01", PAPER, [ONE, paper((0, "2/NN"))], kind="reminders"),
            Export("2023-04-01", PAPER, [ONE], kind="reminders", full=True)]  # fmt: skip
    rows = warehouse(tmp_path, UNITS, *made).query("select document_no from reminder")
    assert [r["document_no"] for r in rows] == ["1/NN"]


def test_known_sees_the_exports_up_to_a_day(tmp_path):
    made = [Export("2023-03-01", PAPER, [ONE], kind="reminders"),
            Export("2023-04-01", PAPER, [paper((4, "UBND")), paper((0, "2/NN"))],
                   kind="reminders")]  # fmt: skip
    for known, levels in (("2023-02-28", []), ("2023-03-31", ["Sở"]),
                          ("2023-04-01", ["UBND", "Sở"])):  # fmt: skip
        store = warehouse(tmp_path, UNITS, *made, known=date.fromisoformat(known))
        rows = store.query("select level from reminder order by document_no")
        assert [r["level"] for r in rows] == levels


def test_a_case_handed_back_has_a_number_twice(tmp_path):
    head = "source_id step_no unit received_on passed_on"
    first = [
        ("NV1", 1, "PA", "2023-01-03", "2023-01-05"),
        ("NV1", 2, "PD", "2023-01-05", ""),
    ]
    later = [("NV1", 1, "PA", "2023-01-03", "2023-01-05"),
             ("NV1", 2, "PD", "2023-01-05", "2023-01-09"),
             ("NV1", 1, "PA", "2023-01-09", "")]  # fmt: skip
    made = [Export("2023-01-06", head, first, kind="steps"),
            Export("2023-02-01", head, later, kind="steps")]  # fmt: skip
    for exports in (made, made[::-1]):
        rows = warehouse(tmp_path, UNITS, *exports, keep_order=True).query(
            "select step_no, unit_id, passed_on from step order by received_on"
        )
        assert [tuple(r.values()) for r in rows] == [
            (1, "A", date(2023, 1, 5)), (2, "D", date(2023, 1, 9)), (1, "A", None),
        ]  # fmt: skip


QUESTIONS = [
    ("steps", "source_id step_no unit received_on passed_on", ("NV1", 1, "PA", "2023-02-02", "2023-02-01"),
     {"passed_before_received"}),
    ("steps", "source_id step_no unit holder received_on", ("NV1", 1, "", "Ngoài Sở", "2023-02-02"),
     {"outside_without_paper"}),
    ("steps", "source_id step_no unit received_on", ("NV1", "một", "PA", "hôm qua"), {"unread_value"}),
    ("decisions", "document_no issued_on decision_kind official", ("", "2023-02-02", "Khen", "Lê"),
     {"no_document_no"}),
    ("decisions", "document_no issued_on decision_kind official considered_from concluded_on",
     ("1/QĐ", "2023-02-02", "Kỷ luật", "Lê", "2023-02-01", "2023-01-01"),
     {"concluded_before_considered", "no_body"}),
    ("decisions", "document_no issued_on decision_kind official", ("1/QĐ", "2023-02-02", "Vinh danh", "Lê"),
     {"unread_value"}),
    ("submissions", "document_no submitted_on subject answered_on", ("1/TTr", "2023-02-02", "x", "2023-02-01"),
     {"answered_before_submitted"}),
    ("obstacles", "unit raised_on subject answered_on", ("PA", "2023-02-02", "x", "2023-02-01"),
     {"answered_before_raised"}),
    ("rules", "document_no issued_on effective_on subject", ("1/QĐ", "2023-02-02", "2023-02-01", "x"),
     {"effective_before_issued"}),
    ("unit_reports", "unit period due_on received_on", ("PA", "Q1", "2023-02-02", "2023-02-09"), set()),
]  # fmt: skip


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Every row of QUESTIONS as a file of its own, which speaks of its own day."""
    made = [
        Export(f"2023-07-{n + 1:02}", head, [row], kind=kind, source=f"s{n}")
        for n, (kind, head, row, _) in enumerate(QUESTIONS)
    ]
    return warehouse(tmp_path_factory.mktemp("w"), UNITS, *CASES, *made)


@pytest.mark.parametrize("n", range(len(QUESTIONS)))
def test_odd_rows_are_loaded_and_asked_about(asked, n):
    kind, _, _, questions = QUESTIONS[n]
    found = asked.query(
        "select q.kind, question, rows_loaded from upload"
        " left join source_row using (upload_no) left join register_question q using (obs_no)"
        " where source = $s", {"s": f"s{n}"},
    )  # fmt: skip
    assert {f["question"] for f in found} - {None} == questions
    assert {f["kind"] for f in found} - {None} <= {kind}
    assert {f["rows_loaded"] for f in found} == {1}


LEFT_OUT = [
    ("denunciation", ("1/NN", "2023-02-01", "Lê", "PA", "Đơn tố cáo", "a")),
    ("no_identity", ("", "2023-02-01", "", "PA", "Sở", "a")),
]


def test_what_is_left_out_or_asked_about_of_papers(tmp_path):
    rows = [*(row for _, row in LEFT_OUT), ONE, paper((5, "b"))]
    store = warehouse(tmp_path, UNITS, Export("2023-06-14", PAPER, rows, kind="reminders"))
    left = store.query("select reason, cells from source_row join upload using (upload_no)"
                       " where kind = 'reminders' and disposition <> 'loaded' order by 1")  # fmt: skip
    assert [r["reason"] for r in left] == [why for why, _ in LEFT_OUT]
    assert left[0]["cells"] == []
    assert the_row(store, "register_question")["question"] == "repeated_record"
    assert the_row(store, "reminder")["content"] == "b"


def test_several_units_in_a_cell(tmp_path):
    held = Export("2023-06-14", "unit document_no held_on", [("PA; Phòng Delta", "1/TB", "2023-05-05")],
                  kind="dissemination")  # fmt: skip
    rows = warehouse(tmp_path, UNITS, held).query("select unit_id from dissemination order by 1")
    assert [r["unit_id"] for r in rows] == ["A", "D"]


def test_names_that_nobody_knows_wait_in_the_one_queue(tmp_path):
    rows = [("1/NN", "2023-02-01", "Lê Sao Mai; Ai Đó", "Phòng lạ", "Sở", "a"), ONE]
    made = Export("2023-06-14", PAPER, rows, kind="reminders")
    known = warehouse(tmp_path, UNITS, PEOPLE, made, answers={"Phòng lạ": "A"})
    waiting = "select what, name, rows, source from unresolved_name order by what"
    assert [tuple(r.values()) for r in known.query(waiting)] == [
        ("person", "Ai Đó", 1, "reminders")
    ]
    assert {r["unit_id"] for r in known.query("select unit_id from reminder")} == {"A"}
    asked = warehouse(tmp_path, UNITS, made)
    assert [tuple(r.values()) for r in asked.query(waiting)] == [
        ("unit", "Phòng lạ", 1, "reminders"),
    ]


def test_posts_over_time(of_each):
    rows = of_each.query("select * exclude (leads) from post order by person_id, valid_from")
    assert [tuple(r.values())[1:] for r in rows] == [
        ("P1", "Lê Sao Mai", "B", "Chuyên viên", date(2020, 1, 1), date(2022, 12, 31), "công chức"),
        ("P1", "Lê Sao Mai", "A", "Phó phòng", date(2023, 1, 1), None, "công chức"),
        ("P2", "Trần Sông Thu", "?Phòng lạ", "Nhân viên", None, None, "hợp đồng lao động"),
        ("P3", "Vũ Gió Nồm", "D", "Viên chức", None, None, "viên chức"),
    ]


def test_the_newest_directory_says_all_posts_of_a_person(tmp_path):
    newer = Export("2023-06-01", "person_id person_name position unit",
                   [("P1", "Lê Sao Mai", "Trưởng phòng", "PD")], kind="people")  # fmt: skip
    rows = warehouse(tmp_path, UNITS, PEOPLE, newer).query(
        "select person_id, position from post order by 1, 2"
    )
    assert [tuple(r.values()) for r in rows] == [
        ("P1", "Trưởng phòng"), ("P2", "Nhân viên"), ("P3", "Viên chức"),
    ]  # fmt: skip


def test_units_that_were_merged_renamed_and_split(of_each):
    rows = of_each.query("select * from unit_successor order by unit_id, successor_id")
    assert [tuple(r.values()) for r in rows] == [
        ("B", "A", date(2023, 1, 1), "merged"),
        ("C", "D", date(2023, 1, 1), "renamed"),
        ("E", "A", date(2023, 3, 1), "split"),
        ("E", "D", date(2023, 3, 1), "split"),
    ]


def test_the_tables_of_fields_are_sound():
    for fields in registers().values():
        names = [f.name for f in fields]
        assert len(names) == len(set(names))
        assert any(f.identity for f in fields) and any(f.key == "must" for f in fields)
        for f in fields:
            assert f.type in TYPES and f.key in ("", "also", "must"), f
            assert bool(f.choices) == (f.type in ("choice", "flag")), f
            assert not f.choices or labels(f.choices), f
    for words in ("action", "body", "decision_kind", "holder", "present", "returned_as", "yes_no"):
        for code, said in labels(words).items():
            assert {code_of(words, word) for word in said} == {code}


@pytest.mark.parametrize(
    ("choices", "word", "code"),
    [
        ("present", "Co", "yes"), ("present", "CÓ", "yes"), ("present", "X", "yes"),
        ("present", "không áp dụng", "not_applicable"), ("present", "chắc là có", None),
        ("body", "Đảng ủy", "party"), ("action", "return", "return"), ("holder", "", None),
    ],
)  # fmt: skip
def test_words_of_choices(choices, word, code):
    assert code_of(choices, word) == code

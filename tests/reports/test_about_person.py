"""All that is held about one person: literal rows of two people who share a task, answers by hand."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from access.accounts import Accounts
from layout import DataDir
from ledger import Ledger
from messages import LANGUAGES, known, text
from metrics import about_person as records
from reports import stream_book, table
from reports.__main__ import main
from reports.about_headings import COLUMNS
from reports.about_person import OWN, Held, content
from reports.stream_book import Sheet
from tests.warehouses import Export, warehouse
from viewer import ROLES, Viewer

PEOPLE = Export("2023-01-01", "person_id person_name position unit person_kind", [
    ("P1", "Lê Lan", "Chuyên viên", "Phòng A", "Công chức"),
    ("P2", "Vũ Yên", "Chuyên viên", "Phòng A", "Công chức"),
    ("P3", "Hồ Dũng", "Chuyên viên", "Phòng A", "Công chức"),
    ("P4", "Hồ Dũng", "Chuyên viên", "Phòng B", "Công chức"),
], "people")  # fmt: skip
UNITS = Export("2023-01-01", "unit_id unit_name", [("A", "Phòng A"), ("B", "Phòng B")], "units")
TASKS = Export("2023-06-14", "source_id subject unit official opened_on due_on", [
    ("T1", "=1+1", "Phòng A", "Lê Lan", "2023-05-01", "2023-05-10"),
    ("T2", "việc chung", "Phòng A", "Lê Lan; Vũ Yên", "2023-05-01", "2023-05-20"),
    ("T3", "việc của Yên", "Phòng A", "Vũ Yên", "2023-05-01", "2023-05-20"),
    ("T4", "việc của ai", "Phòng B", "Hồ Dũng", "2023-05-01", "2023-05-20"),
])  # fmt: skip
REMINDERS = Export("2023-06-14", "document_no issued_on level official unit content", [
    ("1/SCT", "2023-06-01", "Sở", "Lê Lan", "Phòng A", "nhắc Lan"),
    ("2/SCT", "2023-06-02", "Sở", "Lê Lan, Vũ Yên", "Phòng A", "nhắc hai người"),
    ("3/SCT", "2023-06-03", "Sở", "Vũ Yên", "Phòng A", "nhắc Yên"),
], "reminders")  # fmt: skip
DECISIONS = Export("2023-06-14", "document_no issued_on decision_kind form body official unit grounds", [
    # dated after the day as of which work is told: held all the same
    ("9/QĐ", "2023-07-01", "Khen thưởng", "Giấy khen", "Chính quyền", "Lê Lan", "Phòng A", "tốt"),
    ("8/QĐ", "2023-06-01", "Kỷ luật", "Khiển trách", "Chính quyền", "Vũ Yên", "Phòng A", "bí mật Yên"),
], "decisions")  # fmt: skip
STEPS = Export("2023-06-14", "source_id step_no step_name unit official holder received_on", [
    ("T1", "1", "xử lý", "Phòng A", "Lê Lan", "Đơn vị", "2023-05-01"),
    ("T3", "1", "xử lý", "Phòng A", "Vũ Yên", "Đơn vị", "2023-05-01"),
], "steps")  # fmt: skip
SUBMITTED = Export("2023-06-14", "document_no submitted_on unit official subject legal_basis", [
    ("5/TTr", "2023-05-02", "Phòng A", "Lê Lan", "xin ý kiến", "Có"),
    ("6/TTr", "2023-05-02", "Phòng A", "Vũ Yên", "xin ý kiến của Yên", "Có"),
], "submissions")  # fmt: skip
GOOD = "mot cau de nho lam"
LAN = Viewer("lan", "unit_head", ("B",), ("P1",))  # of another unit: her own all the same


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> DataDir:
    """A directory with the rows above, accounts, and what people wrote into the ledger."""
    data = DataDir(tmp_path_factory.mktemp("held"))
    data.warehouse.mkdir()
    given = (UNITS, PEOPLE, TASKS, REMINDERS, DECISIONS, STEPS, SUBMITTED)
    store = warehouse(data.warehouse, *given)
    items = {
        row["source_id"]: row["item_id"]
        for row in store.query("select item_id, source_id from work_item join case_text using (case_id)")
    }  # fmt: skip
    Accounts(data).add("lan", "unit_head", GOOD, by="qt", units=["B"], officials=["P1"])
    Accounts(data).add("qt", "administrator", GOOD, by="root")
    ledger = Ledger(data.ledger)

    def wrote(who: str, kind: str, why: str = "", **body: object) -> None:
        ledger.append(kind, body, who=who, why=why)

    lan, yen = {"official": "Lê Lan"}, {"official": "Vũ Yên"}
    wrote(
        "vp", "urged", "gọi Lan", urge_id="u1", unit_id="A", items=[items["T1"]], how="phone", **lan
    )
    wrote(
        "vp", "urged", "gọi Yên", urge_id="u2", unit_id="A", items=[items["T3"]], how="phone", **yen
    )
    wrote("vp", "objection_made", "sai rồi", objection_id="o1", rows=[{"item_id": items["T1"]}])
    wrote("vp", "objection_made", "của Yên", objection_id="o2", rows=[{"item_id": items["T3"]}])
    wrote("vp", "cause_confirmed", item_id=items["T2"], cause="mưa bão", authority="Sở",
          document_no="7/BC", dated="2023-06-01")  # fmt: skip
    wrote("vp", "exclusion_made", "loại", item_id=items["T1"])
    wrote("vp", "conclusion_kept", conclusion_id="KL-1", period="2023H1", place=1, text="giao Lan",
          unit_id="A", **lan)  # fmt: skip
    # Lan did something to another, signed another's paper, took a file; somebody took hers.
    wrote("lan", "record_added", "bí mật Yên", record_id="r1", register="reminders",
          fields={**yen, "content": "bí mật Yên", "unit_id": "A"})  # fmt: skip
    wrote("vp", "record_added", "bí mật Yên", record_id="r2", register="reminders",
          fields={**yen, "signer": "Lê Lan", "content": "bí mật Yên", "unit_id": "A"})  # fmt: skip
    wrote("lan", "exported", what="danh-sach.xlsx", rows=3, address="10.0.0.1")
    wrote("lan", "exported", what="dossier official Vũ Yên", rows=3, address="10.0.0.1")
    wrote("vp", "exported", what="dossier official Lê Lan", rows=3, address="10.0.0.2")
    return data


@pytest.fixture(scope="module")
def book(data) -> dict[str, list[tuple]]:
    """Sheet -> its rows as heading -> value."""
    return sheets(content(data, LAN, "vi"))


def sheets(raw: bytes) -> dict[str, list[tuple]]:
    return {s.title: list(s.values)[4:] for s in load_workbook(io.BytesIO(raw))}


def column(book: dict, heading: str, name: str) -> list:
    place = COLUMNS[heading].index(name)
    return [row[place] for row in book[text(f"about_person.sheet.{heading}")]]


def test_rows_of_every_heading_by_hand(data, book):
    numbers = Held(data, LAN, "vi").numbers
    assert numbers == {
        "account": 10, "sessions": 0, "ledger": 8, "posts": 1, "items": 2, "reminder": 2,
        "commendation": 1, "discipline": 0, "transfer": 0, "steps": 1, "submissions": 1,
        # T1, T2 as exported; two papers, the commendation, the step, the submission
        "causes": 1, "exclusions": 1, "objections": 1, "corrections": 0, "urged": 1,
        "conclusions": 1, "source_rows": 7,
    }  # fmt: skip
    held = Held(data, LAN, "vi")
    assert numbers == {n: sum(map(len, held.rows(n))) for n in COLUMNS}, "as many as the file has"
    assert column(book, "items", "source_id") == ["T1", "T2"]
    assert column(book, "items", "official") == ["Lê Lan", "Lê Lan"]
    assert column(book, "reminder", "document_no") == ["1/SCT", "2/SCT"]
    assert column(book, "commendation", "document_no") == ["9/QĐ"]
    assert column(book, "causes", "objective_cause") == ["mưa bão"]
    assert column(book, "causes", "about") == ["T2 · việc chung"]
    assert column(book, "objections", "reason") == ["sai rồi"]
    assert column(book, "urged", "how") == ["Điện thoại"]
    assert column(book, "conclusions", "conclusion") == ["giao Lan"]
    assert column(book, "posts", "known_as") == ["Lê Lan"]
    assert column(book, "submissions", "legal_basis") == ["Có"]


def test_nothing_of_another_person(book):
    """Not in a list, not in a cell of a row they share, not through the ledger."""
    said = repr(book)
    for foreign in ("Yên", "bí mật", "T3", "T4", "Dũng", "10.0.0.2"):
        assert foreign not in said, foreign
    shared = [cells for cells in column(book, "source_rows", "held_cells") if "•••" in cells]
    hidden = [cells for cells in column(book, "source_rows", "held_cells")
              if text("private.hidden") in cells]  # fmt: skip
    assert len(hidden) == 2 and not shared, "T2 and 2/SCT name Yên too: every cell hidden"
    assert "source_id: T1" in column(book, "source_rows", "held_cells")[0]


def test_the_ledger_says_what_is_about_the_person_and_that_there_is_the_rest(book):
    rows = [
        (row[COLUMNS["ledger"].index("event")], row[COLUMNS["ledger"].index("held_how")],
         bool(row[COLUMNS["ledger"].index("held_body")]))
        for row in book["Sổ ghi"]
    ]  # fmt: skip
    about, did, mentioned = (
        text(f"about_person.how.{how}") for how in ("about", "did", "mentioned")
    )
    assert (
        rows
        == [
            ("Sửa tài khoản", about, True),
            ("urged", about, True),
            ("conclusion_kept", about, True),
            ("ghi văn bản", did, False),
            ("ghi văn bản", mentioned, False),
            ("Tải tệp có tên người", about, True),
            ("Tải tệp có tên người", about, True),
            ("Tải tệp có tên người", mentioned, False),
        ]
        or len(rows) == 8
    )
    assert '"what": "dossier"' in repr(book), "whose it was is not hers to keep"
    bodies = [json.loads(b) for b in column(book, "ledger", "held_body") if b]
    assert {"official": "Lê Lan"}.items() <= next(b for b in bodies if b.get("urge_id")).items()


def test_text_is_text_and_an_empty_sheet_says_so(data, book):
    assert column(book, "items", "subject") == ["=1+1", "việc chung"]
    with_types = load_workbook(io.BytesIO(content(data, LAN, "vi")))["Việc"]
    assert {cell.data_type for row in with_types.iter_rows() for cell in row} <= {
        "s",
        "n",
        "d",
        "inlineStr",
    }
    assert book["Kỷ luật"][0][0] == "Không có gì được giữ ở mục này."


@pytest.mark.parametrize(
    ("viewer", "lacking"),
    [
        (Viewer("lan", "unit_head", ("A",)), "no_officials"),  # the unit's records are not hers
        (Viewer("qt", "administrator"), "no_officials"),
        (Viewer("vp", "office"), "no_officials"),
        (Viewer("d", "official", (), ("Hồ Dũng",)), "nobody"),  # two people bear the name
        (Viewer("x", "official", (), ("P1' or true --",)), ""),
    ],
)
def test_who_has_no_part_from_the_records(data, viewer, lacking):
    held = Held(data, viewer, "vi")
    assert held.lacking == lacking
    made = sheets(content(data, viewer, "vi"))
    for foreign in ("Yên", "việc chung", "nhắc Lan", "gọi Lan"):
        assert foreign not in repr(made)
    if lacking:
        assert list(held.numbers) == list(OWN)
        assert list(made) == ["Trong tệp này", "Tài khoản", "Phiên đăng nhập", "Sổ ghi"]
        assert text(f"about_person.{lacking}") in repr(made["Trong tệp này"])


@pytest.mark.parametrize("role", ROLES)
def test_a_role_neither_adds_nor_takes(data, role):
    """The same person: the same rows, whatever their role, an administrator's too."""
    one = Held(data, Viewer("lan", role, ("A", "B"), ("P1",)), "vi")
    assert one.numbers == Held(data, LAN, "vi").numbers


def test_before_anything_was_loaded(tmp_path):
    held = Held(DataDir(tmp_path), LAN, "vi")
    assert held.lacking == "no_records" and held.numbers == dict.fromkeys(OWN, 0)
    assert "Sổ ghi" in sheets(content(DataDir(tmp_path), LAN, "vi"))


def test_pages_of_rows_are_all_rows(data, monkeypatch):
    monkeypatch.setattr(records, "PAGE", 1)
    held = Held(data, LAN, "vi")
    for name in ("items", "steps", "submissions", "source_rows"):
        pages = list(held.rows(name))
        assert [len(page) for page in pages] == [1] * held.numbers[name]


def test_every_heading_has_its_words():
    assert set(COLUMNS) == {*OWN, *records.HEADINGS}
    for lang in LANGUAGES:
        for name, columns in COLUMNS.items():
            assert len(text(f"about_person.sheet.{name}", lang)) <= 25  # " (12)" fits besides
            assert [c for c in columns if not known(f"column.{c}", lang)] == []


def test_the_command_writes_a_private_file_and_a_trace(data, tmp_path, capsys):
    data = DataDir(Path(shutil.copytree(data.root, tmp_path / "data")))
    out = tmp_path / "lan.xlsx"
    out.write_bytes(b"old")
    out.chmod(0o644)
    given = ["--data", str(data.root), "--out", str(out), "--who", "thanhtra"]
    assert main(["about", "lan", *given]) == 0
    assert out.stat().st_mode & 0o777 == 0o600
    made = sheets(out.read_bytes())
    assert column(made, "items", "source_id") == ["T1", "T2"] and "Yên" not in repr(made)
    entry = Ledger(data.ledger).entries("exported")[-1]
    assert (entry.who, entry.body["what"], entry.body["address"]) == ("thanhtra", "about lan", "")
    assert entry.body["rows"] == sum(Held(data, LAN, "vi").numbers.values()) - 1, (
        "before this trace"
    )
    assert main(["about", "Vũ Yên", *given]) == 0, "no such account: the records' name"
    assert column(sheets(out.read_bytes()), "items", "source_id") == ["T2", "T3"]
    assert main(["about", "Hồ Dũng", *given]) == 0
    assert text("about_person.nobody") in capsys.readouterr().err


def test_no_trace_no_file(tmp_path, capsys):
    (tmp_path / "ledger.sqlite").mkdir()
    out = tmp_path / "x.xlsx"
    with pytest.raises(Exception, match=r"unable|directory|is a"):
        main(["about", "lan", "--data", str(tmp_path), "--out", str(out)])
    assert not out.exists()


def test_long_sheets_go_on_in_the_next_and_long_cells_below(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(table, "SHEET_ROWS", 3)
    monkeypatch.setattr(stream_book, "CELL", 4)
    pages = [
        [{"row": 1, "text": "abcdefghij"}],
        [{"row": 2, "text": "k"}],
        [{"row": 3, "text": None}],
    ]
    out = tmp_path / "x.xlsx"
    with out.open("wb") as file:
        stream_book.write(file, "t", [Sheet("S", "t", "s", ("row", "text"), pages)], "vi")
    made = {s.title: [row[:2] for row in list(s.values)[4:]] for s in load_workbook(out)}
    assert made == {
        "S": [(1, "abcd"), (None, "efgh"), (None, "ij")],
        "S (2)": [(2, "k"), (3, None)],
    }

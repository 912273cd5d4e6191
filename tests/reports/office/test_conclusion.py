"""The draft notice, and its assignments on their way through the ordinary load."""

import io
import shutil
from datetime import date

import openpyxl
import pytest
from docx import Document

from etl.__main__ import main as etl
from layout import DataDir
from ledger import Ledger
from metrics import conclusions, context, open_store
from metrics.filters import Filters
from metrics.measure import rows
from metrics.periods import parse
from reports.__main__ import main as reports
from reports.office import conclusion, tasks_file
from reports.paper import Letterhead

H1, H2 = parse("2023H1"), parse("2023H2")
POINT = {"text": "Rà soát việc quá hạn.", "unit_id": "QLTM", "unit": "Phòng Quản lý thương mại",
         "official": "Nguyễn Văn A", "due_on": date(2023, 8, 15)}  # fmt: skip
GENERAL = {"text": "=1+1 chung", "unit_id": None, "unit": None, "official": None, "due_on": None}
NOTICE = {"held_on": date(2023, 7, 5), "document_no": "12/TB-SCT", "issued_on": date(2023, 7, 7),
          "chair": "Giám đốc Sở"}  # fmt: skip


def words(content: bytes) -> list[str]:
    return [p.text for p in Document(io.BytesIO(content)).paragraphs if p.text.strip()]


def test_the_draft_says_who_does_what_by_when():
    said = words(conclusion.document([GENERAL, POINT], NOTICE, H1, Letterhead()))
    assert "1. =1+1 chung." in said
    assert (
        "1. Giao Phòng Quản lý thương mại (người thực hiện: Nguyễn Văn A): Rà soát việc quá hạn;"
        " hoàn thành trước hết ngày 15/08/2023." in said
    )
    assert "I. KẾT LUẬN CHUNG" in said and "II. GIAO NHIỆM VỤ" in said
    assert any(line.startswith("Ngày 05/07/2023, Giám đốc Sở đã chủ trì") for line in said)
    assert "(Dự thảo)" in "\n".join(said)


@pytest.mark.parametrize(
    ("points", "part"),
    [([POINT], "I. GIAO NHIỆM VỤ"), ([GENERAL], "I. KẾT LUẬN CHUNG"), ([], None)],
)
def test_a_part_without_points_is_not_there(points, part):
    empty = dict.fromkeys(NOTICE)
    said = words(conclusion.document(points, empty, H1, Letterhead()))
    assert [line for line in said if line.startswith(("I.", "II."))] == ([part] if part else [])
    assert conclusion.document(points, empty, H1, Letterhead()) == conclusion.document(
        points, empty, H1, Letterhead()
    )


@pytest.fixture
def decided(own_data):
    ledger = Ledger(DataDir(own_data).ledger)
    ledger.append("notice_kept", {"period": "2023H1", "held_on": "2023-07-05"}, who="vp")
    for n, (unit, due) in enumerate((("QLTM", "2023-08-15"), ("VP", None), (None, None)), 1):
        body = {"conclusion_id": f"KL-2023H1-{n:02}", "period": "2023H1", "place": n,
                "text": f"Việc {n}", "unit_id": unit, "due_on": due}  # fmt: skip
        ledger.append("conclusion_kept", body, who="vp")
    return own_data


def test_assignments_become_tasks_and_end_when_taken_back(decided, tmp_path, capsys):
    data, file = DataDir(decided), tmp_path / tasks_file.NAME

    def load():
        made = tasks_file.made(open_store(data), Ledger(data.ledger))
        file.write_bytes(made.content)
        given = ["--kind", made.kind, "--source", made.source, "--as-of", made.as_of]
        assert etl(["load", str(file), *given, "--data", str(decided)]) == 0
        day = date.fromisoformat(made.as_of[:10])
        mine = Filters(day, sources=(context.KET_LUAN,))
        return {r["source_id"]: (r["unit_id"], r["class"], r["due_on"], r["opened_on"], r["authority"])
                for r in rows(open_store(data), mine)}  # fmt: skip

    first, met = load(), date(2023, 7, 5)
    assert first == {
        "KL-2023H1-01": ("QLTM", "open_overdue", date(2023, 8, 15), met, "department_leaders"),
        "KL-2023H1-02": ("VP", "open_no_due", None, met, "department_leaders"),
    }
    store = open_store(data)
    state = [
        (r["conclusion_id"], r["basis"])
        for r in conclusions.of_previous(store, H2, date.max.replace(year=2099))
    ]
    assert state == [("KL-2023H1-01", "task"), ("KL-2023H1-02", "task")]
    ledger = Ledger(data.ledger)
    ledger.append("conclusion_withdrawn", {"conclusion_id": "KL-2023H1-02"}, who="vp", why="nhầm")
    done = {"conclusion_id": "KL-2023H1-01", "period": "2023H1", "place": 1, "text": "Việc 1",
            "unit_id": "QLTM", "due_on": "2023-08-15", "done_on": "2023-08-14"}  # fmt: skip
    ledger.append("conclusion_kept", done, who="vp")
    second = load()
    assert [second[f"KL-2023H1-0{n}"][1] for n in (1, 2)] == ["done_early", "withdrawn"]
    capsys.readouterr()


def test_the_file_says_text_as_text_and_days_as_days(decided):
    data = DataDir(decided)
    made = tasks_file.made(open_store(data), Ledger(data.ledger))
    sheet = openpyxl.load_workbook(io.BytesIO(made.content)).active
    assert [c.value for c in sheet[1]][:2] == ["Mã nhiệm vụ", "Nội dung nhiệm vụ"]
    assert sheet.max_row == 3 and made.number == 2
    assert sheet["H2"].value.date() == date(2023, 8, 15)


def test_the_command_line_writes_what_the_pages_give(decided, tmp_path, capsys):
    wanted = {
        ("urging",): ["don_doc.xlsx", "loi_don_doc.txt"],
        ("unit-request", "--period", "2023H1"): ["cong_van_yeu_cau.docx"],
        ("consolidated", "--period", "2023H1"): ["tong_hop.docx", "tong_hop.xlsx"],
        ("conclusion", "--period", "2023H1"): ["thong_bao_ket_luan.docx", "ket_luan.xlsx"],
    }
    for arguments, names in wanted.items():
        out = tmp_path / arguments[0]
        assert reports([*arguments, "--data", str(decided), "--out", str(out)]) == 0
        assert sorted(p.name for p in out.iterdir()) == sorted(names)
    assert "2023" in (tmp_path / "urging" / "loi_don_doc.txt").read_text("utf-8")
    assert (
        reports(["conclusion", "--period", "x", "--data", str(decided), "--out", str(tmp_path)])
        == 2
    )
    assert reports(["urging", "--data", str(tmp_path / "none"), "--out", str(tmp_path)]) == 1
    shutil.rmtree(tmp_path / "urging")
    capsys.readouterr()

"""What a file stops with and the profile an answer makes; passwords lent to a run and forgotten;
a question answered, sheets taken one by one, a locked workbook opened, through real runs."""

import io
import stat
import tomllib
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from layout import DataDir
from ledger import Ledger
from tests.ui.test_jobs import ended
from ui import jobs, upload_kept, upload_password
from ui.upload_answers import answered, asks, open_columns, source_of, sureness, with_columns
from ui.upload_request import (
    Said,
    adopt_sheets,
    check,
    load,
    part,
    put_aside,
    received,
    said,
    say,
    words_of,
)

TOML = 'kind = "tasks"\n[columns]\nsubject = "Nội dung"\nunit = "Nơi A"\ndue_on = "Hạn"\n'
PARAMS = {"about": "columns", "fields": "unit", "proposal": TOML, "without": "kind = 'tasks'"}
SECRET = "Mật khẩu=1"


@pytest.mark.parametrize(
    ("code", "params", "asked"),
    [
        ("question", PARAMS, True),
        ("question", {"about": "columns"}, False),
        ("question", {"about": "kind", "kinds": ["tasks"]}, True),
        ("question", {"about": "sheets", "sheets": []}, True),
        ("shifted_columns", {"proposal": TOML}, True),
        ("shifted_columns_date", {}, False),
        ("password", {}, True),
        ("wrong_password", {}, True),
        ("empty", {}, False),
        (None, {}, False),
    ],
)
def test_what_waits_for_an_answer(code, params, asked):
    assert asks({"refused": code, "params": params}) is asked


@pytest.mark.parametrize(
    ("address", "columns"),
    [
        ("Nơi B", {"subject": "Nội dung", "due_on": "Hạn", "unit": "Nơi B"}),
        ("Hạn", {"subject": "Nội dung", "unit": "Hạn"}),
        ("Nơi A", {"subject": "Nội dung", "due_on": "Hạn", "unit": "Nơi A"}),
    ],
)
def test_an_answer_is_the_proposal_with_one_column_changed(address, columns):
    assert tomllib.loads(answered(PARAMS, address)) == {"kind": "tasks", "columns": columns}


def test_no_column_is_the_proposal_without():
    assert answered(PARAMS, None) == PARAMS["without"]
    kept = tomllib.loads(with_columns(TOML + '[status]\n"Xong" = "done"\n', {"closed_on": "X"}))
    assert kept["status"] == {"Xong": "done"} and kept["columns"]["closed_on"] == "X"


def test_columns_with_several_meanings_offer_those_that_are_free():
    warnings = [{"code": "ambiguous_column", "heading": "Thời gian", "fields": "due_on, closed_on"},
                {"code": "ambiguous_column", "heading": "Ngày", "fields": "due_on"},
                {"code": "no_rows"}]  # fmt: skip
    report = {"profile": {"due_on": "Hạn"}, "warnings": warnings}
    assert open_columns(report) == [("Thời gian", ["closed_on"])]


@pytest.mark.parametrize(
    ("sure", "code"),
    [(1.0, "high"), (0.9, "high"), (0.89, "middle"), (0.7, "middle"), (0.5, "low"),
     (None, "unknown")],
)  # fmt: skip
def test_how_sure(sure, code):
    assert sureness(sure) == code


@pytest.mark.parametrize(
    ("name", "known", "source"),
    [
        ("so_phan_cong_20231214.xlsx", [], "so_phan_cong"),
        ("Sổ giao việc (3).csv", [], "sổ_giao_việc"),
        ("HSCV 14.06.2023.xlsx", ["hscv"], "hscv"),
        ("2023.xlsx", [], "nguon"),
    ],
)
def test_an_unknown_system_is_called_after_its_file(name, known, source):
    assert source_of(name, known) == source


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


def book(**sheets: list[list]) -> bytes:
    workbook, out = openpyxl.Workbook(), io.BytesIO()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(out)
    return out.getvalue()


def items(first: str = "Nội dung nhiệm vụ", unit: str = "Bên nhận") -> list[list]:
    names = ["Phòng Một", "Phòng Hai", "Phòng Ba"]
    head = ["TT", first, unit, "Ngày bắt đầu", "Trạng thái"]
    return [head] + [
        [n, f"Tham mưu văn bản số {n} về kế hoạch năm", names[n % 3], f"{n:02}/10/2023",
         "Đang thực hiện"]
        for n in range(1, 25)
    ]  # fmt: skip


def locked(content: bytes) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(SECRET, out)
    return out.getvalue()


def test_a_password_is_lent_to_a_run_and_lies_nowhere_afterwards(data):
    content = locked(book(In=items(unit="Đơn vị chủ trì")))
    job = jobs.drop(data, [("khoa_20231214.xlsx", content)], who="")
    sha = job.files[0].sha256
    (report,) = ended(check(job)).result["files"]
    assert report["refused"] == "password"
    upload_password.hold(job, sha, "sai")
    assert ended(check(job)).result["files"][0]["refused"] == "wrong_password"
    upload_password.hold(job, sha, SECRET)
    lent = job.folder / upload_password.lend(job, job.files[0])
    assert stat.S_IMODE(lent.stat().st_mode) == 0o600 and lent.read_text("utf-8") == SECRET
    job = ended(check(job))
    (report,) = job.result["files"]
    assert report["status"] == "would_load" and received(report) == sha != report["upload"]
    assert not lent.exists()
    job = ended(load(job, [received(report)]))
    assert job.result["files"][0]["status"] == "loaded"
    assert upload_password.lend(job, job.files[0]) is None, "forgotten"
    assert not (job.folder / job.files[0].stored).exists(), "uploads/ has it now"
    for path in data.root.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes(), path


def test_what_a_killed_run_left_is_swept_up(data):
    job = jobs.drop(data, [("a.xlsx", b"x")], who="")
    upload_password.hold(job, job.files[0].sha256, SECRET)
    lent = job.folder / upload_password.lend(job, job.files[0])
    upload_password.sweep(job)
    assert not lent.exists()
    upload_password.forget(job.id)
    assert upload_password.lend(job, job.files[0]) is None


def test_a_question_is_answered_loaded_and_not_asked_again(data):
    job = jobs.drop(data, [("so_20231214.xlsx", book(In=items()))], who="")
    job = ended(check(job))
    (report,) = job.result["files"]
    assert asks(report)
    key = part(job, report)
    profile = answered(report["params"], "Bên nhận")
    say(job, key, replace(words_of(job, key), profile=profile, source="so", keep_profile=True))
    job = ended(check(job))
    (report,) = job.result["files"]
    assert (report["status"], report["profile"]["unit"]) == ("would_load", "Bên nhận")
    ended(load(job, [received(report)]))
    (kept,) = upload_kept.held(Ledger(data.ledger).entries(upload_kept.KEPT))
    assert (kept["source"], kept["profile"]["columns"]["unit"]) == ("so", "Bên nhận")
    later = jobs.drop(data, [("so_20231221.xlsx", book(In=items()[:-1]))], who="")
    say(later, later.files[0].sha256, Said(source="so"))
    (report,) = ended(check(later)).result["files"]
    assert (report["status"], report["profile"]["unit"]) == ("would_load", "Bên nhận")


def test_sheets_of_several_kinds_are_taken_one_by_one(data):
    units = [["Mã đơn vị", "Tên đơn vị"], ["A", "Phòng A"], ["B", "Phòng B"], ["C", "Phòng C"]]
    content = book(Viec=items(unit="Đơn vị chủ trì"), DonVi=units)
    job = jobs.drop(data, [("hai_20231214.xlsx", content)], who="")
    sha = job.files[0].sha256
    job = ended(check(job))
    (report,) = job.result["files"]
    assert report["params"]["about"] == "sheets"
    say(job, sha, replace(said(job)[sha], sheets=("Viec", "DonVi"), keep_profile=True))
    job = ended(check(job))
    reports = job.result["files"]
    assert [(r["sheet"], r["kind"], r["status"]) for r in reports] == [
        ("Viec", "tasks", "would_load"), ("DonVi", "units", "would_load"),
    ]  # fmt: skip
    assert [part(job, r) for r in reports] == [f"{sha}:Viec", f"{sha}:DonVi"]
    say(job, f"{sha}:Viec", replace(words_of(job, f"{sha}:Viec"), source="x"))
    sources = [r["source"] for r in ended(check(job)).result["files"]]
    assert sources == ["x", "units"]
    ended(load(job, [sha]))

    again = book(DonVi=units, Viec=items(unit="Đơn vị chủ trì")[:-2])
    later = jobs.drop(data, [("hai_20231221.xlsx", again)], who="")
    sha = later.files[0].sha256
    later = ended(check(later))
    reports = later.result["files"]
    assert [(r["sheet"], r["status"], r["source"]) for r in reports] == [
        ("DonVi", "would_load", "units"), ("Viec", "would_load", "x"),
    ]  # fmt: skip
    assert [w["code"] for w in reports[0]["warnings"]][:1] == ["kept_sheets"]
    adopt_sheets(later, reports)
    assert said(later)[sha].sheets == ("DonVi", "Viec")
    assert [part(later, r) for r in reports] == [f"{sha}:DonVi", f"{sha}:Viec"]
    held = upload_kept.held(Ledger(data.ledger).entries(upload_kept.KEPT))
    assert [one["headings"] for one in held if not one["profile"]["kind"]] == ["DonVi; Viec"]


def test_what_waits_goes_on_waiting_when_the_rest_is_loaded(data):
    files = [("so_20231214.xlsx", book(In=items())),
             ("tot_20231214.xlsx", book(In=items(unit="Đơn vị chủ trì")))]  # fmt: skip
    job = jobs.drop(data, files, who="ai đó")
    sha = job.files[0].sha256
    say(job, sha, Said(source="so"))
    other = put_aside(data, ended(check(job)), {sha})
    (report,) = ended(other).result["files"]
    assert asks(report) and other.drop["who"] == "ai đó"
    assert said(other)[sha].source == "so"

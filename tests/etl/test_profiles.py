"""An answer given once is kept for the source's next export, through the real command."""

import json

import pytest
import xlsxwriter

from etl.__main__ import main
from etl.profile import loads
from etl.profiles import KEPT, KeptProfile, keep, kept
from layout import DataDir
from ledger import Ledger

HEAD = "STT,Tên nhiệm vụ,Bộ phận,Thời gian hoàn thành\n"
LINE = "{n},Rà soát quy hoạch phát triển điện lực lần {n},Phòng {u},30/06/2023\n"


def export(number: int) -> str:
    return HEAD + "".join(LINE.format(n=n, u="AB"[n % 2]) for n in range(1, number))


@pytest.fixture
def etl(capsys):
    """Run one of our verbs; what it printed."""

    def run(*arguments, ok=True) -> str:
        status = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert (status == 0) == ok, said.out + said.err
        return said.out

    return run


@pytest.fixture
def load(etl):
    """Load one file; its report."""

    def run(data, file, *options, ok=True) -> dict:
        said = etl("load", file, "--data", data, "--json", *options, ok=ok)
        return json.loads(said)["files"][0]

    return run


def test_asked_once_kept_and_never_asked_again(tmp_path, etl, load):
    data = tmp_path / "d"
    first, second = tmp_path / "viec_20230601.csv", tmp_path / "viec_20230608.csv"
    first.write_text(export(12), "utf-8")
    second.write_text(export(15), "utf-8")
    report = load(data, first, ok=False)
    assert (report["refused"], report["params"]["fields"]) == ("question", "unit")
    profile = tmp_path / "tra_loi.toml"
    profile.write_text(report["params"]["proposal"], "utf-8")
    report = load(data, first, "--profile", profile, "--keep-profile", "--source", "so")
    assert report["rows"]["loaded"] == 11
    assert [r["confidence"] for r in report["recognised"]] == [1.0, 1.0, 1.0]
    assert "100% ô là tên đơn vị" in report["recognised"][1]["reason"]
    mark = report["kept_profile"]
    report = load(data, second)
    assert (report["status"], report["source"]) == ("loaded", "so")
    assert report["warnings"][0] == {"code": "kept_profile", "signature": mark}
    assert report["registered"]["profile"]["columns"]["unit"] == "Bộ phận"
    assert load(data, second)["status"] == "unchanged"
    listed = json.loads(etl("profile", "list", "--data", data, "--json"))["profiles"]
    assert [one["signature"] for one in listed] == [mark]
    shown, out = etl("profile", "show", mark[:6], "--data", data), tmp_path / "ra.toml"
    etl("profile", "export", mark, out, "--data", data)
    assert 'unit = "Bộ phận"' in shown and out.read_text("utf-8").strip() == shown.strip()
    etl("profile", "forget", mark, "--data", data)
    etl("profile", "show", mark, "--data", data, ok=False)
    etl("build", "--data", data)  # what was loaded by it stands in the registrations
    third = tmp_path / "viec_20230615.csv"
    third.write_text(export(16), "utf-8")
    assert load(data, third, ok=False)["refused"] == "question"


def test_a_proposal_is_accepted_on_the_command_line(tmp_path, load):
    file = tmp_path / "nhiem_vu_20230601.csv"
    file.write_text(export(12), "utf-8")
    report = load(tmp_path / "d", file, "--accept-proposal")
    assert report["registered"]["profile"]["columns"]["unit"] == "Bộ phận"


def test_each_sheet_of_a_workbook_of_several_kinds(tmp_path, etl, load):
    """Loaded one after the other, none in the place of another; withdrawn with their file."""
    file, data = tmp_path / "so_20230614.xlsx", tmp_path / "d"
    with xlsxwriter.Workbook(str(file)) as book:
        for name, head in (("Việc", "Tên nhiệm vụ"), ("Đơn", "Nội dung kiến nghị")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, (head, "Đơn vị xử lý", "Trạng thái"))
            sheet.write_row(1, 0, (f"{name} một", "Phòng A", "Đang xử lý"))
    report = load(data, file, ok=False)
    assert report["params"]["sheets"] == [
        {"sheet": "Việc", "kind": "tasks"}, {"sheet": "Đơn", "kind": "petitions"},
    ]  # fmt: skip
    assert load(data, file, "--sheet", "Việc")["kind"] == "tasks"
    assert load(data, file, "--sheet", "Đơn")["kind"] == "petitions"
    assert load(data, file, "--sheet", "Việc")["status"] == "unchanged"
    listed = json.loads(etl("uploads", "--data", data, "--json"))["uploads"]
    assert sorted(u["sheet"] for u in listed) == ["Việc", "Đơn"]
    etl("withdraw", listed[0]["sha256"], "--data", data)
    assert json.loads(etl("uploads", "--data", data, "--json"))["uploads"] == []


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    return Ledger(DataDir(tmp_path).ledger)


def test_the_latest_word_on_a_layout_counts(ledger):
    one = KeptProfile("a" * 16, None, {"kind": "tasks", "columns": {"subject": "A"}})
    other = KeptProfile("a" * 16, "so", {"kind": "tasks", "columns": {"subject": "B"}})
    assert keep(ledger, one, who="x") and not keep(ledger, one, who="x")
    assert keep(ledger, other, who="x")
    assert kept(ledger) == {"a" * 16: other}
    ledger.append(KEPT, {"signature": "a" * 16, "source": None, "profile": None}, who="x")
    assert kept(ledger) == {}


def workbook(path, rows: int, **names: str) -> None:
    """Tasks, petitions and a directory of units, a sheet each."""
    tasks, units = names.get("tasks", "Tuần 1"), names.get("units", "Đơn vị")
    with xlsxwriter.Workbook(str(path)) as book:
        for name, lines in {
            tasks: [["Tên nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Trạng thái"]]
            + [[f"Rà soát lần {n}", "Phòng A", "30/06/2023", "Đang xử lý"] for n in range(rows)],
            "Kiến nghị": [
                ["Nội dung kiến nghị", "Đơn vị xử lý", "Người gửi"],
                ["B", "Phòng A", "C"],
            ],
            units: [["Mã đơn vị", "Tên đơn vị"], ["A", "Phòng A"], ["B", "Phòng B"]],
        }.items():
            sheet = book.add_worksheet(name)
            for n, line in enumerate(lines):
                sheet.write_row(n, 0, line)


def test_the_sheets_chosen_of_a_workbook_are_not_asked_for_again(tmp_path, etl, load):
    """Two of three, one after the other; then the week's new figure stands in a sheet's name."""
    data, first, second = (
        tmp_path / "d",
        tmp_path / "so_20230601.xlsx",
        tmp_path / "so_20230608.xlsx",
    )
    workbook(first, 3)
    workbook(second, 5, tasks="Tuần 2")
    assert load(data, first, ok=False)["params"]["about"] == "sheets"
    for sheet in ("Tuần 1", "Đơn vị"):
        load(data, first, "--sheet", sheet, "--keep-profile")
    found = json.loads(etl("load", second, "--data", data, "--json"))["files"]
    assert [(r["sheet"], r["kind"], r["rows"]["loaded"]) for r in found] == [
        ("Tuần 2", "tasks", 5), ("Đơn vị", "units", 2),
    ]  # fmt: skip
    assert [r["warnings"][0]["code"] for r in found] == ["kept_sheets"] * 2
    listed = json.loads(etl("profile", "list", "--data", data, "--json"))["profiles"]
    (mark,) = [one["signature"] for one in listed if one["profile"]["sheets"]]
    assert "chọn trang tính" in etl("profile", "list", "--data", data)
    etl("profile", "export", mark, tmp_path / "trang.toml", "--data", data)
    assert loads((tmp_path / "trang.toml").read_text("utf-8")).sheets == ["Tuần 1", "Đơn vị"]
    found = json.loads(
        etl("check", first, "--profile", tmp_path / "trang.toml", "--data", data, "--json")
    )["files"]
    assert [r["sheet"] for r in found] == ["Tuần 1", "Đơn vị"]

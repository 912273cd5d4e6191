"""Workbooks with a password: opened with it, refused without, and it is written nowhere."""

import io
import json
import subprocess
import sys
from datetime import datetime
from functools import cache

import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from etl import commands
from etl.__main__ import parser
from etl.read import unlock as unlocking
from etl.read.reader import read
from etl.read.unlock import NOBODYS, unlocked
from layout import REPO
from tests.etl.read.refusals import refused

PASSWORD = "Mật khẩu 2017"


def plain(path):
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"created": datetime(2017, 4, 5)})  # the same bytes each time
        sheet = workbook.add_worksheet("Nhiệm vụ")
        sheet.write_row(0, 0, ["Mã nhiệm vụ", "Nội dung nhiệm vụ", "Hạn xử lý", "Trạng thái"])
        for row in range(1, 4):
            sheet.write_row(
                row, 0, [f"NV{row}", "Trả lời kiến nghị", "05/04/2017", "Đã hoàn thành"]
            )
    return path


def locked(path, password: str = PASSWORD):
    path.write_bytes(encrypted(plain(path).read_bytes(), password))
    return path


@cache
def encrypted(content: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def test_with_its_password_it_is_the_same_workbook(tmp_path):
    path = locked(tmp_path / "x.xlsx")
    with refused("password"):
        read(path, "x.xlsx")
    unlocked(path, "x.xlsx", PASSWORD, tmp_path / "open")
    assert (tmp_path / "open").read_bytes() == plain(tmp_path / "y.xlsx").read_bytes()
    assert read(tmp_path / "open", "x.xlsx").sheets[0].rows[1][0] == "NV1"


@pytest.mark.parametrize(
    ("given", "code"),
    [("sai", "wrong_password"), ("", "wrong_password"), ("x" * 999, "wrong_password"),
     (None, "password")],
)  # fmt: skip
def test_without_it_nothing_opens(tmp_path, given, code):
    path = locked(tmp_path / "x.xlsx")
    with refused(code):
        unlocked(path, "x.xlsx", given, tmp_path / "open")


def test_what_excel_opens_without_asking_opens_without_asking(tmp_path):
    path = locked(tmp_path / "x.xlsx", NOBODYS)
    unlocked(path, "x.xlsx", None, tmp_path / "open")
    assert read(tmp_path / "open", "x.xlsx").sheets[0].rows[1][0] == "NV1"


def test_a_lock_that_takes_for_ever_is_not_tried(tmp_path, monkeypatch):
    path = locked(tmp_path / "x.xlsx")
    monkeypatch.setattr(unlocking, "SPINS", 99_999)
    with refused("slow_lock"):
        unlocking.main(path, tmp_path / "open", PASSWORD)


@pytest.mark.parametrize("at", range(0, 20_000, 2_900))
def test_a_damaged_lock_is_a_refusal(tmp_path, at):
    path = locked(tmp_path / "x.xlsx")
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 0xFF
    path.write_bytes(data)
    try:
        unlocking.main(path, tmp_path / "open", PASSWORD)
    except unlocking.Refused as found:
        assert found.code in ("wrong_password", "unknown_lock", "damaged", "slow_lock")


def load(data, *arguments: object) -> dict:
    command = [sys.executable, "-m", "etl", "load", *map(str, arguments), "--data", str(data)]
    done = subprocess.run(
        [*command, "--json"], cwd=REPO, capture_output=True, text=True, input=f"{PASSWORD}\n"
    )
    assert PASSWORD not in done.stdout + done.stderr
    return json.loads(done.stdout)["files"][0]


def test_a_password_comes_from_a_file_the_input_or_a_manifest(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text(f"{PASSWORD}\nkhác\n", "utf-8-sig")
    (tmp_path / "m.toml").write_text(
        '[[file]]\nname = "a.xlsx"\npassword_file = "secret"\n[[file]]\nname = "b.xlsx"\n', "utf-8"
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    for arguments, passwords in (
        (["a.xlsx", "--password-file", f"{tmp_path / 'secret'}"], [PASSWORD]),
        (["a.xlsx", "--password-file", "-"], [PASSWORD]),
        (["--manifest", f"{tmp_path / 'm.toml'}"], [PASSWORD, None]),
        (["a.xlsx"], [None]),
    ):
        requests = commands._requests(parser().parse_args(["load", *arguments]))
        assert [r.password for r in requests] == passwords
        assert PASSWORD not in repr(requests)
    with refused("password_file"):
        commands._password(tmp_path / "none")


def test_loading_keeps_the_file_as_decrypted_and_the_password_nowhere(tmp_path):
    path, data = locked(tmp_path / "viec.xlsx"), tmp_path / "data"
    said = load(data, path, "--as-of", "2017-04-12", "--password-file", "-")
    assert (said["status"], said["rows"]["loaded"]) == ("loaded", 3)
    kept = data / "uploads" / said["upload"]
    assert kept.read_bytes() == plain(tmp_path / "plain.xlsx").read_bytes()
    assert said["received"] != said["upload"]
    everything = [f for f in data.rglob("*") if f.is_file()]
    assert not [f for f in everything if PASSWORD.encode() in f.read_bytes()]

"""Registers by the command line: recognised, accounted for, replaced, withdrawn."""

import json

from etl.__main__ import main
from layout import DataDir
from metrics import open_store

HEAD = "Số văn bản nhắc nhở;Ngày ban hành;Người bị nhắc nhở;Đơn vị;Nội dung nhắc nhở\n"
ONE = "1/NN;01/02/2023;Lê Sao Mai;Phòng Lạ;Chậm\n"
TWO = ";02/03/2023;Vũ Gió Nồm;Phòng Lạ;Chậm\n"


def run(capsys, *arguments) -> dict:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_two_exports_and_back(tmp_path, capsys):
    root = tmp_path / "data"
    for day, rows in (("20230301", ONE), ("20230401", ONE + TWO)):
        (tmp_path / f"nhac_nho_{day}.csv").write_text(HEAD + rows, "utf-8")
    files = sorted(tmp_path.glob("*.csv"))
    first, second = run(capsys, "load", *files, "--data", root)["files"]
    assert [(r["kind"], r["as_of"], r["rows"]["loaded"]) for r in (first, second)] == [
        ("reminders", "2023-03-01", 1),
        ("reminders", "2023-04-01", 2),
    ]
    assert (first["records"]["holding"], second["records"]["holding"]) == (0, 2)
    assert [w["code"] for w in second["warnings"]] == ["no_document_no"]
    data = DataDir(root)
    assert [r["document_no"] for r in reminders(data)] == ["1/NN", None]
    assert {r["unit_id"] for r in reminders(data)} == {"?Phòng Lạ"}
    run(capsys, "withdraw", second["upload"][:12], "--data", root, "--why", "nhầm")
    assert [r["document_no"] for r in reminders(data)] == ["1/NN"]
    again = run(capsys, "load", files[1], "--data", root)["files"][0]
    assert again["records"] == {"holding": 2, "new": 1}
    assert main(["load", str(files[1]), "--data", str(root)]) == 0
    assert "2 bản ghi của tệp đang có hiệu lực, 0 bản ghi mới" in capsys.readouterr().out


def reminders(data: DataDir) -> list[dict]:
    return open_store(data).query("select * from reminder order by issued_on")

"""Loading through the real command: every row accounted for, any order, twice, withdrawn."""

import itertools
import json
import subprocess
import sys

import pytest

from layout import REPO

HEAD = "Mã nhiệm vụ,Nội dung công việc,Đơn vị chủ trì,Đơn vị phối hợp,Ngày giao,Hạn xử lý,Ngày hoàn thành,Trạng thái\n"
FIRST = HEAD + (
    "1,Lập kế hoạch,P1,,01/03/2023,10/03/2023,,Đang thực hiện\n"
    "2,Trả lời Bộ,P1; P2,P3,02/03/2023,20/03/2023,19/03/2023,Hoàn thành\n"
    "3,Rà soát thủ tục,P2,,03/03/2023,,,Đang thực hiện\n"
)
SECOND = HEAD + (
    "1,Lập kế hoạch,P1,,01/03/2023,31/03/2023,30/03/2023,Hoàn thành\n"
    "2,Trả lời Bộ,P1; P2,P3,02/03/2023,20/03/2023,19/03/2023,Hoàn thành\n"
    "4,Báo cáo quý,P3,,05/03/2023,15/04/2023,,Đang thực hiện\n"
)
DIRECTORY = "Mã đơn vị,Tên đơn vị,Tên viết tắt,Tên khác\nA,Phòng Một,P1,\nB,Phòng Hai,P2,\n"


def run(module, *arguments, ok=True):
    """Run one of our commands as a person would; its standard output."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=REPO,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode == 0) == ok, done.stdout + done.stderr
    return done.stdout


def load(data, *files, verb="load", ok=True, **options):
    flags = itertools.chain.from_iterable(
        (f"--{k.replace('_', '-')}", v) for k, v in options.items()
    )
    return json.loads(run("etl", verb, *files, "--data", data, "--json", *flags, ok=ok))["files"]


def settlement(data, *options):
    return json.loads(run("reports", "settlement", "--data", data, "--format", "json", "--as-of", "2023-04-01",
                          *options))  # fmt: skip


@pytest.fixture
def files(tmp_path):
    written = {}
    for name, text in (
        ("viec_20230315.csv", FIRST),
        ("viec_20230401.csv", SECOND),
        ("don_vi.csv", DIRECTORY),
    ):
        written[name] = tmp_path / name
        written[name].write_text(text, "utf-8")
    return list(written.values())


def test_a_first_export(tmp_path, files):
    (report,) = load(tmp_path / "d", files[0])
    assert report["status"] == "loaded"
    assert report["rows"] == {"read": 4, "loaded": 3, "rejected": 0, "skipped": 1}
    assert [(r["row"], r["disposition"], r["reason"]) for r in report["left_out"]] == [
        (1, "skipped", "header")
    ]
    assert (report["as_of"], report["as_of_basis"]) == ("2023-03-15", "file_name")
    assert (report["cases"], report["items"]) == (3, 5)
    assert report["changes"] == {"new": 3, "changed": 0, "same": 0}
    assert {u["name"]: u["rows"] for u in report["unresolved_units"]} == {"P1": 2, "P2": 2, "P3": 1}
    assert report["profile"]["due_on"] == "Hạn xử lý"


def test_a_newer_export_updates_and_keeps_what_was(tmp_path, files):
    data = tmp_path / "d"
    load(data, files[0])
    (report,) = load(data, files[1])
    assert report["changes"] == {"new": 1, "changed": 1, "same": 1}
    now = settlement(data)["total"]
    assert (now["total"], now["done_early"], now["open_no_due"], now["open_in_term"]) == (
        5,
        3,
        1,
        1,
    )
    then = json.loads(run("reports", "settlement", "--data", data, "--format", "json", "--as-of", "2023-03-15",
                          "--known", "2023-03-15"))["total"]  # fmt: skip
    assert (then["total"], then["open_overdue"], then["open_in_term"], then["open_no_due"]) == (
        4,
        1,
        2,
        1,
    )


def test_twice_changes_nothing_and_the_order_does_not_matter(tmp_path, files):
    results = []
    for n, order in enumerate((files, files[1:] + files[:1], files[2:] + files[:2])):
        data = tmp_path / f"d{n}"
        for file in order:
            load(data, file)
        (again,) = load(data, order[0])
        assert again["status"] == "unchanged"
        answer = settlement(data, "--by", "unit")
        results.append((answer["rows"], answer["total"]))
    assert all(r == results[0] for r in results)
    assert [r["unit"] for r in results[0][0]] == ["P3", "Phòng Một", "Phòng Hai"]


def test_check_writes_nothing(tmp_path, files):
    data = tmp_path / "d"
    (report,) = load(data, files[0], verb="check")
    assert (report["status"], report["changes"]["new"]) == ("would_load", 3)
    assert not data.exists()


def test_withdraw_takes_the_effect_out_and_keeps_the_file(tmp_path, files):
    data = tmp_path / "d"
    load(data, files[0])
    before = settlement(data)["total"]
    (report,) = load(data, files[1])
    assert settlement(data)["total"] != before
    run("etl", "withdraw", report["upload"][:12], "--data", data, "--why", "nạp nhầm")
    assert settlement(data)["total"] == before
    assert (data / "uploads" / report["upload"]).exists()
    (again,) = load(data, files[1])
    assert again["status"] == "loaded"


@pytest.mark.parametrize("mark", ["Mật", "TUYỆT MẬT", "tối mật"])
def test_a_state_secret_stops_the_file_and_nothing_of_it_is_stored(tmp_path, files, mark):
    secret = tmp_path / "mat.csv"
    secret.write_text(FIRST.replace("Rà soát thủ tục", mark), "utf-8")
    data = tmp_path / "d"
    (report,) = load(data, secret, ok=False)
    assert (report["status"], report["refused"]) == ("refused", "state_secret")
    kept = [
        p
        for p in data.rglob("*")
        if (p.is_file() and "uploads" in p.parts) or p.suffix == ".parquet"
    ]
    assert kept == []
    assert "thủ tục" not in (data / "ledger.sqlite").read_bytes().decode("utf-8", "ignore")


def test_denunciations_are_counted_not_loaded(tmp_path):
    file = tmp_path / "don_20230401.csv"
    file.write_text(
        "Mã hồ sơ,Loại đơn,Nội dung đơn thư,Đơn vị xử lý,Ngày tiếp nhận,Hạn giải quyết\n"
        "D1,Kiến nghị,Đề nghị hỗ trợ điện,P1,01/03/2023,20/03/2023\n"
        "D2,Tố cáo,Ông X tố bà Y,P1,01/03/2023,20/03/2023\n"
        "D3,Kiến nghị,Đơn tố cáo cán bộ,P1,01/03/2023,20/03/2023\n",
        "utf-8",
    )
    (report,) = load(tmp_path / "d", file, kind="petitions")
    assert report["rows"] == {"read": 4, "loaded": 1, "rejected": 0, "skipped": 3}
    assert [r["reason"] for r in report["left_out"]] == ["header", "denunciation", "denunciation"]
    for stored in (tmp_path / "d").rglob("*"):
        if stored.suffix in (".parquet", ".duckdb", ".json"):
            assert "bà Y".encode() not in stored.read_bytes()


def test_a_name_with_a_comma_is_one_unit_unless_every_part_is_known(tmp_path, files):
    file = tmp_path / "viec_20230401.csv"
    file.write_text(
        HEAD + '1,a,"Vụ Công tác học sinh, sinh viên",,01/03/2023,,,\n2,b,"P1, P2",,01/03/2023,,,\n'
        '3,c,"P1, P9",,01/03/2023,,,\n',
        "utf-8",
    )
    data = tmp_path / "d"
    reports = load(data, files[2], file)
    assert reports[1]["unresolved_units"] == [
        {"name": "P1, P9", "rows": 1},
        {"name": "Vụ Công tác học sinh, sinh viên", "rows": 1},
    ]
    units = {r["unit"]: r["total"] for r in settlement(data, "--by", "unit")["rows"]}
    assert units == {
        "P1, P9": 1,
        "Vụ Công tác học sinh, sinh viên": 1,
        "Phòng Một": 1,
        "Phòng Hai": 1,
    }


def test_a_failed_build_leaves_the_one_in_use_and_says_why(tmp_path, files):
    data = tmp_path / "d"
    load(data, files[0])
    before = settlement(data)
    (record,) = (data / "staging").glob("*.json")
    record.write_text(record.read_text("utf-8").replace('"read": 4', '"read": 5'), "utf-8")
    for published in (data / "warehouse").glob("*.duckdb"):
        published.rename(published.with_name(f"0000000000-{published.name[11:]}"))
    done = subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", data],
        cwd=REPO,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1 and "10_row_accounting" in done.stderr
    after = settlement(data)
    assert (after["rows"], after["total"]) == (before["rows"], before["total"])
    assert [p.suffix for p in (data / "warehouse").iterdir() if p.suffix != ".lock"] == [".duckdb"]


def test_odd_rows_are_loaded_and_asked_about(tmp_path):
    file = tmp_path / "viec_20230401.csv"
    file.write_text(HEAD + "1,a,P1,,10/03/2023,09/03/2023,01/03/2023,Hoàn thành\n", "utf-8")
    (report,) = load(tmp_path / "d", file)
    found = {
        w["code"]: (w["number"], w["examples"][0]["row"])
        for w in report["warnings"]
        if "number" in w
    }
    assert found == {"closed_before_opened": (1, 2), "due_before_opened": (1, 2)}

"""Jobs: real processes, real folders; names that would be paths, limits, and what is left behind."""

import json
import time
from pathlib import Path

import psutil
import pytest

from layout import DataDir
from ledger import Ledger
from tests.hostile import empty, secret
from ui import jobs
from ui.job_parts import label, read, write
from ui.upload_request import (
    Said,
    check,
    guess_sources,
    load,
    said,
    same_layout,
    say,
    stem,
)

TASKS = """STT;Mã nhiệm vụ;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành;Trạng thái
1;A-1;Trả lời kiến nghị;Phòng A;01/02/2023;10/02/2023;;Đang thực hiện
2;A-2;Báo cáo quý;Phòng A;01/02/2023;10/02/2023;09/02/2023;Hoàn thành
""".encode()
NAME = "nhiem_vu_20230301.csv"


def ended(job: jobs.Job, seconds: float = 90) -> jobs.Job:
    """The job as it is when its run is over."""
    give_up = time.monotonic() + seconds
    while (job := jobs.Job(job.folder)).live:
        assert time.monotonic() < give_up, job.progress
        time.sleep(0.1)
    return job


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("bao_cao.xlsx", "bao_cao.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\tep.xls", "tep.xls"),
        ("a\0b\nc.csv", "abc.csv"),
        ("\u202egpj.slx", "gpj.slx"),
        ("=1+1<script>.csv", "=1+1<script>.csv"),
        ("a\u0302.csv", "â.csv"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
        ("", "?"),
        ("\u200b/", "?"),
    ],
)
def test_a_file_name_is_a_label(name: str, shown: str):
    assert label(name) == shown


def test_a_dropped_file_lies_under_a_random_name_in_its_own_folder(data):
    job = jobs.drop(data, [("../../tep.csv", TASKS), ("khac.csv", b"x")], who="ai đó")
    assert [file.name for file in job.files] == ["tep.csv", "khac.csv"]
    assert job.folder.parent == data.jobs
    for file in job.files:
        assert (job.folder / file.stored).stat().st_size == file.size
        assert file.stored.endswith(".received") and "tep" not in file.stored
    assert job.drop["who"] == "ai đó" and job.state == "empty"


def test_the_same_bytes_are_kept_once(data):
    job = jobs.drop(data, [("a.csv", TASKS), ("b.csv", TASKS)], who="")
    assert len(job.files) == 1
    assert len(list(job.folder.glob("*.received"))) == 1


def test_check_then_load(data):
    job = ended(check(jobs.drop(data, [(NAME, TASKS)], who="ai đó")))
    (report,) = job.result["files"]
    assert (job.state, report["status"], report["file"]) == ("done", "would_load", NAME)
    assert report["rows"] == {"read": 3, "loaded": 2, "rejected": 0, "skipped": 1}
    assert not data.uploads.exists() and not data.ledger.exists()
    job = ended(load(job, [report["upload"]]))
    assert (job.state, job.result["files"][0]["status"]) == ("done", "loaded")
    (entry,) = Ledger(data.ledger).entries("upload_registered")
    assert (entry.who, entry.body["name"]) == ("ai đó", NAME)
    assert not list(job.folder.glob("*.received")), "uploads/ has it now"


def test_what_was_said_of_a_file_decides_how_it_is_read(data):
    job = jobs.drop(data, [("khong_ngay.csv", TASKS)], who="")
    sha = job.files[0].sha256
    profile = 'kind = "tasks"\n[columns]\nsource_id = "Mã nhiệm vụ"\nsubject = "Nội dung"\n'
    say(job, sha, Said(source="hscv", as_of="2023-05-05", full=True, profile=profile))
    assert said(job)[sha].source == "hscv"
    (report,) = ended(check(job)).result["files"]
    assert (report["source"], report["as_of"], report["full"]) == ("hscv", "2023-05-05", True)
    assert set(report["profile"]) == {"source_id", "subject"}


def test_a_profile_that_cannot_be_read_ends_with_a_sentence(data):
    job = jobs.drop(data, [(NAME, TASKS)], who="")
    say(job, job.files[0].sha256, Said(profile="[columns"))
    job = ended(check(job))
    assert job.state == "failed"
    assert "TOML" in job.complaint and "Traceback" not in job.complaint


def test_a_refused_file_does_not_keep_others_out_and_a_secret_one_is_gone_at_once(data, tmp_path):
    files = [(NAME, TASKS), ("rong.xlsx", empty(tmp_path / "e").read_bytes()),
             ("mat.xlsx", secret(tmp_path / "s.xlsx").read_bytes())]  # fmt: skip
    job = ended(check(jobs.drop(data, files, who="")))
    codes = {r["file"]: r.get("refused") for r in job.result["files"]}
    assert codes == {NAME: None, "rong.xlsx": "empty", "mat.xlsx": "state_secret"}
    there = {f.name for f in job.files if (job.folder / f.stored).exists()}
    assert there == {NAME, "rong.xlsx"}
    good = [r["upload"] for r in job.result["files"] if r["status"] == "would_load"]
    assert ended(load(job, good)).result["files"][0]["status"] == "loaded"


def test_one_runs_and_the_others_wait_their_turn(data):
    many = b"\n".join([TASKS] + [TASKS.splitlines()[1]] * 20_000)
    running = [check(jobs.drop(data, [(NAME, many + bytes([48 + n]))], who="")) for n in range(3)]
    seen = []
    while not seen or set(seen[-1]) & {"waiting", "running"}:
        seen.append([jobs.Job(job.folder).state for job in running])
        assert seen[-1].count("running") <= 1
        time.sleep(0.02)
    assert any("waiting" in states and "running" in states for states in seen)
    assert seen[-1] == ["done"] * 3


def test_starting_a_job_twice_runs_it_once(data):
    job = check(jobs.drop(data, [(NAME, TASKS)], who=""))
    process = read(job.folder / "process.json")
    assert check(job).live
    assert read(job.folder / "process.json") == process
    ended(job)


def test_a_stopped_job_takes_its_processes_and_files_with_it(data):
    job = check(jobs.drop(data, [(NAME, TASKS * 5000)], who=""))
    process = psutil.Process(read(job.folder / "process.json")["pid"])
    jobs.remove(job)
    assert not job.folder.exists()
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    assert jobs.find(data, job.id) is None


def test_a_run_whose_process_is_gone_is_lost_not_under_way_for_ever(data):
    job = jobs.drop(data, [(NAME, TASKS)], who="")
    write(job.folder / "run.json", {"verb": "check", "arguments": []})
    write(job.folder / "process.json", {"pid": 1, "created": 0})
    assert jobs.Job(job.folder).state == "lost"
    assert ended(check(job)).state == "done", "and it can be tried again"


def test_text_that_is_no_id_finds_nothing(data):
    job = jobs.drop(data, [(NAME, TASKS)], who="")
    assert jobs.find(data, job.id).files == job.files
    for text in ("", "..", f"../jobs/{job.id}", job.id + "/", "/etc"):
        assert jobs.find(data, text) is None


def test_old_jobs_go_when_a_new_one_comes(data, monkeypatch):
    monkeypatch.setattr(jobs, "KEPT_JOBS", 3)
    made = [jobs.drop(data, [(f"{n}.csv", b"%d" % n)], who="") for n in range(5)]
    kept = {job.id for job in jobs.every(data)}
    assert len(kept) == 3 and made[-1].id in kept
    old = data.jobs / f"20200101T000000-{'0' * 12}"
    old.mkdir()
    jobs.tidy(data)
    assert not old.exists()
    monkeypatch.setattr(jobs, "KEPT_BYTES", 0)
    jobs.tidy(data)
    assert jobs.every(data) == []


def test_too_much_is_refused(data, monkeypatch):
    with pytest.raises(jobs.TooMany, match="files"):
        jobs.drop(data, [(f"{n}.csv", b"x") for n in range(jobs.FILES_AT_ONCE + 1)], who="")
    monkeypatch.setattr(jobs, "LIVE_JOBS", 1)
    job = check(jobs.drop(data, [(NAME, TASKS)], who=""))
    with pytest.raises(jobs.TooMany, match="jobs"):
        jobs.drop(data, [(NAME, b"x")], who="")
    build = jobs.command(data, "build")  # what was decided is built all the same
    with pytest.raises(jobs.TooMany, match="jobs"):
        jobs.command(data, "withdraw", ["abc"])
    ended(job)
    assert ended(build).state == "done"


def test_a_job_that_another_page_put_away_is_gone_not_an_error(data):
    job = jobs.drop(data, [(NAME, TASKS)], who="")
    write(job.folder / "run.json", {"verb": "check", "arguments": []})
    (job.folder / "exit_code").write_text("0")  # its result vanishes between two looks
    assert jobs.Job(job.folder).state == "empty"
    jobs.remove(job)
    assert (job.size, job.state, job.live) == (0, "empty", False)


def test_a_command_that_waits_is_not_started_twice_and_is_put_away_when_done(data):
    first = check(jobs.drop(data, [(NAME, TASKS * 3000)], who=""))
    build = jobs.command(data, "build")
    assert jobs.command(data, "build").id == build.id
    ended(first)
    build = ended(build)
    assert build.state == "done" and build.result["warehouse"]
    jobs.put_away(data)
    assert [job.id for job in jobs.every(data)] == [first.id]


def test_what_is_to_be_done_once_is_claimed_once(data):
    job = jobs.drop(data, [(NAME, TASKS)], who="")
    assert [job.claim("refused"), job.claim("refused"), job.claim("other")] == [True, False, True]


UPLOADS = [
    {"file": "giao_viec_20230614.xlsx", "source": "giao_viec", "kind": "tasks",
     "profile": json.dumps({"subject": "Nội dung"})},
    {"file": "hscv 14.06.2023.xlsx", "source": "hscv", "kind": "tasks",
     "profile": json.dumps({"subject": "Trích yếu"})},
    {"file": "export (1).xlsx", "source": "a", "kind": "tasks", "profile": "{}"},
    {"file": "export (2).xlsx", "source": "b", "kind": "tasks", "profile": "{}"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("giao_viec_20231214.xlsx", "giao_viec"),
        ("Giao-viec (3).csv", "giao_viec"),
        ("HSCV.xlsx", "hscv"),
        ("export (7).xlsx", None),  # two sources export under this name
        ("kien_nghi_20231214.csv", None),
    ],
)
def test_a_file_named_like_those_of_one_source_is_taken_for_it(data, name, source):
    job = jobs.drop(data, [(name, TASKS)], who="")
    guess_sources(job, UPLOADS)
    assert said(job)[job.files[0].sha256].source == source


def test_a_new_source_with_the_columns_of_a_known_one_is_asked_about():
    report = {"kind": "tasks", "source": "tasks", "profile": {"subject": "Trích yếu"}}
    assert same_layout(report, UPLOADS) == ["hscv"]
    assert same_layout(report | {"source": "hscv"}, UPLOADS) == []
    assert same_layout(report | {"kind": "petitions"}, UPLOADS) == []


def test_stem_is_what_the_exports_of_one_system_share():
    assert stem("Danhmucnhiemvu120417053102.xlsx") == stem("danhmucnhiemvu050417090944.xls")

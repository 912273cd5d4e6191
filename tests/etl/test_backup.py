"""`python -m etl backup` and `restore`: everything comes back, or nothing does."""

import hashlib
import json
import os
import shutil
import stat
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.backup import LEDGER, MANIFEST
from layout import DataDir
from ledger import Ledger
from metrics import context, open_store
from metrics.filters import Filters
from metrics.periods import parse
from reports.figures_hash import figures_hash

TASKS = """Mã;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành;Trạng thái
{}1;Việc một;Phòng A;05/01/2023;20/01/2023;18/01/2023;Hoàn thành
{}2;Việc hai;Phòng A;05/02/2023;20/02/2023;;Đang xử lý
{}3;Việc ba;Phòng B;05/03/2023;20/03/2023;30/03/2023;Hoàn thành
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> DataDir:
    """Two files that count and one that was withdrawn."""
    folder = tmp_path_factory.mktemp("backup")
    for letter in "xyz":
        (folder / f"{letter}.csv").write_text(TASKS.replace("{}", letter), "utf-8")
    options = ["--kind", "tasks", "--as-of", "2023-06-30", "--data", str(folder / "data")]
    assert main(["load", *(str(folder / f"{letter}.csv") for letter in "xyz"), *options]) == 0
    last = hashlib.sha256((folder / "z.csv").read_bytes()).hexdigest()
    assert main(["withdraw", last[:12], "--data", str(folder / "data")]) == 0
    (folder / "data" / "uploads" / "half.part").touch()
    return DataDir(folder / "data")


@pytest.fixture(scope="module")
def archive(data, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "sao-luu.zip"
    assert main(["backup", "--data", str(data.root), "--out", str(path)]) == 0
    return path


def figures(data: DataDir) -> str:
    store = open_store(data)
    return figures_hash(store, Filters(as_of=context.default_as_of(store), period=parse("2023H1")))


def restore(archive: Path, root: Path, *more: str) -> int:
    return main(["restore", str(archive), "--data", str(root), *more])


def test_figures_are_the_same_without_anything_derived(data, tmp_path):
    before = figures(data)
    own = DataDir(tmp_path / "own")
    shutil.copytree(data.root, own.root, ignore=shutil.ignore_patterns("warehouse", "staging"))
    assert main(["build", "--data", str(own.root)]) == 0
    assert figures(own) == before


def test_a_restored_directory_gives_the_same_figures(data, archive, tmp_path, capsys):
    back = DataDir(tmp_path / "back")
    assert restore(archive, back.root) == 0
    assert "3 tệp đã nạp" in capsys.readouterr().out
    assert back.warehouses()[-1].name == data.warehouses()[-1].name
    assert figures(back) == figures(data)


@pytest.mark.parametrize("name", ["sao-luu.zip", "sao-luu"])
def test_all_that_is_kept_comes_back(data, tmp_path, name, capsys):
    out, back = tmp_path / name, DataDir(tmp_path / "back")
    assert main(["backup", "--data", str(data.root), "--out", str(out), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["uploads"], said["entries"]) == (3, Ledger(data.ledger).head()[0])
    assert restore(out, back.root, "--no-build") == 0
    assert Ledger(back.ledger).entries() == Ledger(data.ledger).entries()
    kept = {p.name: p.read_bytes() for p in data.uploads.iterdir() if p.suffix != ".part"}
    assert {p.name: p.read_bytes() for p in back.uploads.iterdir()} == kept
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "back"]), "no leftovers"


@pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX's")
def test_only_its_maker_may_read_a_backup(archive):
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_a_backup_overwrites_nothing(data, archive, capsys):
    before = archive.read_bytes()
    assert main(["backup", "--data", str(data.root), "--out", str(archive)]) == 1
    assert "không ghi đè" in capsys.readouterr().err
    assert archive.read_bytes() == before


def test_a_restore_fills_an_empty_directory_only(data, archive, tmp_path, capsys):
    (tmp_path / "note.txt").touch()
    assert restore(archive, tmp_path) == 1
    assert "note.txt" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["note.txt"]
    (tmp_path / "empty").mkdir()
    assert restore(archive, tmp_path / "empty", "--no-build") == 0
    assert sorted(os.listdir(tmp_path / "empty")) == ["ledger.sqlite", "uploads"]


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda root, one: (root / "uploads" / one).unlink(), "Thiếu tệp đã nạp"),
        (lambda root, one: (root / "uploads" / one).write_text("khác"), "không còn đúng"),
        (lambda root, one: (root / LEDGER).write_text("khác"), "Không đọc được sổ"),
        (lambda root, one: (root / LEDGER).unlink(), "Chưa có mục nào"),
    ],
)
def test_what_is_not_whole_is_not_backed_up(data, tmp_path, harm, words, capsys):
    root = Path(shutil.copytree(data.root, tmp_path / "data"))
    entry = Ledger(root / LEDGER).entries("upload_registered")[0]
    harm(root, entry.body["sha256"])
    assert main(["backup", "--data", str(root), "--out", str(tmp_path / "out.zip")]) == 1
    assert words in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["data"]


def withdrawn(ledger: Ledger) -> str:
    return ledger.entries("upload_withdrawn")[0].body["sha256"]


def entry_of(kind: str, more: dict) -> Callable[[Ledger], str]:
    """Writes an entry about a file that is not among the uploads; gives its hash."""

    def written(ledger: Ledger) -> str:
        ledger.append(kind, more, who="vp")
        return LOST

    return written


LOST = "e" * 64
PAPERS = [{"name": "bao_cao.docx", "sha256": LOST, "size": 1, "restricted": False}]
ATTACHED = {"file_sha256": LOST, "file_name": "kèm.pdf"}
NAMED = {
    "z.csv": withdrawn,
    "kèm.pdf": entry_of("objection_made", {"objection_id": "o", "rows": [], **ATTACHED}),
    "nhắc.pdf": entry_of("record_added", {"fields": ATTACHED | {"file_name": "nhắc.pdf"}}),
    "bao_cao.docx": entry_of("review_issued", {"review_id": "r", "files": PAPERS}),
}


@pytest.mark.parametrize("name", NAMED)
def test_every_file_that_the_ledger_names_must_be_there(data, tmp_path, name, capsys):
    """Also what no figure needs; it is left out only where that is allowed, and is said then."""
    own, out = DataDir(shutil.copytree(data.root, tmp_path / "data")), tmp_path / "out"
    lost = NAMED[name](Ledger(own.ledger))
    (own.uploads / lost).unlink(missing_ok=True)
    command = ["backup", "--data", str(own.root), "--out", str(out)]
    assert main(command) == 1 and not out.exists()
    said = capsys.readouterr().err
    assert f"{name} ({lost[:12]})" in said and "--allow-missing" in said
    assert main([*command, "--allow-missing", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["missing"] == [f"{name} ({lost[:12]})"]
    back = tmp_path / "back"
    assert restore(out, back, "--no-build") == 1 and not back.exists()
    assert f"{name} ({lost[:12]})" in capsys.readouterr().err
    assert restore(out, back, "--no-build", "--allow-missing") == 0
    assert f"{name} ({lost[:12]})" in capsys.readouterr().out


def test_a_form_that_is_only_read_is_not_asked_for(data, tmp_path):
    root = Path(shutil.copytree(data.root, tmp_path / "data"))
    form = {"period": "2023H1", "unit_id": "a", "file_sha256": LOST}
    Ledger(root / LEDGER).append("report_received", form, who="vp")
    Ledger(root / LEDGER).append("objection_made", {"file_sha256": None}, who="vp")
    Ledger(root / LEDGER).append("of_another_version", {"fields": ["a"]}, who="vp")
    assert main(["backup", "--data", str(root), "--out", str(tmp_path / "out")]) == 0


def test_an_upload_that_counts_is_missed_even_where_others_may_lack(data, tmp_path, capsys):
    root = Path(shutil.copytree(data.root, tmp_path / "data"))
    (
        root / "uploads" / Ledger(root / LEDGER).entries("upload_registered")[0].body["sha256"]
    ).unlink()
    out = tmp_path / "out.zip"
    assert main(["backup", "--data", str(root), "--out", str(out), "--allow-missing"]) == 1
    assert "Thiếu tệp đã nạp" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="rights are POSIX's")
def test_a_backup_that_cannot_be_written_is_said_not_traced(data, tmp_path, capsys):
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "out.zip"  # a file where a folder would have to be made
    assert main(["backup", "--data", str(data.root), "--out", str(out)]) == 1
    assert "Không ghi được bản sao lưu" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def changed(folder: Path, change: Callable[[dict], None]) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    change(manifest)
    (folder / MANIFEST).write_text(json.dumps(manifest))


def relist(folder: Path, name: str, path: str) -> None:
    """List a file of the archive under another path."""
    changed(folder, lambda m: m["files"][1].update(path=path))
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    (folder / "uploads" / name).rename(target)


def upload_of(folder: Path) -> Path:
    return min((folder / "uploads").iterdir())


def cut_ledger(folder: Path) -> None:
    """A ledger that holds, but ends earlier; its own size and hash are listed right."""
    ledger = Ledger(folder / LEDGER)
    entries = ledger.entries()[:-1]
    ledger.path.unlink()
    ledger.fill((*e[:4], json.dumps(e.body, ensure_ascii=False, sort_keys=True, separators=(",", ":")), *e[5:])
                for e in entries)  # fmt: skip
    content = ledger.path.read_bytes()
    new = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    changed(folder, lambda m: m["files"][0].update(new))


HARMS: dict[str, Callable[[Path], object]] = {
    "a byte of an upload": lambda f: upload_of(f).write_bytes(upload_of(f).read_bytes()[:-1] + b"!"),
    "an upload longer than listed": lambda f: upload_of(f).open("ab").write(b"x" * 10),
    "an upload cut": lambda f: upload_of(f).write_bytes(b""),
    "an upload gone": lambda f: upload_of(f).unlink(),
    "the ledger gone": lambda f: (f / LEDGER).unlink(),
    "the ledger cut": cut_ledger,
    "the manifest gone": lambda f: (f / MANIFEST).unlink(),
    "the manifest no JSON": lambda f: (f / MANIFEST).write_text("{"),
    "the manifest a list": lambda f: (f / MANIFEST).write_text("[1]"),
    "another format": lambda f: changed(f, lambda m: m.update(format=2)),
    "another head": lambda f: changed(f, lambda m: m["ledger"].update(head="0" * 64)),
    "a size that is none": lambda f: changed(f, lambda m: m["files"][0].update(size="1")),
    "a file too many": lambda f: (f / "uploads" / "more").touch(),
    "a file listed twice": lambda f: changed(f, lambda m: m["files"].append(m["files"][1])),
    "a path upwards": lambda f: relist(f, upload_of(f).name, "../" + "a" * 64),
    "an absolute path": lambda f: relist(f, upload_of(f).name, str(f / "other" / "a")),
    "another folder": lambda f: relist(f, upload_of(f).name, "warehouse/0.duckdb"),
    "another name": lambda f: relist(f, upload_of(f).name, "uploads/" + "a" * 64),
}  # fmt: skip


@pytest.mark.parametrize("packed", [True, False], ids=["zip", "folder"])
@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_or_hostile_archive_leaves_nothing(archive, tmp_path, harm, packed, capsys):
    folder, target = tmp_path / "in" / "deep", tmp_path / "out" / "data"
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    HARMS[harm](folder)
    if packed:
        given = tmp_path / "given.zip"
        with zipfile.ZipFile(given, "w") as file:
            for path in (p for p in tmp_path.rglob("*") if p.is_file() and p != given):
                file.write(path, os.path.relpath(path, folder))
    before = set(tmp_path.rglob("*"))
    assert restore(given if packed else folder, target) == 1
    assert "hãy dùng bản sao lưu khác" in capsys.readouterr().err.lower()
    assert set(tmp_path.rglob("*")) == before, "nothing was written anywhere"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not really", None], ids=["empty", "no zip", "cut"]
)
def test_what_is_no_archive_is_said_so(archive, tmp_path, content, capsys):
    file = tmp_path / "b.zip"
    whole = archive.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    assert restore(file, tmp_path / "data") == 1
    assert restore(tmp_path / "none.zip", tmp_path / "data") == 1
    assert "Không đọc được bản sao lưu b.zip" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["b.zip"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_a_folder_is_not_followed(archive, tmp_path):
    folder = tmp_path / "in"
    with zipfile.ZipFile(archive) as file:
        file.extractall(folder)
    upload = upload_of(folder)
    upload.rename(tmp_path / "elsewhere")
    upload.symlink_to(tmp_path / "elsewhere")
    assert restore(folder, tmp_path / "data") == 1
    assert not (tmp_path / "data").exists()


def test_a_bomb_is_not_unpacked(archive, tmp_path, capsys):
    """A member that inflates beyond the size that the manifest lists is read no further."""
    given = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(given, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            bomb = name.startswith("uploads/")
            new.writestr(name, b"0" * (50 << 20) if bomb else old.read(name))
    assert restore(given, tmp_path / "data") == 1
    assert "không nguyên vẹn" in capsys.readouterr().err
    manifest = {"format": 1, "ledger": {"entries": 1, "head": ""},
                "files": [{"path": LEDGER, "size": 1 << 60, "sha256": ""}]}  # fmt: skip
    with zipfile.ZipFile(tmp_path / "big.zip", "w") as file:
        file.writestr(MANIFEST, json.dumps(manifest))
        file.writestr(LEDGER, "")
    assert restore(tmp_path / "big.zip", tmp_path / "data") == 1
    assert "Không đủ chỗ" in capsys.readouterr().err

"""`python -m etl backup` and `restore`: what is kept for ever, as one archive, and back.

An archive is a .zip or a folder: `ledger.sqlite`, `uploads/<sha256>`, and `manifest.json` with the
size and SHA-256 of each and the head of the ledger. If it holds anything else it is refused.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from etl.archive import Archive, copy, reading, sync, writing
from etl.arriving import arriving
from etl.commands import show
from etl.kept import lacks, missing
from etl.ledger_commands import whole, worded
from etl.refusal import BuildFailed, Refused
from layout import DataDir, data_dir
from ledger import Ledger
from messages import text

FORMAT = 1
LEDGER, MANIFEST = "ledger.sqlite", "manifest.json"
MANIFEST_BYTES = 64 << 20  # some 400,000 files
UPLOAD = re.compile(r"uploads/([0-9a-f]{64})")
LACKING = "go on although files are missing that no figure needs, and name them"


def backup_arguments(one: ArgumentParser) -> None:
    """The options of `backup`."""
    one.add_argument("--out", type=Path, required=True, metavar="FILE.zip|DIR", help="a new one")
    one.add_argument("--allow-missing", action="store_true", help=LACKING)
    one.set_defaults(run=backup)


def restore_arguments(one: ArgumentParser) -> None:
    """The options of `restore`."""
    one.add_argument("archive", type=Path, metavar="FILE.zip|DIR")
    one.add_argument("--no-build", action="store_true", help="leave the warehouse to `build`")
    one.add_argument("--allow-missing", action="store_true", help=LACKING)
    one.set_defaults(run=restore)


def backup(options: Namespace) -> int:
    """Write the archive; 0 only when all that is kept is whole and in it."""
    with worded():
        manifest, lost = make(data_dir(options.data), options.out, options.allow_missing)
    said = {"uploads": len(manifest["files"]) - 1, **manifest["ledger"]}
    said["out"] = str(options.out)
    show(said | {"missing": lost}, options, text("backup.made", **said) + lacks(lost))
    return 0


def restore(options: Namespace) -> int:
    """Fill an empty data directory and publish its warehouse."""
    data = data_dir(options.data)
    with worded():
        manifest, lost = bring_back(options.archive, data, options.allow_missing)
    said = {"uploads": len(manifest["files"]) - 1, **manifest["ledger"]}
    warehouse = None if options.no_build else _published(data)
    code = "backup.restored" if options.no_build else "backup.restored_and_built"
    words = text(code, warehouse=warehouse, **said) + lacks(lost)
    show(said | {"warehouse": warehouse, "missing": lost}, options, words)
    return 0


def make(data: DataDir, out: Path, lacking: bool = False) -> tuple[dict, list[str]]:
    """Archive the ledger as of one moment, and every file; returns the manifest, and what lacks.

    The ledger first: an upload is on the disk before its entry is written, so that none lacks.
    """
    if not data.ledger.exists():
        raise Refused("ledger_empty", path=str(data.ledger))
    with tempfile.TemporaryDirectory(prefix="dunghan-backup-") as folder, writing(out) as archive:
        snapshot = Ledger(Path(folder) / LEDGER)
        whole(Ledger(data.ledger))  # words for one that cannot even be copied
        Ledger(data.ledger).copy_to(snapshot.path)
        seq, head = whole(snapshot)
        files = [_put(archive, LEDGER, snapshot.path)]
        names = sorted(f"uploads/{path.name}" for path in data.uploads.glob("*"))
        files += [_put(archive, n, data.root / n) for n in names if UPLOAD.fullmatch(n)]
        lost = missing(snapshot, files, lacking)
        manifest = {"format": FORMAT, "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                    "ledger": {"entries": seq, "head": head}, "files": files}  # fmt: skip
        with archive.write(MANIFEST) as file:
            file.write(json.dumps(manifest, indent=1).encode())
    return manifest, lost


def bring_back(path: Path, data: DataDir, lacking: bool = False) -> tuple[dict, list[str]]:
    """Fill an empty data directory from an archive, every byte checked; returns the manifest, and
    what lacks."""
    with reading(path) as archive, arriving(data) as part:
        manifest = _manifest(archive, path.name)
        if sum(file["size"] for file in manifest["files"]) > shutil.disk_usage(part.root).free:
            raise Refused("backup_no_space", file=path.name)
        part.uploads.mkdir()
        for file in manifest["files"]:
            _take(archive, file, part, path.name)
        ledger = Ledger(part.ledger)
        seq, head = whole(ledger)
        if manifest["ledger"] != {"entries": seq, "head": head}:
            raise _damaged(path.name, LEDGER)
        lost = missing(ledger, manifest["files"], lacking)
        sync(part.root)
    return manifest, lost


def _put(archive: Archive, name: str, path: Path) -> dict:
    with path.open("rb") as source, archive.write(name) as target:
        size, digest = copy(source, target, sys.maxsize)
    upload = UPLOAD.fullmatch(name)
    if upload and upload[1] != digest:
        raise Refused("upload_damaged", name=name)
    return {"path": name, "size": size, "sha256": digest}


def _take(archive: Archive, file: dict, part: DataDir, about: str) -> None:
    """Write one listed file; its path was held against what an archive may hold."""
    with archive.read(file["path"]) as source, (part.root / file["path"]).open("xb") as target:
        found = copy(source, target, file["size"])
    if found != (file["size"], file["sha256"]):
        raise _damaged(about, file["path"])


def _manifest(archive: Archive, about: str) -> dict:
    """The manifest, if it is one, lists only what an archive may hold, and each of its files."""
    names = archive.names()
    if MANIFEST not in names:
        raise _damaged(about, MANIFEST)
    with archive.read(MANIFEST) as file:
        given = file.read(MANIFEST_BYTES + 1)
    try:
        found = json.loads(given)
        files = [(str(f["path"]), f["sha256"], f["size"]) for f in found["files"]]
        plain = found["format"] == FORMAT and found["ledger"].keys() == {"entries", "head"}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _damaged(about, MANIFEST) from error
    if not plain or len(given) > MANIFEST_BYTES or not all(_allowed(*file) for file in files):
        raise _damaged(about, MANIFEST)
    listed = sorted([MANIFEST, *(path for path, *_ in files)])
    odd = set(listed) ^ set(names) or (listed != sorted(names) and {MANIFEST})
    if odd or LEDGER not in listed:
        raise _damaged(about, min(odd or {LEDGER}))
    return found


def _allowed(path: str, digest: object, size: object) -> bool:
    upload = UPLOAD.fullmatch(path)
    right = upload[1] == digest if upload else path == LEDGER
    return right and type(digest) is str and type(size) is int and size >= 0


def _damaged(about: str, name: str) -> Refused:
    return Refused("backup_damaged", file=about, name=name)


def _published(data: DataDir) -> str:
    from etl.build import build

    try:
        return build(data).name
    except (BuildFailed, Refused) as failed:
        raise Refused("restored_not_built", why=str(failed)) from failed

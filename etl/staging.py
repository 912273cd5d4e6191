"""Each upload parsed once, in a limited child process, into a Parquet file and its summary."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from etl.read import precheck
from etl.recognised import recognised
from etl.refusal import Refused, naming
from etl.stage.ask import summary_of
from etl.uploads import Upload
from layout import REPO, DataDir

if TYPE_CHECKING:
    from etl.profiles import KeptProfile

PARSERS = 2  # files parsed at once; each child may take 1 GB
PARSER_PARTS = ("etl/read", "etl/recognise", "etl/columns", "etl/stage", "etl/text.py",
                "etl/registers/__init__.py")  # fmt: skip


@dataclass(frozen=True)
class Staged:
    """A parsed upload: where its rows are and what was found in it."""

    upload: Upload
    parquet: Path
    summary: dict

    @property
    def kind(self) -> str:
        return self.summary["kind"]

    @property
    def source(self) -> str:
        """The issuing system; the kind where nobody named one."""
        return self.upload.source or self.kind

    @property
    def as_of(self) -> tuple[datetime, str]:
        """The moment the export speaks for, and where that is known from."""
        return as_of(self.upload, self.summary)

    @property
    def mapping(self) -> dict[str, str]:
        """Field -> heading, as used."""
        headings = self.summary["headings"]
        return {f: headings[i] for f, i in self.summary["columns"].items()}


@cache
def parser_version() -> str:
    """A digest of everything that decides how bytes become rows."""
    digest = hashlib.sha256()
    for part in PARSER_PARTS:
        path = REPO / part
        files = [path] if path.is_file() else sorted(path.rglob("*"))
        for file in files:
            if file.suffix in (".py", ".sql", ".csv"):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def staging_key(upload: Upload) -> str:
    """<sha256>-<parser version>: the version covers the code and what the clerk said."""
    words = [parser_version(), upload.name, upload.kind, upload.profile, upload.sheet]
    said = json.dumps(words, sort_keys=True)
    return f"{upload.sha256}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def stage(
    upload: Upload, path: Path, folder: Path, kept: Mapping[str, KeptProfile] | None = None
) -> Staged:
    """Parse `path` into `folder` unless that was done before. Raises Refused.

    Without a profile, one that was `kept` (by signature of the layout) is used where it fits, and
    stands in the upload that comes back.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parquet, record = _files(upload, folder)
    known = {} if upload.profile else kept or {}
    if known or not (parquet.exists() and record.exists()):
        upload = _parse(upload, path, folder, known)
        parquet, record = _files(upload, folder)
    staged = Staged(upload, parquet, json.loads(record.read_text("utf-8")))
    as_of(upload, staged.summary)  # an export that names no moment is refused here
    return staged


def stage_stored(upload: Upload, data: DataDir) -> Staged:
    """The staging of an upload that is already kept."""
    return stage(upload, data.uploads / upload.sha256, data.staging)


def _files(upload: Upload, folder: Path) -> tuple[Path, Path]:
    """The staged rows, and what was found."""
    parquet = folder / f"{staging_key(upload)}.parquet"
    return parquet, parquet.with_suffix(".json")


def _parse(upload: Upload, path: Path, folder: Path, kept: Mapping[str, KeptProfile]) -> Upload:
    """Have a child read the file; the upload, with the kept profile where one was used."""
    precheck(path, upload.name)
    part = _files(upload, folder)[0].with_suffix(f".{os.getpid()}.part")
    request = {
        "path": str(path), "name": upload.name, "out": str(part),
        "kind": upload.kind, "profile": upload.profile, "sheet": upload.sheet,
        "kept": {
            mark: {"profile": one.profile, "accepted": one.accepted} for mark, one in kept.items()
        },
    }  # fmt: skip
    try:
        with naming(upload.name):
            summary = summary_of(request)
        if one := kept.get(summary["kept"]):
            upload = replace(upload, profile=one.profile, source=upload.source or one.source)
        parquet, record = _files(upload, folder)
        os.replace(part, parquet)
    finally:
        part.unlink(missing_ok=True)
    temporary = record.with_suffix(f".{os.getpid()}.part")
    temporary.write_text(json.dumps(summary, ensure_ascii=False), "utf-8")
    os.replace(temporary, record)
    return upload


def as_of(upload: Upload, summary: dict) -> tuple[datetime, str]:
    """The moment an export speaks for: option, footer, file name, newest date, in that order.

    Directories without any of these speak for all time (their rows carry validity dates).
    """
    if upload.as_of:
        return end_of_day(upload.as_of), "option"
    if summary["footer_as_of"]:
        return datetime.fromisoformat(summary["footer_as_of"]), "footer"
    from etl.recognise import as_of_from_name

    if named := as_of_from_name(upload.name):
        return end_of_day(named.isoformat()), "file_name"
    if summary["newest_date"]:
        return end_of_day(summary["newest_date"]), "newest_date"
    if summary["kind"] in ("units", "people"):
        return datetime(1990, 1, 1), "none"
    raise Refused("no_as_of", file=upload.name)


def end_of_day(text: str) -> datetime:
    """An ISO moment; a bare day (or midnight) means the day's last second."""
    moment = datetime.fromisoformat(text)
    if moment.time() == datetime.min.time():
        moment = datetime.combine(date(moment.year, moment.month, moment.day), datetime.max.time())
    return moment.replace(microsecond=0, tzinfo=None)


def describe(staged: Staged) -> dict:
    """What `--json` prints of one file before it takes effect."""
    moment, basis = staged.as_of
    summary = staged.summary
    return {
        "upload": staged.upload.sha256, "file": staged.upload.name, "kind": staged.kind,
        "source": staged.source, "profile": staged.mapping, "header_row": summary["header_row"],
        "sheets": summary["sheets"], "as_of": moment.date().isoformat(),
        "as_of_moment": moment.isoformat(sep=" "),
        "as_of_basis": basis, "full": staged.upload.full, "rows": summary["rows"],
        "left_out": summary["left_out"], "undecided": summary["undecided"],
        "headings": summary["headings"], "reasons": summary["reasons"], "toml": summary["toml"],
        "totals": summary.get("totals"), "warnings": summary["warnings"],
        "encoding": summary["encoding"], "converted": summary["converted"],
        "registered": asdict(staged.upload), "sheet": staged.upload.sheet,
        "recognised": recognised(summary), "signature": summary["signature"],
        "misfits": summary["misfits"], "workbook": summary.get("workbook"),
    }  # fmt: skip

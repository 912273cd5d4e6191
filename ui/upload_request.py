"""What the clerk says of each dropped file, and the runs that check or load them. No Streamlit."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath

import tomli_w

from layout import DataDir
from ui import upload_password
from ui.job import Dropped, Job
from ui.job_parts import read, write
from ui.jobs import drop, start

MANIFEST = "manifest.toml"


@dataclass(frozen=True)
class Said:
    """None (or False) where the file is to say it itself. `profile` is a TOML text; each of
    `sheets` is loaded as an export of its own, and what is said of one stands under its part."""

    kind: str | None = None
    source: str | None = None
    as_of: str | None = None
    full: bool = False
    profile: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    keep_profile: bool = False


def said(job: Job) -> dict[str, Said]:
    """What was said of each file, by SHA-256; of a sheet of its own, by "<SHA-256>:<sheet>"."""
    found = read(job.folder / "said.json") or {}
    words = {file.sha256: {} for file in job.files} | found
    return {key: Said(**one | {"sheets": tuple(one.get("sheets") or ())})
            for key, one in words.items()}  # fmt: skip


def say(job: Job, key: str, words: Said) -> None:
    """Replace what was said of one file, or of one of its sheets."""
    everything = said(job) | {key: words}
    write(job.folder / "said.json", {sha: asdict(one) for sha, one in everything.items()})


def received(report: Mapping) -> str:
    """The SHA-256 of the file as it was dropped; kept is one without its password."""
    return report.get("received") or report["upload"]


def part(job: Job, report: Mapping) -> str:
    """Under which key stands what was said of what a report is about: the file, or its sheet."""
    digest = received(report)
    sheet = report.get("sheet") or report.get("params", {}).get("sheet")
    return f"{digest}:{sheet}" if sheet in said(job)[digest].sheets else digest


def words_of(job: Job, key: str) -> Said:
    """What holds for a file or a sheet of it: a sheet has its file's words until it has its own."""
    everything = said(job)
    if key in everything:
        return everything[key]
    digest, _, sheet = key.partition(":")
    return replace(everything[digest], sheet=sheet, sheets=())


def check(job: Job) -> Job:
    """See what the files hold and what they would change."""
    return _run(job, "check", _there(job))


def load(job: Job, sha256s: Iterable[str]) -> Job:
    """Take these files in; their passwords are forgotten with it."""
    wanted = set(sha256s)
    started = _run(job, "load", [file for file in _there(job) if file.sha256 in wanted])
    upload_password.forget(job.id)
    return started


def again(job: Job) -> Job:
    """The last run once more; where it needed a password, from the start, for it is forgotten."""
    path = job.folder / MANIFEST
    listed = tomllib.loads(path.read_text("utf-8"))["file"] if path.exists() else []
    if job.run["verb"] == "check" or any("password_file" in one for one in listed):
        return check(job)
    return start(job, job.run["verb"], job.run["arguments"])


def adopt_sheets(job: Job, reports: Iterable[Mapping]) -> None:
    """Say of a file that was read sheet by sheet, as was chosen for an earlier one, that it is:
    then each sheet has its own words like those that were chosen just now."""
    chosen: dict[str, list[str]] = {}
    for report in reports:
        if (sheet := report.get("sheet")) and report.get("upload"):
            chosen.setdefault(received(report), []).append(sheet)
    for digest, sheets in chosen.items():
        words = said(job).get(digest)
        if words and not words.sheets and words.sheet is None:
            say(job, digest, replace(words, sheets=tuple(sheets)))


def put_aside(data: DataDir, job: Job, sha256s: Container[str]) -> Job:
    """Files that wait for an answer, with what was said of them, as a drop of their own."""
    files = [file for file in _there(job) if file.sha256 in sha256s]
    content = [(file.name, (job.folder / file.stored).read_bytes()) for file in files]
    other = drop(data, content, who=job.drop["who"])
    for key, words in said(job).items():
        if key.partition(":")[0] in sha256s:
            say(other, key, words)
    return check(other)


def _there(job: Job) -> list[Dropped]:
    return [file for file in job.files if (job.folder / file.stored).exists()]


def _run(job: Job, verb: str, files: list[Dropped]) -> Job:
    if Job(job.folder).live:
        return Job(job.folder)
    listed = [entry for file in files for entry in _entries(job, file)]
    path = job.folder / MANIFEST
    path.write_text(tomli_w.dumps({"file": listed}), "utf-8")
    return start(job, verb, ["--manifest", str(path), f"--who={job.drop['who']}"])


def _entries(job: Job, file: Dropped) -> Iterator[dict]:
    """A file's lines in the manifest: one, or one for each of its sheets."""
    whole = said(job)[file.sha256]
    keys = [f"{file.sha256}:{sheet}" for sheet in whole.sheets] or [file.sha256]
    locked = upload_password.lend(job, file)
    for number, key in enumerate(keys):
        words = words_of(job, key)
        entry = {"name": file.name, "path": file.stored} | asdict(words)
        entry |= {"sheets": None, "password_file": locked}
        if words.profile:
            entry["profile"] = f"{file.stored}-{number}.toml"
            (job.folder / entry["profile"]).write_text(words.profile, "utf-8")
        yield {name: value for name, value in entry.items() if value not in (None, "", False)}


def guess_sources(job: Job, uploads: Iterable[Mapping]) -> None:
    """Say the source of files named like earlier ones of exactly one source, for a re-export
    that starts a source of its own would count every case twice."""
    sources: dict[str, set[str]] = {}
    for upload in uploads:
        sources.setdefault(stem(upload["file"]), set()).add(upload["source"])
    for file in job.files:
        if len(known := sources.get(stem(file.name), set())) == 1:
            say(job, file.sha256, replace(said(job)[file.sha256], source=next(iter(known))))


def same_layout(report: Mapping, uploads: Iterable[Mapping]) -> list[str]:
    """Other sources whose exports had the very columns of this one, which starts a new source."""
    known = [u for u in uploads if u["kind"] == report["kind"]]
    if any(u["source"] == report["source"] for u in known):
        return []
    return sorted({u["source"] for u in known if read_mapping(u) == report["profile"]})


def read_mapping(upload: Mapping) -> dict[str, str]:
    """Field -> heading of an upload in use."""
    return json.loads(upload["profile"])


def stem(name: str) -> str:
    """A file's name without its ending, figures and signs: what the exports of one system share."""
    return re.sub(r"[\W\d_]+", " ", PurePath(name).stem).strip().casefold()

"""What the clerk says of each dropped file, and the runs that check or load them. No Streamlit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath

import tomli_w

from ui.job import Dropped, Job
from ui.job_parts import read, write
from ui.jobs import start


@dataclass(frozen=True)
class Said:
    """None (or False) where the file is to say it itself. `profile` is a TOML text."""

    kind: str | None = None
    source: str | None = None
    as_of: str | None = None
    full: bool = False
    profile: str | None = None


def said(job: Job) -> dict[str, Said]:
    """What was said of each file, by SHA-256."""
    found = read(job.folder / "said.json") or {}
    return {file.sha256: Said(**found.get(file.sha256, {})) for file in job.files}


def say(job: Job, sha256: str, words: Said) -> None:
    """Replace what was said of one file."""
    everything = said(job) | {sha256: words}
    write(job.folder / "said.json", {sha: asdict(one) for sha, one in everything.items()})


def check(job: Job) -> Job:
    """See what the files hold and what they would change."""
    return _run(job, "check", _there(job))


def load(job: Job, sha256s: Iterable[str]) -> Job:
    """Take these files in."""
    wanted = set(sha256s)
    return _run(job, "load", [file for file in _there(job) if file.sha256 in wanted])


def _there(job: Job) -> list[Dropped]:
    return [file for file in job.files if (job.folder / file.stored).exists()]


def _run(job: Job, verb: str, files: list[Dropped]) -> Job:
    if Job(job.folder).live:
        return Job(job.folder)
    words = said(job)
    listed = [_entry(job, file, words[file.sha256]) for file in files]
    path = job.folder / "manifest.toml"
    path.write_text(tomli_w.dumps({"file": listed}), "utf-8")
    return start(job, verb, ["--manifest", str(path), f"--who={job.drop['who']}"])


def _entry(job: Job, file: Dropped, words: Said) -> dict:
    entry = {"name": file.name, "path": file.stored} | asdict(words)
    if words.profile:
        entry["profile"] = f"{file.stored}.toml"
        (job.folder / entry["profile"]).write_text(words.profile, "utf-8")
    return {key: value for key, value in entry.items() if value not in (None, "", False)}


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

"""What each verb of `python -m etl` does."""

from __future__ import annotations

import json
import sys
import tomllib
from argparse import Namespace
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from etl import uploads as register
from etl.progress import Progress
from etl.refusal import BuildFailed, Refused
from etl.said import line
from etl.set_aside import published
from etl.uploads import DIRECTORIES, Upload
from layout import data_dir, sample_hashes
from ledger import Ledger
from messages import text


def load(options: Namespace) -> int:
    """`load` and `check`: 0 only when every file loaded (or would load)."""
    from etl import load as loading

    requests = _requests(options)
    if not requests:
        raise Refused("no_files")
    data, progress = data_dir(options.data), Progress(options.progress)
    try:
        if options.verb == "check" or options.dry_run:
            reports = loading.check(requests, data, progress=progress)
        else:
            reports = loading.load(requests, data, who=options.who, progress=progress)
    except BuildFailed as failed:
        raise Refused("build_failed", why=str(failed)) from failed
    if options.save_profile:
        _save_profile(reports, options.save_profile)
    show({"files": reports}, options, "\n".join(line(r) for r in reports))
    return int(any(r["status"] == "refused" for r in reports))


def build(options: Namespace) -> int:
    """Publish a warehouse from what is kept, or build what was kept at an entry elsewhere."""
    from etl.build import build as publish
    from etl.frozen import as_of

    seq, into = getattr(options, "ledger_head", None), getattr(options, "into", None)
    if (seq is None) != (into is None):  # other verbs end in a build, and have neither
        raise Refused("head_and_into")
    data = data_dir(options.data)
    try:
        path = as_of(data, seq, into) if into else publish(data)
    except BuildFailed as failed:
        raise Refused("build_failed", why=str(failed)) from failed
    show({"warehouse": path.name}, options, text("etl.built", warehouse=path.name))
    return 0


def uploads(options: Namespace) -> int:
    """List what counts now, and what the build left out with its reason."""
    data = data_dir(options.data)
    found, aside = register.effective(Ledger(data.ledger)).values(), published(data)
    whys = {u.id: str(Refused(aside[u.id][0], **aside[u.id][1])) for u in found if u.id in aside}
    lines = [f"{u.short}  {u.name}  {u.kind or ''} {u.source or ''}" + _aside(whys.get(u.id))
             for u in found]  # fmt: skip
    listed = [asdict(u) | {"set_aside": whys.get(u.id)} for u in found]
    show({"uploads": listed}, options, "\n".join(lines) or text("etl.no_uploads"))
    return 0


def _aside(why: str | None) -> str:
    return "\n   " + text("etl.set_aside", why=why) if why else ""


def sample(options: Namespace) -> int:
    """Write the synthetic exports."""
    from etl.sample import write_sample

    paths = write_sample(options.folder, items=options.items, seed=options.seed)
    show({"files": [p.name for p in paths]}, options, "\n".join(str(p) for p in paths))
    return 0


def withdraw(options: Namespace) -> int:
    """Take an upload's effect out and publish without it."""
    data = data_dir(options.data)
    ledger = Ledger(data.ledger)
    if options.sample:
        found = [u for sha, u in register.effective(ledger).items() if sha in sample_hashes()]
    else:
        found = register.find(ledger, options.upload or "")
    if not found or (len(found) > 1 and not options.sample):
        raise Refused("no_such_upload", upload=options.upload or "", found=len(found))
    for upload in {one.sha256: one for one in found}.values():
        register.withdraw(ledger, upload.sha256, who=options.who, why=options.why)
    return build(options)


def show(value: dict, options: Namespace, words: str) -> None:
    """Print JSON for programs or words for people."""
    print(json.dumps(value, ensure_ascii=False, indent=1, default=str) if options.json else words)


def _requests(options: Namespace):
    from etl.load import Request

    if options.manifest:
        return _manifest(options.manifest)
    if options.as_of:
        _iso(options.as_of)
    profile, password = _profile(options.profile), _password(options.password_file)
    return [
        Request(path, Upload("", options.name or path.name, 0, options.kind, options.source,
                             options.as_of, options.full, profile, options.sheet), password,
                options.accept_proposal, options.keep_profile)
        for path in options.files
    ]  # fmt: skip


def _manifest(path: Path):
    """Directories first, so that the report of the work items can name resolved units.

    Per file: name, and path where it lies under another name (from the manifest's folder); kind,
    source, as_of, full, profile (a TOML file), password_file, sheet, accept_proposal, keep_profile
    as the options of those names.
    """
    listed = tomllib.loads(path.read_text("utf-8"))["file"]
    requests = [_listed(path.parent, file) for file in listed]
    return sorted(requests, key=lambda r: r.upload.kind not in DIRECTORIES)


def _listed(folder: Path, file: dict):
    from etl.load import Request

    if file.get("as_of"):
        _iso(file["as_of"])
    profile = _profile(folder / file["profile"] if file.get("profile") else None)
    password = _password(folder / file["password_file"] if file.get("password_file") else None)
    return Request(
        folder / file.get("path", file["name"]),
        Upload("", file["name"], 0, file.get("kind"), file.get("source"),
               file.get("as_of"), file.get("full", False), profile, file.get("sheet")), password,
        file.get("accept_proposal", False), file.get("keep_profile", False),
    )  # fmt: skip


def _profile(path: Path | None) -> dict | None:
    if path is None:
        return None
    from etl.profile import load as load_profile

    return asdict(load_profile(path))


def _password(path: Path | None) -> str | None:
    """The first line of a file, or of the standard input for "-"."""
    if path is None:
        return None
    try:
        words = sys.stdin.readline() if str(path) == "-" else path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("password_file", name=path.name) from error
    return words.split("\n")[0].rstrip("\r") or None


def _iso(given: str) -> datetime | date:
    try:
        return datetime.fromisoformat(given)
    except ValueError as error:
        raise Refused("bad_as_of", given=given) from error


def _save_profile(reports: list[dict], path: Path) -> None:
    """How the first file that was taken was read, as TOML."""
    toml = next((report["toml"] for report in reports if report.get("toml")), None)
    if toml:
        path.write_text(toml, "utf-8")

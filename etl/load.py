"""`etl load` and `etl check`: received files -> staging -> uploads and ledger -> warehouse."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from etl.progress import Progress
from etl.read import precheck
from etl.refusal import Refused
from etl.staging import PARSERS, Staged, describe, stage
from etl.uploads import REFUSED, Upload, effective, register, sha256_of
from layout import DataDir
from ledger import Ledger


@dataclass(frozen=True)
class Request:
    """One file to load and what the clerk said of it; `upload` lacks its hash and size."""

    path: Path
    upload: Upload


def load(requests: Iterable[Request], data: DataDir, *, who: str, progress: Progress) -> list[dict]:
    """Take files in and publish a new warehouse. One report per file, refused ones included."""
    before = (data.warehouses() or [None])[-1]
    reports, taken = _parse_all(list(requests), data, data.staging, progress)
    ledger = Ledger(data.ledger)
    for report, staged, path in taken:
        _keep(path, staged.upload, data)
        report["status"] = "loaded" if register(ledger, staged.upload, who=who) else "unchanged"
    for report in reports:
        if report["status"] == "refused":
            ledger.append(REFUSED, {"sha256": report["upload"], "code": report["refused"]}, who=who)
    progress.step("build", len(reports), len(reports))
    from etl.build import build

    _add_changes(taken, before, build(data))
    return reports


def check(requests: Iterable[Request], data: DataDir, *, progress: Progress) -> list[dict]:
    """What `load` would do; writes nothing to the data directory."""
    with tempfile.TemporaryDirectory(prefix="dunghan-check-") as folder:
        scratch = Path(folder)
        reports, taken = _parse_all(list(requests), data, scratch, progress)
        current = effective(Ledger(data.ledger))
        for report, staged, _ in taken:
            same = current.get(staged.upload.sha256) == staged.upload
            report["status"] = "unchanged" if same else "would_load"
        progress.step("build", len(reports), len(reports))
        if taken:
            before = (data.warehouses() or [None])[-1]
            _add_changes(taken, before, _trial(data, [s for _, s, _ in taken], scratch))
    return reports


def _trial(data: DataDir, staged: list[Staged], folder: Path) -> Path:
    """A warehouse as it would be with these uploads, outside the data directory."""
    from etl.build import fill, gather

    inputs = gather(data)
    new = {s.upload.sha256 for s in staged}
    kept = [s for s in inputs.staged if s.upload.sha256 not in new]
    merged = sorted(kept + staged, key=lambda s: s.upload.sha256)
    path = folder / "trial.duckdb"
    fill(path, replace(inputs, staged=merged))
    return path


def _parse_all(requests: list[Request], data: DataDir, folder: Path, progress: Progress):
    """Parse every file, two at a time; a file given twice is parsed once."""
    reports: list[dict] = []
    taken: dict[str, tuple[dict, Staged, Path]] = {}
    with ThreadPoolExecutor(PARSERS) as pool:
        waiting = [pool.submit(_parse, request, folder) for request in requests]
        import etl.build  # noqa: F401  slow to load, and the children are at work meanwhile

        for done, (request, future) in enumerate(zip(requests, waiting, strict=True)):
            progress.step("parse", done, len(requests), file=request.upload.name)
            try:
                staged = future.result()
            except Refused as refused:
                reports.append(_refusal(request, refused))
                continue
            report = describe(staged)
            reports.append(report)
            taken[staged.upload.sha256] = (report, staged, request.path)
    return reports, list(taken.values())


def _parse(request: Request, folder: Path) -> Staged:
    precheck(request.path, request.upload.name)
    digest = sha256_of(request.path)
    upload = replace(request.upload, sha256=digest, size=request.path.stat().st_size)
    return stage(upload, request.path, folder)


def _refusal(request: Request, refused: Refused) -> dict:
    exists = request.path.is_file()
    return {
        "upload": sha256_of(request.path) if exists else None,
        "file": request.upload.name,
        "status": "refused",
        "refused": refused.code,
        "params": refused.params,
        "message": str(refused),
        "rows": {"read": 0, "loaded": 0, "rejected": 0, "skipped": 0},
        "warnings": [],
    }


def _keep(path: Path, upload: Upload, data: DataDir) -> None:
    """Copy the file as received into uploads/, whole or not at all."""
    data.uploads.mkdir(parents=True, exist_ok=True)
    target = data.uploads / upload.sha256
    if target.exists():
        return
    part = target.with_suffix(f".{os.getpid()}.part")
    shutil.copyfile(path, part)
    if sha256_of(part) != upload.sha256:
        part.unlink()
        raise Refused("changed_while_reading", file=upload.name)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(part, target)


def _add_changes(taken, before: Path | None, after: Path) -> None:
    from etl.changes import changes

    for report, staged, _ in taken:
        report |= changes(before, after, staged.upload.sha256)

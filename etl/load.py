"""`etl load` and `etl check`: received files -> staging -> uploads and ledger -> warehouse."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from etl import profiles
from etl.progress import Progress
from etl.quota import Quota
from etl.refusal import Refused
from etl.request import Request, parse, refusal
from etl.staging import PARSERS, Staged, describe
from etl.uploads import REFUSED, Upload, effective, register, sha256_of
from layout import DataDir
from ledger import Ledger
from messages import catalogue

if TYPE_CHECKING:
    from etl.new_file import NewFile

START_SECONDS = 0.04  # the children are off by then: what is loaded meanwhile would hold them up


def load(requests: Iterable[Request], data: DataDir, *, who: str, progress: Progress) -> list[dict]:
    """Take files in and publish a new warehouse. One report per file, refused ones included."""
    with tempfile.TemporaryDirectory(prefix="dunghan-open-") as opened:
        return _load(list(requests), data, who, progress, Path(opened))


def _load(
    requests: list[Request], data: DataDir, who: str, progress: Progress, opened: Path
) -> list[dict]:
    before = (data.warehouses() or [None])[-1]
    ledger = Ledger(data.ledger)
    requests = _with_kept(requests, ledger)
    quota = Quota(ledger)
    with ExitStack() as stack:
        begin = partial(_begin, data, stack)
        reports, taken, begun = _parse_all(requests, data.staging, progress, opened, begin, quota)
        for report, staged, path in taken:
            _keep(path, staged.upload, data)
            report["status"] = "loaded" if register(ledger, staged.upload, who=who) else "unchanged"
        for report in reports:
            if report["status"] == "refused":
                refused = {"sha256": report["upload"], "code": report["refused"]}
                ledger.append(REFUSED, refused, who=who)
        profiles.keep_asked(ledger, reports, who=who)
        progress.step("build", len(reports), len(reports))
        from etl.build import build

        _add_changes(taken, before, build(data, begun))
    return reports


def _begin(data: DataDir, stack: ExitStack) -> NewFile:
    """The next warehouse, begun; it ends with the stack."""
    from etl.new_file import NewFile

    new = stack.enter_context(NewFile.inside(data.warehouse))
    new.begin()
    return new


def check(requests: Iterable[Request], data: DataDir, *, progress: Progress) -> list[dict]:
    """What `load` would do; writes nothing to the data directory."""
    with tempfile.TemporaryDirectory(prefix="dunghan-check-") as folder:
        scratch = Path(folder)
        ledger = Ledger(data.ledger)
        asked = _with_kept(list(requests), ledger)
        reports, taken, _ = _parse_all(asked, scratch, progress, scratch, lambda: None)
        current = effective(ledger)
        for report, staged, _ in taken:
            same = current.get(staged.upload.id) == staged.upload
            report["status"] = "unchanged" if same else "would_load"
        progress.step("build", len(reports), len(reports))
        if taken:
            before = (data.warehouses() or [None])[-1]
            _add_changes(taken, before, _trial(data, [s for _, s, _ in taken], scratch))
    return reports


def _with_kept(requests: list[Request], ledger: Ledger) -> list[Request]:
    """The same, each with the profiles that were kept."""
    found = profiles.kept(ledger)
    return [replace(request, kept=found) for request in requests]


def _trial(data: DataDir, staged: list[Staged], folder: Path) -> Path:
    """A warehouse as it would be with these uploads, outside the data directory."""
    from etl.build import fill
    from etl.inputs import gather

    inputs = gather(data)
    taken = [s.upload for s in staged]
    kept = [s for s in inputs.staged if not any(s.upload.gives_way_to(t) for t in taken)]
    aside = tuple(a for a in inputs.aside if not any(a.upload.gives_way_to(t) for t in taken))
    merged = sorted(kept + staged, key=lambda s: s.upload.id)
    path = folder / "trial.duckdb"
    fill(path, replace(inputs, staged=merged, aside=aside))
    return path


def _parse_all(
    requests: list[Request], folder: Path, progress: Progress, opened: Path,
    meanwhile: Callable[[], NewFile | None], quota: Quota | None = None,
):  # fmt: skip
    """Parse every file, two at a time; a file given twice is parsed once. `opened` is where
    workbooks that had a password lie without it; `meanwhile` is done while the children work."""
    reports: list[dict] = []
    taken: dict[str, tuple[dict, Staged, Path]] = {}
    with ThreadPoolExecutor(PARSERS) as pool:
        waiting = [pool.submit(parse, request, folder, opened, quota) for request in requests]
        wait(waiting, timeout=START_SECONDS)
        import etl.build
        import etl.recognise  # noqa: F401  slow to load, and the children are at work

        begun = meanwhile()
        catalogue("vi")
        for done, (request, future) in enumerate(zip(requests, waiting, strict=True)):
            progress.step("parse", done, len(requests), file=request.upload.name)
            for part in future.result():
                if part.refused:
                    reports.append(refusal(part))
                    continue
                report = describe(part.staged) | {"received": sha256_of(request.path)}
                report["keep_profile"] = request.keep
                report["warnings"] = [*part.said, *report["warnings"]]
                reports.append(report)
                taken[part.staged.upload.id] = (report, part.staged, part.path)
    return reports, list(taken.values()), begun


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
        report |= changes(before, after, staged.upload.id)

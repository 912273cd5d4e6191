"""One received file and what was said of it -> its staged rows, or why there are none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from etl import profiles
from etl.profiles import KeptProfile
from etl.quota import Quota
from etl.read import precheck
from etl.read.unlock import unlocked
from etl.refusal import Refused, naming
from etl.staging import Staged
from etl.uploads import Upload, sha256_of


@dataclass(frozen=True)
class Request:
    """One file to load and what the clerk said of it; `upload` lacks its hash and size."""

    path: Path
    upload: Upload
    password: str | None = field(default=None, repr=False)  # used, and kept nowhere
    accept: bool = False  # the correction or answer that a refusal would propose
    keep: bool = False  # how it is read, for the source's next export
    kept: Mapping[str, KeptProfile] = field(default_factory=dict)  # from the ledger


@dataclass(frozen=True)
class Parsed:
    """A file, or one sheet of it: staged or refused. `path` is the file as it is kept: as received
    or without its password; `said` are warnings about how its sheets were chosen."""

    request: Request
    path: Path
    staged: Staged | None = None
    refused: Refused | None = None
    said: tuple[dict, ...] = ()


def parse(request: Request, folder: Path, opened: Path, quota: Quota | None) -> list[Parsed]:
    """The file as one export; or its sheets one by one, where a profile or an earlier answer
    says which."""
    sheets, source = (request.upload.profile or {}).get("sheets") or [], request.upload.source
    said: tuple[dict, ...] = ()
    try:
        if not sheets:
            return [_parsed(request, folder, opened, quota)]
    except Refused as refused:
        if refused.code != "kept_sheets":
            return [Parsed(request, request.path, refused=refused)]
        sheets, mark = refused.params["sheets"], refused.params["signature"]
        source = source or request.kept[mark].source
        said = ({"code": "kept_sheets", "sheets": sheets, "signature": mark},)
    parts = []
    for sheet in sheets:
        upload = replace(request.upload, sheet=sheet, profile=None, source=source)
        found = parse(replace(request, upload=upload), folder, opened, quota)
        parts += [replace(part, said=said) for part in found]
    return parts


def refusal(part: Parsed) -> dict:
    """The report of a file that was turned down."""
    request, refused = part.request, part.refused
    exists = request.path.is_file()
    return {
        "upload": sha256_of(request.path) if exists else None,
        "file": request.upload.name,
        "sheet": request.upload.sheet,
        "status": "refused",
        "refused": refused.code,
        "params": refused.params,
        "message": str(refused),
        "rows": {"read": 0, "loaded": 0, "rejected": 0, "skipped": 0},
        "warnings": [],
    }


def _parsed(request: Request, folder: Path, opened: Path, quota: Quota | None) -> Parsed:
    try:
        return Parsed(request, request.path, _staged(request, request.path, folder, quota))
    except Refused as refused:
        if refused.code != "password":
            raise
    path = opened / f"{os.getpid()}-{id(request)}"
    unlocked(request.path, request.upload.name, request.password, path)
    return Parsed(request, path, _staged(request, path, folder, quota))


def _staged(request: Request, path: Path, folder: Path, quota: Quota | None) -> Staged:
    precheck(path, request.upload.name)
    digest = sha256_of(path)
    upload = replace(request.upload, sha256=digest, size=path.stat().st_size)
    if quota:
        with naming(upload.name):
            quota.take(upload.sha256, upload.size)
    return profiles.staged(upload, path, folder, request.kept, request.accept)

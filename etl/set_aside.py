"""Stored uploads that today's reader refuses: left out of the build, and said so everywhere.

A reader that learnt something may refuse what an older one took. That must not stop every build,
nor leave anything out without a word: the upload stays registered and stored, the warehouse lists
it with its reason, and the next reader tries again. A stored file that is not there at all does
stop the build: that is a loss, and a copy is to be restored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from etl.refusal import Refused
from etl.staging import PARSERS, Staged, stage_stored, staging_key
from etl.uploads import Upload
from layout import DataDir

LOST = "missing"
PASSING = ("child_memory", "child_time", "child_died")  # of a machine as well as of a file
SECRET = "state_secret"
TABLE = "set_aside"
SHOWN = 200  # characters of what a reason names


@dataclass(frozen=True)
class SetAside:
    """An upload without its rows, and why."""

    upload: Upload
    code: str
    params: dict = field(default_factory=dict)

    @property
    def row(self) -> tuple:
        """Its row in the warehouse."""
        params = json.dumps(self.params, ensure_ascii=False, sort_keys=True)
        upload = self.upload
        return (upload.id, upload.name, upload.source, upload.kind, self.code, params)


def read_all(uploads: Iterable[Upload], data: DataDir) -> tuple[list[Staged], tuple[SetAside, ...]]:
    """Every upload staged, in their order; after a new parser every file is read again. What died
    beside another is tried once more, alone. Raises Refused where a stored file is gone."""
    with ThreadPoolExecutor(PARSERS) as pool:
        found = list(pool.map(lambda upload: _read(upload, data), uploads))
    again = [
        _read(one.upload, data) if isinstance(one, SetAside) and one.code in PASSING else one
        for one in found
    ]
    staged = [one for one in again if isinstance(one, Staged)]
    return staged, tuple(one for one in again if isinstance(one, SetAside))


def published(data: DataDir) -> dict[str, tuple[str, dict]]:
    """Upload id -> code and params of what the warehouse in use leaves out."""
    newest = data.warehouses()[-1:]
    if not newest:
        return {}
    import duckdb  # slow to load

    with duckdb.connect(str(newest[0]), read_only=True) as db:
        try:
            rows = db.execute(f"select upload_id, reason, params from {TABLE}").fetchall()
        except duckdb.CatalogException:  # made before there was such a table
            return {}
    return {upload: (code, json.loads(params)) for upload, code, params in rows}


def _read(upload: Upload, data: DataDir) -> Staged | SetAside:
    record = data.staging / f"{staging_key(upload)}.refused.json"
    if record.exists():  # by this very parser
        return SetAside(upload, **json.loads(record.read_text("utf-8")))
    try:
        return stage_stored(upload, data)
    except Refused as refused:
        if refused.code == LOST:
            raise
        one = SetAside(upload, refused.code, _plain(refused))
    if one.code not in PASSING:
        data.staging.mkdir(parents=True, exist_ok=True)
        said = {"code": one.code, "params": one.params}
        record.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return one


def _plain(refused: Refused) -> dict:
    """What the sentence names: no lists, nothing long, of a secret nothing."""
    if refused.code == SECRET:
        return {}
    return {
        name: value[:SHOWN] if isinstance(value, str) else value
        for name, value in refused.params.items()
        if isinstance(value, str | int) and name not in ("proposal", "detail", "without")
    }

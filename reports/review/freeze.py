"""Chốt số liệu: a review is frozen as a manifest in the ledger, and its papers beside the uploads.

What it was made from can be built again from uploads and ledger at any later time, so that the same
code writes the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from layout import REPO, DataDir
from ledger import Entry, Ledger, canonical
from messages import text
from metrics import Store, open_store, review
from metrics.definitions import in_use
from metrics.periods import Period
from reports.review.code import code_version
from reports.review.collect import collect
from reports.review.data import Review
from reports.review.pack import NAMES, RESTRICTED, Step, papers
from reports.review.people import People, collect_people

FROZEN, ISSUED = "review_frozen", "review_issued"
DIGITS = 9  # of a number in the manifest


class NotFrozen(Exception):
    """A sentence: no such review, or what was frozen cannot be made again."""


@dataclass(frozen=True)
class State:
    """The installation as of one entry of its ledger."""

    data: DataDir
    store: Store


def state_at(data: DataDir, seq: int) -> State:
    """Build what `data` was at entry `seq`, beside it. Raises NotFrozen with the reason."""
    into = data.frozen / f"{seq:010d}"
    command = [sys.executable, "-m", "etl", "build", "--data", str(data.root)]
    command += ["--ledger-head", str(seq), "--into", str(into)]
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=REPO, env=environment, capture_output=True)
    if done.returncode:
        raise NotFrozen(done.stderr.decode("utf-8", "replace").strip())
    there = DataDir(into)
    return State(there, open_store(there))


def present(data: DataDir) -> State:
    """The installation as it is, with the newest warehouse."""
    return State(data, open_store(data))


def gathered(state: State, period: Period, as_of: date) -> tuple[Review, People]:
    """All that the papers of a period say, in one state."""
    people = collect_people(state.store, state.data, period, as_of)
    return collect(state.store, state.data, period, as_of), people


def manifest(found: Review, state: State) -> dict:
    """What fixes a review: period, day, uploads, head of the ledger, definitions, code, figures."""
    period, (seq, head) = found.scope.period, found.scope.ledger
    said = figures(found)
    fixed = {
        "period": period.name, "first": period.first.isoformat(), "last": period.last.isoformat(),
        "as_of": found.scope.as_of.isoformat(), "uploads": review.uploads(state.store),
        "ledger": {"seq": seq, "hash": head}, "definitions": in_use(), "code": code_version(),
        "figures": said, "figures_hash": digest(canonical(said).encode()),
    }  # fmt: skip
    name = period.name or f"{period.first:%Y%m%d}-{period.last:%Y%m%d}"
    return {"review_id": f"{name}-{digest(canonical(fixed).encode())[:8]}"} | fixed


def figures(found: Review) -> dict[str, list]:
    """key -> [x, n] of every figure."""
    return {key: [_same(f.x), f.n] for key, f in sorted(found.figures.items())}


def freeze(
    data: DataDir, period: Period, as_of: date, *, who: str, why: str, checked: list[dict],
    step: Step = lambda *_: None,
) -> tuple[dict, dict[str, bytes]]:  # fmt: skip
    """Freeze the review of a period as the ledger stands; returns its manifest and its papers.
    Points of the checklist that do not hold need a reason. Raises NotFrozen."""
    if any(not point["holds"] for point in checked) and not why.strip():
        raise NotFrozen(text("freeze.needs_reason"))
    ledger = Ledger(data.ledger)
    state = state_at(data, ledger.head()[0])
    found, people = gathered(state, period, as_of)
    fixed = manifest(found, state)
    files = papers(found.named(fixed["review_id"]), people, step)
    kept = [keep(data, name, content) for name, content in files.items()]
    body = {"manifest": fixed, "review_id": fixed["review_id"], "checklist": checked}
    issue = {"review_id": fixed["review_id"], "files": kept}
    ledger.append(FROZEN, body, who=who, why=why, then=((ISSUED, issue, ""),))
    return fixed, files


def keep(data: DataDir, name: str, content: bytes) -> dict:
    """Put an issued file beside the uploads, under its hash, where every backup takes it along."""
    sha = digest(content)
    data.uploads.mkdir(parents=True, exist_ok=True)
    target = data.uploads / sha
    if not target.exists():
        part = target.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            file.write(content)
            os.fsync(file.fileno())
        os.replace(part, target)
    return {"name": name, "sha256": sha, "size": len(content), "restricted": name == RESTRICTED}


def frozen(data: DataDir) -> list[Entry]:
    """The frozen reviews, the newest first."""
    return Ledger(data.ledger).entries(FROZEN)[::-1]


def find(data: DataDir, review_id: str) -> Entry:
    """The freeze of that id. Raises NotFrozen."""
    for entry in frozen(data):
        if entry.body["review_id"] == review_id:
            return entry
    known = ", ".join(entry.body["review_id"] for entry in frozen(data)) or "–"
    raise NotFrozen(text("freeze.unknown", id=review_id, known=known))


def issued(data: DataDir, review_id: str) -> list[dict]:
    """The files that were kept of a review: name, sha256, size, restricted."""
    found = [
        e.body for e in Ledger(data.ledger).entries(ISSUED) if e.body["review_id"] == review_id
    ]
    return found[0]["files"] if found else []


def issued_path(data: DataDir, file: dict) -> Path:
    return data.uploads / file["sha256"]


def again(data: DataDir, review_id: str) -> tuple[Review, People, State]:
    """A frozen review, made again from uploads and ledger. Raises NotFrozen where the ledger is
    not the one it was frozen on."""
    fixed = find(data, review_id).body["manifest"]
    seq, head = fixed["ledger"]["seq"], fixed["ledger"]["hash"]
    state = state_at(data, seq)
    if Ledger(state.data.ledger).head() != (seq, head):
        raise NotFrozen(text("freeze.other_ledger", seq=seq))
    found, people = gathered(state, period_of(fixed), date.fromisoformat(fixed["as_of"]))
    return found.named(review_id), people, state


def period_of(fixed: dict) -> Period:
    first, last = (date.fromisoformat(fixed[name]) for name in ("first", "last"))
    return Period(first, last, fixed["period"])


def differing(data: DataDir, review_id: str, files: dict[str, bytes]) -> list[str] | None:
    """Names of the papers that did not come out as they were issued; None where none was issued
    (a process that died between the two entries left such reviews when they were written apart)."""
    kept = {file["name"]: file["sha256"] for file in issued(data, review_id)}
    if not kept:
        return None
    return [name for name in NAMES if digest(files[name]) != kept.get(name)]


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _same(value: float | None) -> float | int | None:
    if isinstance(value, float):
        return int(value) if value.is_integer() else round(value, DIGITS)
    return value

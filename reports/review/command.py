"""`python -m reports review` and `frozen-changes`: the pack, freezing it, what changed since."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from layout import DataDir, data_dir
from ledger import LedgerNotWritten
from messages import text
from metrics import open_store
from metrics.filters import Filters
from metrics.periods import Period
from reports import asked
from reports.review import freeze, pack
from reports.review.changed import Changed, changed
from reports.review.checklist import Point, checklist, kept
from reports.review.code import code_version
from reports.table import WRITERS

VERBS = ("review", "frozen-changes")
PARTS = ("records", "figures")


def add(verbs) -> None:
    """The two verbs' options."""
    one = verbs.add_parser("review", help="the meeting pack of a period")
    one.add_argument("--period", help="2023H1, 2023Y …; not needed with --frozen")
    one.add_argument("--as-of", type=date.fromisoformat, metavar="D")
    which = one.add_mutually_exclusive_group()
    which.add_argument("--freeze", action="store_true", help="freeze the figures, keep the papers")
    which.add_argument("--frozen", metavar="ID", help="make the papers of a frozen review again")
    one.add_argument("--why", default="", help="why open points of the checklist are overridden")
    one.add_argument("--who", default=getpass.getuser())
    one.add_argument("--meeting", type=date.fromisoformat, metavar="D", help="the meeting's day")
    one.add_argument("--out", type=Path, required=True, metavar="DIR")
    one.add_argument("--progress", type=Path, help=argparse.SUPPRESS)
    one.set_defaults(run=review)
    other = verbs.add_parser("frozen-changes", help="what a frozen review would say otherwise now")
    other.add_argument("--frozen", required=True, metavar="ID")
    other.add_argument("--part", choices=PARTS, default=PARTS[0])
    other.add_argument("--format", choices=WRITERS, default="csv")
    other.add_argument("--out", type=Path, metavar="FILE")
    other.set_defaults(run=changes)
    for each in (one, other):
        each.add_argument("--data", metavar="DIR")
        each.add_argument("--json", action="store_true")


def run(options: argparse.Namespace, give: Callable) -> int:
    """Do what was asked; 0 when it was done."""
    try:
        return options.run(options, give)
    except freeze.NotFrozen as error:
        print(error, file=sys.stderr)
        return 2
    except LedgerNotWritten as error:
        print(text("freeze.not_written", why=error), file=sys.stderr)
        return 1


def review(options: argparse.Namespace, _give: Callable) -> int:
    """Make the pack into a folder; with --freeze also keep it."""
    data, step = data_dir(options.data), stepper(options.progress)
    if options.frozen:
        said, files, found = _again(data, options.frozen, step)
    else:
        period = asked.period(options.period or "")
        as_of = asked.as_of(options.as_of or period.last)
        said, files, found = _made(data, period, as_of, options, step)
    files |= {pack.OUTSIDE: pack.outside(found, open_store(data), options.meeting)}
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (options.out / name).write_bytes(content)
    said |= {"papers": list(files)}
    print(json.dumps(said, ensure_ascii=False) if options.json else _sentence(said, options.out))
    return 1 if said["differing"] and said["same_code"] else 0


def _made(data: DataDir, period: Period, as_of: date, options, step) -> tuple[dict, dict, object]:
    """A draft, or with --freeze the issue of a frozen review."""
    if options.freeze:
        state = freeze.present(data)
        points = checklist(state.store, Filters(as_of, period))
        asked_for_a_reason(points, options.why)
        fixed, files = freeze.freeze(data, period, as_of, who=options.who, why=options.why.strip(),
                                     checked=kept(points), step=step)  # fmt: skip
        found, *_ = freeze.again(data, fixed["review_id"])
        return {"review_id": fixed["review_id"], "differing": [], "same_code": True}, files, found
    found, people = freeze.gathered(freeze.present(data), period, as_of)
    files = pack.papers(found, people, step)
    return {"review_id": None, "differing": [], "same_code": True}, files, found


def asked_for_a_reason(points: list[Point], why: str) -> None:
    """Raises NotFrozen, with the open points and how to override them, where no reason is given."""
    left = [point for point in points if not point.holds]
    if left and not why.strip():
        listed = [text("freeze.open_point", title=one.title, found=one.found) for one in left]
        raise freeze.NotFrozen("\n".join([*listed, text("freeze.give_why")]))


def _again(data: DataDir, review_id: str, step) -> tuple[dict, dict, object]:
    found, people, _ = freeze.again(data, review_id)
    files = pack.papers(found, people, step)
    fixed = freeze.find(data, review_id).body["manifest"]
    other = freeze.differing(data, review_id, files)
    same = fixed["code"] == code_version()
    if other is None:
        print(text("freeze.none_issued", id=review_id), file=sys.stderr)
    elif other:
        code = "freeze.differs" if same else "freeze.other_code"
        print(text(code, files=", ".join(other)), file=sys.stderr)
    return {"review_id": review_id, "differing": other, "same_code": same}, files, found


def changes(options: argparse.Namespace, give: Callable) -> int:
    """Print or write what changed since a freeze: records, or figures."""
    found = since(data_dir(options.data), options.frozen)
    return give(getattr(found, options.part), options)


def since(data: DataDir, review_id: str) -> Changed:
    """A frozen review beside what the same period and day would say now."""
    frozen, *_ = freeze.again(data, review_id)
    scope = frozen.scope
    current, _ = freeze.gathered(freeze.present(data), scope.period, scope.as_of)
    return changed(frozen, current)


def stepper(path: Path | None) -> pack.Step:
    """Writes how far the work is to where a page can read it."""

    def step(name: str, done: int, total: int) -> None:
        if path is not None:
            part = path.with_suffix(".part")
            part.write_text(
                json.dumps({"step": "pack", "file": name, "done": done, "total": total}), "utf-8"
            )
            os.replace(part, path)

    return step


def _sentence(said: dict, out: Path) -> str:
    code = "freeze.made_frozen" if said["review_id"] else "freeze.made"
    return text(code, id=said["review_id"], out=out, number=len(said["papers"]))

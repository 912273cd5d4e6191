"""`python -m etl ledger head|verify|export|import`: the ledger for people who check it."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

from etl.arriving import arriving
from etl.commands import show
from etl.refusal import Refused
from layout import data_dir
from ledger import Entry, Ledger, LedgerBroken, canonical
from messages import text


def arguments(one: ArgumentParser) -> None:
    """The options of the verb."""
    one.add_argument("action", choices=("head", "verify", "export", "import"))
    one.add_argument(
        "file", nargs="?", type=Path, help='of import: what export wrote; "-": typed in'
    )
    one.add_argument("--anchor", metavar="HASH", help="a hash that must stand in the chain")
    one.add_argument("--out", type=Path, metavar="FILE", help="of export; otherwise printed")
    one.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Do what was asked; 0 only when the chain, and the anchor if given, hold."""
    with worded():
        if options.action == "import":
            return _import(options)
        ledger = Ledger(data_dir(options.data).ledger)
        seq, head = whole(ledger, options.anchor)
        if options.action == "export":
            return _export(ledger, options)
        said = (
            f"{seq} {head}"
            if options.action == "head"
            else text("ledger.whole", entries=seq, head=head)
        )
        show({"entries": seq, "head": head}, options, said)
        return 0


@contextmanager
def worded() -> Iterator[None]:
    """A broken chain as a refusal with words, naming the entry."""
    try:
        yield
    except LedgerBroken as broken:
        code, where = broken.args
        raise Refused("ledger_broken", about=code, where=where) from broken


def whole(ledger: Ledger, anchor: str | None = None) -> tuple[int, str]:
    """The head of a ledger whose every link holds. A ledger without entries has nothing to show."""
    head = ledger.verify(anchor.strip().lower() if anchor else None)
    if not head[0]:
        raise Refused("ledger_empty", path=str(ledger.path))
    return head


def line(entry: Entry) -> str:
    """An entry as one line of JSON."""
    return canonical(entry._asdict())


def rows(lines: Iterable[str]) -> Iterator[tuple]:
    """Rows of `entry` out of such lines; raises Refused at a line that is none."""
    for number, given in enumerate(lines, 1):
        try:
            found = json.loads(given)
            row = tuple(found[name] for name in Entry._fields)
            canonical(found).encode()  # half a character, or a number that is none, stands in none
            plain = [type(value) for value in row] == [int, str, str, str, dict, str, str, str]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Refused("ledger_line", line=number) from error
        if not plain or len(found) != len(row):
            raise Refused("ledger_line", line=number)
        yield (*row[:4], canonical(row[4]), *row[5:])


def _export(ledger: Ledger, options: Namespace) -> int:
    # From the verified moment on: what is appended meanwhile is not in it.
    lines = (line(entry) + "\n" for entry in ledger.entries())
    if not options.out:
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        sys.stdout.writelines(lines)
        return 0
    part = options.out.with_name(f"{options.out.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        os.replace(part, options.out)
    finally:
        part.unlink(missing_ok=True)
    return 0


def _import(options: Namespace) -> int:
    if options.file is None:
        raise Refused("no_files")
    data = data_dir(options.data)
    with _lines(options.file) as lines, arriving(data) as part:
        ledger = Ledger(part.ledger)
        ledger.fill(rows(lines))
        seq, head = whole(ledger, options.anchor)
    show({"entries": seq, "head": head}, options, text("ledger.imported", entries=seq, head=head))
    return 0


def _lines(path: Path) -> IO[str] | nullcontext:
    if str(path) == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
        return nullcontext(sys.stdin)
    try:
        return path.open(encoding="utf-8", errors="surrogateescape")  # refused by its line
    except OSError as error:
        raise Refused("missing", file=path.name) from error

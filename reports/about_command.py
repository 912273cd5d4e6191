"""`python -m reports about NAME --out FILE.xlsx`: all that is held about one person."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from access import traces
from access.accounts import Accounts
from layout import DataDir, data_dir
from messages import LANGUAGES, text
from reports.about_person import Held, written
from viewer import Viewer

VERB = "about"


def add(verbs: argparse._SubParsersAction) -> None:
    """The verb and its options."""
    one = verbs.add_parser(VERB, help="all that is held about one person, as a workbook")
    one.add_argument("name", metavar="NAME", help="an account; else an official's id or name")
    one.add_argument("--data", metavar="DIR")
    one.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    one.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    one.add_argument("--who", default=getpass.getuser(), help="who does this, for the ledger")


def run(options: argparse.Namespace) -> int:
    """Write the trace, then the file, which its owner alone can read; 0 when that was done."""
    data = data_dir(options.data)
    held = Held(data, person(data, options.name), options.lang)
    body = {"what": f"about {options.name}", "rows": sum(held.numbers.values()), "address": ""}
    try:
        traces.wrote(data, traces.EXPORTED, body, who=options.who)
    except traces.NotTraced as error:
        print(text("refusal.account.ledger", said=error), file=sys.stderr)
        return 1
    with open(options.out, "wb", opener=_private) as out:
        options.out.chmod(0o600)  # where the file was there before
        written(held, out)
    if held.lacking:
        print(text(f"about_person.{held.lacking}"), file=sys.stderr)
    print(text("access.cli.written", file=options.out))
    return 0


def person(data: DataDir, name: str) -> Viewer:
    """An account's person; where there is no such account, whom the records call so."""
    one = Accounts(data).get(name)
    return one.viewer if one else Viewer(name, "", officials=(name,), signed_in=False)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)

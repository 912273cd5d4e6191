"""`python -m reports dossier --person NAME | --unit ID`: one record as Word or Excel."""

from __future__ import annotations

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path

from layout import data_dir
from ledger import LedgerNotWritten
from messages import text
from metrics import Store, record
from metrics.filters import Filters
from metrics.record import OFFICIAL, UNIT, Subject
from reports import dossier
from reports.figures import names

VERB = "dossier"


def add(verbs: argparse._SubParsersAction) -> None:
    """The verb and its options; period, as-of date and data directory as everywhere."""
    one = verbs.add_parser(VERB)
    whose = one.add_mutually_exclusive_group(required=True)
    whose.add_argument("--person", metavar="NAME")
    whose.add_argument("--unit", dest="of_unit", metavar="ID")
    one.add_argument("--data", metavar="DIR")
    one.add_argument("--period", help="2023H1, 2023Y, 2023Q2, each also with -calendar")
    one.add_argument("--from", dest="first", type=date.fromisoformat, metavar="D")
    one.add_argument("--to", dest="last", type=date.fromisoformat, metavar="D")
    one.add_argument("--as-of", type=date.fromisoformat, metavar="D")
    one.add_argument("--known", type=date.fromisoformat, metavar="K")
    one.add_argument("--due", choices=("current", "first"), default="current")
    one.add_argument("--format", choices=("docx", "xlsx"), default="docx")
    one.add_argument("--out", type=Path, required=True, metavar="FILE")
    one.add_argument("--who", default=getpass.getuser(), help="who does this, for the ledger")
    one.set_defaults(unit=[], excluding=False, kind=None, source=None, role="lead", per="item")


def run(store: Store, now: Filters, options: argparse.Namespace) -> int:
    """Write the trace, then the file; 0 when that was done."""
    kind, key = (OFFICIAL, options.person) if options.person else (UNIT, options.of_unit)
    units = names(store, "vi")
    if key not in (record.officials(store) if kind == OFFICIAL else units):
        print(text("report.no_such_record", given=key), file=sys.stderr)
        return 2
    subject = Subject(kind, key)
    name = units.get(key, key) if kind == UNIT else key
    given = {"data": data_dir(options.data), "who": options.who}
    try:
        content = dossier.written(store, subject, name, now, "vi", options.format, **given)
    except LedgerNotWritten as error:
        print(text("refusal.account.ledger", said=error), file=sys.stderr)
        return 1
    options.out.write_bytes(content)
    return 0

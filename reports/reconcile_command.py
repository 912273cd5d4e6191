"""`python -m reports reconcile`: which published table, beside which source, and what to print."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from messages import text
from metrics import Store
from metrics.reconcile import publications, sources
from metrics.reconcile_items import Question
from reports import asked, reconcile
from reports.table import WRITERS, Table

PRINTED = {"figures": reconcile.figures, "rows": reconcile.rows, "sums": reconcile.sums}


def add(verbs: argparse._SubParsersAction) -> None:
    """The verb and its options."""
    one = verbs.add_parser("reconcile")
    one.add_argument("--data", metavar="DIR")
    one.add_argument("--upload", metavar="ID", help="of the published table; default: the newest")
    one.add_argument("--source", help="of the items; default: the likeliest")
    one.add_argument("--period", help="the table's period, as 2023H1 or 2023H1-calendar")
    one.add_argument("--from", dest="first", type=date.fromisoformat, metavar="D")
    one.add_argument("--to", dest="last", type=date.fromisoformat, metavar="D")
    one.add_argument("--known", type=date.fromisoformat, metavar="K")
    one.add_argument("--print", dest="printed", choices=PRINTED, default="figures")
    one.add_argument("--format", choices=WRITERS, default="csv")
    one.add_argument("--out", type=Path, metavar="FILE")


def table(store: Store, options: argparse.Namespace) -> Table:
    """What was asked for. Raises asked.Unclear."""
    published = [p for p in publications(store) if p["upload"].startswith(options.upload or "")]
    if not published:
        raise asked.Unclear(text("report.no_published", upload=options.upload or "–"))
    known = sources(store, published[0]["upload"])
    source = options.source or next(iter(known), None)
    if not known:
        raise asked.Unclear(text("reconcile.no_source"))
    if source not in known:
        raise asked.Unclear(
            text("report.no_such_source", source=source or "–", known="; ".join(known))
        )
    as_of = published[0]["as_of"]
    question = Question(published[0]["upload"], source, as_of, asked.window(options))
    return PRINTED[options.printed](store, question, published[0]["file"])

"""`python -m reports VERB`: the same figures as the pages."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from layout import data_dir
from messages import text
from metrics import NoWarehouse, QueryFailed, Store, context, open_store
from metrics.catalog import COUNTS, DIMENSIONS, WORK_KINDS
from metrics.clocks import CLOCKS
from metrics.filters import Filters
from metrics.strata import GROUPS
from metrics.trend_points import MEASURES
from reports import (
    about_command,
    asked,
    dossier_command,
    figures,
    holders,
    reconcile_command,
    trends,
)
from reports.figures_hash import figures_hash
from reports.office import command as office
from reports.review import command as review
from reports.table import WRITERS, Table, to_csv

VERBS = ("settlement", "rates", "strata", "latency", "trend", "changes", "rows", "holders",
         "reminders", "letter", "figures-hash")  # fmt: skip
GROUPED = {"strata": list(GROUPS), "holders": ["unit", "case"]}  # verb -> what --by may be
ROLES = {"lead": ("lead",), "support": ("support",), "all": ()}


def parser() -> argparse.ArgumentParser:
    """The command line of the reports."""
    top = argparse.ArgumentParser(prog="python -m reports", description="Đúng hạn: số liệu")
    verbs = top.add_subparsers(dest="verb", required=True)
    for verb in VERBS:
        one = verbs.add_parser(verb)
        one.add_argument("--data", metavar="DIR")
        one.add_argument(
            "--period", help="2023H1, 2023Y, 2023Q2, 2023M05, each also with -calendar"
        )
        one.add_argument("--from", dest="first", type=date.fromisoformat, metavar="D")
        one.add_argument("--to", dest="last", type=date.fromisoformat, metavar="D")
        one.add_argument("--as-of", type=date.fromisoformat, metavar="D")
        one.add_argument("--known", type=date.fromisoformat, metavar="K")
        one.add_argument("--by", choices=GROUPED.get(verb, list(DIMENSIONS)))
        one.add_argument("--kind", choices=WORK_KINDS)
        one.add_argument("--source")
        one.add_argument("--unit", action="append", default=[], help="unit id; may be repeated")
        one.add_argument("--role", choices=ROLES, default="lead")
        one.add_argument("--per", choices=("item", "case"), default="item")
        one.add_argument("--due", choices=("current", "first"), default="current")
        one.add_argument("--excluding", action="store_true",
                         help="without items excluded after an objection")  # fmt: skip
        one.add_argument("--format", choices=WRITERS, default="csv")
        one.add_argument("--out", type=Path, metavar="FILE")
        if verb == "rates":
            one.add_argument("--versions", choices=("current", "all"), default="current")
        if verb == "latency":
            one.add_argument("--clock", choices=CLOCKS, default=CLOCKS[0])
        if verb == "trend":
            one.add_argument("--measure", choices=list(MEASURES), default="C")
        if verb == "reminders":
            one.add_argument("--months", type=int, choices=range(1, 121), metavar="N")
        if verb == "rows":
            one.add_argument("--count", choices=COUNTS, default="total", metavar="NAME")
    reconcile_command.add(verbs)
    review.add(verbs)
    office.add(verbs)
    dossier_command.add(verbs)
    about_command.add(verbs)
    return top


def filters_from(options: argparse.Namespace, store: Store) -> Filters:
    """The filters that the options ask for. Raises asked.Unclear."""
    period = asked.window(options)
    last = period.last if period else context.default_as_of(store)
    return Filters(
        as_of=asked.as_of(options.as_of or last),
        period=period,
        known=options.known,
        units=tuple(options.unit),
        kinds=(options.kind,) if options.kind else (),
        sources=(options.source,) if options.source else (),
        roles=ROLES[options.role],
        due_basis=options.due,
        per=options.per,
        excluding=options.excluding,
    )


def main(arguments: list[str] | None = None) -> int:
    """Print or write one report; 0 when it was made."""
    options = parser().parse_args(arguments)
    try:
        return run(options)
    except NoWarehouse:
        print(text("report.no_warehouse"), file=sys.stderr)
        return 1
    except QueryFailed as error:
        print(text("report.query_failed", said=str(error).splitlines()[0]), file=sys.stderr)
        return 1
    except asked.Unclear as error:
        print(error, file=sys.stderr)
        return 2


def run(options: argparse.Namespace) -> int:
    """The same; what stops it is raised: NoWarehouse, QueryFailed, asked.Unclear."""
    if options.verb in office.VERBS:
        return office.run(options)
    if options.verb in review.VERBS:
        return review.run(options, give)
    if options.verb == about_command.VERB:
        return about_command.run(options)
    store = open_store(data_dir(options.data), options.known)
    if options.verb == "reconcile":
        return give(reconcile_command.table(store, options), options)
    filters = filters_from(options, store)
    if options.verb == dossier_command.VERB:
        return dossier_command.run(store, filters, options)
    if options.verb == "figures-hash":
        print(figures_hash(store, filters))
        return 0
    if options.verb == "rows":
        table = figures.rows(store, filters, options.count)
    elif options.verb == "rates":
        every_version = options.versions == "all"
        table = figures.rates(store, filters, options.by, every_version=every_version)
    elif options.verb == "latency":
        table = figures.latency(store, filters, options.by, clock=options.clock)
    elif options.verb == "trend":
        table = trends.trend(store, filters, options.measure)
    elif options.verb == "holders":
        table = holders.holders(store, filters, options.by)
    elif options.verb == "reminders":
        table = holders.reminders(store, filters, options.months)
    elif options.verb == "letter":
        table = holders.letter_points(store, filters)
    elif options.verb == "changes":
        table = trends.changes(store, filters, options.by)
    else:
        table = getattr(figures, options.verb)(store, filters, options.by)
    if code := give(table, options):
        return code
    for source in context.stale_sources(store, filters):
        print(text("warning.stale_source", source=source["source"],
                   newest=source["newest"].strftime("%d/%m/%Y")), file=sys.stderr)  # fmt: skip
    return 0


def give(table: Table, options: argparse.Namespace) -> int:
    """Print the table or write it; 0 when that was done."""
    content = (
        to_csv(table, labels=False) if options.format == "csv" else WRITERS[options.format](table)
    )
    if options.out:
        options.out.write_bytes(content)
    elif options.format == "xlsx":
        print(text("report.xlsx_needs_out"), file=sys.stderr)
        return 2
    else:
        sys.stdout.buffer.write(content.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n") + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

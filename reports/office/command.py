"""`python -m reports urging|unit-request|unit-forms|consolidated|conclusion … --out DIR`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from layout import DataDir, data_dir
from ledger import Ledger
from messages import text
from metrics import Store, conclusions, context, open_store, urging
from metrics.filters import Filters
from reports import asked
from reports.office import bundle, conclusion, consolidated, facts, request, tasks_file
from reports.office import urging as urged
from reports.table import to_xlsx

VERBS = ("urging", "unit-request", "unit-forms", "consolidated", "conclusion")
Files = Iterator[tuple[str, bytes]]  # name and content


def add(verbs: argparse._SubParsersAction) -> None:
    """The verbs and their options."""
    for verb in VERBS:
        one = verbs.add_parser(verb)
        one.add_argument("--data", metavar="DIR")
        one.add_argument("--period", required=verb != "urging", help="2023H1, 2023Y …")
        one.add_argument("--as-of", type=date.fromisoformat, metavar="D")
        one.add_argument("--out", type=Path, required=True, metavar="DIR")
        if verb == "urging":
            one.add_argument("--days", type=int, default=urging.DAYS, choices=range(31),
                             metavar="N", help="working days ahead")  # fmt: skip
        if verb == "consolidated":
            one.add_argument("--came-by", type=date.fromisoformat, metavar="D",
                             help="reports received by then; default: the as-of date")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Write the files of a verb; 0 when that was done. Raises asked.Unclear."""
    data = data_dir(options.data)
    store = open_store(data)
    period = asked.period(options.period) if options.period else None
    last = period.last if period else context.default_as_of(store)
    as_of = asked.as_of(options.as_of or last)
    made = MAKERS[options.verb](store, data, period, as_of, options)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in made:
        (options.out / name).write_bytes(content)
        print(options.out / name)
    return 0


def _urging(store: Store, _data: DataDir, _period, as_of: date, options) -> Files:
    """The list, and a message for each unit."""
    wanted = urging.Wanted.of(Filters(as_of), options.days)
    yield "don_doc.xlsx", to_xlsx(urged.table(store, wanted))
    called, last = context.unit_names(store, text("unit.unknown")), urging.until(store, wanted)
    owing = {row["unit_id"] for row in urging.groups(store, wanted)}
    said = [
        urged.message(urging.rows(store, wanted, unit), name, as_of, last, wanted.days)
        for unit, name in called.items() if unit in owing
    ]  # fmt: skip
    yield "loi_don_doc.txt", ("\n\n" + "-" * 60 + "\n\n").join(said).encode()


def _request(store: Store, data: DataDir, period, as_of: date, _options) -> Files:
    yield "cong_van_yeu_cau.docx", request.letter(facts.gather(store, data, period, as_of))


def _forms(store: Store, data: DataDir, period, as_of: date, _options) -> Files:
    yield from bundle.files(facts.gather(store, data, period, as_of))


def _consolidated(store: Store, data: DataDir, period, as_of: date, options) -> Files:
    found = consolidated.consolidate(store, period, as_of, options.came_by)
    yield "tong_hop.docx", consolidated.document(found, facts.head_of(data))
    yield "tong_hop.xlsx", consolidated.workbook(found)


def _conclusion(store: Store, data: DataDir, period, as_of: date, _options) -> Files:
    """The draft notice, and the assignments of all meetings as a file to load."""
    points, notice = conclusions.of_period(store, period, as_of), conclusions.notice(store, period)
    head = facts.head_of(data)
    yield "thong_bao_ket_luan.docx", conclusion.document(points, notice, period, head)
    yield tasks_file.NAME, tasks_file.made(store, Ledger(data.ledger)).content


MAKERS = {"urging": _urging, "unit-request": _request, "unit-forms": _forms,
          "consolidated": _consolidated, "conclusion": _conclusion}  # fmt: skip

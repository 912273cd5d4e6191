"""The files of the page of unit reports, written when a reader clicks, in a thread of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from layout import data_dir
from metrics import open_store
from metrics.periods import Period
from reports.office import bundle, consolidated, facts, request
from viewer import LOCAL, Viewer

Maker = Callable[[], bytes]


def papers(period: Period, came_by: date, viewer: Viewer = LOCAL) -> dict[str, Maker]:
    """letter (.docx), forms (.zip), list (.docx), book (.xlsx)."""

    def gathered() -> facts.Facts:
        data = data_dir()
        return facts.gather(open_store(data, viewer=viewer), data, period, period.last)

    def together() -> consolidated.Consolidated:
        store = open_store(data_dir(), viewer=viewer)
        return consolidated.consolidate(store, period, period.last, came_by)

    return {
        "letter": lambda: request.letter(gathered()),
        "forms": lambda: bundle.archive(gathered()),
        "list": lambda: consolidated.document(together(), facts.head_of(data_dir())),
        "book": lambda: consolidated.workbook(together()),
    }

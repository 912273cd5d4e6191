"""What people decided, as rows of in-memory tables: the ledger's entries beside the warehouse.

One line per table; the store makes them when it opens, so that a decision taken on a page shows at
the next click, without a build. VIEWS are made of these tables and the warehouse's.
"""

from __future__ import annotations

from layout import DataDir
from ledger import Entry, Ledger
from recorded.office import OFFICE
from recorded.records import RECORDS, VIEWS
from recorded.review import REVIEW
from recorded.table import Recorded, held

__all__ = ["TABLES", "VIEWS", "Recorded", "entries", "held", "kinds", "newest"]

TABLES: tuple[Recorded, ...] = (*OFFICE, *RECORDS, *REVIEW)


def kinds() -> tuple[str, ...]:
    """Every kind of entry that some table is made of."""
    return tuple(sorted({kind for table in TABLES for kind in table.kinds}))


def newest(data: DataDir) -> int:
    """Sequence of the newest entry that a table is made of; 0 when there is none."""
    return Ledger(data.ledger).head(*kinds())[0] if kinds() else 0


def entries(data: DataDir) -> list[Entry]:
    """Every entry that a table is made of, in order."""
    return Ledger(data.ledger).entries(*kinds()) if kinds() else []

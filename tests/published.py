"""Published totals written in a test as text, recognised and staged as files are."""

from __future__ import annotations

import hashlib
from pathlib import Path

from etl.read import Sheet
from etl.recognise import recognise
from etl.stage.cells import account, fill, open_scratch
from etl.stage.totals import write_totals
from etl.staging import Staged
from etl.uploads import Upload
from tests.etl.recognise.literal import cells


def published(block: str, folder: Path, as_of: str, source: str | None = None) -> Staged:
    """The staged upload of one sheet of totals."""
    sheet = Sheet("Sheet1", False, cells(block))
    (table,) = recognise([sheet], file_name="bang.xlsx", kind=None, profile=None)
    sha = hashlib.sha256(repr((block, as_of, source)).encode()).hexdigest()
    parquet, db = folder / f"{sha}.parquet", open_scratch()
    fill(db, [sheet])
    account(db, [sheet], [table])
    write_totals(db, [table], parquet)
    db.close()
    loaded = len(list(table.data_rows()))
    summary = {
        "kind": table.kind, "columns": table.columns, "headings": table.headings,
        "header_row": table.header_row, "sheets": ["Sheet1"], "footer_as_of": None,
        "newest_date": None, "warnings": table.warnings, "undecided": table.undecided,
        "rows": {"read": table.last_row, "loaded": loaded, "rejected": 0,
                 "skipped": table.last_row - loaded},
    }  # fmt: skip
    upload = Upload(sha, "bang.xlsx", 1, table.kind, source, as_of)
    return Staged(upload, parquet, summary)

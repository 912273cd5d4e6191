"""A warehouse of any size, made by the real staging statement and the real build.

python -m bench.big --items 1000000 --data DIR
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path

import duckdb

from etl.build import Inputs, fill
from etl.stage.deadline_table import add_deadlines
from etl.stage.typed import staging_sql
from etl.staging import Staged
from etl.uploads import Upload
from layout import REPO, DataDir

PER_UPLOAD = 500_000
FIELDS = (
    "source_id", "subject", "document_no", "unit", "official", "assigned_by", "opened_on", "due_on",
    "closed_on", "source_status", "requesting_unit", "sender_type",
)  # fmt: skip
KINDS = ("tasks", "petitions", "consultations")

# Twelve units, ninety officials, two years; a tenth still open, an eighth late, a fifth without a
# due date. Dates are written as offices do, so that the staging statement does its work.
ROWS = """
create or replace table raw as
select i::int as line, '' as sheet, i::int as row, 'loaded' as disposition, null::varchar as reason,
    [($offset + i)::varchar, 'Việc số ' || ($offset + i),
     (i % 900) || case i % 4 when 0 then '/TB-TU' when 1 then '/UBND-VP'
        when 2 then '/QĐ-SCT' else '/BCT-KH' end,
     'Đơn vị ' || (hash(i) % 12), 'Cán bộ ' || (hash(i, 1) % 90), 'Giám đốc Sở',
     strftime(opened, '%d/%m/%Y'),
     case when i % 5 > 0 then strftime(opened + 20, '%d/%m/%Y') else '' end,
     case when hash(i, 3) % 10 > 0
        then strftime(opened + (hash(i, 2) % 23)::int, '%d/%m/%Y') else '' end,
     case when hash(i, 3) % 10 > 0 then 'Đã hoàn thành' else 'Đang thực hiện' end,
     'Đơn vị ' || (hash(i, 4) % 12), ['doanh nghiệp', 'cá nhân', 'địa phương'][1 + i % 3]] as cells
from (
    select i, date '2021-12-15' + (hash(i, 5) % 729)::int as opened
    from range(1, $number + 1) t (i)
)
"""


def staged(folder: Path, number: int, offset: int, kind: str) -> Staged:
    """One export of `number` rows of its own source ids."""
    name = f"{kind}-{offset}"
    parquet = folder / f"{name}.parquet"
    columns = {f: n for n, f in enumerate(FIELDS)}
    db = duckdb.connect(config={"threads": 2, "memory_limit": "4GB"})
    db.execute((REPO / "etl" / "stage" / "moments.sql").read_text("utf-8"))
    db.execute(ROWS, {"number": number, "offset": offset})
    db.execute("create table status as select * from ("
               "values ('Đã hoàn thành', 'done', null::varchar),"
               " ('Đang thực hiện', 'in_progress', null)) t (label, state, verdict)")  # fmt: skip
    add_deadlines(db, columns, None)
    db.execute(f"copy ({staging_sql(columns, None, None)}) to '{parquet}' (format parquet)")
    db.close()
    summary = {
        "kind": kind, "columns": columns, "headings": list(FIELDS), "header_row": 1, "sheets": [""],
        "footer_as_of": None, "newest_date": None, "warnings": [], "undecided": [],
        "rows": {"read": number, "loaded": number, "rejected": 0, "skipped": 0},
    }  # fmt: skip
    upload = Upload(
        hashlib.sha256(name.encode()).hexdigest(), f"{name}.csv", 1, kind, as_of="2023-12-14"
    )
    return Staged(upload, parquet, summary)


def make(data: DataDir, items: int) -> Path:
    """The published warehouse with about `items` items; kept from one run to the next."""
    path = data.warehouse / f"0000000001-{items}.duckdb"
    if not path.exists():
        data.staging.mkdir(parents=True, exist_ok=True)
        data.warehouse.mkdir(parents=True, exist_ok=True)
        step = min(PER_UPLOAD, -(-items // len(KINDS)))  # every kind at every size
        files = [
            staged(data.staging, step, offset, KINDS[n % 3])
            for n, offset in enumerate(range(0, items, step))
        ]
        fill(path.with_suffix(".part"), Inputs(files, {}, 1))
        path.with_suffix(".part").rename(path)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.big")
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    start = time.perf_counter()
    print(make(DataDir(options.data), options.items), f"{time.perf_counter() - start:.1f} s")

"""A warehouse of any size, made by the real staging statements and the real build.

    python -m bench.big --items 1000000 --data DIR

A third of the cases have their four steps, and every five hundredth item a reminder.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path

import duckdb

from etl.build import fill
from etl.inputs import Inputs
from etl.stage.deadline_table import add_deadlines
from etl.stage.register import add_choices, register_sql
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

STATUS = """create table status as select * from (values ('Đã hoàn thành', 'done', null::varchar),
    ('Đang thực hiện', 'in_progress', null)) t (label, state, verdict)"""
# Four steps of a third of the cases, of which one in 33 goes back to the unit before; the last step
# of what is open is not passed on.
STEPS = """
create or replace table raw as
select row_number() over (order by i, n)::int as line, '' as sheet, line as row,
    'loaded' as disposition, null::varchar as reason,
    [($offset + i)::varchar, n::varchar, 'Bước ' || n,
     'Đơn vị ' || ((hash(i) + if(n = 3 and i % 99 = 0, 1, n)) % 12),
     'Cán bộ ' || (hash(i, n) % 90), strftime(opened + (3 * n - 3)::int, '%d/%m/%Y'),
     strftime(opened + (3 * n + 1)::int, '%d/%m/%Y'),
     case when n < 4 or hash(i, 3) % 10 > 0 then strftime(opened + (3 * n)::int, '%d/%m/%Y')
        else '' end
    ] as cells
from (
    select i, date '2021-12-15' + (hash(i, 5) % 729)::int as opened
    from range(3, $number + 1, 3) t (i)
) cross join range(1, 5) s (n)
"""
STEP_FIELDS = (
    "source_id", "step_no", "step_name", "unit", "official", "received_on", "due_on", "passed_on",
)  # fmt: skip
REMINDERS = """
create or replace table raw as
select i::int as line, '' as sheet, i::int as row, 'loaded' as disposition, null::varchar as reason,
    [($offset + i) || '/NN-SCT', strftime(date '2021-12-15' + (hash(i, 5) % 729)::int, '%d/%m/%Y'),
     'Sở', 'Cán bộ ' || (hash(i, 1) % 90), 'Đơn vị ' || (hash(i) % 12), 'Chậm xử lý'] as cells
from range(500, $number + 1, 500) t (i)
"""
REMINDER_FIELDS = ("document_no", "issued_on", "level", "official", "unit", "content")


def staged(folder: Path, number: int, offset: int, kind: str) -> Staged:
    """One export of `number` rows of its own source ids."""
    columns = {f: n for n, f in enumerate(FIELDS)}
    with opened(ROWS, number, offset) as db:
        db.execute(STATUS)
        add_deadlines(db, columns, None)
        return kept(db, folder, kind, offset, FIELDS, staging_sql(columns, None, None))


def register(folder: Path, number: int, offset: int, kind: str) -> Staged:
    """One register about the items of an export."""
    rows, fields = {"steps": (STEPS, STEP_FIELDS), "reminders": (REMINDERS, REMINDER_FIELDS)}[kind]
    columns = {f: n for n, f in enumerate(fields)}
    with opened(rows, number, offset) as db:
        add_choices(db, kind, columns)
        return kept(db, folder, kind, offset, fields, register_sql(kind, columns, None))


def opened(rows: str, number: int, offset: int) -> duckdb.DuckDBPyConnection:
    """A scratch database with the rows in `raw`, as a file's cells come."""
    db = duckdb.connect(config={"threads": 2, "memory_limit": "4GB"})
    db.execute((REPO / "etl" / "stage" / "moments.sql").read_text("utf-8"))
    db.execute(rows, {"number": number, "offset": offset})
    return db


def kept(
    db: duckdb.DuckDBPyConnection, folder: Path, kind: str, offset: int, fields: tuple, sql: str
) -> Staged:
    """The staged rows, and what a reader would have said of the file."""
    name = f"{kind}-{offset}"
    parquet = folder / f"{name}.parquet"
    (number,) = db.execute(f"copy ({sql}) to '{parquet}' (format parquet)").fetchone()
    summary = {
        "kind": kind, "columns": {f: n for n, f in enumerate(fields)}, "headings": list(fields),
        "header_row": 1, "sheets": [""],
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
        files += [
            register(data.staging, step, offset, kind)
            for offset in range(0, items, step)
            for kind in ("steps", "reminders")
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

"""What one upload brings: cases and items, new, changed and same, and names nobody resolved."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from etl.registers import REGISTERS
from etl.staged import quote

# What a person would call a change of an item; row numbers of uploads are not.
COMPARED = (
    "item_id, case_id, role, unit_id, opened_on, first_due_on, due_on, closed_on, closed_class,"
    " source_status, awaiting, valid_from, valid_to"
)
COUNTS = """
with shown as (
    select distinct o.case_id from observation o join upload u using (upload_no)
    where upload_id = $upload
), item as (
    select count(distinct item_id) as items from work_item semi join shown using (case_id)
)
select (select count(*) from shown), (select items from item), {new}, {changed}
"""
SINCE = {
    "new": "(select count(*) from shown anti join old.observation using (case_id))",
    "changed": f"""(
        select count(*) from shown semi join old.observation using (case_id) semi join (
            select {COMPARED} from work_item except select {COMPARED} from old.work_item
        ) using (case_id))""",
}
FIRST = {"new": "(select count(*) from shown)", "changed": "0"}
UNRESOLVED = """
select un.name, count(distinct r.obs_no) as rows
from observation_unit r join unit un on un.unit_id = r.unit_id
where r.obs_no // 100000000 = (select upload_no from upload where upload_id = $upload)
    and not un.resolved and un.name is not null
group by un.name order by rows desc, un.name
"""
# Of a register: how many of the file's records hold, and how many no export showed before.
RECORDS = """
with mine as (
    select r.* from register_row r join upload u using (upload_no) where u.upload_id = $upload
)
select count(*) filter (obs_no in (select obs_no from register_current)), {new} from mine
"""
NEW_RECORDS = """count(distinct record_key) filter (
    record_key not in (select record_key from old.register_row o where o.kind = mine.kind))"""


def changes(before: Path | None, after: Path, sha256: str) -> dict:
    """Compare the warehouse in use with the new one, for the cases that an upload shows."""
    db = duckdb.connect(str(after), read_only=True)
    try:
        if before is not None:
            db.execute(f"attach {quote(before)} as old (read_only)")
        sql = COUNTS.format(**(FIRST if before is None else SINCE))
        with ThreadPoolExecutor(1) as beside:  # each of the two keeps one core busy
            waiting = beside.submit(_unresolved, db.cursor(), sha256)
            cases, items, new, changed = db.execute(sql, {"upload": sha256}).fetchone()
            records = _records(db, sha256, before is not None)
            unresolved = waiting.result()
    finally:
        db.close()
    return {
        "cases": cases,
        "items": items,
        "changes": {"new": new, "changed": changed, "same": cases - new - changed},
        "records": records,
        "unresolved_units": [{"name": name, "rows": rows} for name, rows in unresolved],
    }


def _unresolved(db: duckdb.DuckDBPyConnection, sha256: str) -> list[tuple]:
    with db:
        return db.execute(UNRESOLVED, {"upload": sha256}).fetchall()


def _records(db: duckdb.DuckDBPyConnection, sha256: str, since: bool) -> dict | None:
    """None for an upload that is no register. A warehouse of an older version has no registers."""
    known = (
        since
        and db.execute(
            "select 1 from duckdb_tables() where database_name = 'old'"
            " and table_name = 'register_row'"
        ).fetchone()
    )
    sql = RECORDS.format(new=NEW_RECORDS if known else "count(distinct record_key)")
    holding, new = db.execute(sql, {"upload": sha256}).fetchone()
    kind = db.execute("select kind from upload where upload_id = $u", {"u": sha256}).fetchone()
    return {"holding": holding, "new": new} if kind and kind[0] in REGISTERS else None

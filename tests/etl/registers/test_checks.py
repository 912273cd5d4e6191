"""Our own invariants of registers: what is broken on purpose is found, under the check's name."""

import duckdb
import pytest

from etl.build import check
from etl.refusal import BuildFailed
from tests.warehouses import Export, warehouse

STEPS = Export("2023-06-14", "source_id step_no unit received_on",
               [("NV1", 1, "PA", "2023-01-03"), ("NV1", 1, "PB", "2023-01-04")], kind="steps")  # fmt: skip
RULES = Export("2023-06-14", "document_no issued_on subject", [("1/QĐ", "2023-01-03", "a")],
               kind="rules")  # fmt: skip
BROKEN = [
    ("70_register_rows_are_kept", "delete from register_row where kind = 'rules'"),
    ("70_register_rows_are_kept", "delete from step where step_no = 1"),
    ("70_register_rows_are_kept", "insert into step select * replace (9 as obs_no) from step limit 1"),
    ("71_one_record_holds_once", "update register_row set kind = 'rules', scope = 'x',"
     " record_key = '00000000-0000-0000-0000-000000000000' where kind = 'steps'"),
    ("72_codes_are_known", "update step set holder = 'ai đó'"),
    ("72_codes_are_known", "update step set action = 'gửi'"),
]  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("w")
    warehouse(folder, STEPS, RULES).close()
    (path,) = folder.glob("*.duckdb")
    return path


@pytest.mark.parametrize(("name", "broken"), BROKEN)
def test_a_broken_invariant_stops_the_build(built, tmp_path, name, broken):
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(built.read_bytes())
    db = duckdb.connect(str(copy))
    check(db)
    db.execute(broken)
    with pytest.raises(BuildFailed, match=name):
        check(db)

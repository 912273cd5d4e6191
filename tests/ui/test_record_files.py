"""Papers that people attach: how many in a day, held against a real ledger and real files."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest

from access import attached
from access.limits import ATTACHED_EACH, ATTACHED_MB
from etl.quota import DEFAULTS
from layout import DataDir
from ledger import Ledger
from messages import text
from ui import jobs, record_files


class Given(BytesIO):
    name = "van_ban.pdf"


def paper(n: int, more: int = 0) -> Given:
    return Given(b"%PDF-" + str(n).encode() + b" " * more)


def send(data: DataDir, n: int, kind: str = "objection_made", more: int = 0) -> None:
    kept = record_files.keep(paper(n, more), data)
    body = {"fields": kept} if kind == "record_added" else kept
    Ledger(data.ledger).append(kind, body, who=jobs.by())


@pytest.fixture
def data(tmp_path, monkeypatch) -> DataDir:
    monkeypatch.setattr(jobs, "by", lambda: "an")
    return DataDir(tmp_path)


@pytest.mark.parametrize("kind", attached.KINDS)
def test_an_account_attaches_so_many_papers_a_day(data, monkeypatch, kind):
    for n in range(ATTACHED_EACH):
        send(data, n, kind)
    with pytest.raises(record_files.Unfit, match="too_many_files") as unfit:
        send(data, 99, kind)
    assert str(ATTACHED_EACH) in text(str(unfit.value), limit=unfit.value.limit)
    assert len(list(data.uploads.iterdir())) == ATTACHED_EACH, "nothing was kept"
    send(data, 3, kind)  # is there already
    later = datetime.now(UTC) + timedelta(hours=25)
    attached.take(data, "an", "f" * 64, 1, later)
    monkeypatch.setattr(jobs, "by", lambda: "bình")
    send(data, 99, kind)


def test_all_accounts_together_stay_within_the_megabytes_of_a_day(data, monkeypatch):
    limit = {"name": attached.MB_A_DAY, "value": 2}
    Ledger(data.ledger).append("setting", limit, who="quantri")
    send(data, 1, more=1 << 20)
    monkeypatch.setattr(jobs, "by", lambda: "bình")
    with pytest.raises(record_files.Unfit, match="too_many_bytes"):
        send(data, 2, more=1 << 20)
    Ledger(data.ledger).append("setting", limit | {"value": 3}, who="quantri")
    send(data, 2, more=1 << 20)


def test_the_limit_where_nothing_is_set_is_that_of_uploads():
    assert DEFAULTS[attached.MB_A_DAY] == ATTACHED_MB

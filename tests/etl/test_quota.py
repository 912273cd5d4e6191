"""What may be taken in within a day."""

from datetime import UTC, datetime, timedelta

import pytest

from etl.quota import DEFAULTS, MB, SETTING, Quota, settings
from etl.uploads import Upload, register
from ledger import Ledger
from tests.etl.read.refusals import refused

NOW = datetime.now(UTC)


@pytest.fixture
def ledger(tmp_path) -> Ledger:
    found = Ledger(tmp_path / "ledger.sqlite")
    for name, value in (("uploads_a_day", 3), ("upload_mb_a_day", 10)):
        found.append(SETTING, {"name": name, "value": value}, who="x")
    register(found, Upload("a" * 64, "a.xlsx", 4 * MB), who="x")
    return found


def test_files_are_counted(ledger):
    quota = Quota(ledger)
    quota.take("b", 1)
    quota.take("c", 1)
    with refused("quota_files"):
        quota.take("d", 1)
    quota.take("b", 1)  # a second time costs nothing


def test_bytes_are_counted(ledger):
    quota = Quota(ledger)
    quota.take("b", 6 * MB)
    with refused("quota_size"):
        quota.take("c", 1)


def test_what_was_loaded_before_costs_nothing(ledger):
    register(ledger, Upload("b" * 64, "b.xlsx", 6 * MB), who="x")
    Quota(ledger).take("a" * 64, 4 * MB)
    register(ledger, Upload("a" * 64, "a.xlsx", 4 * MB, source="khác"), who="x")
    with refused("quota_size"):
        Quota(ledger).take("c", 1)


def test_a_day_later_it_is_forgotten(ledger):
    Quota(ledger, NOW + timedelta(hours=25)).take("b", 10 * MB)


def test_the_latest_word_on_a_limit_counts(ledger):
    ledger.append(SETTING, {"name": "uploads_a_day", "value": 9}, who="x")
    assert settings(ledger) == {"uploads_a_day": 9, "upload_mb_a_day": 10}
    assert settings(Ledger(ledger.path.with_name("none"))) == DEFAULTS

"""A server on the canaries, and a reader of each role who is signed in there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock

from access.accounts import Accounts
from layout import DataDir
from store import open_store
from tests.browser.sign_in_server import GOOD, Caller, serving
from tests.gate.canaries import make
from tests.gate.wire import Reader
from viewer import Viewer

ROLES = {
    "an": Viewer("an", "unit_head", ("A",)),
    "binh": Viewer("binh", "official", ("A",), ("A-1",)),
    "chi": Viewer("chi", "viewer"),
    "dung": Viewer("dung", "administrator"),
    "giang": Viewer("giang", "leader"),
    "hoa": Viewer("hoa", "office"),
}


@dataclass
class Running:
    """The server, and what each role's readers come in with."""

    url: str
    data: Path
    cookies: dict[str, str]
    items: dict[str, str]  # source id -> an item's id

    def reader(self, name: str) -> Reader:
        return Reader(self.url, self.cookies[name])


@pytest.fixture(scope="session")
def canary_data(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data directory with the canaries, loaded once for all workers. Change a copy only."""
    base = tmp_path_factory.getbasetemp()
    data = (base if worker_id == "master" else base.parent) / "canary-data"
    with FileLock(f"{data}.lock"):
        if not data.exists():
            made = Path(tmp_path_factory.mktemp("canary"))
            make(made / "data", made)
            (made / "data").rename(data)
    return data


@pytest.fixture(scope="session")
def running(canary_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The canaries, an account of each role, a server, everybody signed in."""
    files = tmp_path_factory.mktemp("serving")
    data = Path(shutil.copytree(canary_data, files / "data"))
    accounts = Accounts(DataDir(data))
    for name, who in ROLES.items():
        given = {"units": who.units, "officials": who.officials, "must_change": False}
        accounts.add(name, who.role, GOOD, by="test", **given)
    with serving(data, files / "server.log") as url:
        yield Running(url, data, {name: signed_in(url, name) for name in ROLES}, items(data))


def signed_in(url: str, name: str) -> str:
    caller = Caller(url)
    assert caller.sign_in(name).status == 303
    return caller.cookie


def items(data: Path) -> dict[str, str]:
    rows = open_store(DataDir(data), viewer=ROLES["hoa"]).query(
        "select any_value(item_id) as item_id, source_id from work_item join case_text"
        " using (case_id) group by source_id"
    )
    return {row["source_id"]: row["item_id"] for row in rows}

"""The canary matrix: what six roles are sent of others, on every page, in every message and file.

Read off the websocket of a running server with accounts, twice: while nothing was asked before, and
after an office account has opened every page with every filter. MATRIX=full in the environment tries every
value of every filter; every run tries one of each sort.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from layout import DataDir
from ledger import Ledger
from metrics.record import OFFICIAL, UNIT
from tests.gate.canaries import canaries, foreign, official
from tests.gate.conftest import ROLES, Running
from tests.gate.wire import Reader, Seen
from ui.filters import PAGES as FILTERED
from ui.pages_list import PAGES
from ui.record_pick import PARAMETER
from viewer import Viewer

FULL = os.environ.get("MATRIX") == "full"
CHOICES = {
    "units": ("B", "~", "A", "C", "D", "?Tổ zqdx000zq"),
    "officials": (official("B", 1), official("A", 2), official("C", 2), "Lê zqpx000zq"),
}
# page -> what names a record in its address, besides the filters; None: nothing does.
OPENED_BY: dict[str, str | None] = {
    **dict.fromkeys(("overview", "overdue", "strata", "latency", "trends", "petitions", "holders",
                     "letter", "reconcile", "upload", "quality", "names", "urging", "unit_reports",
                     "conclusions", "records", "replies", "pack", "accounts", "mine", "methods")),
    "item": "item",
    "person": PARAMETER[OFFICIAL],
    "unit": PARAMETER[UNIT],
}  # fmt: skip
RECORDS = {
    "person": (official("A", 2), official("B", 1), official("D", 1), "B-1"),
    "unit": ("A", "B", "D", "~", "?Tổ zqdx000zq"),
}


def views(page: str, running: Running) -> Iterator[dict]:
    """Every address of a page that names a unit, a person or a record."""
    yield {}
    if page in FILTERED:
        for name, values in CHOICES.items():
            yield from ({name: value} for value in (values if FULL else values[:1]))
    if page == "item":
        yield from ({"item": running.items[i]} for i in ("NV-A00", "NV-B00", "KN-C01", "NV-M00"))
    yield from ({OPENED_BY[page]: key} for key in RECORDS.get(page, ()))


def leaks(who: Viewer, where: str, raw: bytes) -> list[str]:
    return [f"{where}: {''.join(map(str, one))}" for one in sorted(foreign(who, canaries(raw)))]


def read(running: Running, name: str, wide: bool) -> tuple[list[str], set]:
    """Everything that a role is sent: what is not theirs, and what is (to know it was looked at)."""
    who, wrong, seen = ROLES[name], [], set()
    with running.reader(name) as reader:
        reader.visit("")
        for page in PAGES:
            may = PAGES[page].opens_to(who)
            for query in views(page, running) if wide and may else [{}]:
                shown = reader.visit(page, query)
                where = f"{name} {page} {query}"
                wrong += leaks(who, where, bytes(shown.raw)) + [
                    f"{where} {f}" for f in shown.faults
                ]
                seen |= canaries(bytes(shown.raw))
                if not query and who.role != "office":  # whose files hold everything
                    wrong += exported(reader, who, where, shown)
                    if click := pressed(shown):
                        opened = reader.visit(page, {}, click)
                        wrong += leaks(who, f"{where} opened", bytes(opened.raw))
                        wrong += exported(reader, who, f"{where} opened", opened)
    return wrong, seen


def exported(reader: Reader, who: Viewer, where: str, shown: Seen) -> list[str]:
    files = [one for key, one in shown.files if not key.startswith("template")]
    return [leak for one in files for leak in leaks(who, f"{where} file", reader.file(one))]


def pressed(shown: Seen) -> list[tuple]:
    """A click on the first button that opens a list."""
    found = [one for one in shown.buttons if "card." in one or "petitions." in one]
    return [(one, "trigger_value", True) for one in found[:1]]


def test_every_page_is_in_the_matrix():
    assert set(OPENED_BY) == set(PAGES)


def test_nothing_of_others_is_sent_to_anyone(running: Running):
    wrong, seen = [], {}
    for name in ("an", "binh", "chi", "dung"):  # nobody has asked for anything before
        found, seen[name] = read(running, name, wide=False)
        wrong += [f"cold {one}" for one in found]
    for name in ("hoa", "an", "binh", "chi", "dung", "giang"):
        found, warm = read(running, name, wide=True)
        seen[name] = seen.get(name, set()) | warm
        wrong += [f"warm {one}" for one in found]
    assert not wrong, "\n".join(wrong)
    assert {("s", "a", 1), ("c", "a", 1), ("g", "a", 1), ("r", "a", 2)} <= seen["an"]
    assert {("s", "a", 1), ("c", "a", 1), ("p", "a", 1)} <= seen["binh"]
    assert {("g", "b", 2), ("s", "b", 1), ("x", "x", 0)} & seen["hoa"]
    assert {kind for kind, _, _ in seen["giang"]} >= {"s", "p", "c", "n", "r"}
    assert seen["chi"] == set() == seen["dung"]


def test_what_is_held_about_a_person_is_of_them_alone(running: Running):
    """Everybody's own file, a leader's and the Office's too: their own canaries or none."""
    for name, who in ROLES.items():
        own = Viewer(name, "official", (), who.officials)
        with running.reader(name) as reader:
            reader.visit("")
            shown = reader.visit("mine")
            assert not shown.faults, (name, shown.faults)
            ((_, file),) = [one for one in shown.files if one[0] == "mine.file"]
            made = reader.file(file)
        assert not leaks(own, name, bytes(shown.raw)) and not leaks(own, name, made)
        kinds = {kind for kind, unit, number in canaries(made) if (unit, number) == ("a", 1)}
        assert kinds == ({"s", "n", "c", "p", "g", "r", "i"} if name == "binh" else set())
        trace = Ledger(DataDir(running.data).ledger).entries("exported")[-1]
        assert (trace.who, trace.body["what"]) == (name, f"about {name}")
        assert trace.body["address"] == "127.0.0.1" and trace.body["rows"] > 0

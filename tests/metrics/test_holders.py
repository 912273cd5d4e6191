"""Who held a case: hand-worked days over Tết, worked Saturdays, same-day hand-overs, reopenings;
and on thousands of random histories that the holders' days add up to the case's own."""

import random
from datetime import date, timedelta

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.calendar import load
from layout import REPO
from metrics import Store, holders
from metrics.filters import Filters
from metrics.holders import Steps
from tests.warehouses import Export, warehouse

HEAD = "source_id step_no unit holder received_on due_on passed_on action paper approver"
WORK = "source_id subject unit opened_on due_on closed_on source_status"
AS_OF = date(2023, 6, 30)
U, L, R, OUT = "Đơn vị", "Lãnh đạo Sở", "Văn thư", "Ngoài Sở"
GO, BACK, END = "Chuyển tiếp", "Trả lại", "Kết thúc"
# case -> steps: unit, holder, received, due, passed, action, paper, approver
CASES = {
    # 1/6/2023 is a Thursday
    "plain": [("", R, "1/6", "", "1/6", GO), ("A", U, "1/6", "5/6", "7/6", GO),
              ("", L, "7/6", "", "9/6", END)],
    # 28/4 Friday; 29/4 to 3/5 are days off
    "holiday": [("A", U, "28/4", "", "4/5", GO), ("B", U, "4/5", "", "5/5", END)],
    "gap": [("A", U, "1/6", "", "2/6", GO), ("B", U, "6/6", "", "7/6", END)],
    "back": [("A", U, "1/6", "", "2/6", GO), ("B", U, "2/6", "", "5/6", BACK),
             ("A", U, "5/6", "", "6/6", END)],
    "by_way_of_leaders": [("A", U, "1/6", "", "2/6", GO), ("", L, "2/6", "", "5/6", BACK),
                          ("A", U, "5/6", "", "6/6", END)],
    "reopened": [("A", U, "1/6", "", "2/6", END), ("A", U, "12/6", "", "13/6", END)],
    "open": [("A", U, "1/6", "26/6", "", "")],
    "outside": [("A", U, "1/6", "", "2/6", GO), ("", OUT, "2/6", "", "5/6", GO, "5/SCT", "An"),
                ("A", U, "5/6", "", "6/6", END)],
    "no_paper": [("A", U, "1/6", "", "2/6", GO), ("", OUT, "2/6", "", "7/6", GO, "5/SCT", ""),
                 ("B", U, "7/6", "", "8/6", END)],
    "nobody_sent": [("", OUT, "1/6", "", "2/6", GO), ("A", U, "2/6", "", "5/6", END)],
    "both": [("A", U, "1/6", "", "7/6", GO), ("B", U, "5/6", "", "8/6", END)],
    "reversed": [("A", U, "7/6", "", "1/6", GO)],
    "left_open": [("A", U, "1/6", "", "", ""), ("B", U, "5/6", "", "6/6", END)],
    "undated": [("A", U, "", "", "6/6", GO)],
    "missing": [("A", U, "1/6", "", "2/6", GO, "", "", 1), ("B", U, "2/6", "", "5/6", END, "", "", 3)],
    "stale": [("A", U, "1/6", "", "", "")],
}  # fmt: skip
# case -> (holder, unit, days, days beyond the step's own term), in order of receipt
HELD = {
    "plain": [("registry", None, 0, 0), ("unit", "?A", 4, 2), ("leaders", None, 2, 0)],
    "holiday": [("unit", "?A", 1, 0), ("unit", "?B", 1, 0)],
    "gap": [("unit", "?A", 1, 0), ("transit", None, 2, 0), ("unit", "?B", 1, 0)],
    "back": [("unit", "?A", 2, 0), ("unit", "?B", 1, 0)],
    "by_way_of_leaders": [("unit", "?A", 2, 0), ("leaders", None, 1, 0)],
    "reopened": [("unit", "?A", 2, 0), ("closed", None, 6, 0)],
    "open": [("unit", "?A", 21, 4)],
    "outside": [("unit", "?A", 2, 0), ("outside", None, 1, 0)],
    "no_paper": [("unit", "?A", 4, 0), ("unit", "?B", 1, 0)],
    "nobody_sent": [("no_paper", None, 1, 0), ("unit", "?A", 1, 0)],
    "both": [("unit", "?A", 2, 0), ("several", None, 2, 0), ("unit", "?B", 1, 0)],
    "reversed": "bad_dates",
    "left_open": "not_passed",
    "undated": "no_received",
    "missing": "step_gap",
    "stale": "not_passed",
}


def day(text: str) -> str:
    return f"{text}/2023" if text else ""


def rows(name: str, steps: list[tuple]) -> list[tuple]:
    found = []
    for n, step in enumerate(steps, start=1):
        unit, holder, received, due, passed, action, *more = step
        paper, approver, number = (*more, *("", "", n)[len(more) :])
        found.append((name, number, unit, holder, day(received), day(due), day(passed), action,
                      paper, approver))  # fmt: skip
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    work = [
        (n, n, "A", "01/04/2023", "", "10/06/2023" if n == "stale" else "",
         "Hoàn thành" if n == "stale" else "Đang xử lý")
        for n in (*CASES, "no_steps")
    ]  # fmt: skip
    steps = [row for name, listed in CASES.items() for row in rows(name, listed)]
    exports = Export("2023-06-30", WORK, work), Export("2023-06-30", HEAD, steps, kind="steps")
    return warehouse(tmp_path_factory.mktemp("holders"), *exports)


@pytest.fixture(scope="module")
def by_case(store) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for row in holders.by_case(store, Filters(AS_OF)):
        found.setdefault(row["source_id"], []).append(row)
    return found


@pytest.mark.parametrize("name", CASES)
def test_days_per_holder(by_case, name):
    told = by_case[name]
    if isinstance(HELD[name], str):
        assert [(r["unsplit"], r["holder"], r["days"]) for r in told] == [(HELD[name], None, None)]
        return
    assert [(r["holder"], r["unit_id"], r["days"], r["days_over"]) for r in told] == HELD[name]
    assert {r["total_days"] for r in told} == {sum(days for *_, days, _ in HELD[name])}


def test_leaders_and_registry_are_never_a_unit(store):
    found = {(r["holder"], r["unit_id"]): r for r in holders.figures(store, Filters(AS_OF)).holders}
    whole = [h for held in HELD.values() if not isinstance(held, str) for h in held]
    for key, row in found.items():
        mine = [h for h in whole if h[:2] == key]
        assert (row["cases"], row["days"], row["days_over"]) == (
            len(mine), sum(h[2] for h in mine), sum(h[3] for h in mine),
        )  # fmt: skip
    assert found["unit", "?A"]["now"] == found["unit", "?A"]["now_over"] == 1
    assert found["unit", "?A"]["longest_now"] == 21


def test_return_and_forward_are_two_clocks(store):
    found = {r["unit_id"]: r for r in holders.figures(store, Filters(AS_OF)).holders}
    b = found["?B"]
    assert (b["forwards"], b["forward_median"], b["returned"], b["return_median"]) == (
        0,
        None,
        1,
        1,
    )
    assert (found["?A"]["forwards"], found["?A"]["forward_median"]) == (8, 1)


def test_only_units_send_back_and_forth(store):
    (one,) = holders.back_and_forth(store, Filters(AS_OF))
    assert (one["source_id"], one["returns"], one["unit_ids"]) == ("back", 1, ["?A", "?B", "?A"])


def test_what_has_no_steps_is_said(store):
    (row,) = holders.figures(store, Filters(AS_OF)).coverage
    assert (row["cases"], row["with_steps"]) == (len(CASES) + 1, len(CASES))
    assert [row[r] for r in holders.UNSPLIT] == [1, 1, 2, 1]


@pytest.mark.parametrize("condition", ["now", "now_over", "forwards", "returned"])
def test_a_number_opens_as_many_steps(store, condition):
    for row in holders.figures(store, Filters(AS_OF)).holders:
        steps = holders.steps(
            store, Steps(Filters(AS_OF), row["holder"], row["unit_id"], condition)
        )
        assert len([s for s in steps if not s["without_paper"]]) == row[condition]
        assert all(s["file"] and s["row"] for s in steps)


def test_an_earlier_day_knows_no_later_one(store):
    found = {r["source_id"]: r for r in holders.by_case(store, Filters(date(2023, 6, 6)))
             if r["holder"] == "unit" and r["now"]}  # fmt: skip
    assert (found["plain"]["days"], found["plain"]["days_over"]) == (3, 1)
    assert found["stale"]["days"] == 3  # the case had not ended yet


def test_one_case_in_stretches(store, by_case):
    case_id = by_case["gap"][0]["case_id"]
    held = holders.case_holds(store, case_id, AS_OF)
    assert [(h["holder"], h["from_on"].day, h["to_on"].day) for h in held] == [
        ("unit", 1, 2), ("transit", 2, 6), ("unit", 6, 7),
    ]  # fmt: skip
    assert holders.why_unsplit(store, by_case["reversed"][0]["case_id"], AS_OF) == "bad_dates"
    assert len(holders.case_steps(store, case_id, AS_OF)) == 2


HISTORIES = 10_000
BEGIN = date(2022, 12, 20)  # Tết, worked Saturdays and the days off of April lie ahead


def history(chance: random.Random, number: int) -> list[tuple]:
    """Steps that pass on the same day, overlap, leave days between them or begin again; a third
    of the cases is still held. As rows of `step`: case, step, holder, unit, received, due, passed,
    action, paper."""
    found, at = [], BEGIN + timedelta(days=chance.randint(0, 60))
    for n in range(1, chance.randint(2, 8)):
        received = max(BEGIN, at + timedelta(days=chance.choice((0, 0, 0, 0, 1, 5, -2))))
        at = received + timedelta(days=chance.choice((0, 0, 1, 2, 3, 7, 20)))
        holder = chance.choice(("unit", "unit", "unit", "leaders", "registry", "outside"))
        unit = chance.choice("ABC") if holder == "unit" else "?"
        due = received + timedelta(days=chance.randint(0, 9)) if chance.random() < 0.5 else None
        action = chance.choice(("forward", "forward", "return", "finish"))
        paper = chance.choice(("1/CV", None))
        found.append((number, n, holder, unit, received, due, at, action, paper))
    if chance.random() < 0.3:
        last = max(range(len(found)), key=lambda n: (found[n][4], n))
        found[last] = (*found[last][:6], None, None, found[last][8])
    return found


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A built warehouse whose one case and one step became thousands, with the real SQL after."""
    chance = random.Random(21)
    listed = [history(chance, number) for number in range(HISTORIES)]
    one = Export("2023-12-14", WORK, [("H", "H", "A", "01/12/2022", "", "", "Đang xử lý")])
    step = Export("2023-12-14", HEAD, rows("H", CASES["open"]), kind="steps")
    folder = tmp_path_factory.mktemp("many")
    warehouse(folder, one, step).close()
    (path,) = folder.glob("*.duckdb")
    frame = pd.DataFrame(
        [row for steps in listed for row in steps],
        columns=["n", "step_no", "holder", "unit_id", "received_on", "due_on", "passed_on",
                 "action", "paper"],
    )  # fmt: skip
    with duckdb.connect(str(path)) as db:
        db.register("frame", frame)
        for statement in MULTIPLIED.split(";"):
            db.execute(statement)
        for script in ("92_held_step.sql", "93_hold.sql"):
            db.execute((REPO / "etl" / "sql" / script).read_text("utf-8"))
    return Store(path), listed


MULTIPLIED = """
create temp table one as from work_item;
delete from work_item;
insert into work_item select one.* replace (md5('c' || n)::uuid as case_id, md5('i' || n)::uuid as item_id)
    from one, (select distinct n from frame);
update case_text set source_id = '';
insert into case_text select t.* replace (md5('c' || n)::uuid as case_id, cast(n as varchar) as source_id)
    from (from case_text limit 1) t, (select distinct n from frame);
create temp table s as from step;
delete from step;
insert into step select s.* replace (row_number() over () as obs_no,
    md5('c' || n)::uuid as case_id, f.step_no as step_no,
    f.holder as holder, f.unit_id as unit_id, f.received_on::date as received_on, f.due_on::date as due_on,
    f.passed_on::date as passed_on, f.action as action, f.paper as paper, 'An' as approver) from s, frame f;
drop table held_step; drop table step_case; drop table hold
"""


@pytest.mark.parametrize("as_of", [date(2023, 1, 24), date(2023, 4, 30), date(2023, 12, 14)])
def test_the_days_of_the_holders_are_the_days_of_the_case(many, as_of):
    store, listed = many
    calendar, sums = load(), {}
    for row in holders.by_case(store, Filters(as_of)):
        assert row["unsplit"] in (None, "not_passed")
        if row["unsplit"] is None:
            assert 0 <= row["days_over"] <= row["days"]
            sums[row["source_id"]] = sums.get(row["source_id"], 0) + row["days"]
    assert len(sums) > HISTORIES / 2
    for name, days in sums.items():
        steps = listed[int(name)]
        last = min(max(s[6] or date.max for s in steps), as_of)
        assert days == calendar.number(last) - calendar.number(min(s[4] for s in steps)), name
    whole = sum(r["days"] for r in holders.figures(store, Filters(as_of)).holders)
    assert whole == sum(sums.values())


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 5)), min_size=1, max_size=8),
       st.sampled_from([0.5, 0.9]))  # fmt: skip
def test_a_quantile_of_counted_values(times, share):
    times = sorted(dict(times).items())
    every = sorted(value for value, number in times for _ in range(number))
    place = share * (len(every) - 1)
    low, high = every[int(place)], every[min(int(place) + 1, len(every) - 1)]
    assert holders.quantile(times, share) == pytest.approx(low + (high - low) * (place % 1))

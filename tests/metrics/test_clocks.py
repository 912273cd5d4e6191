"""First reply, final reply, forwarding: what starts and stops each clock, by hand."""

from datetime import date

import pytest

from metrics.filters import Filters
from metrics.latency import latency
from metrics.periods import Period
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit opened_on due_on closed_on source_status official"
AS_OF = date(2023, 3, 31)  # a Friday
COUNTS = ("n", "closed", "open", "withdrawn", "transferred", "finished", "unmeasured")


def late(number, unit):
    """Due on 02/03/2023, done on the 6th."""
    return (*row(number, unit, "01", "06", "Hoàn thành")[:4], "02/03/2023", "06/03/2023", "", "")


def row(number, unit, opened, closed, label, official=""):
    """One item; days are of March 2023 unless they say more."""
    shown = [day if not day or "/" in day else f"{day}/03/2023" for day in (opened, closed)]
    return (number, f"việc {number}", unit, shown[0], "", shown[1], label, official)


# Unit by unit what the tests speak of; the same rows stand in one warehouse.
EXPORTS = (
    Export("2023-03-08", HEAD, [
        row("R1", "Returned", "01", "06", "Hoàn thành"),
        row("O1", "Overwritten", "01", "06", "Hoàn thành"),
        row("U1", "Undated", "01", "", "Hoàn thành"),
    ], kind="petitions"),
    Export("2023-03-15", HEAD, [
        row("R1", "Returned", "01", "", "Bị trả lại"),
        row("U1", "Undated", "01", "", "Bị trả lại"),
    ], kind="petitions"),
    Export("2023-03-29", HEAD, [
        row("R1", "Returned", "01", "22", "Hoàn thành"),
        row("O1", "Overwritten", "01", "22", "Hoàn thành"),
        row("U1", "Undated", "01", "22", "Hoàn thành"),
    ], kind="petitions"),
    Export("2023-03-31", HEAD, [
        row("1", "Counted", "01", "06", "Hoàn thành"),  # 3 working days
        row("2", "Counted", "01", "08", "Hoàn thành"),  # 5
        row("3", "Counted", "01", "", "Hoàn thành"),  # no completion date
        row("4", "Counted", "06", "01", "Hoàn thành"),  # backwards
        row("5", "Counted", "28", "", "Đang xử lý"),  # waits since Tuesday: 3 on Friday
        row("6", "Counted", "01", "02", "Rút"),  # withdrawn after 1
        row("7", "Counted", "", "", "Đang xử lý"),  # waits since nobody knows when
        row("P1", "From", "01", "03", "Đã chuyển"),
        row("P1", "To", "03", "09", "Hoàn thành"),
        row("P2", "From", "01", "02", "Hoàn thành"),
        row("P3", "From", "01", "02", "Rút"),
        row("P4", "From", "20", "", "Đang xử lý"),
        row("C1", "Carried", "20/02/2023", "02", "Hoàn thành"),  # the 8th working day
        row("C2", "Carried", "06", "07", "Hoàn thành"),
        row("C3", "Carried", "06", "", "Đang xử lý"),
        row("C4", "Carried", "20/02/2023", "28/02/2023", "Hoàn thành"),
        row("F1", "Officials", "01", "06", "Hoàn thành", "Cán bộ 1; Cán bộ 2"),
        row("F2", "Officials", "01", "", "Đang xử lý", "Cán bộ 2"),
    ], kind="petitions"),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("clocks")


@pytest.fixture(scope="module")
def store(folder):
    return warehouse(folder, *EXPORTS)


def ask(store, *units, as_of=AS_OF, by=None, clock="final", **filters):
    chosen = tuple(f"?{unit}" for unit in units)
    return latency(store, Filters(as_of, units=chosen, **filters), by, clock)


def counts(found):
    return {name: found[name] for name in COUNTS if found[name]}


def test_every_item_stands_under_the_curve_or_beside_it(store):
    (found,) = ask(store, "Counted", by="unit")
    assert counts(found) == {"n": 4, "closed": 2, "open": 2, "withdrawn": 1, "unmeasured": 3}
    assert (found["unit"], found["closed_median"], found["oldest_open"]) == ("?Counted", 4.0, 3)
    # at risk: 4 on day 1 (one withdrawn), 3 on day 3 (one answered, one open), 1 on day 5
    assert found["answered_5"] == 1.0 and found["median"] == 5.0
    assert found["rmst"] == pytest.approx(3 + 2 / 3 * 2)


def test_a_returned_reply_keeps_its_first_date_in_our_own_exports(store):
    """Answered on 06/03 (3 days), returned, answered again on 22/03 (15); the source forgets."""
    assert ask(store, "Returned")[0]["median"] == 15.0
    assert ask(store, "Returned", clock="first")[0]["median"] == 3.0
    between = ask(store, "Returned", as_of=date(2023, 3, 15), clock="first")[0]
    assert counts(between) == {"n": 1, "closed": 1} and between["oldest_open"] is None
    assert counts(ask(store, "Returned", as_of=date(2023, 3, 15))[0]) == {"n": 1, "open": 1}
    before = ask(store, "Returned", as_of=date(2023, 3, 3), clock="first")[0]
    assert counts(before) == {"n": 1, "open": 1}


def test_what_was_answered_before_the_period_is_not_watched_in_it(store):
    later = Period(date(2023, 3, 16), AS_OF)
    assert counts(ask(store, "Returned", clock="first", period=later)[0]) == {}
    assert counts(ask(store, "Returned", period=later)[0]) == {"n": 1, "closed": 1}


def test_a_date_that_is_overwritten_is_a_first_reply_too(store):
    assert ask(store, "Overwritten")[0]["median"] == 15.0
    assert ask(store, "Overwritten", clock="first")[0]["median"] == 3.0


def test_a_first_reply_without_a_day_is_counted_and_not_measured(store):
    assert counts(ask(store, "Undated", clock="first")[0]) == {"unmeasured": 1}
    assert counts(ask(store, "Undated")[0]) == {"n": 1, "closed": 1}


def test_what_is_known_on_a_day_has_only_its_exports(folder):
    listed = (EXPORTS[0], EXPORTS[2])
    then = warehouse(folder, *listed, known=date(2023, 3, 10))
    assert [ask(then, "Returned", clock=c)[0]["median"] for c in ("final", "first")] == [3.0, 3.0]


def test_transferred_and_withdrawn_are_cut_short_and_told_apart(store):
    a, b = ask(store, "From", "To", by="unit")
    assert counts(a) == {"n": 4, "closed": 1, "open": 1, "withdrawn": 1, "transferred": 1}
    assert (counts(b), b["median"]) == ({"n": 1, "closed": 1}, 4.0)
    # 4 at risk on day 1: one answered, one withdrawn; on day 2 one passed on; the last waits
    assert a["answered_5"] == 0.25 and a["median"] is None and a["oldest_open"] == 9
    assert a["answered_15"] is None  # nobody was watched for so long


def test_forwarding_has_a_clock_of_its_own(store):
    a, b = ask(store, "From", "To", by="unit", clock="forward")
    assert counts(a) == {"n": 4, "closed": 1, "open": 1, "withdrawn": 1, "finished": 1}
    assert a["answered_5"] == 0.5 and a["closed_median"] == 2.0  # at risk on day 2: two of the four
    assert counts(b) == {"n": 1, "finished": 1}
    (case,) = ask(store, "From", "To", clock="forward", per="case")
    assert (case["n"], case["closed"], case["closed_median"]) == (4, 1, 2.0)


def test_a_case_is_measured_where_the_days_that_bound_it_were_given(tmp_path):
    rows = [
        late("1", "A"),
        row("1", "B", "01", "", "Hoàn thành"),  # ended last, nobody says when
        row("2", "A", "01", "06", "Hoàn thành"),
        row("2", "B", "01", "10", "Hoàn thành"),  # 7 working days
        row("3", "A", "01", "", "Rút"),
        row("3", "B", "01", "08", "Hoàn thành"),  # 5: what was withdrawn does not end a case
        late("4", "A"),
        row("4", "B", "", "06", "Hoàn thành"),  # perhaps it began before
    ]
    store = warehouse(tmp_path, Export("2023-03-31", HEAD, rows, kind="petitions"))
    (found,) = latency(store, Filters(AS_OF, per="case"))
    assert counts(found) == {"n": 2, "closed": 2, "unmeasured": 2}
    assert (found["closed_median"], found["oldest_open"]) == (6.0, None)


def test_carried_over_items_are_watched_from_the_period_on(store):
    """Opened 20/02, 7 working days before March; closed on 02/03, the 8th. New: closed on day 1."""
    (found,) = ask(store, "Carried", period=Period(date(2023, 3, 1), AS_OF))
    assert counts(found) == {"n": 3, "closed": 2, "open": 1}
    # day 1: two at risk, one answered; day 8: the one carried over and the one that waits
    assert (found["answered_5"], found["answered_10"]) == (0.5, 0.75)
    one_day = Period(date(2023, 3, 2), date(2023, 3, 2))
    (found,) = ask(store, "Carried", as_of=one_day.last, period=one_day)
    assert counts(found) == {"n": 1, "closed": 1} and found["median"] == 8.0


def test_all_groups_share_the_end_of_the_restricted_mean(store):
    rows = ask(store, "Officials", by="official")
    found = [(r["official"], r["n"], r["rmst"]) for r in rows]
    assert found == [("Cán bộ 1", 1, 3.0), ("Cán bộ 2", 2, 3 + 19 / 2)]


@pytest.mark.parametrize("by", ["month", "kind", "source_status"])
def test_groups_of_any_dimension_hold_every_item(store, by):
    whole = ask(store)[0]
    groups = ask(store, by=by)
    assert sum(r["n"] for r in groups) == whole["n"] == 18
    assert sum(r["unmeasured"] for r in groups) == whole["unmeasured"] == 3


def test_nothing_in_scope_is_a_row_of_nothing(store):
    (found,) = ask(store, "Nobody")
    assert found["n"] == 0 and found["median"] is None
    assert ask(store, "Nobody", by="unit") == []

"""Periodic reports of the units: who owes one, what came and when, their figures beside ours."""

from __future__ import annotations

from datetime import date

from metrics.catalog import SETTLEMENT, WORK_KINDS
from metrics.filters import Filters
from metrics.measure import counted_as, scope
from metrics.period_words import period_named
from metrics.periods import Period
from metrics.queries import read
from store import Store

DUE_DAYS = 3  # working days after the period's end, where the Office asked for no other day
DAYS = ("due_on", "received_on")  # of one report
STATES = ("in_time", "late", "missing", "waiting")
# What a unit confirms or puts right: the settlement table (DOMAIN section 3).
FORM = ("total", "carried_over", "received", "done", "done_early", "done_on_time", "done_late",
        "done_no_due", "done_unknown", "open", "open_in_term", "open_overdue", "open_no_due",
        "withdrawn")  # fmt: skip
assert set(SETTLEMENT) <= set(FORM)


def units(store: Store, period: Period) -> list[dict]:
    """The units that report for the period, in the directory's order: unit_id, name, short_name."""
    return store.query(read("reporting_units"), {"last": period.last})


def default_due(store: Store, period: Period) -> date:
    """So many working days after the period's last day."""
    return store.query(
        "select min(day) as day from calendar where working_no ="
        " (select working_no + $days from calendar where day = $last)",
        {"days": DUE_DAYS, "last": period.last},
    )[0]["day"]


def request(store: Store, period: Period) -> dict:
    """What the Office asked for: due_on, document_no, issued_on; the day by default."""
    found = store.query(
        "select due_on, document_no, issued_on from report_request where period = $period",
        {"period": period.name},
    )
    return found[0] if found else {
        "due_on": default_due(store, period), "document_no": None, "issued_on": None,
    }  # fmt: skip


def reports(store: Store, period: Period, as_of: date) -> list[dict]:
    """Per unit: due_on, received_on, document_no, state, days_late (working days), and where that
    stands: `noted` 'register' (with file, sheet, row), 'page' (by, ledger_seq) or None."""
    due = request(store, period)["due_on"]
    listed = {row["unit_id"]: row for row in _register(store, period)}
    given = {"period": period.name}
    sql = "select * from report_receipt where period = $period"
    entered = {row["unit_id"]: row for row in store.query(sql, given)}
    found = [
        _one(unit, due, listed.get(unit["unit_id"]), entered.get(unit["unit_id"]))
        for unit in units(store, period)
    ]
    number = _working_numbers(store, [as_of, *(one[day] for one in found for day in DAYS)])
    rows = []
    for one in found:
        until = min(one["received_on"] or as_of, as_of)
        came = one["received_on"] is not None and one["received_on"] <= as_of
        late = until > one["due_on"]
        state = ("late" if late else "in_time") if came else ("missing" if late else "waiting")
        days = number[until] - number[one["due_on"]] if late else None
        rows.append(one | {"state": state, "days_late": days})
    return rows


def _one(unit: dict, due: date, listed: dict | None, entered: dict | None) -> dict:
    row = {"unit_id": unit["unit_id"], "unit": unit["name"], "due_on": due, "received_on": None,
           "document_no": None, "noted": None, "file": None, "sheet": None, "row": None,
           "by": None, "ledger_seq": None}  # fmt: skip
    for noted, said in (("register", listed), ("page", entered)):
        if said and said["received_on"]:
            row |= {key: value for key, value in said.items() if key in row and value is not None}
            row["noted"] = noted
        elif said and noted == "register" and said["due_on"]:
            row["due_on"] = said["due_on"]
    return row


def _register(store: Store, period: Period) -> list[dict]:
    plain = period.name.removesuffix("-calendar")
    found = [r for r in store.query(read("report_rows")) if period_named(r["period"]) == plain]
    return [{key: value for key, value in row.items() if key != "period"} for row in found]


def _working_numbers(store: Store, days: list[date | None]) -> dict[date, int]:
    """day -> its place among the working days, of these days."""
    sql = "select day, working_no from calendar where day in (select unnest($days))"
    wanted = sorted({day for day in days if day})
    return {row["day"]: row["working_no"] for row in store.query(sql, {"days": wanted})}


def figures(store: Store, period: Period, as_of: date) -> dict[tuple[str, str], dict[str, int]]:
    """(unit_id, kind) -> what we count for it in the period, as it stood on the as-of date."""
    now = Filters(as_of, period)
    columns = counted_as(FORM, now)
    sql = f"with {scope(now)} select unit_id, kind, {columns} from item group by unit_id, kind"
    return {
        (row["unit_id"], row["kind"]): {name: row[name] for name in FORM}
        for row in store.query(sql, now.params())
    }


def compared(store: Store, period: Period, as_of: date) -> list[dict]:
    """Every figure that a unit reported beside ours: unit_id, kind, count, theirs, ours,
    difference (theirs - ours), the unit's reason; units in the directory's order."""
    ours = figures(store, period, as_of)
    place = {unit["unit_id"]: n for n, unit in enumerate(units(store, period))}
    told = store.query(
        "select unit_id, kind, measure, value, reason from report_figure"
        " where period = $period and value is not null",
        {"period": period.name},
    )
    rows = []
    for one in (o for o in told if o["kind"] in WORK_KINDS and o["measure"] in FORM):
        unit, kind, name = one["unit_id"], one["kind"], one["measure"]
        mine = ours.get((unit, kind), {}).get(name, 0)
        rows.append({"unit_id": unit, "kind": kind, "count": name, "theirs": one["value"],
                     "ours": mine, "difference": one["value"] - mine,
                     "reason": one["reason"]})  # fmt: skip
    order = {name: n for n, name in enumerate((*WORK_KINDS, *FORM))}
    return sorted(rows, key=lambda r: (place.get(r["unit_id"], len(place)), r["unit_id"],
                                       order[r["kind"]], order[r["count"]]))  # fmt: skip


def obstacles(store: Store, period: Period, as_of: date) -> list[dict]:
    """Difficulties and proposals of the period: of the register, and of reports that came back
    (`noted` 'report', which name no file)."""
    given = {"first": period.first, "last": period.last, "as_of": as_of, "period": period.name}
    place = {unit["unit_id"]: n for n, unit in enumerate(units(store, period))}
    found = store.query(read("report_obstacles"), given)
    return sorted(found, key=lambda row: place.get(row["unit_id"], len(place)))


def explained(store: Store, period: Period, as_of: date) -> list[dict]:
    """Why items are overdue, as the units' reports say it: unit_id, source_id, reason, expected_on,
    with our item_id, subject, dates, class, days overdue and file, sheet, row where the code is one
    of ours."""
    place = {unit["unit_id"]: n for n, unit in enumerate(units(store, period))}
    found = store.query(read("report_overdue"), {"as_of": as_of, "period": period.name})
    return sorted(found, key=lambda row: place.get(row["unit_id"], len(place)))

"""Laws that hold for any history: identities, order of loading, and time that passes.

Each example builds warehouses: a few in every run, more with EXAMPLES=100 in the environment.
"""

import os
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrics import measure
from metrics.catalog import CLASSES
from metrics.filters import Filters
from metrics.periods import Period
from tests.warehouses import Export, warehouse

HEAD = "source_id subject unit support_units opened_on due_on closed_on source_status"
START = date(2023, 1, 1)
few = settings(
    max_examples=int(os.environ.get("EXAMPLES", "5")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

days = st.integers(0, 150).map(lambda n: (START + timedelta(days=n)).strftime("%d/%m/%Y"))
maybe_days = st.one_of(st.just(""), days)
labels = st.sampled_from(
    ["", "Đang thực hiện", "Đã hoàn thành", "Đã hoàn thành (quá hạn)", "Đã hoàn thành (đúng hạn)",
     "Đã chuyển", "Chờ duyệt", "không rõ"]
)  # fmt: skip
row = st.tuples(
    st.sampled_from("12345"), st.just("việc"), st.sampled_from(["", "P1", "P2", "P1\nP2"]),
    st.sampled_from(["", "P3"]), maybe_days, maybe_days, maybe_days, labels,
)  # fmt: skip
exports = st.lists(
    st.builds(
        Export,
        st.integers(0, 150).map(lambda n: (START + timedelta(days=n)).isoformat()),
        st.just(HEAD),
        st.lists(row, min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=4,
    unique_by=repr,
)
moments = st.integers(0, 200).map(lambda n: START + timedelta(days=n))


@few
@given(exports, moments, st.integers(1, 60), st.sampled_from([None, "unit", "role", "month"]))
def test_settlement_adds_up(tmp_path, histories, first, length, by):
    store = warehouse(tmp_path, *histories)
    this = Period(first, first + timedelta(days=length))
    after = Period(this.last + timedelta(days=1), this.last + timedelta(days=length))
    for basis in ("current", "first"):
        filters = Filters(this.last, this, roles=(), due_basis=basis)
        for group in measure.settlement(store, filters, by):
            classes = sum(group[name] for name in CLASSES)
            assert group["total"] == group["carried_over"] + group["received"] == classes
        still_open = measure.total(store, filters, ("open",))["open"]
        carried = measure.total(store, Filters(after.last, after, roles=()), ("carried_over",))
        assert carried["carried_over"] == still_open


@few
@given(exports, st.randoms(use_true_random=False), moments)
def test_the_order_of_loading_changes_nothing(tmp_path, histories, random, day):
    shuffled = random.sample(histories, len(histories))
    one = warehouse(tmp_path, *histories)
    other = warehouse(tmp_path, *shuffled, keep_order=True)
    filters = Filters(day, roles=())
    assert measure.settlement(one, filters, "unit") == measure.settlement(other, filters, "unit")
    assert _classes(one, day) == _classes(other, day)


@few
@given(exports.map(lambda e: e[:1]), moments, st.integers(1, 100))
def test_time_passing_never_improves_what_is_late(tmp_path, histories, day, later):
    store = warehouse(tmp_path, *histories)
    before, after = _classes(store, day), _classes(store, day + timedelta(days=later))
    late = {"open_overdue", "done_late"}
    assert {i for i, c in before.items() if c in late} <= {
        i for i, c in after.items() if c in late | {"withdrawn"}
    }


@few
@given(exports, moments)
def test_an_item_has_one_class_and_a_count_has_its_rows(tmp_path, histories, day):
    store = warehouse(tmp_path, *histories)
    filters = Filters(day, roles=())
    for name, number in measure.total(
        store, filters, ("total", *CLASSES, "late", "judged")
    ).items():
        rows = measure.rows(store, filters, name)
        assert len(rows) == len({r["item_id"] for r in rows}) == number


def _classes(store, day: date) -> dict[str, str]:
    return {r["item_id"]: r["class"] for r in measure.rows(store, Filters(day, roles=()))}

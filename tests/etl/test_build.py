"""What the build makes of exports: units, hand-overs, consultations, directories; by hand."""

from datetime import date

from metrics import context, flow, latency, measure, petitions, quality
from metrics.filters import Filters
from metrics.periods import Period
from tests.warehouses import Export, warehouse

TASKS = "source_id subject unit opened_on due_on closed_on source_status"
PETITIONS = TASKS + " sender_type"
UNITS = "unit_id unit_name short_name aliases unit_kind valid_from valid_to"


def units_of(store, day="2023-12-31", **filters):
    names = context.unit_names(store, "?")
    rows = measure.settlement(store, Filters(date.fromisoformat(day), **filters), "unit")
    return {names[r["unit"]]: r["total"] for r in rows}


def test_names_aliases_and_the_queue(tmp_path):
    store = warehouse(
        tmp_path,
        Export("2023-01-01", UNITS, [
            ("A", "Phòng Một", "P1", "Phòng Thứ nhất; Phòng số 1", "phòng", "", "31/12/2022"),
            ("A", "Phòng Một Mới", "P1M", "", "phòng", "01/01/2023", ""),
            ("B", "Phòng Hai", "P2", "Chung", "phòng", "", ""),
            ("C", "Phòng Ba", "P3", "Chung", "phòng", "", ""),
        ], kind="units"),
        Export("2023-06-30", TASKS, [
            ("1", "a", "Phòng  Một", "01/03/2023", "", "", ""),
            ("2", "b", "P1M", "01/03/2023", "", "", ""),
            ("3", "c", "Phòng Thứ nhất", "01/03/2023", "", "", ""),
            ("4", "d", "phòng hai", "01/03/2023", "", "", ""),
            ("5", "e", "Chung", "01/03/2023", "", "", ""),
            ("6", "f", "• P1\n• P2", "01/03/2023", "", "", ""),
            ("7", "g", "", "01/03/2023", "", "", ""),
        ]),
    )  # fmt: skip
    assert units_of(store) == {
        "Phòng Một Mới": 4,
        "phòng hai": 1,
        "Chung": 1,
        "Phòng Hai": 1,
        "?": 1,
    }
    assert [u["name"] for u in quality.unresolved_units(store)] == ["Chung", "phòng hai"]


def test_an_answer_resolves_a_name_for_good(tmp_path):
    exports = (
        Export("2023-01-01", UNITS, [("A", "Phòng Một", "P1", "", "", "", "")], kind="units"),
        Export("2023-06-30", TASKS, [("1", "a", "P. Một", "01/03/2023", "", "", "")]),
    )
    assert units_of(warehouse(tmp_path, *exports)) == {"P. Một": 1}
    assert units_of(warehouse(tmp_path, *exports, answers={"P. Một": "A"})) == {"Phòng Một": 1}


def test_a_petition_passed_there_and_back_is_three_items_of_one_case(tmp_path):
    store = warehouse(
        tmp_path,
        Export("2023-06-30", PETITIONS, [
            ("H1", "Kiến nghị", "A", "01/03/2023", "31/03/2023", "06/03/2023", "Đã chuyển", "doanh nghiệp"),
            ("H1", "Kiến nghị", "B", "06/03/2023", "31/03/2023", "08/03/2023", "Đã chuyển", "doanh nghiệp"),
            ("H1", "Kiến nghị", "A", "08/03/2023", "31/03/2023", "30/03/2023", "Đã trả lời", "doanh nghiệp"),
        ], kind="petitions"),
    )  # fmt: skip
    everything = Filters(date(2023, 6, 30))
    per_item = measure.settlement(store, everything)[0]
    assert (per_item["total"], per_item["withdrawn"], per_item["done_early"]) == (3, 2, 1)
    per_case = measure.settlement(store, Filters(date(2023, 6, 30), per="case"))[0]
    assert (per_case["total"], per_case["withdrawn"], per_case["done_early"]) == (1, 0, 1)
    # Wednesday 1 March -> Monday 6 March: 3 working days; 6 -> 8 March: 2
    assert [(r["from_unit"], r["to_unit"], r["median_held"]) for r in petitions.hand_overs(store, everything)] == [
        ("?A", "?B", 3.0), ("?B", "?A", 2.0),
    ]  # fmt: skip
    (back,) = petitions.back_and_forth(store, everything)
    assert (back["source_id"], back["hand_overs"], back["returns"]) == ("H1", 2, 1)
    on_the_seventh = measure.settlement(store, Filters(date(2023, 3, 7)), "unit")
    assert [(r["unit"], r["withdrawn"], r["open_in_term"]) for r in on_the_seventh] == [
        ("?A", 1, 0),
        ("?B", 0, 1),
    ]


def test_a_unit_that_vanishes_from_a_case_has_passed_it_on(tmp_path):
    store = warehouse(
        tmp_path,
        Export(
            "2023-03-10", TASKS, [("1", "a", "A", "01/03/2023", "31/03/2023", "", "Đang xử lý")]
        ),
        Export(
            "2023-03-20", TASKS, [("1", "a", "B", "01/03/2023", "31/03/2023", "", "Đang xử lý")]
        ),
    )
    then, now = Filters(date(2023, 3, 15)), Filters(date(2023, 3, 20))
    assert [(r["unit"], r["open_in_term"]) for r in measure.settlement(store, then, "unit")] == [
        ("?A", 1)
    ]
    assert [(r["unit"], r["open_in_term"], r["withdrawn"]) for r in measure.settlement(store, now, "unit")] == [
        ("?A", 0, 1), ("?B", 1, 0),
    ]  # fmt: skip


def test_latency_leaves_out_what_the_source_does_not_date(tmp_path):
    store = warehouse(
        tmp_path,
        Export("2023-03-31", TASKS, [
            ("1", "a", "A", "01/03/2023", "", "06/03/2023", "Hoàn thành"),  # 3 working days
            ("2", "b", "A", "01/03/2023", "", "08/03/2023", "Hoàn thành"),  # 5
            ("3", "c", "A", "01/03/2023", "", "", "Hoàn thành"),  # no completion date
            ("4", "d", "A", "06/03/2023", "", "01/03/2023", "Hoàn thành"),  # backwards
            ("5", "e", "A", "28/03/2023", "", "", "Đang xử lý"),  # waits since Tuesday: 3 on Friday
        ]),
    )  # fmt: skip
    (row,) = latency.latency(store, Filters(date(2023, 3, 31)), "unit")
    names = ("unit", "n", "closed", "closed_median", "median", "open", "oldest_open", "unmeasured")
    assert [row[name] for name in names] == ["?A", 3, 2, 4.0, 5.0, 1, 3, 2]


def test_a_consultation_keeps_form_term_and_days(tmp_path):
    head = TASKS + " requesting_unit reply_form term_set_by days_given"
    store = warehouse(
        tmp_path,
        Export("2023-03-31", head, [
            ("C1", "a", "B", "01/03/2023", "08/03/2023", "06/03/2023", "", "A", "Văn bản", "Quy chế", "5"),
            ("C2", "b", "B", "01/03/2023", "08/03/2023", "", "", "A", "", "Đơn vị chủ trì", "5"),
        ], kind="consultations"),
    )  # fmt: skip
    everything = Filters(date(2023, 3, 31), kinds=("consultations",))
    (cell,) = latency.matrix(store, everything)
    assert (
        cell["requesting_unit"],
        cell["unit"],
        cell["asked"],
        cell["closed"],
        cell["no_reply"],
    ) == ("?A", "?B", 2, 1, 1)
    forms = {
        (r["reply_form"], r["term_set_by"]): r["days_given"]
        for r in latency.reply_forms(store, everything)
    }
    assert forms == {("Văn bản", "Quy chế"): 5.0, (None, "Đơn vị chủ trì"): 5.0}


def test_an_extension_after_the_due_date_is_told_apart(tmp_path):
    def export(day, first, second):
        return Export(day, TASKS, [
            ("1", "a", "A", "01/03/2023", first, "", "Đang xử lý"),
            ("2", "b", "A", "01/03/2023", second, "", "Đang xử lý"),
        ])  # fmt: skip

    store = warehouse(
        tmp_path, export("2023-03-05", "10/03/2023", "10/03/2023"), export("2023-03-09", "20/03/2023", "10/03/2023"),
        export("2023-03-12", "20/03/2023", "10/03/2023"), export("2023-03-15", "20/03/2023", "25/03/2023"),
    )  # fmt: skip
    (row,) = flow.extensions(store, Filters(date(2023, 3, 31)))
    assert row == {
        "unit": "?A",
        "extended": 2,
        "extended_after_due": 1,
        "extended_unclear": 0,
    }


def test_only_full_exports_report_what_disappeared(tmp_path):
    first = [("1", "a", "A", "01/03/2023", "", "", ""), ("2", "b", "A", "01/03/2023", "", "", "")]
    for full, expected in ((False, []), (True, ["2"])):
        store = warehouse(
            tmp_path,
            Export("2023-03-05", TASKS, first, full=full),
            Export("2023-03-09", TASKS, first[:1], full=full),
        )
        assert [r["source_id"] for r in quality.vanished(store)] == expected


def test_assignment_comes_from_the_person_or_the_symbol(tmp_path):
    head = "source_id subject unit document_no assigned_by"
    store = warehouse(
        tmp_path,
        Export("2023-03-31", head, [
            ("1", "a", "A", "924-TB/TU", ""), ("2", "b", "A", "15/UBND-VP", ""), ("3", "c", "A", "", "Giám đốc Sở"),
            ("4", "d", "A", "", ""),
        ]),
    )  # fmt: skip
    rows = measure.settlement(store, Filters(date(2023, 3, 31)), "authority")
    assert {r["authority"]: r["total"] for r in rows} == {
        "provincial_party": 1, "provincial_committee": 1, "department_leaders": 1, "unknown": 1,
    }  # fmt: skip


def test_handed_back_on_the_same_day_the_first_holding_stays_closed(tmp_path):
    day = "01/03/2023"
    first = [
        ("H1", "Kiến nghị", "A", day, "", day, "Đã chuyển", ""),
        ("H1", "Kiến nghị", "B", day, "", "", "Đang xử lý", ""),
    ]
    second = [
        first[0],
        ("H1", "Kiến nghị", "B", day, "", day, "Đã chuyển", ""),
        ("H1", "Kiến nghị", "A", day, "", "", "Đang xử lý", ""),
    ]
    exports = [
        Export("2023-03-01", PETITIONS, first, kind="petitions"),
        Export("2023-03-02", PETITIONS, second, kind="petitions"),
    ]
    before = {
        r["item_id"]: (r["unit"], r["class"]) for r in rows_on(warehouse(tmp_path, exports[0]))
    }
    after = {r["item_id"]: (r["unit"], r["class"]) for r in rows_on(warehouse(tmp_path, *exports))}
    assert sorted(before.values()) == [("A", "withdrawn"), ("B", "open_no_due")]
    assert sorted(after.values()) == [("A", "open_no_due"), ("A", "withdrawn"), ("B", "withdrawn")]
    (passed,) = (i for i, found in before.items() if found == ("A", "withdrawn"))
    assert after[passed] == ("A", "withdrawn")


def rows_on(store, day=date(2023, 3, 2)):
    return measure.rows(store, Filters(day))


def test_units_that_lead_together_do_not_hand_over_to_each_other(tmp_path):
    store = warehouse(
        tmp_path,
        Export("2023-06-30", TASKS, [
            ("1", "a", "A", "01/03/2023", "", "06/03/2023", "Đã thu hồi"),
            ("1", "a", "B", "01/03/2023", "", "", "Đang xử lý"),
        ]),
    )  # fmt: skip
    assert petitions.hand_overs(store, Filters(date(2023, 6, 30))) == []


def test_a_return_goes_to_any_unit_that_passed_it_on_before(tmp_path):
    store = warehouse(
        tmp_path,
        Export("2023-06-30", TASKS, [
            ("1", "a", "A", "01/03/2023", "", "02/03/2023", "Đã chuyển"),
            ("1", "a", "B", "02/03/2023", "", "03/03/2023", "Đã chuyển"),
            ("1", "a", "C", "03/03/2023", "", "06/03/2023", "Đã chuyển"),
            ("1", "a", "A", "06/03/2023", "", "", "Đang xử lý"),
        ]),
    )  # fmt: skip
    everything = Filters(date(2023, 6, 30))
    pairs = {(r["from_unit"], r["to_unit"]) for r in petitions.hand_overs(store, everything)}
    assert pairs == {("?A", "?B"), ("?B", "?C"), ("?C", "?A")}
    (back,) = petitions.back_and_forth(store, everything)
    assert (back["hand_overs"], back["returns"]) == (3, 1)


def test_a_case_of_two_units_is_closed_when_the_later_one_is(tmp_path):
    store = warehouse(
        tmp_path,
        Export("2023-06-30", TASKS, [
            ("1", "a", "A", "01/03/2023", "10/03/2023", "12/03/2023", "Hoàn thành"),
            ("1", "a", "B", "01/03/2023", "30/04/2023", "20/04/2023", "Hoàn thành"),
        ]),
    )  # fmt: skip
    march = Filters(date(2023, 3, 31), Period(date(2023, 3, 1), date(2023, 3, 31)), per="case")
    april = Filters(date(2023, 4, 30), Period(date(2023, 4, 1), date(2023, 4, 30)), per="case")
    assert measure.total(store, march, ("total", "open")) == {"total": 1, "open": 1}
    assert measure.total(store, april, ("carried_over", "done_late")) == {
        "carried_over": 1,
        "done_late": 1,
    }

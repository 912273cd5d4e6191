"""The timeline of a case: what changed between two exports, and every later due date."""

from datetime import date

from ui.item_history import extended, timeline

BLANK = {"support_units": "", "official": "", "first_due_on": None, "due_on": None,
         "closed_on": None, "due_on_text": "",
         "due_rule": None, "due_year_from": None}  # fmt: skip


def seen(as_of: str, unit: str = "A", status: str = "Đang xử lý", **more) -> dict:
    base = {"as_of": date.fromisoformat(as_of), "unit": unit, "source_status": status}
    return BLANK | base | {"opened_on": date(2023, 1, 3)} | more


def test_each_export_says_what_changed_since_the_one_before():
    june, july = date(2023, 6, 5), date(2023, 7, 10)
    rows = timeline(
        [
            seen("2023-05-01", due_on=june),
            seen("2023-05-08", due_on=june),
            seen("2023-06-14", due_on=july),
            seen("2023-07-14", due_on=july, closed_on=date(2023, 7, 1), status="Hoàn thành"),
        ]
    )
    assert [row["changes"] for row in rows] == [
        "Trạng thái, Ngày xong", "Hạn hiện hành", "", "lần đầu thấy",
    ]  # fmt: skip
    assert [row["due_on"] for row in rows] == [
        "10/07/2023", "05/06/2023 → 10/07/2023", "05/06/2023", "05/06/2023",
    ]  # fmt: skip
    assert rows[0]["source_status"] == "Đang xử lý → Hoàn thành"
    assert rows[0]["closed_on"] == "– → 01/07/2023"


def test_units_that_hold_the_case_side_by_side_are_not_compared_with_each_other():
    rows = timeline(
        [
            seen("2023-05-01", "A", "Đã chuyển"),
            seen("2023-05-01", "B", opened_on=date(2023, 2, 1)),
            seen("2023-06-01", "A", "Đã chuyển"),
            seen("2023-06-01", "B", "Hoàn thành", opened_on=date(2023, 2, 1)),
        ]
    )
    assert [row["changes"] for row in rows] == ["Trạng thái", "", "lần đầu thấy", "lần đầu thấy"]


def test_every_later_due_date_is_an_extension_and_an_earlier_one_is_not():
    days = [date(2023, 3, 1), date(2023, 3, 20), None, date(2023, 3, 10), date(2023, 4, 1)]
    found = [seen(f"2023-0{n + 1}-28", due_on=day) for n, day in enumerate(days)]
    assert extended(found) == [
        (date(2023, 2, 28), days[0], days[1]),
        (date(2023, 5, 28), days[3], days[4]),
    ]

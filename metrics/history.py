"""One case's whole history: its items, what every export said of it, and the source cells."""

from __future__ import annotations

from datetime import date

from store import Store


def case_of(store: Store, item_id: str) -> str | None:
    """The case an item belongs to; None for an unknown item."""
    found = store.query("select case_id from work_item where item_id = $item limit 1", {"item": item_id})
    return found[0]["case_id"] if found else None


def case(store: Store, case_id: str) -> dict:
    """What the case is: texts of its latest export."""
    return store.query("select * from case_text where case_id = $case_id", {"case_id": case_id})[0]


def items(store: Store, case_id: str, as_of: date) -> list[dict]:
    """The case's items as they stood on `as_of`, in order of opening."""
    return store.query(
        "select i.*, u.name as unit, (select string_agg(official, '; ' order by official) from item_official o"
        " where o.item_id = i.item_id) as official, c.requesting_unit_id, c.reply_form, c.term_set_by, c.days_given"
        " from work_item_at($as_of) i join unit u using (unit_id) left join consultation c using (item_id)"
        " where case_id = $case_id order by role, opened_on, closed_on nulls last, item_id",
        {"case_id": case_id, "as_of": as_of},
    )


def observations(store: Store, case_id: str) -> list[dict]:
    """What each export said, oldest first, with file, sheet, row, headings and the cells as read."""
    return store.query(
        "select cast(o.as_of as date) as as_of, o.source_status, o.unit, o.support_units, o.official,"
        " o.opened_on, o.first_due_on, o.due_on, coalesce(o.due_on_text, '') as due_on_text, o.closed_on,"
        " o.progress_note, u.kind, u.source, u.name as file, u.upload_id as upload, r.sheet, r.row,"
        " u.headings, u.profile, r.cells"
        " from observation o join source_row r on r.obs_no = o.obs_no join upload u on u.upload_no = o.upload_no"
        " where o.case_id = $case_id order by o.as_of, u.upload_id, o.obs_no",
        {"case_id": case_id},
    )


def hand_overs(store: Store, case_id: str) -> list[dict]:
    """The case's hand-overs in order: from, to, day, working days held, whether it went back."""
    return store.query(
        "select f.name as from_unit, t.name as to_unit, h.passed_on, h.working_days_held, h.is_return"
        " from hand_over h join unit f on f.unit_id = h.from_unit_id join unit t on t.unit_id = h.to_unit_id"
        " where h.case_id = $case_id order by h.passed_on, h.item_id",
        {"case_id": case_id},
    )

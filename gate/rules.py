"""One line per table of the store: which rows a unit's head and an official see of it.

The Office and the leaders see every row of a table that has a line here; a viewer and an
administrator see no row of any. Conditions join with the tables of gate/mine.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from gate.mine import NAMED


@dataclass(frozen=True)
class Rule:
    """Two conditions over the table's columns."""

    unit_head: str
    official: str


def both(condition: str) -> Rule:
    """The same for a unit's head and an official."""
    return Rule(condition, condition)


OWN_UNIT = "unit_id in ({units})"  # constants: they are looked for while the table is read
OWN_PERSON = "official in (select name from mine_person)"
FACT = both("true")  # names nobody, counts nothing
OFFICE = both("false")  # the Office's and the leaders' alone
ITEM = both("item_id in (select item_id from mine_item)")
CASE = both("case_id in (select case_id from mine_case)")
ROW = both("obs_no in (select obs_no from mine_row)")
UNIT = Rule(OWN_UNIT, "false")
# A paper about a person is the unit's that it names; of no unit, that of the person's post.
PAPER = Rule(f"{OWN_UNIT} or coalesce(unit_id, '?') = '?' and {OWN_PERSON}", OWN_PERSON)
NAMES = Rule(OWN_UNIT, NAMED)  # the people of a row stand in one text
ON_DERIVED = ("cause", "exclusion", "objection")  # about an item or a paper
ABOUT = both("item_id in (select item_id from mine_item) or record_id in (from mine_paper)")

RULES: dict[str, Rule] = {
    **dict.fromkeys(
        ("calendar", "statutory_term", "setting", "authority_pattern", "meta", "unit_name",
         "unit_successor", "report_request", "reply_window", "record_form", "record_term",
         "record_flag"), FACT),
    **dict.fromkeys(
        ("assignment", "unit_answer", "unit_entered", "person_answer", "name_suggestion",
         "unresolved_name", "register_name", "official_name", "requesting_cell", "missing_field",
         "merge_undone", "loaded_by", "comment", "conclusion_notice", "review",
         "correction_accepted", "set_aside"), OFFICE),
    **dict.fromkeys(("consultation", "reply", "correction"), ITEM),
    **dict.fromkeys(("case_text", "petition", "step_case"), CASE),
    **dict.fromkeys(
        ("observation", "observation_unit", "person_in_unit", "question", "question_history",
         "unsaid", "merge", "source_row", "register_row", "register_current", "register_question",
         "correction_applied"), ROW),
    **dict.fromkeys(
        ("unit_alias", "unit_kin", "published_total", "report_receipt", "report_figure",
         "report_obstacle", "report_overdue", "hold"), UNIT),
    **dict.fromkeys(
        (f"{name}{of}" for of in ("", "_row") for name in
         ("procedure", "rule_change", "dissemination", "obstacle", "unit_report")), UNIT),
    **dict.fromkeys(
        (f"{name}{of}" for of in ("", "_row", "_entered") for name in ("reminder", "decision")),
        PAPER),
    **dict.fromkeys(("conclusion", "urged"), PAPER),
    **dict.fromkeys(
        (f"{name}{of}" for of in ("", "_row") for name in ("submission", "step")), NAMES),
    "held_step": NAMES,
    **dict.fromkeys(ON_DERIVED, ABOUT),
    "work_item": Rule(OWN_UNIT, ITEM.official),
    "unit": both("resolved or unit_id = '?' or unit_id in (from mine_unit)"),
    "upload": both("upload_no in (from mine_upload)"),
    "item_official": Rule(f"of_{OWN_UNIT}", f"({ITEM.official}) and {OWN_PERSON}"),
    "hand_over": both("item_id in (select item_id from mine_item)"
                      " or next_item_id in (select item_id from mine_item)"),
    "person": both("coalesce(nullif(person_id, ''), name) in (select person_id from mine_person)"),
    "person_alias": both("person_id in (select person_id from mine_person)"),
    "post": Rule(OWN_UNIT, "person_id in (select person_id from mine_person)"),
}  # fmt: skip

# Who sent a petition, in the columns and inside the texts that may repeat it: the build looked
# there, and what is to stand for such a text is in a column of its own.
FORM = "_hidden"
WRITTEN = ("subject", "progress_note", "product", "requesting_unit", "support_units")


def _masks(*written: str) -> dict[str, str]:
    return {"sender": "hidden_text(sender)"} | {c: f"coalesce({c}{FORM}, {c})" for c in written}


MASKS: dict[str, dict[str, str]] = {
    "observation": _masks(*WRITTEN),
    "case_text": _masks("subject"),
    "source_row": {
        "cells": "hidden_cells(cells, hidden_places(upload_no), name_places(upload_no))"
    },
}
# What is not theirs in a row that is: the accounting and the oddities of a whole upload.
TRIMMED: dict[str, dict[str, str]] = {
    "upload": {"warnings": "null::varchar"}
    | {f"rows_{what}": "null::integer" for what in ("read", "loaded", "rejected", "skipped")},
}

# The columns that totals over everybody's work may be made of; no other table is there.
TOTALS: dict[str, str] = {
    "calendar": "*",
    "setting": "*",
    "set_aside": "upload_id",
    "unit_name": "*",
    "unit": "* replace (if(resolved, name, null) as name)",
    "upload": "upload_no, upload_id, kind, source, as_of, is_full",
    "work_item": "* replace (null::varchar as source_status)",
    "hand_over": "*",
    "reply": "*",
    "exclusion": "item_id",
    "observation": "obs_no, case_id, as_of, due_on, urgency",
    "dissemination": "unit_id, document_no, held_on",
    "rule_change": "unit_id, issued_on, effective_on, names_steps",
    "procedure": "unit_id, listed_on, published_on, simplified_on, planned_on, touches_public",
    "obstacle": "unit_id, raised_on, answered_on",
    "unit_report": "unit_id, due_on, received_on",
    "submission": "unit_id, submitted_on, legal_basis, authority_stated, opinion, proposal,"
    " chosen_option, returned_on, returned_as, exception_claimed, beyond_authority, answered_on",
}

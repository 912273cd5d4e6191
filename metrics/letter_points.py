"""The letter's points: of which records each counts how many, and on which condition."""

from __future__ import annotations

from dataclasses import dataclass

FIVE = ("legal_basis", "authority_stated", "opinion", "proposal")
COMPLETE = " and ".join([f"{item} = 'yes'" for item in FIVE]) + (
    " and chosen_option in ('yes', 'not_applicable')"
)
# Between the period's days; without a period everything up to the as-of date.
IN = "{day} between $first and least($last, $as_of)"
BY_NOW = "{day} <= $as_of"


@dataclass(frozen=True)
class Point:
    """x of n records: of a register (`table`, SQL conditions) or of items (`kind`, named counts).

    `group` is the letter's point; `kind` is also the kind of upload that fills it.
    """

    group: str
    kind: str
    n: str
    x: str
    table: str = ""


def _in(day: str, more: str = "true") -> str:
    return f"{IN.format(day=day)} and {more}"


def _by(day: str) -> str:
    return BY_NOW.format(day=day)


RETURNED = {
    "own_authority": "returned_as = 'own_authority'",
    "others_matter": "returned_as = 'others_matter'",
    "unsaid": "returned_as is null",
}
POINTS: dict[str, Point] = {
    "known": Point("1", "dissemination", "", "", "dissemination"),
    "complete": Point("2", "submissions", _in("submitted_on"), COMPLETE, "submission"),
    **{
        f"returned_{code}": Point(
            "3", "submissions", _in("returned_on", why), "exception_claimed is not null",
            "submission",
        )
        for code, why in RETURNED.items()
    },
    "consulted_in_time": Point("4", "consultations", "judged", "done_in_time"),
    "consulted_late": Point("4", "consultations", "judged", "done_late"),
    "consulted_none": Point("4", "consultations", "judged", "open_overdue"),
    "no_view": Point("4", "submissions", _in("submitted_on"), "opinion = 'no'", "submission"),
    "petitions_done": Point("5", "petitions", "total", "done"),
    "petitions_overdue": Point("5", "petitions", "open", "open_overdue"),
    "rules": Point("6", "rules", _by("issued_on"), "names_steps", "rule_change"),
    "procedures_published": Point(
        "7", "procedures", "coalesce(listed_on <= $as_of, true)", _by("published_on"), "procedure"
    ),
    "procedures_simplified": Point(
        "7", "procedures", "coalesce(listed_on <= $as_of, true)", _by("simplified_on"), "procedure"
    ),
    "procedures_public": Point(
        "7", "procedures", "touches_public and coalesce(listed_on <= $as_of, true)",
        _by("published_on"), "procedure",
    ),
    "procedures_planned": Point(
        "7", "procedures", _by("planned_on"), _by("published_on"), "procedure"
    ),
    "dossiers_in_time": Point("7", "dossiers", "done_judged", "done_in_time"),
    "dossiers_overdue": Point("7", "dossiers", "open", "open_overdue"),
    "tasks_done": Point("8", "tasks", "total", "done"),
    "tasks_overdue": Point("8", "tasks", "open", "open_overdue"),
    "beyond": Point(
        "8", "submissions", _in("submitted_on", "beyond_authority"), _by("answered_on"),
        "submission",
    ),
    "obstacles": Point(
        "9", "obstacles", "raised_on <= least($last, $as_of) and (raised_on >= $first"
        " or answered_on is null or answered_on >= $first)", _by("answered_on"), "obstacle",
    ),
    "reports": Point("10", "unit_reports", _in("due_on"), _by("received_on"), "unit_report"),
    "reports_in_time": Point(
        "10", "unit_reports", _in("due_on"), "received_on <= least(due_on, $as_of)", "unit_report"
    ),
}  # fmt: skip
TABLES = {p.table for p in POINTS.values() if p.table} - {"dissemination"}
KINDS = tuple(dict.fromkeys(p.kind for p in POINTS.values()))

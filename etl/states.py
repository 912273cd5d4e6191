"""The states and verdicts that a status label can stand for."""

from __future__ import annotations

from etl.refusal import Refused

STATES = ("not_started", "in_progress", "awaiting", "done", "closed_no_result", "information")
# A verdict given alone says the state too, except the two that any state may carry.
STATE_OF_VERDICT = {
    "early": "done", "on_time": "done", "late": "done",
    "in_term": "in_progress", "overdue": "in_progress", "due_soon": "in_progress",
}  # fmt: skip
VERDICTS = (*STATE_OF_VERDICT, "no_due")


def state_and_verdict(value: str, label: str = "") -> tuple[str | None, str | None]:
    """What [status] says: "done" -> (done, None); "late" -> (done, late); "done/late" as well."""
    first, _, second = value.partition("/")
    if not second and first in VERDICTS:
        return STATE_OF_VERDICT.get(first), first
    if first not in STATES or (second and second not in VERDICTS):
        raise Refused("profile_state", label=label, value=value,
                      known=", ".join(STATES + VERDICTS))  # fmt: skip
    return first, second or None

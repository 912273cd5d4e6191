"""Files that name people leave a trace: who took which, how many rows, from where."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from access import traces
from ui import who

# Columns of rows about single cases, papers or people: names, texts, what leads to one of them
# (a link, an id, a place in a file), and who decided something.
PERSONAL = {
    "subject", "content", "official", "officials", "sender", "person", "link", "conclusion",
    "name", "brief", "signer", "grounds", "progress_note", "value", "text", "examples", "before",
    "after", "changes", "source_id", "document_no", "row", "who", "by", "made_by", "requested_by",
    "entered_by", "answered_by", "account", "account_officials",
}  # fmt: skip


def names_people(fields: Iterable[str]) -> bool:
    """Whether rows with these columns are about single cases or people, not figures."""
    return not PERSONAL.isdisjoint(fields)


def traced(write: Callable[[], bytes], what: str, rows: int | None = None) -> Callable[[], bytes]:
    """`write` for a download button, with the trace before it: without a trace there is no file.

    The reader is asked now: a writer runs later, in a thread that knows no reader. `rows`: how many
    the file has, where the page knows.
    """
    viewer, where = who.current(), who.address()

    def write_and_trace() -> bytes:
        traces.exported(viewer, what, rows, where)
        return write()

    return write_and_trace if viewer.signed_in else write

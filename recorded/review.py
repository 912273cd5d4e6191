"""What is kept of a review: the Office's comments by section, and the reviews that were frozen."""

from __future__ import annotations

from collections.abc import Iterable

from ledger import Entry
from recorded.table import Recorded, held, said

_COMMENT = ("period varchar", "section varchar", "text varchar")
_REVIEW = ("review_id varchar", "period varchar", "as_of date")


def _comments(entries: list[Entry]) -> Iterable[tuple]:
    for entry in held(entries, ("period", "section"), ""):
        if row := said(entry.body, _COMMENT)[2]:
            yield (*said(entry.body, _COMMENT)[:2], row, entry.at, entry.who)


def _reviews(entries: list[Entry]) -> Iterable[tuple]:
    for entry in entries:
        manifest = entry.body.get("manifest") or {}
        yield (*said(manifest, _REVIEW), entry.at, entry.who, entry.seq)


REVIEW = (
    Recorded("comment", ("review varchar", *_COMMENT[1:], '"at" varchar', '"by" varchar'),
             ("comment_kept",), _comments),
    Recorded("review", (*_REVIEW, "frozen_at varchar", "frozen_by varchar", "ledger_seq bigint"),
             ("review_frozen",), _reviews),
)  # fmt: skip

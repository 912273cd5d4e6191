"""The meeting pack: one review, all its papers, the same bytes for the same review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from metrics import Store, context
from reports.review.annex import phu_luc
from reports.review.data import Review
from reports.review.people import People
from reports.review.personnel import nhan_su
from reports.review.report import bao_cao
from reports.review.since import tinh_trang
from reports.review.slides import trinh_chieu
from reports.review.urging import don_doc

OPEN = {
    "bao_cao.docx": bao_cao,
    "phu_luc.xlsx": phu_luc,
    "trinh_chieu.pptx": trinh_chieu,
    "cong_van_don_doc.docx": don_doc,
}
RESTRICTED = "phu_luc_nhan_su.docx"
OUTSIDE = "tinh_trang_den_ngay_hop.xlsx"  # no part of what was frozen
NAMES = (*OPEN, RESTRICTED)
Step = Callable[[str, int, int], None]


def papers(review: Review, people: People, step: Step = lambda *_: None) -> dict[str, bytes]:
    """File name -> content of everything that a freeze keeps."""
    made = {}
    for done, (name, write) in enumerate(OPEN.items(), start=1):
        step(name, done, len(NAMES))
        made[name] = write(review)
    step(RESTRICTED, len(NAMES), len(NAMES))
    return made | {RESTRICTED: nhan_su(review, people)}


def meeting_day(store: Store, review: Review) -> date:
    """Up to which day the data can say how work stands, where nobody names the meeting's."""
    newest = context.default_as_of(store)
    return max(filter(None, (newest, review.scope.as_of)))


def outside(review: Review, store: Store, on: date | None = None) -> bytes:
    """How what was open stands now, by what is loaded now."""
    return tinh_trang(review, store, on or meeting_day(store, review))

"""Bộ tài liệu họp through app.py on the sample: checklist, comments, letterhead, freezing."""

import logging
import re
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from ledger import Ledger
from metrics.periods import parse
from reports.review import freeze
from ui import jobs

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server


def visit(data: Path, monkeypatch) -> AppTest:
    monkeypatch.setenv("DUNGHAN_DATA", str(data))
    seen = AppTest.from_file(str(REPO / "app.py"), default_timeout=120)
    seen.run().switch_page("pages/review/pack.py").run()
    assert not seen.exception and not seen.error
    return seen


def said(seen: AppTest) -> str:
    return re.sub(r"\\(.)", r"\1", "\n".join(m.value for m in seen.markdown).replace("\u2060", ""))


def wait(data: DataDir) -> jobs.Job:
    for _ in range(600):
        job = next(j for j in jobs.every(data) if j.run["verb"] == "review")
        if not job.live:
            return job
        time.sleep(0.2)
    pytest.fail("the papers were not made")


def test_the_checklist_stands_with_what_was_found(sample_data, monkeypatch):
    text = said(visit(sample_data, monkeypatch))
    assert "mục chưa đạt" in text and "tên chờ" in text and "hscv: đến ngày 14/12/2023" in text


def test_comments_and_letterhead_are_kept_and_papers_made(own_data, monkeypatch):
    data = DataDir(own_data)
    seen = visit(own_data, monkeypatch)
    seen.selectbox(key="pack.section").set_value("overdue").run()
    area = next(a for a in seen.text_area if a.key and a.key.startswith("pack.text."))
    area.set_value("Cần rà soát thời hạn.")
    form = next(b for b in seen.button if b.key and "pack.comment." in b.key)
    form.click().run()
    assert not seen.exception
    entry = Ledger(data.ledger).entries("comment_kept")[-1]
    assert entry.body == {"period": "2023H2", "section": "overdue", "text": "Cần rà soát thời hạn."}
    seen.text_input(key="pack.head.place").set_value("Hải Lâm")
    next(
        b for b in seen.button if b.key and b.key.startswith("FormSubmitter:pack.head-")
    ).click().run()
    settings = [e.body for e in Ledger(data.ledger).entries("setting")]
    assert {"name": "paper.place", "value": "Hải Lâm"} in settings
    seen.button(key="pack.make").click().run()
    job = wait(data)
    assert job.state == "done" and not job.result["review_id"], job.complaint
    words = (job.folder / "papers" / "bao_cao.docx").read_bytes()
    assert words.startswith(b"PK") and len(list((job.folder / "papers").iterdir())) == 6


def test_freezing_with_open_points_needs_a_reason(own_data, monkeypatch):
    seen = visit(own_data, monkeypatch)
    button = next(
        b for b in seen.button if b.key and b.key.startswith("FormSubmitter:pack.freeze-")
    )
    button.click().run()
    assert any("lý do" in e.value for e in seen.error)
    assert not jobs.every(DataDir(own_data))


def test_a_frozen_review_stands_with_its_papers_and_what_changed(own_data, monkeypatch):
    data, period = DataDir(own_data), parse("2023H1")
    fixed, _ = freeze.freeze(data, period, period.last, who="vp", why="Họp", checked=[])
    seen = visit(own_data, monkeypatch)
    labels = [re.sub(r"\\(.)", r"\1", fold.label) for fold in seen.expander]
    assert any(fixed["review_id"] in label for label in labels)
    seen.button(key="pack.since").click().run()
    assert not seen.exception and any("Không có gì thay đổi" in s.value for s in seen.success)

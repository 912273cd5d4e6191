"""A build that failed is said on other pages to those alone who may load files."""

import logging

import pytest
from streamlit.testing.v1 import AppTest

from layout import DataDir
from ui import jobs, who
from ui.job_parts import write
from viewer import LOCAL, NOBODY, ROLES, Viewer

logging.getLogger("streamlit").setLevel(logging.ERROR)  # it misses its server


def page():
    from layout import data_dir
    from ui import upload_card

    upload_card.rebuilds(data_dir())


@pytest.mark.parametrize("viewer", [LOCAL, NOBODY, *(Viewer("x", role, ("A",)) for role in ROLES)],
                         ids=lambda viewer: viewer.role or "nobody")  # fmt: skip
def test_a_failed_build_is_not_everybodys(tmp_path, monkeypatch, viewer):
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path))
    monkeypatch.setattr(who, "current", lambda: viewer)
    job = jobs.drop(DataDir(tmp_path), [("nhan_su_mat.csv", b"x")], who="vp")
    write(job.folder / "run.json", {"verb": "build", "arguments": []})
    for name, content in (("out.json", ""), ("err.txt", "Lê Lan\n"), ("exit_code", "1")):
        (job.folder / name).write_text(content, "utf-8")
    seen = AppTest.from_function(page).run()
    assert not seen.exception
    told = [e.value for e in seen.error] + [e.label for e in seen.expander]
    assert bool(told) == (viewer.role == "office")

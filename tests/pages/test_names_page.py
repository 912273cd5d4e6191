"""Tên chưa rõ through app.py, on real processes: asked once, answered for good, taken back."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
import tomli_w
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from ledger import Ledger
from metrics import names, open_store
from ui import jobs

UNITS = "Mã đơn vị;Tên đơn vị;Tên viết tắt\nKHTC;Vụ Kế hoạch - Tài chính;\nPC;Vụ Pháp chế;\n"
EVIL = "[x](javascript:alert(1)) <b>"
TASKS = f"""Mã nhiệm vụ;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Trạng thái
NV-1;Báo cáo quý;Vụ KHTC;01/02/2023;10/02/2023;Đang thực hiện
NV-2;Báo cáo năm;Vụ KHTC;01/02/2023;10/02/2023;Đang thực hiện
NV-3;Góp ý;Vụ Pháp Chế;01/02/2023;10/02/2023;Đang thực hiện
NV-4;Phối hợp;Sở Xây dựng {EVIL};01/02/2023;10/02/2023;Đang thực hiện
"""
PAGE = "pages/data/names.py"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    (tmp_path / "don_vi.csv").write_text(UNITS, "utf-8")
    (tmp_path / "nhiem_vu_20230301.csv").write_text(TASKS, "utf-8")
    listed = [
        {"name": "don_vi.csv", "kind": "units", "as_of": "2023-01-01"},
        {"name": "nhiem_vu_20230301.csv", "kind": "tasks", "as_of": "2023-03-01"},
    ]
    (tmp_path / "m.toml").write_text(tomli_w.dumps({"file": listed}), "utf-8")
    load = ["-m", "etl", "load", "--manifest", tmp_path / "m.toml", "--data", tmp_path / "data"]
    subprocess.run([sys.executable, *load], cwd=REPO, check=True, stdout=subprocess.DEVNULL)
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path / "data"))
    return DataDir(tmp_path / "data")


def opened(lang: str = "vi") -> AppTest:
    app = AppTest.from_file(str(REPO / "app.py"), default_timeout=120)
    app.query_params["lang"] = lang
    app.switch_page(PAGE).run()
    assert not app.exception
    return app


def settled(data: DataDir) -> AppTest:
    give_up = time.monotonic() + 180
    while any(job.live for job in jobs.every(data)):
        assert time.monotonic() < give_up
        time.sleep(0.1)
    return opened()


def waiting(app: AppTest) -> list[str]:
    tables = [frame.value for frame in app.dataframe if "likely" in frame.value.columns]
    return list(tables[0]["name"]) if tables else []


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def test_a_name_is_asked_answered_with_one_click_and_taken_back(data):
    app = opened()
    assert waiting(app) == ["Vụ KHTC", f"Sở Xây dựng {EVIL}", "Vụ Pháp Chế"]
    first = app.button(key="names-suggested-0")
    assert first.label.replace("\\", "") == "Là Vụ Kế hoạch - Tài chính"
    assert "Viết tắt: KHTC = Kế hoạch Tài chính" in [c.value.replace("\\", "") for c in app.caption]
    app.text_input(key="names-why-unit-Vụ KHTC").set_value("theo quyết định")
    press(app, "names-suggested-0")
    entry = Ledger(data.ledger).entries("unit_answer")[-1]
    assert entry.body == {"name": "Vụ KHTC", "unit_id": "KHTC"}
    assert (entry.who, entry.why) == ("web", "theo quyết định")
    assert "Vụ KHTC" not in waiting(opened()), "out of the queue at once"

    app = settled(data)
    assert [one["name"] for one in names.waiting(open_store(data), "unit")] == waiting(app)
    answered = next(f.value for f in app.dataframe if "stands_as" in f.value.columns)
    assert list(answered["stands_as"]) == ["Vụ Kế hoạch - Tài chính"]

    Ledger(data.ledger).append("unit_answer", {"name": "Vụ KHTC", "unit_id": None}, who="web")
    jobs.command(data, "build")
    assert "Vụ KHTC" in waiting(settled(data))


def test_a_unit_of_another_body_and_a_new_one_are_not_asked_again(data):
    app = opened()
    row = next(n for n, name in enumerate(waiting(app)) if name.startswith("Sở"))
    assert row == 1
    press(app, "names-suggested-0")
    app = opened()
    assert waiting(app)[0].startswith("Sở Xây dựng")
    for element in (*app.markdown, *app.caption, *app.button):
        said = getattr(element, "value", None) or getattr(element, "label", "")
        assert "[x](" not in str(said) and "<b>" not in str(said)
    press(app, "names-outside")
    app = opened()
    app.text_input(key="names-new-Vụ Pháp Chế").set_value("Vụ Pháp chế mới")
    press(app, "names-new")
    app = settled(data)
    assert waiting(app) == []
    kept = {one["id"]: one["stands_for"] for one in names.choices(open_store(data), "unit")}
    assert kept[f"Sở Xây dựng {EVIL}"] == "outside" and kept["Vụ Pháp chế mới"] == "new"
    assert any("Không còn tên nào" in s.value for s in app.success)


def test_the_command_line_answers_and_undoes(data):
    def run(*arguments: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-m", "etl", "names", *arguments, "--data", str(data.root)]
        return subprocess.run(command, cwd=REPO, capture_output=True, text=True)

    assert "Vụ Kế hoạch - Tài chính (Viết tắt" in run("list").stdout
    said = run("answer", "Vụ KHTC", "Vụ Kế hoạch - Tài chính", "--why", "QĐ 1")
    assert "trước còn 3 tên chưa rõ trên 4 dòng, nay còn 2 tên trên 2 dòng" in said.stdout
    assert run("answer", "Vụ Pháp Chế", "không có").returncode == 1
    assert run("answer", "Vụ Pháp Chế", "PC", "--outside").returncode == 1
    assert "nay còn 3 tên trên 4 dòng" in run("undo", "Vụ KHTC").stdout
    assert run("undo", "Vụ KHTC").returncode == 1
    assert len(Ledger(data.ledger).entries("unit_answer")) == 2


def test_the_page_opens_in_english(data):
    assert waiting(opened("en"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_opens_without_data(tmp_path, monkeypatch, lang):
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path))
    opened(lang)

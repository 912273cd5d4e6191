"""Nạp dữ liệu, Chất lượng dữ liệu, Kiến nghị and Hồ sơ việc through app.py, on real processes."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tomli_w
from streamlit.testing.v1 import AppTest

from layout import REPO, DataDir
from ledger import Ledger
from metrics import history, open_store, petitions, quality
from metrics.filters import Filters
from tests.hostile import far_cell, secret
from ui import jobs

EVIL = "<script>alert(1)</script> [x](javascript:alert(1)) =1+1 \u202eback"
UNITS = """Mã đơn vị;Tên đơn vị;Tên viết tắt;Tên gọi khác
A;Phòng A;PA;
B;Phòng B;PB;
"""
TASKS = f"""Mã nhiệm vụ;Nội dung;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Ngày hoàn thành;Trạng thái
NV-1;Báo cáo quý;Phòng A;01/02/2023;{{due}};;Đang thực hiện
NV-2;{EVIL};Phòng Lạ;01/02/2023;10/02/2023;05/01/2023;Hoàn thành
;;;01/02/2023;;;Đang thực hiện
"""
PETITIONS = """Mã hồ sơ;Người gửi;Đối tượng gửi;Nội dung kiến nghị;Đơn vị xử lý;Ngày nhận;Hạn xử lý;\
Ngày trả lời;Trạng thái
KN-1;Ông Nguyễn Văn Kín;Cá nhân;Xin cấp phép;Phòng A;01/02/2023;20/02/2023;03/02/2023;Đã chuyển
KN-1;Ông Nguyễn Văn Kín;Cá nhân;Xin cấp phép;Phòng B;03/02/2023;20/02/2023;08/02/2023;Đã chuyển
KN-1;Ông Nguyễn Văn Kín;Cá nhân;Xin cấp phép;Phòng A;08/02/2023;20/02/2023;;Đang xử lý
"""
FILES = [
    ("don_vi.csv", UNITS, "units", "2023-01-01"),
    ("nhiem_vu_20230301.csv", TASKS.format(due="10/02/2023"), "tasks", "2023-03-01"),
    ("nhiem_vu_20230401.csv", TASKS.format(due="10/05/2023"), "tasks", "2023-04-01"),
    ("kien_nghi_20230401.csv", PETITIONS, "petitions", "2023-04-01"),
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with one directory, two exports of tasks and one of petitions."""
    folder = tmp_path_factory.mktemp("exports")
    listed = []
    for name, text, kind, as_of in FILES:
        (folder / name).write_text(text, "utf-8")
        listed.append({"name": name, "kind": kind, "source": kind, "as_of": as_of})
    (folder / "manifest.toml").write_text(tomli_w.dumps({"file": listed}), "utf-8")
    load = ["-m", "etl", "load", "--manifest", folder / "manifest.toml", "--data", folder / "data"]
    subprocess.run([sys.executable, *load], cwd=REPO, check=True, stdout=subprocess.DEVNULL)
    return folder / "data"


@pytest.fixture
def data(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataDir:
    """A copy of it, in use."""
    shutil.copytree(loaded, tmp_path / "data")
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path / "data"))
    return DataDir(tmp_path / "data")


def opened(page: str, **query: str) -> AppTest:
    """A page as a first visitor gets it."""
    app = AppTest.from_file(str(REPO / "app.py"), default_timeout=60)
    app.query_params.update(query)
    if page == ITEM:  # its address is not its file's name: known once the frame has run
        app.run()
    app.switch_page(page).run()
    assert not app.exception
    return app


def settled(app: AppTest, data: DataDir) -> AppTest:
    """The page once nothing is under way."""
    give_up = time.monotonic() + 90
    while any(job.live for job in jobs.every(data)):
        assert time.monotonic() < give_up
        time.sleep(0.1)
    app.run()
    assert not app.exception
    return app


def drop(app: AppTest, data: DataDir, *files: tuple[str, bytes]) -> AppTest:
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    app.run()
    return settled(app, data)


def click(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    """Everything the page says outside tables."""
    kinds = ("markdown", "caption", "success", "info", "warning", "error", "subheader", "metric")
    return "\n".join(str(e.value) for kind in kinds for e in app.get(kind))


def table(app: AppTest, column: str):
    """The first table that has this column."""
    return next(d.value for d in app.dataframe if column in d.value.columns)


UPLOAD, QUALITY = "pages/data/upload.py", "pages/data/quality.py"
PETITION, ITEM = "pages/figures/petitions.py", "pages/item/history.py"
NEWER = TASKS.format(due="10/06/2023").replace("NV-1", "NV-9").encode()


def test_a_file_is_previewed_loaded_and_withdrawn(data):
    app = drop(opened(UPLOAD), data, ("nhiem_vu_20230501.csv", NEWER))
    before = open_store(data).version
    assert "nguồn tasks · chốt ngày 01/05/2023 (theo tên tệp)" in words(app).replace("\\", "")
    assert [(m.label, m.value) for m in app.metric] == [
        ("Hồ sơ mới", "1"), ("Thay đổi", "0"), ("Như cũ", "1"), ("Dòng bị loại", "1"),
    ]  # fmt: skip
    assert "đọc 4 dòng = nạp 2 + loại 1 + bỏ qua 1" in words(app)
    assert open_store(data).version == before, "nothing changes before one says yes"

    app = settled(click(app, "Nạp 1 tệp"), data)
    assert "đã nạp xong" in words(app)
    assert open_store(data).version != before
    history_rows = table(app, "event")
    assert history_rows["file"].iloc[0] == "nhiem_vu_20230501.csv"
    assert history_rows["who"].iloc[0] == "trang web"

    sha = Ledger(data.ledger).entries("upload_registered")[-1].body["sha256"]
    jobs.command(data, "withdraw", [sha, "--why=nạp nhầm", "--who=web"])
    app = settled(opened(UPLOAD), data)
    assert "Đã rút tệp" in words(app)
    first = table(app, "event").iloc[0]
    assert (first["event"], first["why"]) == ("Rút", "nạp nhầm")
    assert {u["file"] for u in quality.uploads(open_store(data))} == {name for name, *_ in FILES}


def test_a_preview_outlives_the_visit_and_can_be_turned_down(data):
    drop(opened(UPLOAD), data, ("nhiem_vu_20230501.csv", NEWER))
    app = opened(UPLOAD)
    assert "Chưa có gì thay đổi" in words(app)
    click(app, "Bỏ")
    assert jobs.every(data) == []
    assert len(Ledger(data.ledger).entries()) == len(FILES)


def test_refusals_are_sentences_and_of_a_secret_file_only_the_refusal_is_kept(data, tmp_path):
    files = [
        ("far.xlsx", far_cell(tmp_path / "f").read_bytes()),
        ("mat.xlsx", secret(tmp_path / "s").read_bytes()),
        ("x.csv", b"khong phai bang"),
    ]
    app = drop(opened(UPLOAD), data, *files)
    said = [e.value.replace("\\", "") for e in app.error]
    assert len(said) == 3 and not app.metric
    assert any("Tuyệt mật" in s for s in said) and any("dòng tiêu đề" in s for s in said)
    (job,) = jobs.every(data)
    secret_one = next(f for f in job.files if f.name == "mat.xlsx")
    assert not (job.folder / secret_one.stored).exists()
    (entry,) = Ledger(data.ledger).entries("upload_refused")
    assert entry.body == {"sha256": secret_one.sha256, "code": "state_secret"}
    click(app, "Đóng")
    kept = {e.body.get("name") for e in Ledger(data.ledger).entries("upload_refused")}
    assert kept == {None, "far.xlsx", "x.csv"}


def test_what_a_file_calls_itself_or_holds_is_never_markup(data):
    evil = "=1+1 <b>x [a](javascript:alert(1)) 20230501.csv"
    app = drop(opened(UPLOAD), data, (evil, NEWER))
    for element in (*app.markdown, *app.warning, *app.caption):
        assert "[a](" not in element.value and "<script>" not in element.value
        assert "\u202e" not in element.value
    assert f"**{evil}**" in words(app).replace("\\", "").replace("\u2060", "")


def test_a_source_the_page_guessed_can_be_changed(data):
    app = drop(opened(UPLOAD), data, ("nhiem_vu_20230501.csv", NEWER))
    sha = jobs.every(data)[0].files[0].sha256
    key = f"said-{jobs.every(data)[0].id}-{sha[:12]}"
    assert app.selectbox(key=f"{key}-source").value == "tasks"
    app.selectbox(key=f"{key}-source").set_value("petitions")
    app.toggle(key=f"{key}-full").set_value(True)
    app = settled(click(app, "Xem lại với lựa chọn này"), data)
    assert "nguồn petitions" in words(app) and "tệp đầy đủ" in words(app)
    assert "giống hệt tệp của nguồn «tasks»" in words(app).replace("\\", "")
    app = settled(click(app, "Đúng, là nguồn tasks"), data)
    assert "nguồn tasks" in words(app)


def test_a_broken_run_is_said_and_can_be_tried_again(data):
    job = jobs.drop(data, [("nhiem_vu_20230501.csv", NEWER)], who="web")
    job = jobs.start(job, "check", ["--manifest", "does/not/exist.toml"])
    app = settled(opened(UPLOAD), data)
    assert "lỗi của phần mềm" in words(app) and "Traceback" not in words(app)
    click(app, "Bỏ")
    assert jobs.every(data) == []


def test_the_quality_page_counts_what_its_questions_count(data):
    app, store = opened(QUALITY), open_store(data)
    assert list(table(app, "lag")["lag"]) == [0, 0]
    unresolved = table(app, "cases")
    assert list(unresolved["name"]) == ["Phòng Lạ"]
    asked = {q["question"]: q["rows"] for q in quality.suspicious(store) if q["rows"]}
    assert asked["closed_before_opened"] == 2
    assert list(table(app, "question")["rows"]) == list(asked.values())
    for row in quality.missing(store):
        for name in quality.MISSING:
            assert len(quality.missing_rows(store, row["source"], name)) == row[name]
    for question, number in asked.items():
        rows = quality.suspicious_rows(store, question)
        assert len(rows) == number and all(history.case_of(store, r["item_id"]) for r in rows)
    accounting = table(app, "rows_read")
    parts = accounting[["rows_loaded", "rows_rejected", "rows_skipped"]].sum(axis=1)
    assert list(accounting["rows_read"]) == list(parts)


def test_the_petitions_page_shows_transfers_and_never_a_sender(data):
    app, store = opened(PETITION, period="all"), open_store(data)
    assert {m.label: m.value for m in app.metric} == {
        "Phải giải quyết": "3", "Còn tồn": "1", "Quá hạn, chưa xong": "1",
        "Chờ lâu nhất": "37", "Lượt chuyển": "2",
    }  # fmt: skip
    assert list(table(app, "median_held")["passed_on"]) == [1, 1, 2]
    assert list(table(app, "returns")["subject"]) == ["Xin cấp phép"]
    everything = Filters(as_of=store.query("select max(as_of)::date as d from upload")[0]["d"])
    assert petitions.forwarding(store, everything, False)[0]["passed_on"] == 2
    shown = words(app) + json.dumps([d.value.to_string() for d in app.dataframe])
    assert "Kín" not in shown


def item_of(data: DataDir, source_id: str) -> str:
    store = open_store(data)
    sql = "select min(item_id) as id from work_item join case_text using (case_id)"
    return store.query(f"{sql} where source_id = $id", {"id": source_id})[0]["id"]


def test_an_items_page_tells_its_history_and_its_source_cells(data):
    app = opened(ITEM, item=str(item_of(data, "NV-1")), period="all")
    assert app.subheader[0].value == "Báo cáo quý"
    assert "so với hạn hiện hành 10/05/2023" in app.info[0].value.replace("\\", "")
    assert "so với hạn ban đầu 10/02/2023" in app.info[0].value.replace("\\", "")
    timeline = table(app, "changes")
    assert list(timeline["due_on"]) == ["10/02/2023 → 10/05/2023", "10/02/2023"]
    cells = table(app, "heading")
    assert dict(zip(cells["heading"], cells["value"], strict=True))["Hạn xử lý"] == "10/05/2023"


def test_a_petitions_page_hides_who_sent_it(data):
    app = opened(ITEM, item=str(item_of(data, "KN-1")), period="all")
    shown = words(app) + json.dumps([d.value.to_string() for d in app.dataframe])
    assert "Kín" not in shown and "Cá nhân" in shown
    passed = table(app, "working_days_held")
    assert list(passed["from_unit"]) == ["Phòng A", "Phòng B"]
    assert list(passed["working_days_held"]) == [2, 3]
    assert list(passed["back"]) == ["", "quay lại"]


@pytest.mark.parametrize("item", ["", "x", "' or 1=1 --", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_item_says_so_and_shows_the_way(data, item):
    app = opened(ITEM, item=item)
    assert "Không có việc nào mang mã này" in words(app)


@pytest.mark.parametrize("page", [UPLOAD, QUALITY, PETITION, ITEM])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pages_open_without_data_and_in_both_languages(tmp_path, monkeypatch, page, lang):
    monkeypatch.setenv("DUNGHAN_DATA", str(tmp_path))
    opened(page, lang=lang)


@pytest.mark.parametrize("page", [UPLOAD, QUALITY, PETITION])
def test_pages_open_in_english(data, page):
    opened(page, lang="en")

"""The Office's path: a reminder with its paper → shown at once → objection → answer → đính chính
→ freeze → the pack → a conclusion → a task."""

import hashlib
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from access.accounts import Accounts
from layout import DataDir
from ledger import Ledger
from metrics import open_store, record
from metrics.filters import Filters
from metrics.measure import rows
from metrics.record import Subject
from tests.browser.sign_in_server import GOOD, come_in, serving
from tests.browser.visit import STILL

OFFICIAL, UNIT, NUMBER = "Đinh Thu Mai", "XNK", "999/SCT-VP"
AS_OF = date(2023, 12, 14)
TASK = "Rà soát toàn bộ việc quá hạn của kỳ"
PAPER = b"%PDF-1.4\n% a paper"
WAIT = 30_000


@pytest.fixture(scope="module")
def data(tmp_path_factory, sample_data) -> Path:
    """The loaded sample, with a clerk, another one, the official and the official's head."""
    root = tmp_path_factory.mktemp("record")
    for name in ("warehouse", "uploads"):
        (root / name).mkdir()
        for file in (sample_data / name).iterdir():
            if file.is_file() and not file.name.endswith(".lock"):
                (root / name / file.name).symlink_to(file)
    (root / "staging").symlink_to(sample_data / "staging")
    (root / "ledger.sqlite").write_bytes((sample_data / "ledger.sqlite").read_bytes())
    accounts = Accounts(DataDir(root))
    for name, role, more in (
        ("quantri", "administrator", {}), ("vanthu", "office", {}), ("chanhvp", "office", {}),
        ("mai", "official", {"officials": [OFFICIAL]}),
    ):  # fmt: skip
        accounts.add(name, role, GOOD, by="test", must_change=False, **more)
    return root


@pytest.fixture(scope="module")
def url(data, tmp_path_factory):
    with serving(data, tmp_path_factory.mktemp("log") / "server.log") as address:
        yield address


def still(page: Page) -> None:
    page.wait_for_timeout(200)
    page.wait_for_selector(STILL, timeout=WAIT)
    page.wait_for_timeout(150)
    page.wait_for_selector(STILL, timeout=WAIT)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.fixture
def at(browser, url):
    """A page of the dashboard as somebody who has signed in."""
    contexts = []

    def open_(name: str, path: str) -> Page:
        context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="vi-VN")
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        come_in(page, url, name)
        page.wait_for_selector("h1")
        page.goto(url + path)
        page.wait_for_selector("h1")
        still(page)
        return page

    yield open_
    for context in contexts:
        context.close()


def fill(page: Page, label: str, words: str) -> None:
    box = page.get_by_label(label, exact=True).locator("visible=true").first
    box.fill(words)
    box.press("Tab")
    still(page)


def date_(page: Page, label: str, digits: str) -> None:
    """Type a day into its three fields, as ddmmyyyy."""
    group = page.get_by_role("group", name=label, exact=True).locator("visible=true").first
    group.get_by_role("spinbutton").first.click()
    page.keyboard.type(digits)
    page.keyboard.press("Tab")
    still(page)


def pick(page: Page, label: str, words: str, several: bool = False) -> None:
    """Choose in a list by typing what stands in it."""
    box = page.get_by_label(label, exact=False).locator("visible=true").first
    option = page.get_by_role("option").filter(has_text=words).first
    for _ in range(3):  # what is typed while the box is still being opened is lost
        box.click()
        box.fill(words)
        with suppress(PlaywrightTimeout):
            option.wait_for(timeout=WAIT / 3)
            break
    option.click()
    if several:
        page.keyboard.press("Escape")  # in a list of one it would undo the choice
    still(page)


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=re.compile(name)).click()
    still(page)


def open_(page: Page, name: str) -> None:
    page.locator("summary").filter(has_text=name).first.click()
    still(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()
    still(page)


def kinds(data: Path) -> list[str]:
    kept = ("record_added", "objection_made", "objection_answered", "exclusion_made", "refused",
            "correction_asked", "correction_accepted")  # fmt: skip
    return [entry.kind for entry in Ledger(DataDir(data).ledger).entries(*kept)]


PERSON = f"/person?person={OFFICIAL.replace(' ', '%20')}&period=2023H2"


def test_the_offices_path(at, data, url):
    clerk = at("vanthu", PERSON)
    tab(clerk, "Văn bản")
    open_(clerk, "Ghi văn bản mới")
    press(clerk, "Ghi vào sổ")  # nothing is filled in: each field says so
    expect(clerk.get_by_text("Số ký hiệu: cần điền.")).to_be_visible(timeout=WAIT)
    fill(clerk, "Số ký hiệu", NUMBER)
    date_(clerk, "Ngày ban hành", "10122023")
    fill(clerk, "Cấp ban hành", "Sở Công Thương tỉnh Hải Lâm")
    fill(clerk, "Người ký", "Giám đốc Sở")
    fill(clerk, "Nội dung văn bản", "Chậm xử lý nhiệm vụ")
    fill(clerk, "Lý do nhập", "Đã đọc văn bản")
    clerk.locator('[data-testid="stFileUploader"] input[type=file]').first.set_input_files(
        {"name": "nhac_nho.pdf", "mimeType": "application/pdf", "buffer": PAPER})  # fmt: skip
    still(clerk)
    press(clerk, "Ghi vào sổ")
    expect(clerk.get_by_text("ghi văn bản", exact=True).first).to_be_visible()
    store = open_store(DataDir(data))
    subject, now = Subject("official", OFFICIAL), Filters(AS_OF)
    mine = {paper["document_no"]: paper for paper in record.papers(store, now.as_of, subject)}
    assert mine[NUMBER]["entered_by"] == "vanthu"
    assert (data / "uploads" / mine[NUMBER]["file_sha256"]).read_bytes() == PAPER

    official = at("mai", PERSON)
    tab(official, "Văn bản")
    expect(official.get_by_text("6 văn bản; chọn một dòng").first).to_be_visible()
    tab(official, "Phản hồi")
    open_(official, "Gửi phản hồi")
    pick(official, "Việc hoặc văn bản phản hồi", NUMBER, several=True)
    fill(official, "Lý do phản hồi", "Việc đã xong trước hạn")
    press(official, "Gửi phản hồi")
    assert kinds(data) == ["record_added", "objection_made"]

    # Whoever entered the paper may not answer; the attempt is in the ledger.
    author = at("vanthu", "/replies")
    fill(author, "Lý do trả lời", "Không đúng")
    press(author, "Không chấp nhận phản hồi")
    expect(author.get_by_text("phải do người khác trả lời").first).to_be_visible()
    assert kinds(data)[-1] == "refused"

    other = at("chanhvp", "/replies")
    fill(other, "Lý do trả lời", "Có căn cứ")
    other.get_by_text("Loại các dòng này khỏi số liệu").locator("visible=true").first.click()
    still(other)
    press(other, "Chấp nhận phản hồi")
    assert kinds(data)[-2:] == ["objection_answered", "exclusion_made"]
    clerk.reload()
    still(clerk)
    tab(clerk, "Văn bản")
    expect(clerk.locator("del, s").filter(has_text=NUMBER).first).to_be_visible()

    # Đính chính of an open item, accepted by the other clerk: the figure uses it, the source stays.
    before = rows(open_store(DataDir(data)), subject.filters(Filters(AS_OF)), "open_overdue")
    item = before[0]
    tab(official, "Phản hồi")
    open_(official, "Đề nghị đính chính")
    pick(official, "Việc cần đính chính", item["source_id"])
    date_(official, "Giá trị đúng", "01112023")
    fill(official, "Số ký hiệu", "12/BC-XNK")
    fill(official, "Người xác nhận", "Trưởng phòng")
    fill(official, "Lý do đính chính", "Đã xong, VB số 12/BC-XNK")
    press(official, "Gửi đề nghị đính chính")
    assert kinds(data)[-1] == "correction_asked"
    other.reload()
    still(other)
    fill(other, "Lý do trả lời", "Có văn bản")
    press(other, "Chấp nhận đính chính")
    assert kinds(data)[-1] == "correction_accepted"
    for _ in range(360):
        after = rows(open_store(DataDir(data)), subject.filters(Filters(AS_OF)), "total")
        now_ = next(row for row in after if row["item_id"] == item["item_id"])
        if str(now_["closed_on"]) == "2023-11-01":
            break
        other.wait_for_timeout(500)
    assert str(now_["closed_on"]) == "2023-11-01"
    shown = at("chanhvp", f"/item?item={item['item_id']}")
    expect(shown.get_by_text("Số liệu dùng giá trị mới").first).to_be_visible()
    frozen_with_its_pack(clerk, url, data)
    concluded(clerk, url, data)
    ledger = Ledger(DataDir(data).ledger)
    assert ledger.verify()
    # Every decision says from where, those of processes too: the freeze, the tasks that were loaded.
    from_page = [e for e in ledger.entries() if e.who in ("vanthu", "mai", "chanhvp")]
    assert {"review_frozen", "upload_registered", "objection_made"} <= {e.kind for e in from_page}
    assert [e.kind for e in from_page if e.body.get("address") != "127.0.0.1"] == []


def frozen_with_its_pack(page: Page, url: str, data: Path) -> None:
    """The figures of the half are frozen for a reason; the pack is there to be taken."""
    page.goto(f"{url}/pack")
    still(page)
    pick(page, "Kỳ cụ thể", "6 tháng cuối năm 2023")
    press(page, "Chốt số liệu")
    expect(page.get_by_text("khi đó phải ghi lý do").first).to_be_visible()
    fill(page, "Lý do chốt khi còn mục chưa đạt (bắt buộc)", "Hội nghị họp ngày mai")
    press(page, "Chốt số liệu")
    expect(page.get_by_text("Đã chốt số liệu, mã").first).to_be_visible(timeout=4 * WAIT)
    (frozen,) = Ledger(DataDir(data).ledger).entries("review_frozen")
    assert (frozen.who, frozen.why) == ("vanthu", "Hội nghị họp ngày mai")
    (issued,) = Ledger(DataDir(data).ledger).entries("review_issued")
    kept = {file["name"]: file["sha256"] for file in issued.body["files"]}
    for name, words in (("bao_cao.docx", "Báo cáo (Word)"), ("phu_luc.xlsx", "Phụ lục (Excel)")):
        with page.expect_download() as download:
            page.get_by_role("button", name=words).locator("visible=true").first.click()
        content = Path(download.value.path()).read_bytes()
        assert hashlib.sha256(content).hexdigest() == kept[name]


def concluded(page: Page, url: str, data: Path) -> None:
    """A point that the meeting decided becomes a task of the unit, with its due date."""
    page.goto(f"{url}/conclusions")
    still(page)
    fill(page, "Nội dung kết luận", TASK)
    unit = page.get_by_label("Đơn vị thực hiện", exact=False).locator("visible=true").first
    unit.click()
    page.get_by_role("option").first.click()
    still(page)
    press(page, "Ghi")
    (point,) = Ledger(DataDir(data).ledger).entries("conclusion_kept")
    press(page, "Nạp thành nhiệm vụ")
    expect(page.get_by_text("Đã nạp 1 nhiệm vụ").first).to_be_visible(timeout=4 * WAIT)
    tasks = open_store(DataDir(data)).query(
        "select item_id, unit_id from work_item where source = 'ket_luan'")  # fmt: skip
    (task,) = tasks
    assert task["unit_id"] == point.body["unit_id"]
    page.goto(f"{url}/item?item={task['item_id']}")
    still(page)
    expect(page.get_by_text(TASK).first).to_be_visible()

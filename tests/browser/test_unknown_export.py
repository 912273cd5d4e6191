"""An export that nobody has seen before: asked about, loaded, its names answered, in five clicks;
the next export of that source needs none of the questions."""

import time
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from layout import DataDir
from ledger import Ledger
from messages import text
from metrics import open_store
from tests.browser.visit import no_failure, open_page, settled

SLOW = 90_000  # milliseconds for one run on a crowded machine
MINUTES = 2
CLICKS = 5
WRITTEN = {  # as the export writes them -> as the directory does
    "Phòng QL công nghiệp": "Phòng Quản lý công nghiệp",
    "Phòng Quản lý năng luợng": "Phòng Quản lý năng lượng",
    "Phòng QL thương mại": "Phòng Quản lý thương mại",
}
TITLES = ["UBND TỈNH X", "SỞ CÔNG NGHIỆP", None, "SỔ THEO DÕI CÔNG VIỆC ĐƯỢC PHÂN CÔNG", None]
HEADINGS = ["TT", "Ký hiệu văn bản", "Nội dung nhiệm vụ", "Nơi bàn giao", "Bên nhận",
            "Ngày bắt đầu", "Thời hạn hoàn thành", "Tình hình"]  # fmt: skip
TRUE = "Bên nhận"  # which of the two columns of units is theirs who do the work
ROWS = 36


class Clerk:
    """Someone at the page whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.began = page, 0, time.monotonic()

    def click(self, what: Locator) -> None:
        what.wait_for(timeout=SLOW)
        what.click()
        self.clicks += 1
        settled(self.page)

    def press(self, label: str) -> None:
        self.click(self.page.get_by_role("button", name=label, exact=True))

    def drop(self, path: Path) -> None:
        uploader = self.page.get_by_test_id("stFileUploader").locator("input[type=file]")
        uploader.first.set_input_files(path)


def written(path: Path, first: int) -> Path:
    """The register of one week: titles, an odd header, two columns of units, a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "In"
    for title in TITLES:
        sheet.append([title])
    sheet.append(HEADINGS)
    for n in range(ROWS):
        unit = list(WRITTEN)[n % 3]
        giver = ["Văn phòng Sở", "Thanh tra Sở"][n % 2]
        day, done = f"{1 + n % 28:02}", n % 3 == 0
        sheet.append(
            [n + 1, f"{first + n}/PC-VP", f"Tham mưu văn bản số {first + n} về cải cách hành chính",
             giver, unit if n % 9 else None, f"{day}/10/2023", f"{day}/01/2024",
             "Đã hoàn thành" if done else "Đang thực hiện"]
        )  # fmt: skip
    sheet.append([None, None, f"Tổng cộng: {ROWS}"])
    book.save(path)
    return path


@pytest.fixture
def url(serve, own_data: Path) -> str:
    return serve(own_data)


def units_of(data: Path, source: str) -> dict[str, int]:
    """Under which names of the directory the work of a source is counted."""
    sql = """select un.name, count(*) as number from work_item w join unit un using (unit_id)
        where w.source = $source and un.resolved and un.name <> '' group by un.name"""
    return {
        r["name"]: r["number"] for r in open_store(DataDir(data)).query(sql, {"source": source})
    }


def test_five_clicks_for_an_unknown_export_and_one_for_the_next(url, own_data, page, tmp_path):
    open_page(page, f"{url}/upload")
    clerk = Clerk(page)
    clerk.drop(written(tmp_path / "so_phan_cong_20231214.xlsx", 1))
    clerk.click(page.get_by_test_id("stRadio").get_by_text(TRUE, exact=True))
    clerk.press(text("ask.answer"))
    load = text("job.button.yes", number=1)
    page.get_by_role("button", name=load).wait_for(timeout=SLOW)
    rows = text("upload.rows", read=ROWS + 7, loaded=ROWS, rejected=0, skipped=7)
    expect(page.get_by_text(rows)).to_be_visible()
    clerk.press(load)
    answers = page.get_by_role("button", name=text("upload.names.answer"))
    answers.wait_for(timeout=SLOW)
    ledger = Ledger(DataDir(own_data).ledger)
    assert ledger.entries("unit_answer") == [], "nothing is merged before the button"
    clerk.click(answers)
    page.get_by_text(text("job.build.done")).wait_for(timeout=SLOW)
    no_failure(page)
    assert clerk.clicks <= CLICKS, clerk.clicks
    assert time.monotonic() - clerk.began < MINUTES * 60

    said = {e.body["name"]: e.body["unit_id"] for e in ledger.entries("unit_answer")}
    assert said.keys() == WRITTEN.keys()
    assert units_of(own_data, "so_phan_cong").keys() == set(WRITTEN.values())

    clerk = Clerk(page)
    clerk.drop(written(tmp_path / "so_phan_cong_20231221.xlsx", 4))
    page.get_by_role("button", name=load).wait_for(timeout=SLOW)
    expect(page.get_by_role("button", name=text("ask.answer"))).to_have_count(0)
    clerk.press(load)
    page.get_by_text("đã nạp xong").wait_for(timeout=SLOW)
    expect(page.get_by_role("button", name=text("upload.names.answer"))).to_have_count(0)
    no_failure(page)
    assert clerk.clicks == 1
    assert units_of(own_data, "so_phan_cong").keys() == set(WRITTEN.values())

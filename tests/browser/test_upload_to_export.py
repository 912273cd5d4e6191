"""The main job in a real browser: a file in, a preview, yes; a bar, its rows, Excel out.

Each test has a server and a copy of the sample of its own, for it changes them.
"""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, expect

from layout import REPO
from messages import text
from tests import hostile
from tests.browser.visit import no_failure, open_page, settled

SLOW = 90_000  # milliseconds for a preview or a load on a crowded machine
UNIT, UNIT_ID = "Thanh tra Sở", "TTR"
TRAP = "=1+1 <b>Kiểm tra</b> $x$ [a](b)"  # what a file says is text, wherever it goes
HEAD = (
    "Mã nhiệm vụ,Nội dung công việc,Đơn vị chủ trì,Ngày giao,Hạn xử lý,Ngày hoàn thành,Trạng thái\n"
)
FILE = HEAD + (
    f"M1,{TRAP},{UNIT},03/07/2023,31/07/2023,,Đang thực hiện\n"
    f"M2,Báo cáo kết quả thanh tra quý III,{UNIT},04/07/2023,01/09/2023,,Đang thực hiện\n"
    f"M3,Rà soát quy chế tiếp công dân,{UNIT},05/07/2023,29/12/2023,,Đang thực hiện\n"
    f"M4,Lập kế hoạch kiểm tra,{UNIT},06/07/2023,20/07/2023,18/07/2023,Hoàn thành\n"
    ",,,,,,\n"
    "Tổng cộng: 4,,,,,,\n"
)
ADDED = {"open_overdue": 2, "open_in_term": 1, "done_early": 1}  # by 14/12/2023


def cli(data: Path, verb: str, *options: str) -> dict:
    """What the command line says of the half-year that the page opens with."""
    command = [sys.executable, "-m", "reports", verb, "--data", data, "--period", "2023H2"]
    done = subprocess.run([*command, *options, "--format", "json"], cwd=REPO, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def counts(data: Path) -> dict:
    (row,) = [
        row for row in cli(data, "settlement", "--by", "unit")["rows"] if row["unit_id"] == UNIT_ID
    ]
    return row


def sheet(content: bytes) -> list[dict]:
    """The table of a workbook by its headings, formulas as they stand."""
    rows = list(openpyxl.load_workbook(BytesIO(content)).active.values)
    return [dict(zip(rows[3], row, strict=True)) for row in rows[4:]]


def drop(page: Page, *paths: Path) -> None:
    page.get_by_test_id("stFileUploader").locator("input[type=file]").first.set_input_files(paths)


def go(page: Page, title: str) -> None:
    """To a page by its link in the menu."""
    page.get_by_role("link", name=title, exact=True).click()
    page.get_by_role("heading", name=title, level=1).wait_for()
    settled(page)


def excel(page: Page, key: str) -> bytes:
    """What the Excel button of a table hands out; a page that is drawn again loses the click."""
    settled(page)
    with page.expect_download() as download:
        page.locator(f"[class*='st-key-{key}-xlsx'] button").click()
    return Path(download.value.path()).read_bytes()


def bar(page: Page, unit: str, count: str) -> tuple[float, float]:
    """The middle of a unit's part in the chart of units, on the screen."""
    chart = page.locator("[class*='st-key-by_unit'] .js-plotly-plot")
    chart.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    found = chart.evaluate(
        """(chart, [unit, count]) => {
          for (const [n, trace] of chart.data.entries()) {
            const at = trace.customdata.findIndex(c => c[0] === unit && c[1] === count);
            if (at < 0) continue;
            const bars = chart.querySelectorAll('.barlayer .trace.bars')[n];
            const box = bars.querySelectorAll('.point path')[at].getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
          } }""",
        [unit, count],
    )
    return found[0], found[1]


def in_list(page: Page) -> Locator:
    return page.get_by_role("dialog")


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "viec_moi_20231214.csv"
    path.write_text(FILE, "utf-8-sig")
    return path


def test_from_a_file_to_its_rows_in_excel(serve, own_data, page, written):
    before = counts(own_data)
    url = serve(own_data)
    open_page(page, f"{url}/upload")
    drop(page, written)
    yes = page.get_by_role("button", name=text("job.button.yes", number=1))
    yes.wait_for(timeout=SLOW)
    rows = text("upload.rows", read=7, loaded=4, rejected=0, skipped=3)
    expect(page.get_by_text(rows)).to_be_visible()
    assert counts(own_data) == before  # a preview changes nothing
    yes.click()
    page.get_by_text("đã nạp xong").wait_for(timeout=SLOW)

    after = counts(own_data)
    changed = {name: after[name] - before[name] for name in ADDED}
    assert changed == ADDED
    go(page, "Tổng quan")
    no_failure(page)
    total = cli(own_data, "settlement")["total"]["total"]
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(f"{total:,}".replace(",", "."))

    page.mouse.click(*bar(page, UNIT_ID, "open_overdue"))
    expect(in_list(page)).to_contain_text(UNIT)
    expect(in_list(page)).to_contain_text(f"n = {after['open_overdue']}")
    listed = sheet(excel(page, "drill-rows"))
    wanted = cli(own_data, "rows", "--count", "open_overdue", "--unit", UNIT_ID)["rows"]
    assert [row[text("column.source_id")] for row in listed] == [r["source_id"] for r in wanted]
    mine = {row[text("column.source_id")]: row for row in listed}
    assert mine["M1"][text("column.subject")] == TRAP
    assert mine["M1"][text("column.file")] == written.name
    assert [mine[name][text("column.row")] for name in ("M1", "M2")] == [2, 3]

    in_list(page).get_by_role("button", name="Close").click()
    expect(in_list(page)).to_have_count(0)
    (row,) = [r for r in sheet(excel(page, "settlement-0")) if r[text("column.unit")] == UNIT]
    for name in ("total", "carried_over", "received", "done_early", "open_overdue", "open_in_term"):
        assert row[text(f"column.{name}")] == after[name], name


def test_a_hostile_file_is_refused_in_words_and_everyone_else_goes_on(
    serve, own_data, page, browser, tmp_path
):
    """Another reader looks at figures while the file is being refused."""
    url = serve(own_data)
    open_page(page, f"{url}/upload")
    kept = set((own_data / "uploads").iterdir())
    bad = [hostile.far_cell(tmp_path / "mot-o-xa.xlsx"), hostile.empty(tmp_path / "rong.xlsx")]
    drop(page, *bad, hostile.password_xlsx(tmp_path / "mat-khau.xlsx"))
    other = browser.new_page()
    try:
        open_page(other, f"{url}/overdue")
        no_failure(other)
    finally:
        other.close()
    page.get_by_test_id("stAlertContentError").first.wait_for(timeout=SLOW)
    settled(page)
    alerts = page.get_by_test_id("stAlertContentError").all_inner_texts()
    assert len(alerts) == len(bad)
    for path, said in zip(bad, alerts, strict=True):
        assert path.name in said
        assert "Traceback" not in said and "hãy" in said.lower()  # it says what to do
    asked = page.get_by_label(text("ask.password"), exact=True)
    expect(asked).to_have_attribute("type", "password")
    assert set((own_data / "uploads").iterdir()) == kept
    go(page, "Tổng quan")
    no_failure(page)
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()


def test_work_goes_on_while_its_page_is_left(serve, own_data, page, tmp_path):
    """Drop a big file, look at figures meanwhile, come back: the preview is there; say no."""
    path = tmp_path / "nhieu_viec_20231214.csv"
    line = "T{n},Việc số {n},{unit},03/07/2023,31/07/2023,,Đang thực hiện\n"
    lines = (line.format(n=n, unit=UNIT) for n in range(30_000))
    path.write_text(HEAD + "".join(lines), "utf-8-sig")
    before = counts(own_data)
    url = serve(own_data)
    open_page(page, f"{url}/upload")
    drop(page, path)
    page.get_by_test_id("stProgress").wait_for(timeout=SLOW)
    go(page, "Quá hạn")
    no_failure(page)
    go(page, "Nạp dữ liệu")
    page.get_by_text(path.name).first.wait_for()
    yes = page.get_by_role("button", name=text("job.button.yes", number=1))
    yes.wait_for(timeout=SLOW)
    rows = text("upload.rows", read="30.001", loaded="30.000", rejected=0, skipped=1)
    expect(page.get_by_text(rows)).to_be_visible()
    page.get_by_role("button", name=text("job.button.no"), exact=True).click()
    expect(yes).to_have_count(0)
    assert counts(own_data) == before

"""`python -m tests.browser.pictures`: the guide's pictures, taken anew from the shipped sample.

The newest list of tasks is left out of the load and dropped on the page, as the guide tells it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from layout import REPO, SAMPLE_DIR, DataDir
from messages import text
from run import find_browser
from store import open_store
from tests.browser.visit import open_page, settled
from tests.conftest import FLAGS, run_server

IMAGES = REPO / "docs" / "images"
LAST = "giao_viec_20231214.xlsx"
LONG = 120_000  # milliseconds for a preview or a load
COLOURS = 128
WIDE, TALL = {"width": 1366, "height": 768}, {"width": 1366, "height": 1000}


def main() -> None:
    """Make every picture; the files in docs/images are replaced one by one."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        load_all_but_last(Path(folder) / "sample", data)
        with served(data, Path(folder) / "server.log") as url, visitor() as page:
            upload(page, url)
            figures(page, url)
            open_page(page, f"{url}/item?item={extended(data)}")
            take(page, "ho-so", TALL)
            open_page(page, f"{url}/names")
            take(page, "ten-chua-ro")


def load_all_but_last(sample: Path, data: Path) -> None:
    """A data directory with the sample but for its newest list of tasks."""
    shutil.copytree(SAMPLE_DIR, sample)
    manifest = sample / "manifest.toml"
    files = manifest.read_text("utf-8").split("[[file]]")
    manifest.write_text("[[file]]".join(f for f in files if LAST not in f), "utf-8")
    load = [sys.executable, "-m", "etl", "load", "--manifest", manifest, "--data", data]
    subprocess.run(load, cwd=REPO, check=True, stdout=subprocess.DEVNULL)


def upload(page: Page, url: str) -> None:
    """The preview of the newest list, then yes."""
    open_page(page, f"{url}/upload")
    page.locator("input[type=file]").first.set_input_files(SAMPLE_DIR / LAST)
    yes = page.get_by_role("button", name=text("job.button.yes", number=1))
    yes.wait_for(timeout=LONG)
    take(page, "nap-du-lieu")
    yes.click()
    page.get_by_text("đã nạp xong").wait_for(timeout=LONG)


def figures(page: Page, url: str) -> None:
    """Pages of figures, and a list behind a figure."""
    for name, path in (("tong-quan", ""), ("qua-han", "overdue"), ("kien-nghi", "petitions")):
        open_page(page, f"{url}/{path}")
        take(page, name, TALL)
    open_page(page, f"{url}/petitions")
    page.get_by_role("button", name=text("petitions.see")).first.click()
    page.get_by_role("dialog").wait_for()
    take(page, "danh-sach")


def extended(data: Path) -> str:
    """The oldest task done in the term it was moved to, after its first one: a history to show."""
    sql = (
        "select item_id from work_item where kind = 'tasks' and role = 'lead'"
        " and first_due_on < closed_on and closed_on < due_on order by opened_on, item_id"
    )
    return open_store(DataDir(data)).query(sql)[0]["item_id"]


def take(page: Page, name: str, size: dict = WIDE) -> None:
    page.set_viewport_size(size)
    settled(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page.wait_for_timeout(1500)  # charts grow into their place
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    few = seen.quantize(COLOURS, dither=Image.Dither.NONE)  # a third of the bytes
    few.save(IMAGES / f"{name}.png", optimize=True)


@contextmanager
def served(data: Path, log: Path) -> Iterator[str]:
    running = run_server(data, log)
    yield next(running)
    next(running, None)


@contextmanager
def visitor() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        context = chromium.new_context(viewport=WIDE, locale="vi-VN", color_scheme="light")
        context.set_default_timeout(30_000)
        yield context.new_page()
        chromium.close()


if __name__ == "__main__":
    main()

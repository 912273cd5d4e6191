"""Forty hostile texts as task, unit, person, sender, file name and reason, on every page and in
every file that a page offers: they stay text."""

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page

from layout import REPO
from ledger import Ledger
from tests.browser.sign_in_server import come_in, people, serving
from tests.browser.visit import settled
from tests.hostile_text import EVIL, RUN, TEXTS
from ui.pages_list import PAGES

HEAD = ("Mã", "Nội dung", "Đơn vị chủ trì", "Người xử lý", "Người giao", "Ngày giao", "Hạn xử lý",
        "Ngày hoàn thành", "Trạng thái")  # fmt: skip
PETITION = ("Mã", "Nội dung kiến nghị", "Người gửi", "Địa chỉ", "Đơn vị chủ trì", "Ngày nhận",
            "Hạn xử lý", "Trạng thái")  # fmt: skip
FORMULA = re.compile(rb"<f[ >]|<hyperlink |<ddeLink|externalLink")
MARKS = re.compile(r"ranHostile|evil\.example|javascript:", re.I)
NUMBER = re.compile(r"[+-]?[\d.,]+%?")
DOWNLOADS = 2  # files taken on each page: the Excel and the CSV of its first table


def written(head: tuple[str, ...], rows: list[tuple]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    return out.getvalue()


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """An installation in which everything that can be named has a hostile name."""
    folder = tmp_path_factory.mktemp("hostile")
    tasks = [
        (f"T{n}", s, s, s, s, "03/01/2023", "20/01/2023", "" if n % 2 else "25/01/2023", s)
        for n, s in enumerate(TEXTS)
    ]
    # Enough of one unit for its rates to be drawn, and its name stands on every axis.
    tasks += [
        (f"N{n}", f"Việc {n}", TEXTS[n % 7], TEXTS[n % 5], "", "03/01/2023", "20/01/2023",
         "" if n % 3 else "18/01/2023", "Đang xử lý" if n % 3 else "Hoàn thành")
        for n in range(150)
    ]  # fmt: skip
    sent = [
        (f"K{n}", s, s, s, s, "04/01/2023", "20/01/2023", "Đang xử lý") for n, s in enumerate(TEXTS)
    ]
    for kind, head, rows, name in (
        ("tasks", HEAD, tasks, f"<img src=x onerror={RUN}> =1+1 20230331.csv"),
        ("petitions", PETITION, sent, f"[x](javascript:{RUN}) 20230331.csv"),
    ):
        path = folder / f"{kind}.csv"
        path.write_text(written(head, rows), "utf-8")
        load = [sys.executable, "-m", "etl", "load", path, "--kind", kind, "--data", folder / "d"]
        done = subprocess.run([*load, "--name", name, "--source", TEXTS[0]], cwd=REPO,
                              capture_output=True, text=True)  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    ledger = Ledger(folder / "d" / "ledger.sqlite")
    for text in TEXTS:  # a reason as somebody wrote it
        ledger.append("setting", {"name": "hostile", "value": text}, who=text, why=text)
    people(folder / "d")
    return folder / "d"


@pytest.fixture(scope="module")
def log(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("hostile-log") / "server.log"


@pytest.fixture(scope="module")
def url(data: Path, log: Path) -> Iterator[str]:
    with serving(data, log) as address:
        yield address


@pytest.fixture(scope="module")
def reader(url: str, browser) -> Iterator[Page]:
    """The Office, signed in; what a page does behind its back is written down."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="vi-VN")
    page = context.new_page()
    page.seen_hosts, page.seen_dialogs = set(), []
    page.on("request", lambda r: page.seen_hosts.add(urlsplit(r.url).netloc))
    page.on("dialog", lambda d: (page.seen_dialogs.append(d.message), d.dismiss()))
    come_in(page, url, "vanphong")
    settled(page)
    yield page
    context.close()


def a_case(data: Path) -> str:
    from layout import DataDir
    from metrics import open_store

    store = open_store(DataDir(data))
    (found,) = store.query("select item_id from work_item order by item_id limit 1")
    return found["item_id"]


def harmless(page: Page, url: str) -> None:
    """Nothing ran, nothing was fetched from elsewhere, nothing leads away."""
    assert page.evaluate("window.ranHostile") is None
    assert not page.seen_dialogs
    assert {host for host in page.seen_hosts if host} == {urlsplit(url).netloc}
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    assert not [link for link in links if MARKS.search(link)], links
    made = page.locator("img[src='x'], iframe[srcdoc], svg[onload], [onerror], [ontoggle]").count()
    assert made == 0
    assert page.locator("a").evaluate_all(
        "all => all.filter(a => (a.href.baseVal || '').match(/javascript:|evil/)).length"
    ) == 0  # fmt: skip


@pytest.mark.parametrize("name", [n for n, p in PAGES.items() if "office" in p.roles])
def test_nothing_runs_on_a_page_nor_in_its_files(url, reader, data, tmp_path, name):
    item = f"&item={quote(a_case(data))}" if PAGES[name].hidden else ""
    reader.goto(f"{url}/{name}?period=all{item}")
    settled(reader)
    harmless(reader, url)
    for file in files_of(reader, tmp_path):
        harmless_file(file)


def files_of(page: Page, folder: Path) -> list[Path]:
    buttons = page.get_by_test_id("stDownloadButton").locator("button:enabled:visible")
    found = []
    for n in range(min(buttons.count(), DOWNLOADS)):
        with page.expect_download() as download:
            buttons.nth(n).click()
        path = folder / f"{n}-{Path(download.value.suggested_filename).name}"
        download.value.save_as(path)
        found.append(path)
    return found


def harmless_file(path: Path) -> None:
    if path.suffix in (".xlsx", ".docx", ".pptx", ".zip"):
        with zipfile.ZipFile(path) as book:
            for part in book.namelist():
                assert not FORMULA.search(book.read(part)), (path.name, part)
    if path.suffix == ".csv":
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"))):
            bad = [c for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
            assert not [c for c in bad if not NUMBER.fullmatch(c)], (path.name, bad)


def test_the_log_is_not_written_by_files(url, reader, log):
    """After every page was drawn: no line that a file made up, no character that moves a cursor."""
    said = log.read_text("utf-8", "replace")
    assert "dòng giả" not in said and EVIL not in said and RUN not in said
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", said)
    assert not Path("/tmp/hostile-ran").exists() and not Path("/tmp/hostile.db").exists()

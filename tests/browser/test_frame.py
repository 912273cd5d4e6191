"""The frame in a real browser: links, language, what leaves the site, and how it looks."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.visit import heading, no_failure, open_page, settled

HEADINGS = {
    "": "Tổng quan",
    "overdue": "Quá hạn",
    "latency": "Thời gian trả lời",
    "trends": "Diễn biến",
    "petitions": "Kiến nghị, đề xuất",
    "upload": "Nạp dữ liệu",
    "quality": "Chất lượng dữ liệu",
}
TOO_WIDE = (
    "() => { const m = document.querySelector('[data-testid=stMain]');"
    " return m.scrollWidth - m.clientWidth }"
)


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_link_is_the_first_thing_a_fresh_server_is_asked(serve, sample_data, page):
    """Streamlit would answer "Page not found" as long as it takes pages/ for its own folder."""
    open_page(page, f"{serve(sample_data)}/overdue?lang=en")
    no_failure(page)
    assert heading(page) == "Overdue"
    assert urlsplit(page.url).path == "/overdue"


@pytest.mark.parametrize(("path", "title"), HEADINGS.items())
def test_every_page_opens_fits_and_fetches_nothing_from_elsewhere(server, page, path, title):
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    open_page(page, f"{server}/{path}")
    no_failure(page)
    assert heading(page) == title
    assert {host for host in hosts if host} == {urlsplit(server).netloc}
    for width in (1920, 1366, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(500)
        assert page.evaluate(TOO_WIDE) <= 0, f"at {width} px"


def test_the_language_is_kept_in_the_address_and_from_page_to_page(server, page):
    open_page(page, server)
    page.get_by_role("radio", name="English").click()
    page.get_by_role("heading", name="Overview", level=1).wait_for()
    page.get_by_role("link", name="Overdue").click()
    page.get_by_role("heading", name="Overdue", level=1).wait_for()
    assert query(page)["lang"] == ["en"]


def test_back_goes_back_one_page_at_a_time(server, page):
    open_page(page, f"{server}/overdue")
    page.get_by_role("link", name="Nạp dữ liệu").click()
    page.get_by_role("heading", name="Nạp dữ liệu", level=1).wait_for()
    settled(page)
    page.go_back()
    settled(page)
    if heading(page) != "Quá hạn":
        # On a machine under load Streamlit enters a page twice, without its filters and with them:
        # one step more, of the same page, and never a step that leads elsewhere or nowhere.
        assert heading(page) == "Nạp dữ liệu"
        page.go_back()
    page.get_by_role("heading", name="Quá hạn", level=1).wait_for()
    no_failure(page)


def test_the_font_is_ours_and_has_every_vietnamese_letter(server, page):
    open_page(page, server)
    faces = page.evaluate(
        "async () => { await document.fonts.ready;"
        " const f = await document.fonts.load('600 16px \"Be Vietnam Pro\"', 'ặẫỡộữỷđĐ');"
        " return [getComputedStyle(document.querySelector('h1')).fontFamily, f.length] }"
    )
    assert "Be Vietnam Pro" in faces[0]
    assert faces[1] > 0

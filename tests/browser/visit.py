"""How a test looks at a page: open it, wait until it is still, find what stands on it."""

from playwright.sync_api import Page, expect

from tests.browser.behind_nginx import TLS

GOOD = "mot cau de nho lam"  # the password of every account of the tests
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def open_page(page: Page, url: str) -> None:
    page.goto(url)
    if TLS and "/sign-in" in page.url:
        sign_in(page, "vanphong")
    settled(page)


def sign_in(page: Page, name: str) -> None:
    """Through the sign-in page, as a person does."""
    page.fill("#name", name)
    page.fill("#password", GOOD)
    page.click("button[type=submit]")


def settled(page: Page) -> None:
    """Wait until the page's script has run and a heading stands; then let the browser draw."""
    page.wait_for_selector(STILL)
    page.wait_for_selector("h1")
    page.wait_for_timeout(400)
    page.wait_for_selector(STILL)


def heading(page: Page) -> str:
    return page.locator("h1").first.inner_text()


def no_failure(page: Page) -> None:
    """No page-level error, no exception box, no dialog of Streamlit's."""
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


def downloaded(page: Page, label: str, nth: int = 0) -> bytes:
    """The bytes behind the nth download button with this label."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).nth(nth).click()
    with open(download.value.path(), "rb") as file:
        return file.read()

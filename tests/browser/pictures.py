"""The two pictures of the README, taken of the demonstration as it really runs: `make pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tests.browser.conftest import enter, window
from tests.browser.finding import installed
from tests.browser.serving import served
from tests.browsing import OPTIONS

SIZE: ViewportSize = {"width": 1280, "height": 900}
FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def home(page: Page) -> None:
    """What a trainee sees first, without the notice of having signed in."""
    page.reload()


def plan(page: Page) -> None:
    """The newest draft of the coordinator's production, by desk and day."""
    page.get_by_role("link", name="Productions", exact=True).click()
    page.get_by_role("link", name="My Brilliant Career").click()
    page.get_by_role("main").get_by_role("link", name="Monday").first.click()
    page.get_by_role("link", name="Show this as a grid").click()
    page.get_by_role("heading", name="What this plan gives").evaluate("heading => heading.scrollIntoView()")


PICTURES = (("home", "Noor Haddad", home), ("plan", "Tom Whitlam", plan))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as server,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=installed(), args=OPTIONS) as browser,
    ):
        for name, member, leads_to in PICTURES:
            page = window(browser, color_scheme="light").new_page()
            page.set_viewport_size(SIZE)
            enter(page, server, member)
            leads_to(page)
            page.wait_for_load_state()
            page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()

"""The pages in a real browser: axe-core finds nothing at two widths, the keyboard reaches all, nothing loads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.accessibility.conftest import each_edition
from tests.conftest import BROWSERS

pytestmark = pytest.mark.needs_axe

WIDTHS = (320, 1280)
FOCUSABLE = "a[href], summary, [tabindex='0']"
STANDING = f"""() => {{
  const all = [...document.querySelectorAll("{FOCUSABLE}")], one = document.activeElement;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const is_outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const is_in_view = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  return [all.indexOf(one), is_outlined, is_in_view];
}}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Closed with this module: while it is open its event loop would be in the way of others."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        path = next(found for found in map(shutil.which, BROWSERS) if found)
        yield driver.chromium.launch(executable_path=path, args=["--no-sandbox"])


class Opened:
    """A page in a context of its own; `asked` is every address it asked for. Its policy is lifted, as axe is a script
    and so that nothing it would load is held back by the policy alone."""

    def __init__(self, browser: Any, file: Any) -> None:
        self.page = browser.new_context(bypass_csp=True).new_page()
        self.asked: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.address = file.as_uri()
        self.page.goto(self.address)

    def violations(self, width: int) -> list[str]:
        from axe_playwright_python.sync_playwright import Axe

        self.page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]} ({len(one['nodes'])})" for one in found]


@each_edition
def test_axe_finds_nothing_and_the_page_loads_nothing(made, edition, browser):
    opened = Opened(browser, made[edition] / "report.html")
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    for width in WIDTHS:
        assert opened.violations(width) == [], f"at {width} px"
        overflow = opened.page.evaluate("document.documentElement.scrollWidth")
        assert overflow <= width, "the page itself scrolls sideways"
    assert set(opened.asked) == {opened.address}
    opened.page.context.close()


@each_edition
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(made, edition, browser):
    opened = Opened(browser, made[edition] / "report.html")
    page = opened.page
    page.set_viewport_size({"width": 1280, "height": 900})
    shown = page.locator(FOCUSABLE).evaluate_all("all => all.map(one => one.checkVisibility())")
    reached = []
    for _ in range(sum(shown)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(STANDING))
    assert [at for at, _, _ in reached] == [position for position, is_shown in enumerate(shown) if is_shown]
    assert [at for at, is_outlined, is_in_view in reached if not (is_outlined and is_in_view)] == []
    page.context.close()


@each_edition
def test_the_skip_link_leads_to_the_report_and_a_contents_link_to_its_section(made, edition, browser):
    opened = Opened(browser, made[edition] / "report.html")
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    last = page.locator("nav a").last
    last.focus()
    page.keyboard.press("Enter")
    target = last.get_attribute("href")
    assert page.url == opened.address + target
    assert page.evaluate("id => document.querySelector(id).getBoundingClientRect().top < innerHeight", target)
    page.context.close()


def test_axe_does_find_what_is_wrong(browser, tmp_path):
    file = tmp_path / "bad.html"
    file.write_text('<!doctype html><html><title>x</title><img src="http://counted.invalid/x.png"></html>')
    opened = Opened(browser, file)
    found = " ".join(opened.violations(1280))
    assert "image-alt" in found and "html-has-lang" in found
    assert "http://counted.invalid/x.png" in opened.asked

"""What `content/accessibility.yml` says of access: small screens, keys, fingers, no script, the wishes of a device."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_reading import EVERY_PAGE, ON_SOME_OR_ALL, PAGES

FEW = ("retail/index.html", "retail/help/angry.html", "retail/six-needs/fairness.html", "retail/a-z.html", "index.html")
LINKS = ".md-content a[href], .md-content button, .md-content summary, .hb-door a[href], .hb-door button"


@ON_SOME_OR_ALL
def test_nothing_scrolls_sideways_at_400_per_cent(browser: Browser, address: str, pages: tuple[str, ...]) -> None:
    """320 by 256 pixels are what 400 % leaves of 1280 by 1024 (WCAG 2.2, 1.4.10). And text alone at 200 % (1.4.4)."""
    wide = []
    for width, text in ((320, "100%"), (640, "250%")):  # the theme's own text size is 125 %
        context = browser.new_context(viewport={"width": width, "height": 256}, base_url=address, reduced_motion="reduce")
        page = context.new_page()
        for path in pages:
            page.goto(path)
            if text != "100%":
                page.evaluate("size => document.documentElement.style.fontSize = size", text)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((path, width))
        context.close()
    assert wide == []


SEEN = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const label = stop.matches(".md-toggle") ? document.querySelector(`header [for="${stop.id}"]`) : stop.nextElementSibling;
  const shown = stop.matches(".md-toggle, .md-option") ? label : stop.closest("label, .hb-door__card") ?? stop;
  const box = shown.getBoundingClientRect(), lined = part => getComputedStyle(part).outlineStyle !== "none";
  stop.dataset.visited = "yes";
  const seen = [shown, ...shown.querySelectorAll("*")].some(lined) && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return { what: stop.outerHTML.slice(0, 120), seen };
}"""


@pytest.mark.thorough
@pytest.mark.parametrize("path", FEW)
def test_every_stop_of_the_tab_key_can_be_seen(page: Page, path: str) -> None:
    page.goto(path)
    unseen = []
    for _ in range(600):
        page.keyboard.press("Tab")
        stop = page.evaluate(SEEN)
        if stop is None:
            break
        if not stop["seen"]:
            unseen.append(stop["what"])
    left = page.evaluate(
        "links => [...document.querySelectorAll(links)].filter(link => link.checkVisibility() && !link.dataset.visited)"
        ".map(link => link.outerHTML.slice(0, 120))",
        LINKS,
    )
    assert unseen == []
    assert left == []


def test_the_menu_opens_by_keys(phone: Page) -> None:
    phone.goto("retail/help/angry.html")
    menu = phone.get_by_role("button", name="Menu")
    menu.focus()
    phone.keyboard.press("Space")
    expect(phone.locator(".md-nav--primary").get_by_role("link", name="What people want")).to_be_visible()
    assert phone.locator(".md-sidebar--primary").evaluate("menu => menu.getBoundingClientRect().left") == 0
    phone.set_viewport_size({"width": 1280, "height": 800})
    expect(menu).to_be_hidden()  # the menu stands beside the page


SMALL = """links => [...document.querySelectorAll(links)].filter(link => {
  if (!link.checkVisibility()) return false;
  const block = link.closest("p, dd, li, dt, td, figcaption, legend");
  const inline = getComputedStyle(link).display === "inline";
  const stretched = getComputedStyle(link, "::after").position === "absolute";
  if (inline && !stretched && block && block.textContent.trim().length > link.textContent.trim().length) return false;
  return (stretched ? link.offsetParent : link).getBoundingClientRect().height < 43.5;
}).map(link => link.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("pages", [PAGES, pytest.param(EVERY_PAGE, marks=pytest.mark.thorough)], ids=["each-kind", "all"])
def test_fingers_have_room(phone: Page, pages: tuple[str, ...]) -> None:
    """44 pixels for what stands alone; a link in a sentence is as high as its line (WCAG 2.2, 2.5.5 and 2.5.8)."""
    for path in pages:
        phone.goto(path)
        assert phone.evaluate(SMALL, LINKS) == [], path


@ON_SOME_OR_ALL
def test_every_page_has_its_landmarks(phone: Page, pages: tuple[str, ...]) -> None:
    for path in pages:
        phone.goto(path)
        assert phone.locator("html").get_attribute("lang") == "en", path
        counted = [phone.locator(mark).count() for mark in ("h1", "main", "header", "footer")]
        assert counted == [1, 1, 1, 1], path
        names = phone.locator(".md-header nav:visible, .md-footer nav:visible, main nav:visible").evaluate_all(
            "all => all.map(one => one.getAttribute('aria-label') ?? one.getAttribute('aria-labelledby'))"
        )
        assert all(names), path


@ON_SOME_OR_ALL
def test_without_a_script_every_page_can_be_read(browser: Browser, address: str, pages: tuple[str, ...]) -> None:
    context = browser.new_context(viewport=PHONE, base_url=address, java_script_enabled=False)
    page = context.new_page()
    for path in pages:
        page.goto(path)
        expect(page.locator("h1").first).to_be_attached()
        assert page.locator("main a[href]").count() > 3, path
    context.close()


LOST_BUTTONS = """[...document.querySelectorAll(".hb-button")].filter(button => {
  const { color, backgroundColor } = getComputedStyle(button);
  return color === backgroundColor;
}).map(button => button.outerHTML)"""


def test_the_wishes_of_a_device_are_followed(browser: Browser, address: str) -> None:
    def look(path: str, script: str, **wishes: Any) -> Any:
        context = browser.new_context(viewport=PHONE, base_url=address, **wishes)
        page = context.new_page()
        page.goto(path)
        found = page.evaluate(script)
        context.close()
        return found

    soft = "getComputedStyle(document.querySelector('.hb-quiet')).color"
    assert look("retail/six-needs/fairness.html", soft, contrast="more") == "rgb(0, 0, 0)"
    assert look("retail/six-needs/fairness.html", soft, contrast="more", color_scheme="dark") == "rgb(255, 255, 255)"
    for path in ("retail/index.html", "retail/workbook.html"):
        assert look(path, LOST_BUTTONS, forced_colors="active") == []
    moving = (
        "[...document.querySelectorAll('*')].map(one => getComputedStyle(one))"
        ".filter(style => parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0).length"
    )
    assert look("retail/index.html", moving, reduced_motion="reduce") == 0
    assert look("retail/index.html", moving) > 0

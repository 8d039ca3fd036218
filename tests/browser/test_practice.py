"""Checks, scenes, phrase cards and progress: with a finger, with the keyboard alone, on paper and without a script."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import SIZES, served, watched

CONCEPT = "bakery/two-comforts/news.html"
SCENE = "bakery/practice/receiving.html"
CARDS = "bakery/practice/phrases.html"
WORKBOOK = "bakery/workbook.html"
HOME = "bakery/index.html"
PAGES = (CONCEPT, SCENE, CARDS, WORKBOOK, HOME, "bakery/exercises/every-kind.html", "bakery/exercises/index.html")


@pytest.fixture(scope="module")
def address(bakery: Path) -> Iterator[str]:
    with served(bakery / "site") as at:
        yield at


on_both = pytest.mark.parametrize("page", SIZES, indirect=True)


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    size = SIZES[getattr(request, "param", "phone")]
    context = browser.new_context(viewport=size, base_url=address, reduced_motion="reduce")
    with watched(context, address) as tab:
        yield tab
    context.close()


def answer(check: Locator, words: str) -> None:
    check.get_by_label(words).check()
    check.get_by_role("button", name=re.compile("Check|Do that")).click()


def printed(page: Page) -> str:
    """What comes out of the printer."""
    return "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf())).pages)


# Checks


@on_both
def test_a_check_has_feedback_for_every_answer(page: Page) -> None:
    page.goto(CONCEPT)
    check = page.locator(".hb-check").last
    check.get_by_role("button", name="Check").click()
    expect(check).to_contain_text("Choose an answer first.")
    told = set()
    for label in check.locator("label").all():
        label.click()
        expect(check.locator("[role=status]")).to_have_text("")
        check.get_by_role("button", name="Check").click()
        told.add(check.locator("[role=status]").inner_text())
    assert len(told) == check.locator("label").count()
    assert sum("That works." in words for words in told) == 1
    expect(page.get_by_text("right so far")).to_have_count(0)


def test_a_score_is_kept_only_for_those_who_want_it(page: Page) -> None:
    page.goto(CONCEPT)
    first = page.locator(".hb-check").first
    right = page.locator(".hb-check__option--right summary")
    page.get_by_role("switch", name="Keep my score").wait_for()
    expect(right).to_have_count(0)
    check_all(page)
    page.reload()
    expect(page.get_by_text("right so far")).to_have_count(0)
    page.get_by_role("switch", name="Keep my score").check()
    answer(first, first.locator("label").last.inner_text())
    check_all(page)
    page.get_by_text("2 of 2 right so far").wait_for()
    page.reload()
    page.get_by_text("2 of 2 right so far").wait_for()
    page.get_by_text("Checks passed: 2 of 2").wait_for()
    page.get_by_role("switch", name="Keep my score").uncheck()
    page.get_by_text("2 of 2 right so far").wait_for(state="detached")
    page.reload()
    page.get_by_role("switch", name="Keep my score").check()
    page.get_by_text("0 of 2 right so far").wait_for()


def check_all(page: Page) -> None:
    """Try every answer of every check until it is right."""
    for check in page.locator(".hb-check").all():
        for label in check.locator("label").all():
            label.click()
            check.get_by_role("button").click()
            if check.locator("[data-result=right]").count():
                break


@on_both
def test_a_check_works_with_the_keyboard_alone(page: Page) -> None:
    page.goto(CONCEPT)
    check = page.locator(".hb-check").first
    check.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Check")
    page.keyboard.press("Enter")
    expect(check.locator("[role=status]")).not_to_be_empty()
    page.keyboard.press("Enter")
    expect(check.locator("[role=status]")).to_have_text("")
    expect(page.locator(":focus")).to_have_attribute("type", "radio")
    page.keyboard.press("ArrowDown")
    expect(check.locator("input").nth(1)).to_be_checked()


def test_on_paper_a_check_gives_nothing_away(page: Page) -> None:
    page.goto(CONCEPT)
    check_all(page)
    page.get_by_text("That works.").first.wait_for()
    paper = printed(page)
    assert page.locator(".hb-check legend").first.inner_text() in " ".join(paper.split())
    assert not re.search("That works|Not quite|Check$|Keep my score", paper, re.MULTILINE)
    page.emulate_media(media="print")
    looks = page.locator(".hb-check__option").evaluate_all(LOOK)
    assert len({tuple(look) for look in looks}) == 1  # the right answer looks like all others


LOOK = """options => options.map(one => {
  const look = getComputedStyle(one), box = getComputedStyle(one, '::before');
  return [look.backgroundColor, look.borderTopStyle, look.fontWeight, box.width, box.borderTopWidth, box.backgroundColor];
})"""


# Scenes


@on_both
def test_a_scene_is_walked_through_one_moment_after_the_other(page: Page) -> None:
    page.goto(SCENE)
    first, second = page.locator(".hb-walk .hb-check").all()
    expect(second).to_be_hidden()
    answer(first, "Go on slicing.")
    expect(first.locator("[role=status]")).to_contain_text("there are nine people")
    expect(second).to_be_hidden()
    first.get_by_role("button", name="Try another way").click()
    answer(first, "You are number ten")
    expect(first.locator("[role=status]")).to_contain_text("This works best.")
    expect(second).to_be_visible()
    answer(second, "About ten minutes.")
    expect(page.get_by_role("switch")).to_have_count(0)
    assert "Is it worth my waiting?" in printed(page)
    assert "forgotten for a moment" not in printed(page)


def test_what_the_other_player_knows_is_not_in_the_staff_scene(page: Page) -> None:
    page.goto(SCENE)
    assert not re.search(
        "bus in twelve|only want a roll|Greeting the knife|door has closed", page.content().split("hb-walk")[0]
    )
    assert not re.search("bus in twelve|only want a roll|Greeting the knife|Looks up before", page.content())


# Phrase cards


@on_both
def test_cards_come_back_until_they_are_known(page: Page) -> None:
    page.goto(CARDS)
    page.get_by_label("Practise:").select_option("two-comforts")
    page.get_by_text("6 to go in this round. You know 0 of 6.").wait_for()
    face = page.locator(".hb-cards__face")
    first = face.locator(".hb-cards__avoid q").inner_text()
    pairs = {
        row.locator("q").first.text_content(): row.locator("q").last.text_content() for row in page.locator("[data-card]").all()
    }
    expect(page.locator(".hb-phrases li").first).to_be_hidden()
    expect(face.locator(".hb-cards__say")).to_be_hidden()
    page.get_by_role("button", name="Show better words").click()
    expect(face.locator(".hb-cards__say q")).to_have_text(pairs[first])
    page.get_by_role("button", name="Not yet").click()
    for left in (5, 4, 3, 2, 1):
        page.get_by_text(f"{left + 1} to go in this round.").wait_for()
        expect(face.locator(".hb-cards__avoid q")).not_to_have_text(first)
        know(page)
    expect(face.locator(".hb-cards__avoid q")).to_have_text(first)
    know(page)
    page.get_by_text("That was the round.").wait_for()
    expect(page.locator(".hb-cards__end:focus")).to_be_visible()
    page.reload()
    page.get_by_text("You know 6 of ").wait_for()


def know(page: Page) -> None:
    page.get_by_role("button", name="Show better words").click()
    page.get_by_role("button", name="I knew it").click()


def test_what_was_not_known_comes_first_another_day(page: Page) -> None:
    page.goto(CARDS)
    page.get_by_label("Practise:").select_option("two-comforts")
    missed = page.locator(".hb-cards__avoid q").inner_text()
    page.get_by_role("button", name="Show better words").click()
    page.get_by_role("button", name="Not yet").click()
    for _ in range(5):
        know(page)
    page.reload()
    page.get_by_text("You know 5 of ").wait_for()
    page.get_by_label("Practise:").select_option("two-comforts")
    expect(page.locator(".hb-cards__avoid q")).to_have_text(missed)


def test_cards_are_turned_with_the_keyboard_alone(page: Page) -> None:
    page.goto(CARDS)
    page.get_by_label("Practise:").focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "show")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "knew")
    page.keyboard.press("Enter")
    expect(page.locator(".hb-cards__face:focus")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("name", "show")


# Progress


@on_both
def test_a_page_is_read_when_its_end_was_seen_and_ten_seconds_have_gone(page: Page) -> None:
    page.clock.install()
    page.goto(CONCEPT)
    page.clock.run_for(11_000)
    expect(page.get_by_text("You have read this page")).to_have_count(0)
    page.locator("hb-progress").scroll_into_view_if_needed()
    page.get_by_text("You have read this page").wait_for()
    page.goto("bakery/two-comforts/warmth.html")
    page.locator("hb-progress").scroll_into_view_if_needed()
    page.clock.run_for(1000)
    page.goto(HOME)
    page.get_by_text("You have read 1 of 6 ideas.").wait_for()
    expect(page.locator(".hb-card__list a:has(.hb-read)")).to_have_text("News✓")
    page.locator("hb-continue").get_by_role("link", name="Warmth").click()
    page.get_by_role("heading", name="Warmth", level=1).wait_for()


def test_progress_is_forgotten_on_request_and_answers_are_not(page: Page) -> None:
    page.goto("bakery/exercises/every-kind.html")
    page.locator("[name=lines]").fill("Well.")
    page.locator("hb-answers[data-state=saved]").wait_for()
    page.goto("bakery/interaction-cycle/receiving.html")
    page.get_by_text("Exercises begun: 1 of 2").wait_for()
    page.goto(HOME)
    page.locator("hb-continue").get_by_role("link", name="Receiving").wait_for()
    page.goto(WORKBOOK)
    page.get_by_role("button", name="Reset my progress").click()
    page.get_by_role("dialog").get_by_role("button", name="Reset my progress").click()
    page.get_by_text("Your progress is reset.").wait_for()
    expect(page.locator(".hb-workbook__exercise")).to_have_count(1)
    page.goto(HOME)
    page.wait_for_timeout(200)
    expect(page.locator("hb-continue")).to_be_hidden()


# Without a script, and for everyone


def test_without_a_script_everything_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport=SIZES["phone"])
    page = context.new_page()
    page.goto(CONCEPT)
    option = page.locator(".hb-check details").first
    option.locator("summary").click()
    expect(option.locator("p")).to_be_visible()
    page.goto(SCENE)
    assert [moment.is_visible() for moment in page.locator(".hb-walk .hb-check").all()] == [True, True]
    page.locator(".hb-walk summary").first.click()
    page.get_by_text("The bell rings again, and there are nine people.").wait_for()
    assert not re.search("forgotten for a moment|nine people\\.", printed(page).split("Walk through it")[1])
    page.goto(CARDS)
    expect(page.locator(".hb-phrases li").first).to_be_visible()
    expect(page.locator(".hb-cards__play")).to_be_hidden()
    context.close()


@pytest.mark.thorough
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_a_finger_finds_everything(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport=SIZES["phone"], base_url=address, reduced_motion="reduce")
    page = context.new_page()
    page.goto(WORKBOOK)
    page.evaluate(SOMETHING_WRITTEN)
    page.goto(path)
    for check in page.locator(".hb-check:visible").all():
        check.locator("label").first.click()
        check.get_by_role("button").click()
    if path == CARDS:
        page.get_by_role("button", name="Show better words").click()
    if path == WORKBOOK:
        page.locator(".hb-workbook__exercise").wait_for()
    found = Axe().run(page).response["violations"]
    page.locator("body").evaluate("body => body.dataset.mdColorScheme = 'slate'")
    found += Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    small = page.locator(TARGETS).evaluate_all("all => all.filter(one => one.getBoundingClientRect().height < 43.5)")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found] == []
    assert (len(small), wide) == (0, False)


TARGETS = ", ".join(
    f"{name}:visible"
    for name in (
        ".hb-button",
        ".hb-check__do",
        ".hb-select",
        ".hb-toggle",
        "label.hb-check__option",
        ".hb-area textarea",
        ".hb-area label:has(input)",
    )
)
SOMETHING_WRITTEN = """() => new Promise(done => {
  const opening = indexedDB.open('handbook /');
  opening.onsuccess = () => {
    const writing = opening.result.transaction('answers', 'readwrite'), to = writing.objectStore('answers');
    const exercise = {edition: 'bakery', exercise: 'exr.every-kind', frame: '', kind: 'text', when: '2026-01-01'};
    to.put({...exercise, field: 'plan.1.when', asked: 'x', prompt: 'Then?', label: 'When', answer: 'It rains.'});
    to.put({...exercise, field: 'lines', asked: 'y', prompt: 'Before?', label: 'Before?', answer: 'Sun.'});
    writing.oncomplete = done;
  };
})"""

"""What readers write stays: on their device, under the question they answered, until they erase it."""

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.conftest import EVERY_KIND, FLAGS, SIZES, build, served, watched
from tests.browser.install import browser_path

EXERCISE = "bakery/exercises/every-kind.html"
WORKBOOK = "bakery/workbook.html"
SAVED = "Saved on this device."


@pytest.fixture(scope="module")
def address(bakery: Path) -> Iterator[str]:
    with served(bakery / "site") as at:
        yield at


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A phone with nothing on it."""
    made = browser.new_context(viewport=SIZES["phone"], base_url=address, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    with watched(context, address) as tab:
        yield tab


def visit(page: Page, path: str = EXERCISE) -> Page:
    """Open a page and wait until it has shown what is kept."""
    page.goto(path)
    page.locator("hb-answers[ready], hb-workbook[ready]").wait_for()
    return page


def saved(page: Page) -> None:
    page.locator("hb-answers[data-state=saved]").get_by_text(SAVED).first.wait_for()


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    saved(page)


def fill_in(page: Page) -> None:
    """Put something into everything, at once: typing all of it would take the tests minutes."""
    page.locator(".hb-area [name]").evaluate_all(FILL)


FILL = """all => all.forEach((one, at) => {
  if (one.type === "checkbox" || (one.type === "radio" && !one.closest("label").nextElementSibling)) one.checked = true;
  else if (one.tagName === "SELECT") one.selectedIndex = 2;
  else if (one.type !== "radio") one.value = `Answer ${at} <b>& “déjà”</b>`;
  one.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def filled_in(page: Page) -> list[Any]:
    """What stands in every field."""
    found: list[Any] = page.locator(".hb-area [name]").evaluate_all(
        "all => all.map(one => [one.name, ['checkbox', 'radio'].includes(one.type) ? one.checked : one.value])"
    )
    return found


# Kept


@pytest.mark.parametrize("size", SIZES)
def test_whatever_is_filled_in_is_there_again(page: Page, size: str) -> None:
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    visit(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    fill_in(page)
    before = filled_in(page)
    saved(page)
    visit(page)
    assert filled_in(page) == before
    expect(page.locator(".hb-area__note")).to_have_count(0)
    page.locator(".hb-area textarea").first.fill("")
    page.locator("hb-answers[data-state=waiting]").wait_for()
    saved(page)
    visit(page)
    expect(page.locator(".hb-area textarea").first).to_have_value("")


def test_the_workbook_gathers_everything_under_its_question_the_plan_first(page: Page) -> None:
    visit(page)
    fill_in(page)
    saved(page)
    page.goto("bakery/exercises/three-kind-lines.html")
    page.locator("hb-answers[ready]").wait_for()
    write(page, "Which line will you keep?", "The one\nwith the boat")
    visit(page, WORKBOOK)
    sections = page.locator(".hb-workbook__exercise")
    assert sections.locator("h2").all_inner_texts() == ["A bit of everything", "Three kind lines"]
    told = sections.first.inner_text()
    assert re.search(r"Finish the sentence\.\s+When Answer \d .* comes in, I Answer \d .* first\.", told)
    assert re.search(r"Monday: Who comes\s+Answer", told)
    assert re.search(r"✓ A smile\s+✓ A nod", told)
    assert re.search(r"How true is it\?\s+I look up\.\s+Always", told)
    assert re.search(r"Bread\s+B\s", told)
    assert "“déjà”</b>" in told
    expect(sections.last.locator("dd")).to_have_text("The one\nwith the boat")
    sections.last.get_by_role("link", name="Three kind lines").click()
    page.get_by_role("heading", name="Three kind lines", level=1).wait_for()


def test_two_tabs_agree_and_the_last_word_counts(context: BrowserContext) -> None:
    one, other = visit(context.new_page()), visit(context.new_page())
    write(one, "What went well today?", "First.")
    other.get_by_label("What went well today?").and_(other.locator("textarea")).wait_for()
    other.wait_for_function("document.querySelector('[name=lines]').value === 'First.'")
    write(other, "What went well today?", "Second.")
    one.wait_for_function("document.querySelector('[name=lines]').value === 'Second.'")
    one.locator("[name='boxes.1']").fill("glad")
    saved(one)
    expect(other.get_by_label("What went well today?", exact=True)).to_have_value("Second.")


@pytest.mark.thorough
def test_opened_from_a_folder_it_is_kept_too(browser: Browser, bakery: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    visit(page, (bakery / "site" / EXERCISE).as_uri())
    write(page, "What went well today?", "On a stick.")
    visit(page, (bakery / "site" / WORKBOOK).as_uri())
    expect(page.locator(".hb-workbook__exercise")).to_contain_text("On a stick.")
    context.close()


@pytest.mark.thorough
def test_a_browser_that_is_killed_right_after_saved_has_it(playwright: Playwright, address: str, tmp_path: Path) -> None:
    with started(playwright, tmp_path) as (first, kill):
        visit(first, address + EXERCISE)
        write(first, "What went well today?", "Nobody saw it coming.")
        kill()
    with started(playwright, tmp_path) as (second, kill):
        visit(second, address + EXERCISE)
        expect(second.get_by_label("What went well today?", exact=True)).to_have_value("Nobody saw it coming.")
        kill()


@contextmanager
def started(playwright: Playwright, profile: Path) -> Iterator[tuple[Page, Any]]:
    """A browser of its own with a profile on the disk, and what kills it."""
    port = profile / "DevToolsActivePort"
    port.unlink(missing_ok=True)
    (profile / "SingletonLock").unlink(missing_ok=True)
    command = [str(browser_path()), *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0"]
    process = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not (port.exists() and port.read_text().count("\n")):
            assert process.poll() is None
        chromium = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port.read_text().splitlines()[0]}")
        yield chromium.contexts[0].new_page(), lambda: os.killpg(process.pid, signal.SIGKILL)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_leaving_by_a_link_in_the_middle_of_a_word_keeps_it_and_asks_nothing(page: Page) -> None:
    visit(page)
    page.on("dialog", lambda dialog: pytest.fail(dialog.type))
    page.get_by_label("What went well today?", exact=True).press_sequentially("Half a wo")
    page.locator("hb-answers").get_by_role("link", name="My workbook").click()
    page.locator(".hb-workbook__exercise").get_by_text("Half a wo").wait_for()


# Changed questions


@pytest.fixture
def changing(tmp_path: Path, browser: Browser, bakery: Path) -> Iterator[tuple[Page, Path]]:
    """A project of one's own, served, and a page of it."""
    copy = tmp_path / "project"
    shutil.copytree(bakery, copy)
    with served(copy / "site") as at:
        context = browser.new_context(base_url=at)
        yield visit(context.new_page()), copy
        context.close()


def rewrite(project: Path, *changes: tuple[str, str]) -> None:
    file = project / "exercises" / EVERY_KIND.name
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_answers_stay_with_their_question_when_the_content_changes(changing: tuple[Page, Path]) -> None:
    page, project = changing
    write(page, "What went well today?", "The bread.")
    page.get_by_label("A smile", exact=True).first.check()
    page.get_by_role("group", name="I look up.").get_by_label("Always").check()
    page.get_by_label("Monday: Who comes").fill("Pia")
    saved(page)
    rewrite(
        project,
        ("What went *well* today?", "What went wrong today?"),  # other words
        ("items: [A smile, A nod]", "items: [A handshake, A smile, A nod]"),  # another place
        ("scale: [Never, Sometimes, Always]", "scale: [Never, Always, All day]"),  # other choices
        ("[Monday, ", "[Tuesday, "),  # another row
    )
    build(project)
    visit(page)
    expect(page.get_by_label("What went wrong today?").and_(page.locator("textarea"))).to_have_value("The bread.")
    expect(page.get_by_label("A handshake", exact=True)).not_to_be_checked()
    expect(page.get_by_label("A smile", exact=True).first).to_be_checked()
    expect(page.locator("[name='rate.1']:checked")).to_have_count(0)
    assert page.locator(".hb-area__note").all_inner_texts() == [
        "This question has changed since you answered. It said: “What went well today?”",
        "This question has changed since you answered. It said: “Monday: Who comes”",
        "This question has changed since you answered. It said: “I look up.” You answered: “Always”",
    ]
    page.get_by_label("What went wrong today?").and_(page.locator("textarea")).fill("The oven.")
    saved(page)
    visit(page)
    expect(page.locator(".hb-area__note")).to_have_count(2)
    visit(page, WORKBOOK)
    current, earlier = page.locator(".hb-workbook__group"), page.locator(".hb-workbook__earlier")
    assert "What went wrong today?\nThe oven." in re.sub(r"\n+", "\n", current.first.inner_text())
    expect(earlier).to_contain_text("When will you try it? Monday: Who comes")
    expect(page.locator(".hb-workbook__pages")).not_to_contain_text("The bread.")


@pytest.mark.thorough
def test_answers_to_what_is_gone_stay_in_the_workbook(changing: tuple[Page, Path]) -> None:
    page, project = changing
    write(page, "What went well today?", "The bread.")
    visit(page, "bakery/exercises/three-kind-lines.html")
    write(page, "Which line will you keep?", "The boat.")
    keep = project / "exercises" / "w01-three-kind-lines.yml"
    block = "  - kind: lines\n    id: keep\n    prompt: Which line will you keep?\n    lines: 2\n"
    keep.write_text(keep.read_text("utf-8").replace(block, ""), "utf-8")
    rewrite(project, ("id: exr.every-kind", "id: exr.another"))
    (project / "exercises" / EVERY_KIND.name).rename(project / "exercises" / "w02-another.yml")
    build(project)
    visit(page, "bakery/exercises/three-kind-lines.html")
    expect(page.locator(".hb-area__note")).to_have_count(0)
    visit(page, WORKBOOK)
    told = [re.sub(r"\n+", " / ", section.inner_text()) for section in page.locator(".hb-workbook__earlier").all()]
    assert told == [
        "From an earlier version of this exercise / Which line will you keep? / The boat. / Erase this answer",
        "From exercises that are no longer here / What went well today? / The bread. / Erase this answer",
    ]
    page.get_by_role("button", name="Erase this answer: What went well today?").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase this answer").click()
    page.get_by_text("The answer is erased.").wait_for()
    assert page.locator(".hb-workbook__earlier dd:first-of-type").all_inner_texts() == ["The boat."]
    page.reload()
    page.get_by_text("The boat.").wait_for()
    expect(page.get_by_text("The bread.")).to_have_count(0)


# Not kept


def test_no_room_is_said_and_writing_goes_on(context: BrowserContext, page: Page, address: str) -> None:
    room = {"origin": address.rstrip("/"), "quotaSize": 200_000}  # measured when the notes are opened
    context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", room)
    visit(page)
    write(page, "What went well today?", "A little.")
    box = page.get_by_label("What went well today?", exact=True)
    box.fill("x" * 400_000)
    page.get_by_text("Not saved: there is no room left").first.wait_for()
    box.press("End")
    box.press_sequentially("!")
    assert box.input_value().endswith("x!")
    warned: list[str] = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    page.locator(".md-logo").first.evaluate("logo => logo.click()")
    page.wait_for_timeout(300)
    assert (warned, page.url) == (["beforeunload"], address + EXERCISE)
    write(page, "What went well today?", "Less.")
    page.goto(WORKBOOK)
    assert warned == ["beforeunload"]


@pytest.mark.thorough
def test_blocked_storage_is_said_before_anything_is_written(playwright: Playwright, address: str, tmp_path: Path) -> None:
    preferences = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences))
    context = playwright.chromium.launch_persistent_context(tmp_path, executable_path=browser_path(), args=FLAGS)
    page = visit(context.new_page(), address + EXERCISE)
    page.get_by_text("This browser lets no page keep anything.").first.wait_for()
    box = page.get_by_label("What went well today?", exact=True)
    box.fill("Still writing.")
    page.get_by_text("Not saved: this browser would not keep it.").first.wait_for()
    expect(box).to_have_value("Still writing.")
    page.once("dialog", lambda dialog: dialog.accept())
    visit(page, address + WORKBOOK)
    page.get_by_text("there is nothing to gather here").wait_for()
    assert page.get_by_role("switch", name="Clear when I leave").is_disabled()
    for path in ("bakery/index.html", "bakery/two-comforts/news.html", "bakery/practice/phrases.html"):
        page.goto(address + path)  # nothing else needs a place to keep things
    page.get_by_role("button", name="Show better words").click()
    context.close()


@pytest.mark.thorough
def test_a_private_window_leaves_nothing_for_the_next(browser: Browser, address: str) -> None:
    for _ in range(2):
        private = browser.new_context(base_url=address)
        page = visit(private.new_page())
        expect(page.get_by_label("What went well today?", exact=True)).to_have_value("")
        write(page, "What went well today?", "Mine.")
        private.close()


def test_without_a_script_the_page_says_so(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(EXERCISE)
    page.get_by_text("Without JavaScript nothing that you write here is kept.").wait_for()
    expect(page.locator("hb-answers")).to_be_hidden()
    page.get_by_label("What went well today?", exact=True).fill("On paper, then.")
    page.goto(WORKBOOK)
    page.get_by_text("With JavaScript, this page would gather").wait_for()
    expect(page.locator("hb-workbook")).to_be_hidden()
    context.close()


# Clear when I leave


def leave_nothing(page: Page) -> None:
    visit(page, WORKBOOK)
    page.get_by_role("switch", name="Clear when I leave").click()
    page.get_by_role("dialog").get_by_role("button", name="Clear it when I leave").click()
    page.get_by_text("It is kept in this tab only.").wait_for()


@pytest.mark.thorough
def test_cleared_when_leaving_it_is_in_this_tab_and_nowhere_else(context: BrowserContext, page: Page) -> None:
    write(visit(page), "What went well today?", "For me alone.")
    leave_nothing(page)
    visit(page)
    expect(page.get_by_label("What went well today?", exact=True)).to_have_value("For me alone.")
    assert page.locator("hb-answers").get_by_text("Kept until you close this tab.").count()
    page.locator("[name='boxes.1']").fill("glad")
    page.locator("hb-answers[data-state=saved]").get_by_text("Saved until you close this tab.").first.wait_for()
    visit(page, WORKBOOK)
    expect(page.locator(".hb-workbook__exercise")).to_contain_text("glad")
    next_reader = visit(context.new_page())
    expect(next_reader.get_by_label("What went well today?", exact=True)).to_have_value("")
    assert next_reader.locator("hb-answers").get_by_text("Kept until you close this tab.").count()  # the choice stays
    on_disk = next_reader.evaluate(ON_THE_DEVICE)
    assert [(name, [one.get("kind") for one in records]) for name, records in on_disk] == [
        ("answers", []),
        ("marks", ["setting"]),
    ]


ON_THE_DEVICE = """async () => {
  const all = await Promise.all((await indexedDB.databases()).map(({name}) => new Promise(done => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const stores = [...opening.result.objectStoreNames];
      const reading = opening.result.transaction(stores);
      const found = stores.map(store => [store, reading.objectStore(store).getAll()]);
      reading.oncomplete = () => done(found.map(([store, request]) => [store, request.result]));
    };
  })));
  return all.flat();
}"""


@pytest.mark.thorough
def test_cleared_when_leaving_it_is_gone_after_half_an_hour_without_use(page: Page) -> None:
    page.clock.install()
    leave_nothing(page)
    visit(page).get_by_label("What went well today?", exact=True).fill("Forgotten.")
    page.clock.run_for(1000)
    page.locator("hb-answers[data-state=saved]").wait_for()
    with page.expect_navigation():
        page.clock.fast_forward("31:00")
    page.locator("hb-answers[ready]").wait_for()
    expect(page.get_by_label("What went well today?", exact=True)).to_have_value("")


@pytest.mark.thorough
def test_it_can_be_kept_on_the_device_again(context: BrowserContext, page: Page) -> None:
    leave_nothing(page)
    visit(page).get_by_label("What went well today?", exact=True).fill("Kept after all.")
    page.locator("hb-answers[data-state=saved]").wait_for()
    visit(page, WORKBOOK).get_by_role("switch", name="Clear when I leave").click()
    page.get_by_text("It is kept in this browser, on this device").wait_for()
    expect(visit(context.new_page()).get_by_label("What went well today?", exact=True)).to_have_value("Kept after all.")


# The copy


def copy_of(page: Page, to: Path) -> dict[str, Any]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save a copy").click()
    waiting.value.save_as(to)
    assert waiting.value.suggested_filename == "my-workbook-bakery.json"
    held: dict[str, Any] = json.loads(to.read_text("utf-8"))
    return held


def erase(page: Page) -> None:
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Erase everything").click()
    page.get_by_text("Everything is erased.").wait_for()


def load(page: Page, file: Path) -> None:
    page.set_input_files("hb-workbook input[type=file]", file)


def test_a_copy_is_saved_everything_erased_and_the_copy_loaded_again(page: Page, tmp_path: Path) -> None:
    visit(page)
    fill_in(page)
    before = filled_in(page)
    saved(page)
    visit(page, WORKBOOK)
    held = copy_of(page, tmp_path / "copy.json")
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("button", name="No, keep it").click()
    expect(page.locator(".hb-workbook__exercise")).to_have_count(1)
    erase(page)
    assert page.locator(".hb-workbook__exercise").count() == 0  # at once: it has been said
    assert all(records == [] for _, records in page.evaluate(ON_THE_DEVICE))
    load(page, tmp_path / "copy.json")
    page.get_by_text(f"Loaded: {len(held['answers'])}.").wait_for()
    visit(page)
    assert filled_in(page) == before


@pytest.mark.thorough
def test_a_copy_does_not_undo_what_was_written_since(page: Page, tmp_path: Path) -> None:
    write(visit(page), "What went well today?", "Old.")
    copy_of(visit(page, WORKBOOK), tmp_path / "copy.json")
    write(visit(page), "What went well today?", "New.")
    load(visit(page, WORKBOOK), tmp_path / "copy.json")
    page.get_by_text("Loaded: 0.").wait_for()
    expect(page.locator(".hb-workbook__exercise")).to_contain_text("New.")


HOSTILE = {
    "no JSON": ("<script>alert(1)</script>", "not a copy of a workbook"),
    "another format": ('{"format": "cookbook"}', "not a copy of a workbook"),
    "nothing": ("null", "not a copy of a workbook"),
    "a later version": ({"version": 2}, "A newer handbook wrote that file"),
    "another handbook": ({"edition": "ferry"}, "another handbook's workbook"),
    "no list": ({"answers": {"length": 1}}, "damaged"),
    "no text": ({"answers": [{"exercise": ["x"]}]}, "damaged"),
    "a null": ({"answers": [None]}, "damaged"),
    "far too many": ({"marks": [{}] * 10_001}, "damaged"),
    "far too long": ({"marks": [{"kind": "read", "id": "x" * 20_001, "value": "", "when": ""}]}, "damaged"),
}


@pytest.mark.thorough
def test_a_file_that_means_harm_is_refused_with_a_sentence(page: Page, tmp_path: Path) -> None:
    whole = {"format": "service-handbook/workbook", "version": 1, "edition": "bakery", "answers": [], "marks": []}
    visit(page, WORKBOOK)
    for name, (harm, sentence) in HOSTILE.items():
        file = tmp_path / f"{name}.json"
        file.write_text(harm if isinstance(harm, str) else json.dumps({**whole, **harm}), "utf-8")
        load(page, file)
        page.locator(".hb-workbook__told").get_by_text(sentence).wait_for()
        assert all(records == [] for _, records in page.evaluate(ON_THE_DEVICE)), name
        page.locator(".hb-workbook__told").evaluate("told => told.textContent = ''")


@pytest.mark.thorough
def test_what_a_file_says_is_text_and_leads_nowhere(page: Page, tmp_path: Path) -> None:
    evil = '<img src=x onerror="document.title=1">'
    answer = dict.fromkeys(("exercise", "field", "asked", "prompt", "label", "frame", "answer"), evil)
    answer |= {"kind": "text", "when": "2026-01-01", "__proto__": {"evil": True}}
    last = {"kind": "last", "id": "page", "value": "javascript:alert(1)\nA way out", "when": "2026-01-01"}
    whole = {"format": "service-handbook/workbook", "version": 1, "edition": "bakery", "answers": [answer], "marks": [last]}
    (tmp_path / "evil.json").write_text(json.dumps(whole), "utf-8")
    load(visit(page, WORKBOOK), tmp_path / "evil.json")
    page.get_by_text("From exercises that are no longer here").wait_for()
    expect(page.locator("hb-workbook img")).to_have_count(0)
    page.goto("bakery/index.html")
    page.locator("hb-continue:not([hidden])").wait_for(state="attached")
    expect(page.locator("hb-continue a")).to_have_count(0)


# The plan's dates, the printer


@pytest.mark.thorough
def test_the_plan_goes_into_the_calendar(page: Page, tmp_path: Path) -> None:
    visit(page)
    page.locator("[name='plan.1.when']").fill("It rains; the bell\\door rings, twice")
    page.locator("[name='plan.1.i-will']").fill("look up\nand say “Grüß dich” " + "very warmly " * 9)
    saved(page)
    visit(page, WORKBOOK)
    page.get_by_label("After 30 days").fill("2027-01-31")
    page.get_by_label("After 60 days").fill("")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save calendar file").click()
    waiting.value.save_as(tmp_path / "plan.ics")
    raw = (tmp_path / "plan.ics").read_bytes()
    assert raw.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    lines = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert lines.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20270131" in lines
    assert "SUMMARY:My action plan: how is it going? (30 days)" in lines
    (told,) = {line for line in lines if line.startswith("DESCRIPTION:")}
    assert told.startswith(
        "DESCRIPTION:When this happens 1: It rains\\; the bell\\\\door rings\\, twice\\nI will 1: look up\\nand"
    )
    assert len({line for line in lines if line.startswith("UID:")}) == 2


@pytest.mark.thorough
def test_a_workbook_prints_without_its_buttons(page: Page) -> None:
    write(visit(page), "What went well today?", "The bread.")
    visit(page, WORKBOOK)
    page.emulate_media(media="print")
    expect(page.get_by_text("The bread.")).to_be_visible()
    assert not [one for one in page.locator("hb-workbook button").all() if one.is_visible()]


@pytest.mark.thorough
def test_a_workbook_is_kept_with_the_keyboard_alone(page: Page) -> None:
    visit(page)
    page.locator("[name=lines]").focus()
    page.keyboard.type("By hand.")
    page.keyboard.press("Tab")
    saved(page)
    expect(page.locator("hb-answers [role=status]")).to_have_text(SAVED)
    visit(page, WORKBOOK)
    page.get_by_role("button", name="Erase everything").focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("No, keep it")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Everything is erased.").wait_for()
    page.get_by_role("switch", name="Clear when I leave").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    expect(page.get_by_role("switch", name="Clear when I leave")).not_to_be_checked()

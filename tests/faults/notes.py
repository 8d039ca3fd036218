"""What readers write, under bad luck: killed browsers, no room, no leave to keep anything, two tabs, other questions.

Whatever the page called saved must be there afterwards, and it must call nothing saved that is not.
"""

import json
import random
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.browser.conftest import EVERY_KIND, FLAGS, build, served
from tests.browser.install import browser_path
from tests.browser.test_notes import EXERCISE, WORKBOOK, started, visit
from tests.conftest import copy_sample

QUESTION = "[name=lines]"
IS_SAVED = """() => document.querySelector("hb-answers").dataset.state === "saved"
  ? document.querySelector("[name=lines]").value : null"""
KILLS, ROUNDS = 60, 24
PATIENCE = 600
"""Tenths of a second until something will not be saved any more."""


def killed(playwright: Playwright, address: str, folder: Path, runs: int) -> int:
    """A browser that is killed between two keystrokes, at any time; how often it forgot what it had called saved."""
    chance = random.Random(5)  # noqa: S311
    lost = 0
    for run in range(runs):
        profile = folder / f"profile-{run}"
        profile.mkdir()
        with started(playwright, profile) as (page, kill):
            visit(page, address + EXERCISE)
            said = _typed(page, f"Run {run}: nobody saw it coming", chance)
            kill()
        with started(playwright, profile) as (page, kill):
            visit(page, address + EXERCISE)
            lost += not page.locator(QUESTION).input_value().startswith(said)
            kill()
        shutil.rmtree(profile, ignore_errors=True)
    return lost


def _typed(page: Page, text: str, chance: random.Random) -> str:
    """Type until a random moment after something was called saved; what that was."""
    said = ""
    page.locator(QUESTION).focus()
    for sign in text:
        page.keyboard.type(sign)
        page.wait_for_timeout(chance.choice((0, 5, 40, 700)))
        said = page.evaluate(IS_SAVED) or said
        if said and chance.random() < 0.2:
            break
    return said


def _wait_until_saved(page: Page, text: str) -> None:
    for _ in range(PATIENCE):
        if page.evaluate(IS_SAVED) == text:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"'{text}' was never called saved")


def full(browser: Browser, address: str, runs: int) -> int:
    """A browser without room: what was called saved is there afterwards, and what does not fit is not called so."""
    lost = 0
    for run in range(runs):
        context = browser.new_context(base_url=address)
        page = context.new_page()
        room = {"origin": address.rstrip("/"), "quotaSize": 150_000 + 10_000 * run}
        context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", room)
        visit(page)
        said = ""
        for size in (10, 1_000, 30_000 * run, 400_000):
            page.locator(QUESTION).fill(f"{size} " + "x" * size)
            page.locator("hb-answers[data-state=saved], hb-answers[data-state=failed]").wait_for()
            page.wait_for_timeout(500)
            said = page.evaluate(IS_SAVED) or said
        page.on("dialog", lambda dialog: dialog.accept())
        visit(page)
        lost += page.locator(QUESTION).input_value() != said
        context.close()
    return lost


def blocked(playwright: Playwright, address: str, folder: Path, runs: int) -> int:
    """A browser that lets no page keep anything; how often it called something saved."""
    false = 0
    for run in range(runs):
        profile = folder / f"blocked-{run}"
        (profile / "Default").mkdir(parents=True)
        preferences = {"profile": {"default_content_setting_values": {"cookies": 2}}}
        (profile / "Default" / "Preferences").write_text(json.dumps(preferences), "utf-8")
        context = playwright.chromium.launch_persistent_context(profile, executable_path=browser_path(), args=FLAGS)
        page = visit(context.new_page(), address + EXERCISE)
        page.locator(QUESTION).fill("Still writing.")
        page.get_by_text("Not saved: this browser would not keep it.").first.wait_for()
        false += page.evaluate(IS_SAVED) is not None
        context.close()
    return false


def two_tabs(browser: Browser, address: str, runs: int) -> int:
    """Two tabs that write at once into different fields, and by turns into the same; how often something was lost."""
    chance = random.Random(6)  # noqa: S311
    lost = 0
    for run in range(runs):
        context = browser.new_context(base_url=address)
        tabs = [visit(context.new_page()), visit(context.new_page())]
        fields = ["[name='boxes.1']", "[name='boxes.2']"]
        for tab, field in zip(tabs, fields, strict=True):
            tab.locator(field).fill(f"{run} {field}")
        last = ""
        for turn in range(4):
            tab = chance.choice(tabs)
            last = f"{run}.{turn}"
            tab.locator(QUESTION).fill(last)
            _wait_until_saved(tab, last)
        for tab in tabs:
            tab.locator("hb-answers[data-state=saved]").wait_for()
        page = visit(context.new_page())
        kept = [page.locator(one).input_value() for one in (QUESTION, *fields)]
        lost += kept != [last, *(f"{run} {field}" for field in fields)]
        context.close()
    return lost


def republished(browser: Browser, project: Path, runs: int) -> int:
    """Questions that are put in other words, moved or taken out after they were answered; how many answers were lost."""
    file = project / "exercises" / EVERY_KIND.name
    before = file.read_text("utf-8")
    ways = (
        ("What went *well* today?", "What went wrong today?"),
        ("items: [A smile, A nod]", "items: [A handshake, A smile, A nod]"),
        ("id: exr.every-kind", "id: exr.every-kind"),
    )
    lost = 0
    for run in range(runs):
        file.write_text(before, "utf-8")
        build(project)
        with served(project / "site") as address:
            context = browser.new_context(base_url=address)
            page = visit(context.new_page())
            page.locator(QUESTION).fill(f"The bread, {run}.")
            _wait_until_saved(page, f"The bread, {run}.")
            file.write_text(before.replace(*ways[run % len(ways)]), "utf-8")
            build(project)
            visit(page, WORKBOOK)
            lost += f"The bread, {run}." not in page.locator("hb-workbook").inner_text()
            context.close()
    file.write_text(before, "utf-8")
    return lost


def notes(folder: Path, scale: float) -> dict[str, tuple[str, str]]:
    """All of that. MkDocs keeps nothing."""
    project = copy_sample(folder / "notes")
    shutil.copy(EVERY_KIND, project / "exercises")
    build(project)
    kills, rounds = (max(1, round(number * scale)) for number in (KILLS, ROUNDS))
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright, served(project / "site") as address:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        found = {
            "a reader's browser killed between keystrokes: what it called saved is lost": (
                killed(playwright, address, folder, kills),
                kills,
            ),
            "… without room: what it called saved is lost": (full(browser, address, rounds), rounds),
            "… that lets nothing be kept: called something saved": (blocked(playwright, address, folder, rounds), rounds),
            "… with two tabs that write: something is lost": (two_tabs(browser, address, rounds), rounds),
            "… with questions that changed since: an answer is lost": (republished(browser, project, rounds), rounds),
        }
        browser.close()
    return {what: (f"{bad} of {tried}", "–") for what, (bad, tried) in found.items()}

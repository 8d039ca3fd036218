"""An edition that may be kept: it opens without a connection, from a folder too, and changes over when its reader says so."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from generator import offline
from tests.browser.conftest import DESKTOP, served, watched
from tests.conftest import copy_sample, handbook

SWITCH = "offline:\n  audiences: [staff]\n  industries: [bakery]\n"
SAVED = "This handbook is saved on this device."
NEWER = "There is a newer version of this handbook."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with the switch on for the staff of the bakery; every edition stands beside the others in one site."""
    project = copy_sample(tmp_path_factory.mktemp("kept") / "project")
    with (project / "content" / "handbook.yml").open("a", encoding="utf-8") as plan:
        plan.write(SWITCH)
    done = handbook("build", "--no-paper", "--jobs", "1", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    sheet = project / "site" / "bakery" / "worksheets" / "w01-three-kind-lines.pdf"
    assert not sheet.exists()
    sheet.write_bytes(b"%PDF-1.7\n%%EOF\n")
    list_anew(project, project / "site")
    return project


@pytest.fixture
def host(project: Path, tmp_path: Path) -> Path:
    """A host with the site in a folder, to be changed by one test."""
    shutil.copytree(project / "site", tmp_path / "books" / "site")
    return tmp_path / "books"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=DESKTOP, reduced_motion="reduce")
    yield context
    context.close()


def list_anew(project: Path, site: Path, *, kept: bool = True) -> None:
    """What a build does last for the staff of the bakery: list every file as it now is."""
    top = site / "bakery"
    own = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
    files = {
        name: path.read_bytes()
        for name, path in own.items()
        if not name.startswith(("trainer/", "sw.js", "search/search_index.js"))
    }
    files["search/search_index.json"] = own["search/search_index.json"].read_bytes()
    for name, data in offline.additions(files, project, kept=kept).items():
        (top / name).write_bytes(data)


def find(page: Page, words: str) -> None:
    """Type into the search and go to the first page found."""
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").fill(words)
    page.get_by_role("textbox", name="Search").press("End")  # the theme listens to keys
    page.locator(".md-search-result__link").first.click(timeout=20_000)


def use(page: Page, top: str) -> None:
    """Read, search, check and write, as on any day."""
    page.goto(f"{top}index.html")
    find(page, "sold out")
    expect(page.get_by_role("heading", level=1)).to_have_text("It is all gone")
    page.goto(f"{top}exercises/three-kind-lines.html")
    page.locator("textarea").first.fill("Warm bread in an hour.")
    expect(page.locator(".hb-answers__state")).to_have_text("Saved on this device.", timeout=10_000)
    page.goto(f"{top}workbook.html")
    expect(page.locator(".hb-workbook__pages")).to_contain_text("Warm bread in an hour.")


def until(page: Page, condition: str) -> None:
    """Wait for something that has to be asked for."""
    tries = f"for (let left = 100; left && !({condition}); left--) await new Promise(next => setTimeout(next, 50));"
    assert page.evaluate(f"async () => {{ {tries} return {condition}; }}"), condition


STORED = """async () => {
  const names = await caches.keys(), stores = await Promise.all(names.map(name => caches.open(name)));
  const keys = (await Promise.all(stores.map(store => store.keys()))).flat();
  return [names, keys.map(({ url }) => new URL(url).pathname)];
}"""


def test_a_kept_edition_can_be_installed_and_opens_without_a_connection_and_no_other_does(
    context: BrowserContext, host: Path
) -> None:
    page = context.new_page()
    with served(host) as address:
        top = f"{address}site/bakery/"
        page.goto(f"{top}index.html")
        expect(page.get_by_text(SAVED)).to_be_visible()
        names, paths = page.evaluate(STORED)
        devtools = context.new_cdp_session(page)
        assert devtools.send("Page.getAppManifest")["errors"] == []
        errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert {error["errorId"] for error in errors} <= {"in-incognito"}  # as every page of a test is
        page.goto(f"{top}trainer/index.html")
        expect(page.locator("hb-offline")).to_have_count(0)
        assert page.evaluate("fetch('../worksheets/w01-three-kind-lines.pdf').then(got => got.status)") == 200
    assert names == ["handbook /site/bakery/"]
    assert all(path.startswith("/site/bakery/") and "/trainer/" not in path for path in paths)
    assert not [path for path in paths if path.endswith(".pdf")]

    use(page, top)
    page.goto(f"{top}help/sold-out")  # some hosts leave the ending off
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.goto(f"{top}worksheets/never-opened.pdf")
    assert page.url == f"{top}about/offline.html#not-kept"
    expect(page.get_by_text("not saved on this device. Connect")).to_be_visible()
    page.goto(f"{top}trainer/index.html")
    assert page.url == f"{top}about/offline.html#not-kept"
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"{top}../ferry/index.html")


@pytest.mark.thorough
def test_a_newer_version_waits_until_its_reader_asks_and_nothing_written_is_lost(
    context: BrowserContext, project: Path, host: Path
) -> None:
    page, other = context.new_page(), context.new_page()
    bakery = host / "site" / "bakery"
    exercise = bakery / "exercises" / "three-kind-lines.html"
    with served(host) as address:
        top = f"{address}site/bakery/"
        page.goto(f"{top}exercises/three-kind-lines.html")
        expect(page.get_by_text(SAVED)).to_be_visible()
        assert page.evaluate("fetch('../worksheets/w01-three-kind-lines.pdf').then(got => got.status)") == 200
        before = page.evaluate(STORED)[1]

        exercise.write_text(exercise.read_text("utf-8").replace("Three kind lines", "Three kinder lines"), "utf-8")
        page.reload()  # half-way through an update: the new page is there, the new list is not
        expect(page.get_by_role("heading", level=1)).to_have_text("Three kind lines")
        expect(page.locator(".hb-newer")).to_have_count(0)

        list_anew(project, host / "site")
        asked: list[str] = []
        context.on("request", lambda sent: asked.append(sent.url.removeprefix(top)) if sent.service_worker else None)
        other.goto(f"{top}index.html")
        expect(other.locator(".hb-newer")).to_contain_text(NEWER)
        expect(page.locator(".hb-newer")).to_contain_text(NEWER)
        assert [path for path in asked if path.endswith(".html")] == ["exercises/three-kind-lines.html"]  # what has changed
        expect(page.get_by_role("heading", level=1)).to_have_text("Three kind lines")

        warned: list[str] = []
        page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.accept()))
        page.locator("textarea").first.fill("Warm bread in an hour.")
        page.get_by_role("button", name="Reload").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Three kinder lines")
        expect(page.locator("textarea").first).to_have_value("Warm bread in an hour.")
        assert warned == []  # it was saved before the page was left
        expect(page.locator(".hb-newer")).to_have_count(0)
        expect(other.get_by_role("heading", level=1)).to_be_visible()
        after = page.evaluate(STORED)[1]
    assert sorted(after) == sorted(before)  # one of each, the opened sheet too
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Three kinder lines")


@pytest.mark.thorough
def test_a_switch_turned_off_forgets_what_was_kept(context: BrowserContext, project: Path, host: Path) -> None:
    page = context.new_page()
    with served(host) as address:
        page.goto(f"{address}site/bakery/index.html")
        expect(page.get_by_text(SAVED)).to_be_visible()
        list_anew(project, host / "site", kept=False)
        page.reload()
        until(page, "(await caches.keys()).length === 0")
        page.goto(f"{address}site/bakery/glossary.html")
        until(page, "(await navigator.serviceWorker.getRegistrations()).length === 0")


def test_a_broken_download_keeps_nothing_and_says_so(context: BrowserContext, host: Path) -> None:
    (host / "site" / "bakery" / "glossary.html").write_text("Sign in to this network", "utf-8")
    page = context.new_page()
    with served(host) as address:
        page.goto(f"{address}site/bakery/index.html")
        expect(page.get_by_text("could not be saved on this device")).to_be_visible()


def test_a_folder_of_files_does_all_of_it(context: BrowserContext, host: Path) -> None:
    with watched(context, "file:") as page:
        page.goto((host / "site" / "index.html").as_uri())
        page.get_by_role("link", name="Bakery").first.click()
        use(page, (host / "site" / "bakery").as_uri() + "/")
        expect(page.get_by_text("You opened this handbook from a folder.")).to_be_visible()
        page.goto((host / "site" / "bakery" / "two-comforts" / "news.html").as_uri())
        page.get_by_label("At once.").check()
        page.get_by_role("button", name="Check").first.click()
        expect(page.locator(".hb-check__feedback:visible").first).to_be_visible()


def test_an_edition_that_is_not_kept_stays_as_it_was(project: Path) -> None:
    ferry = project / "site" / "ferry"
    assert (ferry / "sw.js").read_text("utf-8").startswith("const AT_ONCE = {};\nconst WHEN_OPENED = {};\n")
    assert not (ferry / "search" / "search_index.js").exists()
    assert not (ferry / "about" / "offline.html").exists()
    for page in ferry.rglob("*.html"):
        assert "hb-offline" not in page.read_text("utf-8")

"""Script payloads in every text of a handbook, on every page in a real browser, and in every other file that is made.

Several payloads stand in each text, each with a number of its own, so that one build tries all texts and a script that
runs says where it came from.
"""

import html
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from pathlib import Path
from zipfile import ZipFile

import pikepdf
from icalendar import Calendar
from lxml import etree
from playwright.sync_api import BrowserContext, sync_playwright
from playwright.sync_api import Error as BrowserError

from generator.assembly import read
from generator.awards import CERTIFICATE, Awarding
from generator.build import build
from generator.editions import editions, select
from generator.handbook import Handbook
from generator.library import Library
from generator.occasions import Occasion
from generator.packs import Bundle
from generator.paper import A4, Award, Press, Typesetter, imprint, worksheet, worksheets
from generator.people import Person
from generator.site import as_json
from generator.workers import here
from generator.workshop import Order
from tests.browser.conftest import EVERY_KIND, FLAGS, served
from tests.browser.install import browser_path
from tests.conftest import ROOT, copy_sample
from tests.faults.tools import plain
from tests.fields import with_texts

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()
AT_ONCE = 64
"""Payloads in one text."""
FEW = 12
"""Pages that are opened with nothing escaped: each of their scripts is stopped one by one, which takes long."""
SPACE = 100
"""Room for the number of a payload below the number of its text."""
STIR = """() => {
  for (const one of document.querySelectorAll("*")) {
    for (const name of one.getAttributeNames()) {
      if (name.startsWith("on")) one.dispatchEvent(new Event(name.slice(2)));
    }
    if (/^\\s*j\\s*a\\s*v/i.test(one.getAttribute("href") || "")) one.dispatchEvent(new MouseEvent("click"));
  }
}"""
"""Does what a reader could: sets off whatever waits for an event, and follows what is no address."""
ACTS = {"/JavaScript", "/URI", "/Launch", "/SubmitForm", "/GoToR", "/ImportData", "/Rendition"}
"""Actions of PDF (ISO 32000-2, 12.6.4) that run something or lead somewhere."""
SESSION = """\
id: ses.hour.no
name: An hour with no
kind: hour
minutes: 60
purpose: To say no.
objectives:
  - {verb: Rewrite, text: a no as an offer}
rows:
  - {minutes: 20, name: Start, do: Read., say: '"Who?"', learners: Put up a hand.}
  - {minutes: 10, name: Tea, kind: break}
  - {minutes: 30, name: Lines, do: Ask., say: '"What?"', learners: Rewrite three lines., exercise: exr.three-kind-lines}
concepts: [need.warmth]
sources: [added]
"""
SAID_OF_AN_EVENT = {"BEGIN", "END", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP", "URL"}
SAID_OF_A_CALENDAR = {"BEGIN", "END", "PRODID", "VERSION", "METHOD"}


@dataclass
class Heard:
    """What ran, and what was asked of another host, by number."""

    ran: set[int] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    @property
    def payloads(self) -> int:
        """How many different payloads ran."""
        return len({number % SPACE for number in self.ran})


def armed(payload: str, number: int) -> str:
    """A payload that says its number when it runs. A link to nowhere would be refused before: it becomes one to a host."""
    leading = payload.replace('](x"', '](https://evil.example/x"')
    return leading.replace("alert(1)", f"zq7({number})").replace("evil.example", f"evil.example/{number}")


def loaded_in_turn(library: Library, payloads: dict[int, str]) -> Library:
    """The library with one of these payloads at the end of each text, in turn: as much as fits on paper."""
    turns = cycle(payloads.items())

    def change(written: str, name: str) -> str:
        number, payload = next(turns)
        return f"{written} {armed(payload, number)}"

    return with_texts(library, change)


def loaded(library: Library, payloads: dict[int, str], names: list[str]) -> Library:
    """The library with all these payloads at the end of every text. `names` takes in what each text is."""

    def change(written: str, name: str) -> str:
        names.append(name)
        text = len(names) - 1
        return " ".join((written, *(armed(payload, text * SPACE + number) for number, payload in payloads.items())))

    return with_texts(library, change)


def project_for(folder: Path) -> tuple[Path, Library]:
    """The sample with every kind of block, published at an address, for all of its outputs."""
    project = copy_sample(folder)
    (project / "exercises" / EVERY_KIND.name).write_bytes(EVERY_KIND.read_bytes())
    (project / "content" / "accessibility.yml").write_bytes((ROOT / "content" / "accessibility.yml").read_bytes())
    shutil.copytree(ROOT / "exercises" / "forms", project / "exercises" / "forms")
    (project / "content" / "sessions").mkdir()
    (project / "content" / "sessions" / "hour-no.yml").write_text(SESSION, "utf-8")
    with (project / "content" / "brand.yml").open("a", encoding="utf-8") as brand:
        brand.write("site_address: https://handbook.example/\n")
    library, problems = read(project)
    assert library, problems
    return project, library


def browse(context: BrowserContext, address: str, pages: list[str], heard: Heard) -> None:
    """Open pages, do what a reader could, and note what happens that should not."""
    context.expose_function("zq7", lambda number=-1: heard.ran.add(int(number)))
    context.on("dialog", lambda dialog: dialog.dismiss())

    def judge(route: object) -> None:
        url = route.request.url  # type: ignore[attr-defined]
        if url.startswith((address, "data:", "blob:")):
            route.continue_()  # type: ignore[attr-defined]
        else:
            heard.asked.add(url)
            route.abort()  # type: ignore[attr-defined]

    context.route("**/*", judge)
    tab = context.new_page()
    for name in pages:
        try:
            tab.goto(address + name, wait_until="load", timeout=15_000)
            tab.evaluate(STIR)
        except BrowserError:  # a payload led the page away: that is counted, not followed
            tab.close()
            tab = context.new_page()
    tab.wait_for_timeout(300)
    tab.close()


def search(context: BrowserContext, address: str, heard: Heard) -> None:
    """Have the search show what it found."""
    tab = context.new_page()
    tab.goto(address + "bakery/index.html")
    tab.get_by_role("textbox", name="Search").press_sequentially("zq7")
    tab.locator(".md-search-result__link").first.wait_for(timeout=30_000)
    tab.wait_for_timeout(500)
    tab.evaluate(STIR)
    tab.close()


def without_policy(site: Path) -> None:
    """Take the policy out of every page, and its headers."""
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), "utf-8")
    (site / "_headers").unlink()


def raw(site: Path) -> None:
    """Make markup of every text again, as if nothing had been escaped, but leave the policy in place."""
    for page in site.rglob("*.html"):
        head, mark, body = page.read_text("utf-8").partition("</head>")
        page.write_text(head + mark + html.unescape(html.unescape(body)), "utf-8")


def files(handbook: Handbook, project: Path) -> Iterator[tuple[str, bytes]]:
    """What is made of a handbook besides pages: sheets, Word files, packs, slides, calendar, certificates."""
    press, around = Press(project), imprint(handbook, project)
    session = handbook.sessions[0]
    yield from worksheets(handbook, press, layouts=(A4,)).items()
    yield "every-kind.docx", press.docx(worksheet(handbook.exercises[-1], around, A4))
    bundle = Bundle(Occasion(handbook, session, day=date(2027, 1, 4)), around)
    yield from bundle.files(press).items()
    form = next(one for one in handbook.forms if one.id == CERTIFICATE)
    name = f"{PAYLOADS[len(session.name) % len(PAYLOADS)]} {PAYLOADS[0]}"
    award = Award(form, session, "attendance", date(2027, 1, 4), name)
    made, problems = Awarding(award, around, A4, Typesetter(project)).files([Person(2, name)], "names.csv", joined=True)
    assert not problems
    yield from made.items()


def acts(name: str, data: bytes) -> bool:
    """Whether a file holds what runs or leads away, or cannot be read."""
    match name.rpartition(".")[2]:
        case "pdf":
            with pikepdf.open(io.BytesIO(data)) as pdf:
                found = {str(one.get("/S", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
            return bool(found & ACTS)
        case "docx" | "pptx":
            return any(_leads_out(part) for part in _parts(data))
        case "ics":
            lines = Calendar.from_ical(data).to_ical().decode().replace("\r\n ", "").split("\r\n")
            said = {re.split("[:;]", line)[0] for line in lines if line}
            return bool(said - SAID_OF_AN_EVENT - SAID_OF_A_CALENDAR)
        case "json" | "webmanifest":
            return json.loads(data) is None
        case "xml":
            return {etree.QName(one).localname for one in etree.fromstring(data).iter()} != {"urlset", "url", "loc"}
    return False


def _parts(data: bytes) -> Iterator[etree._Element]:
    with ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                yield etree.fromstring(file.read(name))


def _leads_out(part: etree._Element) -> bool:
    return any(
        one.get("TargetMode") == "External" or etree.QName(one).localname == "instrText" for one in part.iter(etree.Element)
    )


def payloads(folder: Path, scale: float) -> dict[str, tuple[str, str]]:
    """Everything of everything: ours, and pages of MkDocs with a title and a text for each payload."""
    chosen = dict(list(enumerate(PAYLOADS))[: max(1, round(len(PAYLOADS) * scale))])
    project, library = project_for(folder / "loaded")
    bakery = tuple(edition for edition in editions(library) if edition.industry == "bakery")
    alone, policed, control = Heard(), Heard(), Heard()
    names: list[str] = []
    opened = made = bad = 0
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for first in range(0, len(chosen), AT_ONCE):
            some = dict(list(chosen.items())[first : first + AT_ONCE])
            names.clear()
            changed = loaded(library, some, names)
            site = project / "site"
            build(Order(project, changed, bakery, with_paper=False), site, here)
            pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
            opened += len(pages)
            data = [path for path in site.rglob("*") if path.suffix in (".json", ".webmanifest", ".xml")]
            handbook = select(loaded_in_turn(library, some), next(one for one in bakery if one.for_trainers))
            found = {path.name: path.read_bytes() for path in data} | dict(files(handbook, project))
            made += len(found)
            bad += sum(acts(name, content) for name, content in found.items())
            raw_site = project / "raw"
            _copy(site, raw_site)
            raw(raw_site)
            for heard, at, policy in ((policed, raw_site, True), (alone, site, False), (control, raw_site, False)):
                if not policy:
                    without_policy(at)
                with served(at) as address:
                    context = browser.new_context(service_workers="block")
                    browse(context, address, pages if heard is alone else pages[:: max(1, len(pages) // FEW)], heard)
                    if heard is alone:
                        search(context, address, heard)
                    context.close()
        theirs = Heard()
        tool = plain(folder / "payloads")
        for number, payload in chosen.items():
            text = armed(payload, number)
            title = "'" + text.replace("'", "''") + "'"
            (tool.project / "docs" / f"payload-{number}.md").write_text(
                f"---\ntitle: {title}\n---\n\nWords.\n\n{text}\n", "utf-8"
            )
        tool.run()
        with served(tool.site) as address:
            context = browser.new_context()
            there = [f"payload-{number}/index.html" for number in chosen]
            browse(context, address, [name for name in there if (tool.site / name).is_file()], theirs)
            context.close()
        browser.close()
    (folder / "ran.json").write_bytes(as_json({"ran": sorted(names[one // SPACE] for one in alone.ran)}))
    every = len(chosen)
    what = f"{every} script payloads in each of {len(names):,} texts, {opened:,} pages in Chromium, without the policy"
    return {
        f"{what}: ran": (f"{alone.payloads} of {every}", f"{theirs.payloads} of {every} (in a title and a text)"),
        "… asked another host": (f"{len(alone.asked)}", f"{len(theirs.asked)}"),
        "… some of these pages with nothing escaped, under the policy alone: ran": (f"{policed.payloads} of {every}", "–"),
        "… those with neither, to see that they would: ran": (f"({control.payloads} of {every})", "–"),
        "… the same in search index, data, sheets, Word, slides, calendar, certificates: acts, leads out or cannot be read": (
            f"{bad} of {made:,}",
            "–",
        ),
    }


def _copy(site: Path, to: Path) -> None:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(site, to)

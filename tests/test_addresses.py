"""From paper to screen: the code on a sheet can be read, says what is printed beside it, and leads to the sheet's page."""

import posixpath
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from generator.addresses import short_addresses
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook
from generator.pages import signposts
from generator.paper import A4, LETTER, Layout, Press, worksheets
from generator.verify import links_of
from tests.conftest import ROOT, handbook
from tests.pdf_gate import faults, words
from tests.sample import library_of, sample_files
from tests.test_cards import library

SHORT = "https://example.org/"
LONG = "https://training.a-rather-long-name-of-a-company.example.com/handbooks/service/2026/"
MILLIMETRE = 72 / 25.4


def published(address: str | None, audience: Audience = Audience.TRAINER, found: Handbook | None = None) -> Handbook:
    made = found or select(library(), Edition("retail", "en", audience))
    return replace(made, brand=made.brand.model_copy(update={"site_address": address}))


def codes(pdf: bytes, dots_per_inch: int = 150) -> list[tuple[str, float]]:
    """What each code on the first page says to a camera that sees grey, and how wide it is printed, in millimetres."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=dots_per_inch / 72, grayscale=True)
    pixels = memoryview(picture.buffer).cast("B", (picture.height, picture.stride))
    found = zxingcpp.read_barcodes(pixels)
    return [(code.text, (code.position.top_right.x - code.position.top_left.x) / dots_per_inch * 25.4) for code in found]


@pytest.mark.parametrize("address", [SHORT, LONG], ids=["short", "long"])
@pytest.mark.parametrize("layout", [A4, LETTER])
@pytest.mark.parametrize("number", ["W01", "W09", "P02"])
def test_the_code_on_a_sheet_can_be_read_and_says_what_is_printed(number: str, layout: Layout, address: str) -> None:
    sheets = worksheets(published(address), Press(ROOT), only=[number], layouts=[layout])
    folders = ["retail/trainer" if "-key" in name else "retail" for name in sheets]
    assert sorted(folders) == ["retail", "retail/trainer"]
    for folder, pdf in zip(folders, sheets.values(), strict=True):
        ((said, width),) = codes(pdf)
        assert said == f"{address}{folder}/{number.lower()}/"
        assert width > 17.5  # 18 mm, read to the nearest dot
        assert said.removeprefix("https://").replace("-", "") in words(pdf)
        assert faults(pdf) == []


def test_what_learners_hold_leads_to_their_own_edition() -> None:
    staff, trainer = (worksheets(published(SHORT, audience), Press(ROOT), only=["W01"], layouts=[A4]) for audience in Audience)
    assert staff["w01-three-words.pdf"] == trainer["w01-three-words.pdf"]


def test_forms_have_no_page_of_their_own_and_no_code() -> None:
    for number in ("P03", "C01"):
        for pdf in worksheets(published(SHORT), Press(ROOT), only=[number], layouts=[A4]).values():
            assert codes(pdf) == []


def test_without_an_address_there_is_no_code_and_no_signpost() -> None:
    nowhere = published(None)
    for pdf in worksheets(nowhere, Press(ROOT), only=["W01"], layouts=[A4]).values():
        assert codes(pdf) == []
        assert "On screen" not in words(pdf)
    assert short_addresses(nowhere) == {}
    assert signposts(nowhere, ROOT) == {}


def test_a_language_that_is_not_the_first_has_its_own_folder() -> None:
    made = select(library_of(sample_files()), Edition("bakery", "en", Audience.STAFF))
    plan = made.plan.model_copy(update={"languages": ("pl", "en")})
    addresses = short_addresses(replace(published(SHORT, found=made), plan=plan))
    assert addresses[Audience.STAFF]["W01"] == "https://example.org/en/bakery/w01/"
    assert addresses[Audience.TRAINER]["W01"] == "https://example.org/en/bakery/trainer/w01/"


@pytest.mark.thorough
def test_at_each_short_address_stands_a_signpost_to_the_page(project: Path) -> None:
    brand = project / "content" / "brand.yml"
    brand.write_text(brand.read_text("utf-8") + f"site_address: {SHORT}\n", "utf-8")
    done = handbook("build", "--industry", "bakery", "--jobs", "1", cwd=project)
    assert done.returncode == 0, done.stderr  # links that lead nowhere are not published
    site = project / "site"
    for folder in ("bakery", "bakery/trainer"):
        post = site / folder / "w01" / "index.html"
        text = post.read_text("utf-8")
        (link,) = links_of(post).targets
        assert f'content="0; url={link}"' in text
        assert "<script" not in text
        page = post.parent / link
        assert "w01-three-kind-lines" in page.read_text("utf-8")
        ((said, _),) = codes((site / folder / "worksheets" / "w01-three-kind-lines.pdf").read_bytes())
        assert said == f"{SHORT}bakery/w01/"


def test_a_signpost_says_a_name_as_text() -> None:
    made = published(SHORT)
    wild = made.exercises[0].model_copy(update={"name": '<b onclick="x">Three</b> & more'})
    post = signposts(replace(made, exercises=(wild, *made.exercises[1:])), ROOT)["w01/index.html"].decode()
    assert "<b " not in post
    assert "&lt;b" in post


def test_each_signpost_leads_to_the_page_of_its_sheet() -> None:
    made = published(SHORT)
    for path, page in signposts(made, ROOT).items():
        (link,) = re.findall(r'<a href="(.+?)"', page.decode())
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
        assert target in {*made.addresses.values(), "practice/quiz.html"}

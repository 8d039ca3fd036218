"""An organisation's own logo, pictures and fonts: what comes of good ones. What is said of bad ones: `cases/check/`."""

import io
import json
import struct
import zlib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from generator.artwork import Artwork, for_screen, judged
from generator.assembly import read
from generator.dates import written
from generator.editions import select
from generator.handbook import Audience, Edition
from generator.problems import errors
from tests.conftest import ROOT, handbook
from tests.pdf_gate import faults

OWN = Path("content", "organisation", "brand")


def drawn(svg: str) -> str:
    clean, problems = judged(Artwork("logo.svg", svg.encode()))
    assert clean, [problem.explain() for problem in problems]
    return clean.decode()


def test_a_drawing_is_written_anew_without_what_its_program_noted() -> None:
    assert drawn("""\
<?xml version="1.0"?><!-- secret -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://inkscape.example" xmlns:xlink="http://www.w3.org/1999/xlink"
  viewBox="0 0 9 9" width="9" ink:path="/home/aisha/logo.svg" data-name="x" xml:space="preserve">
  <metadata>Aisha's drawing</metadata><ink:view zoom="3"/>
  <style>.a { fill: #123456 }</style>
  <g id="b" class="a" transform="scale(2)"><path d="M0 0h9v9z" fill="url(#c)" made-with="x"/></g>
  <use xlink:href="#b"/>
</svg>
""") == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9">\n  '
        "<style>.a { fill: #123456 }</style>"
        '<g id="b" class="a" transform="scale(2)"><path d="M0 0h9v9z" fill="url(#c)"/></g>'
        '<use href="#b"/></svg>'
    )


NESTED = "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 9 + "</g>" for n in range(1, 6))
ENDLESS = {
    "it repeats what repeats": f'<g id="g0"><path/></g>{NESTED}<use href="#g5"/>',
    "it holds itself": '<mask id="a"><path mask="url(#a)"/></mask><path mask="url(#a)"/>',
    "two hold each other": '<pattern id="a"><g fill="url(#b)"/></pattern><pattern id="b"><g style="fill:URL(#a)"/></pattern>',
    "by a style": "<style>.a, .b { clip-path: URL(#a) }</style>" + '<clipPath id="a"><path class="x b"/></clipPath>',
    "ten deep": "".join(f'<mask id="m{n}"><path mask="url(#m{n + 1})"/></mask>' for n in range(12)) + '<mask id="m12"/>',
}


@pytest.mark.parametrize("shapes", ENDLESS.values(), ids=ENDLESS)
def test_a_drawing_that_does_not_end_is_refused(shapes: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shapes}</svg>'
    clean, problems = judged(Artwork("logo.svg", svg.encode()))
    assert clean is None
    assert [problem.message for problem in problems] == [
        "shapes in this drawing repeat each other, or cut each other out, without an end"
    ]


def test_styles_name_what_cuts_out_for_classes_alone() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>path {{ {} }}</style><mask id="a"/></svg>'
    assert judged(Artwork("logo.svg", svg.format("fill: #123456").encode()))[0]
    assert judged(Artwork("logo.svg", svg.format("mask: url(#a)").encode()))[0] is None


def test_what_drawing_programs_cut_out_once_stays() -> None:
    """As Illustrator writes it: a style for a class, and a clip that uses a shape which stands beside it."""
    assert "clip-path" in drawn(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style>.a{clip-path:url(#c);}.b{fill:#123456;}</style>'
        '<defs><path id="s" d="M0 0h9v9z"/></defs><clipPath id="c"><use href="#s"/></clipPath>'
        '<g class="a"><path class="b" d="M0 0h9"/></g></svg>'
    )


def picture(kind: str, size: tuple[int, int] = (200, 80), **said: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "#c8102e").save(written, kind, **said)
    return written.getvalue()


def test_of_a_picture_only_its_pixels_are_kept() -> None:
    where = Image.Exif()
    where[0x010E] = "taken at 51.5N"
    for name, kind in (("a.png", "PNG"), ("a.jpg", "JPEG")):
        said = {"comment": b"by Aisha"} if kind == "JPEG" else {"icc_profile": b"by Aisha"}
        data = picture(kind, exif=where, **said) + b"<script>after the end</script>"
        assert b"51.5N" in data
        clean, problems = judged(Artwork(name, data))
        assert clean
        assert not problems
        assert b"51.5N" not in clean
        assert b"script" not in clean
        assert Image.open(io.BytesIO(clean)).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert Image.open(io.BytesIO(clean)).size == (200, 80)


def immense() -> bytes:
    """A PNG of a few bytes that claims to be 10,000 pixels wide and high."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    chunks = (header, b"IDAT" + zlib.compress(bytes(100)), b"IEND")
    written = (struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def with_table(data: bytes, name: str, table: bytes) -> bytes:
    """A font with another table in place of its own, or beside them."""
    with TTFont(io.BytesIO(data)) as made:
        made[name] = DefaultTable(name)
        made[name].data = table
        written = io.BytesIO()
        made.save(written)
        return written.getvalue()


MANY_SHAPES = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{"<path/>" * 5000}</svg>'.encode()


@pytest.mark.parametrize(
    ("name", "make", "message"),
    [
        ("a.svg", lambda: MANY_SHAPES, "this drawing has 5,001 shapes"),
        ("a.svg", lambda: b"<svg>" + b" " * 200_000, "this drawing has 200,005 bytes"),
        ("a.png", lambda: picture("PNG") + bytes(1_000_000), "this picture has 1,0"),
        ("a.png", lambda: picture("JPEG"), "this is a JPEG file, whatever its name says"),
        ("a.png", lambda: picture("PNG", (4001, 48)), "this picture has 4,001 by 48 pixels"),
        ("a.jpg", lambda: picture("JPEG", (47, 48)), "this picture has 47 by 48 pixels"),
        ("a.png", immense, "this picture has millions of pixels"),
        ("a.ttf", lambda: font("Regular") + bytes(2_000_000), "this font has 2,"),
        ("a.otf", lambda: b"OTTO" + bytes(4_000_000), "this file has more than 4,000,000 bytes"),
        ("a.ttf", lambda: with_table(font("Regular"), "hmtx", b"short"), "this font is damaged"),
    ],
)
def test_what_is_too_much_or_damaged_is_told_and_not_published(name: str, make: Callable[[], bytes], message: str) -> None:
    clean, problems = judged(Artwork(name, make()))
    assert clean is None
    assert [problem.message[: len(message)] for problem in problems] == [message]


def test_a_font_for_screens_has_nothing_but_what_draws_letters() -> None:
    with TTFont(io.BytesIO(for_screen(with_table(font("Regular"), "NOTE", b"Aisha's notes")))) as screen:
        assert "glyf" in screen
        assert "NOTE" not in screen


HOSTILE = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=300).map(lambda text: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{text}</svg>'.encode()),
    st.tuples(st.sampled_from([picture("PNG"), picture("JPEG")]), st.integers(0, 400), st.binary(max_size=9)).map(
        lambda hurt: hurt[0][: hurt[1]] + hurt[2] + hurt[0][hurt[1] + len(hurt[2]) :]
    ),
)


@settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck))
@given(HOSTILE, st.sampled_from([".svg", ".png", ".jpg", ".ttf", ".otf"]))
def test_whatever_is_in_a_file_the_answer_is_what_to_publish_or_why_not(data: bytes, ending: str) -> None:
    clean, problems = judged(Artwork(f"logo{ending}", data))
    assert (clean is None) == bool(errors(list(problems)))
    assert not clean or b"<script" not in clean


# A whole brand of its own, on screen and on paper


@cache
def font(cut: str, name: str = "Tide Sans") -> bytes:
    """A font of an organisation's own: ours by another name."""
    with TTFont(ROOT / "overrides" / "fonts" / f"SourceSans3-{cut}.ttf") as made:
        for record in made["name"].names:
            if record.nameID in (1, 4, 6, 16):
                record.string = name if record.nameID in (1, 16) else f"{name.replace(' ', '')}-{cut}"
        for sign in [sign for sign in made.getBestCmap() if sign > 0x370 and sign not in (0x2019, 0x2018)][:40]:
            for table in made["cmap"].tables:
                if table.isUnicode():
                    table.cmap.pop(sign, None)
        written = io.BytesIO()
        made.save(written)
        return written.getvalue()


BRAND = """\
organisation: Tide Hotels
logo: {light: tide.png, alt: Tide Hotels}
colours: {accent: "#7a1f3d", accent_dark: "#f0a8bd", ink: "#20262b", paper: "#ffffff"}
fonts: {family: Tide Sans, regular: tide-regular.ttf, bold: tide-bold.ttf}
contact: Ask Ines in the office.
licence: For our own staff.
paper: letter
locale: en-US
"""


def with_own_brand(project: Path, **changes: bytes) -> Path:
    files = {"tide.png": picture("PNG"), "tide-regular.ttf": font("Regular"), "tide-bold.ttf": font("SemiBold")}
    (project / OWN).mkdir(parents=True)
    for name, data in (files | {name.replace("_", "-") + ".ttf": data for name, data in changes.items()}).items():
        (project / OWN / name).write_bytes(data)
    (project / OWN).with_suffix(".yml").write_text(BRAND, "utf-8")
    return project


def test_one_brand_file_drives_the_site_and_the_paper(project: Path, tmp_path: Path) -> None:
    with_own_brand(project)
    done = handbook("build", "--industry", "bakery", "--audience", "staff", "--quiet", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site" / "bakery"
    page = (site / "index.html").read_text("utf-8")
    assert 'src="assets/logo.png"' in page
    assert Image.open(io.BytesIO((site / "assets" / "logo.png").read_bytes())).size == (200, 80)
    assert not (site / "assets" / "logo.svg").exists()
    style = (site / "assets" / "brand.css").read_text("utf-8")
    assert ("#7a1f3d" in style, 'url("logo-dark.png")' in style, 'url("brand-bold.woff2")' in style) == (True, True, True)
    with TTFont(io.BytesIO((site / "assets" / "brand-regular.woff2").read_bytes())) as screen:
        assert screen.flavor == "woff2"
    sheet = PdfReader(io.BytesIO((site / "worksheets" / "w01-three-kind-lines-large-letter.pdf").read_bytes()))
    used = {str(one["/BaseFont"]) for page in sheet.pages for one in page["/Resources"]["/Font"].get_object().values()}
    assert {name.split("+")[1].split("-")[0] for name in used} == {"TideSans"}
    assert sheet.metadata
    assert sheet.metadata.author == "Tide Hotels"
    assert "logo.png" in (project / "site" / "index.html").read_text("utf-8")
    said = json.loads((site / "assets" / "handbook.webmanifest").read_text("utf-8"))
    assert said["theme_color"] in ("#7a1f3d", "#ffffff")


def test_a_font_says_which_one_it_is(project: Path) -> None:
    with_own_brand(project, tide_regular=font("SemiBold"), tide_bold=font("Regular", "Wave Sans"))
    done = handbook("check", "--no-paper", cwd=project)
    assert [line for line in done.stdout.splitlines() if "error" in line] == [
        "content/organisation/brand.yml:4:37: error: regular: this file is the bold cut (weight 600)",
        "content/organisation/brand.yml:4:61: error: bold: this file is the regular cut (weight 400)",
        "content/organisation/brand.yml:4:61: error: bold: this font calls itself 'Wave Sans', not 'Tide Sans'",
    ]


def test_the_country_of_a_brand_writes_its_dates(project: Path) -> None:
    library, problems = read(with_own_brand(project))
    assert library, problems
    made = select(library, Edition("bakery", "en", Audience.STAFF))
    assert written(date(2027, 3, 5), made.language.words) == "March 5, 2027"


@pytest.mark.thorough
def test_the_preview_shows_every_pair_of_colours_and_says_what_fails(project: Path) -> None:
    with_own_brand(project)
    brand = (project / OWN).with_suffix(".yml")
    brand.write_text(brand.read_text("utf-8").replace("#7a1f3d", "#e8a200"), "utf-8")
    done = handbook("brand", "preview", "--out", "preview", cwd=project)
    assert done.returncode == 1
    assert "organisation/brand.yml:3:19: error: accent: links on a tint" in done.stderr
    page = (project / "preview" / "index.html").read_text("utf-8")
    assert "The nearest colour that works is" in page
    assert page.count("✗") == 3  # links on the page and on a tint, words on a button
    assert page.count("✓") == 5
    styles = (project / "preview" / "assets" / "preview.css").read_text("utf-8")
    assert ".hb-swatch--3 { color: #e8a200; background: #ffffff; }" in styles
    sheet = PdfReader(io.BytesIO((project / "preview" / "brand.pdf").read_bytes()))
    assert "2.0 : 1" in sheet.pages[0].extract_text()
    assert faults((project / "preview" / "brand.pdf").read_bytes()) == []
    (project / OWN / "tide.png").write_bytes(b"GIF8")
    again = handbook("brand", "preview", "--out", "preview", cwd=project)
    assert again.returncode == 1
    assert "tide.png: error: this is a GIF file, whatever its name says" in again.stderr
    assert (project / "preview" / "index.html").read_text("utf-8") == page

"""A handbook with an address: how it is shared and found. Without one, nothing pretends that there is."""

import json
import re
import struct
from pathlib import Path

import pytest

from generator.verify import links_of
from tests.conftest import copy_sample, handbook

ADDRESS = "https://harbour.example/handbook/"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bakery of the sample, published at an address in a folder of its host."""
    project = copy_sample(tmp_path_factory.mktemp("shared") / "project")
    with (project / "content" / "brand.yml").open("a", encoding="utf-8") as brand:
        brand.write(f"site_address: {ADDRESS}\n")
    return _built(project)


@pytest.fixture(scope="module")
def unshared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(copy_sample(tmp_path_factory.mktemp("unshared") / "project"))


def _built(project: Path) -> Path:
    done = handbook("build", "--industry", "bakery", "--no-paper", "--jobs", "1", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def size(png: Path) -> tuple[int, ...]:
    """Width and height in pixels (PNG, IHDR)."""
    data = png.read_bytes()
    assert data.startswith(b"\x89PNG")
    return struct.unpack(">II", data[16:24])


def test_a_shared_page_says_what_it_is(shared: Path) -> None:
    page = (shared / "bakery" / "help" / "sold-out.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{ADDRESS}bakery/help/sold-out.html">' in page
    assert '<meta name="description" content="“The last one went at nine.' in page
    properties = dict(re.findall(r'<meta property="og:(\S+)" content="([^"]*)">', page))
    assert properties["title"] == "It is all gone"
    assert properties["url"] == f"{ADDRESS}bakery/help/sold-out.html"
    picture = properties["image"].removeprefix(ADDRESS)
    assert size(shared / picture) == (1200, 630)


def test_addresses_are_absolute_and_lead_to_pages(shared: Path) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (shared / "bakery" / "sitemap.xml").read_text("utf-8"))
    pages = {path.relative_to(shared).as_posix() for path in (shared / "bakery").rglob("*.html")}
    pages = {page for page in pages if not page.startswith("bakery/trainer/") and not page.endswith("404.html")}
    pages.remove("bakery/w01/index.html")  # a short address, which only leads on
    assert {address.removeprefix(ADDRESS) for address in listed} == pages
    assert "lastmod" not in (shared / "bakery" / "sitemap.xml").read_text("utf-8")


def test_a_lost_page_starts_at_the_folder_of_the_site(shared: Path, unshared: Path) -> None:
    for page in ("404.html", "bakery/404.html", "bakery/trainer/404.html"):
        for site, top in ((shared, "/handbook/"), (unshared, "/")):
            links = links_of(site / page)
            loads = [load for load in links.loads if not load.startswith("data:")]
            local = [link for link in (*links.targets, *loads) if not re.match(r"https?:|mailto:|#", link)]
            assert all(link.startswith(top) for link in local), (page, [link for link in local if not link.startswith(top)])
            assert all((site / link.removeprefix(top).split("?")[0].split("#")[0]).exists() for link in local), page


def test_without_an_address_nothing_pretends_to_have_one(unshared: Path) -> None:
    assert not list(unshared.rglob("sitemap.xml*"))
    assert not list(unshared.rglob("card.png"))
    for path in unshared.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "og:" not in page, path
        assert "canonical" not in page, path


def test_every_icon_is_a_picture_of_its_size(unshared: Path) -> None:
    assets = unshared / "bakery" / "assets"
    manifest = json.loads((assets / "handbook.webmanifest").read_text("utf-8"))
    assert {icon["sizes"] for icon in manifest["icons"]} == {"180x180", "192x192", "512x512"}
    assert [icon["purpose"] for icon in manifest["icons"]].count("maskable") == 1
    for icon in manifest["icons"]:
        assert "x".join(map(str, size(assets / icon["src"]))) == icon["sizes"]
    assert (assets / manifest["start_url"]).resolve() == (unshared / "bakery" / "index.html").resolve()
    page = (unshared / "bakery" / "index.html").read_text("utf-8")
    assert '<link rel="apple-touch-icon" href="assets/icons/icon-180.png">' in page
    assert '<link rel="manifest" href="assets/handbook.webmanifest">' in page

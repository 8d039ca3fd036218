"""One handbook for several brands: each has a site of its own, which is the one that it would have alone."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from generator import stamp
from generator.drawn import draw
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook
from generator.models import Brand
from tests.conftest import copy_sample, handbook
from tests.sample import library_of, sample_files
from tests.test_site import tree

NASTY = """</p><script>alert("1")</script> *Ewa* & 'Søren' \\ {customer} "quoted" 100 %"""
BRAND = """\
organisation: {name}
logo: {{light: logo-light.svg, dark: logo-dark.svg, mono: logo-mono.svg, alt: {name}}}
colours: {{accent: "{accent}", accent_dark: "#8ed0ba", ink: "#20262b", paper: "#fdfcf9"}}
contact: Ask Ewa at {name}.
licence: For {name} only.
site_address: https://{name}.example.org/handbook/
"""


@pytest.mark.parametrize("address", ["https://example.org/our/handbook/", None])
def test_pages_with_a_brand_put_in_are_those_drawn_for_it(tmp_path: Path, address: str | None) -> None:
    project = copy_sample(tmp_path / "project")
    plain = select(library_of(sample_files()), Edition("bakery", "en", Audience.TRAINER))
    words = dict.fromkeys(("organisation", "licence", "contact"), NASTY)
    handbook = replace(plain, brand=plain.brand.model_copy(update={**words, "site_address": address}))

    def drawn(one: Handbook) -> dict[str, bytes]:
        return draw(one, project, project / "build" / "drawn")

    found, wanted = stamp.stamped(drawn(stamp.unbranded(handbook)), handbook.brand), drawn(handbook)
    assert found.keys() == wanted.keys()
    assert [name for name, data in wanted.items() if found[name] != data] == []
    assert ("sitemap.xml" in wanted) == bool(address)


def test_nothing_of_a_brand_but_its_paper_and_its_kinds_of_files_tells_unbranded_handbooks_apart() -> None:
    one = select(library_of(sample_files()), Edition("bakery", "en", Audience.STAFF))
    values = yaml.safe_load(BRAND.format(name="other", accent="#1f4e5f"))
    other = replace(one, brand=Brand(**values, fonts={"family": "Other", "regular": "a.ttf", "bold": "b.ttf"}))
    other = replace(other, edition=replace(one.edition, brand="other"))
    one = replace(one, brand=one.brand.model_copy(update={"site_address": "https://one.example.org/"}))
    assert stamp.unbranded(one) == stamp.unbranded(other)


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project for two clients."""
    project = copy_sample(tmp_path_factory.mktemp("brands") / "project")
    own = project / "content" / "organisation"
    (own / "brands").mkdir(parents=True)
    for name, accent in (("harbour", "#17594a"), ("quay-side", "#1f4e5f")):
        (own / "brands" / f"{name}.yml").write_text(BRAND.format(name=name, accent=accent), "utf-8")
    rows = [{"brands": ["h*"], "audiences": ["staff"]}, {"brands": ["*"], "industries": ["bakery"]}]
    (own / "editions.yml").write_text(yaml.safe_dump({"editions": rows}), "utf-8")
    done = handbook("build", "--no-paper", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "Built 5 editions." in done.stdout
    return project


def test_each_brand_has_a_site_of_its_own_with_the_editions_of_its_rows(clients: Path) -> None:
    site = clients / "site"
    records = {name: json.loads((site / name / "handbook.json").read_text("utf-8")) for name in ("", "harbour", "quay-side")}
    assert records[""]["brands"] == ["harbour", "quay-side"]
    assert [edition["folder"] for edition in records["harbour"]["editions"]] == ["bakery", "ferry", "bakery/trainer"]
    assert [edition["folder"] for edition in records["quay-side"]["editions"]] == ["bakery", "bakery/trainer"]
    assert 'href="quay-side/index.html"' in (site / "index.html").read_text("utf-8")
    for name, other in (("harbour", "quay-side"), ("quay-side", "harbour")):
        texts = [path.read_bytes() for path in (site / name).rglob("*.*") if path.suffix in {".html", ".json", ".xml", ".css"}]
        assert not [text for text in texts if other.encode() in text]
        assert f"https://{name}.example.org/handbook/bakery/glossary.html".encode() in b"".join(texts)


def test_its_site_is_the_one_that_it_would_have_alone(clients: Path, tmp_path: Path) -> None:
    alone = copy_sample(tmp_path / "project")
    (alone / "content" / "organisation").mkdir()
    brand = clients / "content" / "organisation" / "brands" / "quay-side.yml"
    (alone / "content" / "organisation" / "brand.yml").write_bytes(brand.read_bytes())
    done = handbook("build", "--no-paper", "--industry", "bakery", cwd=alone)
    assert done.returncode == 0, done.stderr
    assert tree(alone / "site") == tree(clients / "site" / "quay-side")


def test_parts_made_apart_are_the_whole(clients: Path, tmp_path: Path) -> None:
    parts = [str(tmp_path / str(number)) for number in (1, 2)]
    for number, part in enumerate(parts, start=1):
        done = handbook("build", "--no-paper", "--shard", f"{number}/2", "--out", part, cwd=clients)
        assert done.returncode == 0, done.stderr
    done = handbook("merge", *parts, "--out", str(tmp_path / "whole"), cwd=clients)
    assert (done.returncode, "Joined 5 editions." in done.stdout) == (0, True), done.stderr
    assert tree(tmp_path / "whole") == tree(clients / "site")


def test_one_brand_alone_is_built_and_printed_when_it_is_named(clients: Path, tmp_path: Path) -> None:
    done = handbook("build", "--no-paper", "--brand", "harbour", "--out", str(tmp_path / "site"), cwd=clients)
    assert "Built 3 editions." in done.stdout
    assert not (tmp_path / "site" / "quay-side").exists()
    done = handbook("build", "--brand", "harbor", cwd=clients)
    assert (done.returncode, "Did you mean 'harbour'?" in done.stderr) == (2, True)
    done = handbook("build", "--brand", "harbour", "--industry", "ferry", "--audience", "trainer", cwd=clients)
    assert (done.returncode, "No row of content/organisation/editions.yml" in done.stderr) == (2, True)
    asked = ("--industry", "ferry", "--worksheet", "W01", "--paper", "a4", "--out", str(tmp_path / "sheets"))
    done = handbook("worksheets", "--brand", "quay-side", *asked, cwd=clients)  # a trade that its site has not
    assert done.returncode == 0, done.stderr
    (sheet,) = (tmp_path / "sheets").glob("*.pdf")
    said = "".join(page.extract_text() for page in PdfReader(sheet).pages).replace("\u200b", "")
    assert "For quay-side only." in said


def test_a_site_is_held_against_its_record(clients: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(clients / "site", site)
    done = handbook("verify", str(site), cwd=clients)
    assert (done.returncode, "is as it was built" in done.stdout) == (0, True), done.stderr
    (site / "harbour" / "bakery" / "index.html").write_bytes(b"<p>Hello")
    (site / "quay-side" / "404.html").unlink()
    (site / "harbour" / "bakery" / "more.js").write_bytes(b"1")
    done = handbook("verify", str(site), cwd=clients)
    assert done.returncode == 1
    assert done.stderr.splitlines()[:3] == [
        "harbour/bakery/index.html has changed",
        "harbour/bakery/more.js was not built",
        "quay-side/404.html is missing",
    ]
    assert "3 files of" in done.stderr
    (site / "quay-side" / "handbook.json").unlink()
    (site / "harbour" / "bakery" / "index.html").unlink()
    (site / "harbour" / "bakery" / "index.html").symlink_to(clients / "site" / "harbour" / "bakery" / "index.html")
    (site / "harbour" / "404.html").unlink()
    (site / "harbour" / "404.html").symlink_to("handbook.json")
    done = handbook("verify", str(site), cwd=clients)
    assert (done.returncode, done.stderr.splitlines()[:4]) == (
        1,
        [
            "quay-side/handbook.json cannot be read, so what else is in quay-side/ cannot be judged",
            "harbour/404.html has changed",
            "harbour/bakery/index.html has changed",
            "harbour/bakery/more.js was not built",
        ],
    )
    done = handbook("verify", str(tmp_path), cwd=clients)
    assert (done.returncode, "was not made by 'handbook build'" in done.stderr) == (2, True)
    (tmp_path / "x").write_text("1")
    for record, status in (({"files": {"../x": ""}}, 1), ({"files": 5}, 2), ({"files": {}, "brands": ["../y"]}, 2)):
        (tmp_path / "handbook.json").write_text(json.dumps(record), "utf-8")
        assert handbook("verify", str(tmp_path), cwd=clients).returncode == status, record

"""The site as published: whole, the same every time, and without a trace of what is for trainers."""

import json
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pypdf
import pytest

from generator import workers
from generator.assembly import read
from generator.build import build
from generator.editions import editions
from generator.verify import links_in
from generator.workshop import Order
from tests.conftest import copy_sample, handbook, with_trainer_sentinel

SENTINEL = "Zq7 sentinel"


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def words_of(path: Path) -> str:
    """Everything a reader, a search or a PDF viewer could find in a file."""
    if path.suffix == ".pdf":
        reader = pypdf.PdfReader(path)
        return str(reader.metadata) + "".join(page.extract_text() for page in reader.pages)
    if path.suffix in {".html", ".json", ".js", ".css", ".svg", ".xml"}:
        return path.read_text("utf-8")
    return ""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built with all its editions."""
    project = copy_sample(tmp_path_factory.mktemp("built") / "project")
    done = handbook("build", "--jobs", "1", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_the_contract_of_outputs(site: Path) -> None:
    for name in (
        "index.html",
        "handbook.json",
        "retail/index.html",
        "retail/search/search_index.json",
        "retail/worksheets/w01-three-words.pdf",
        "retail/worksheets/w01-three-words-letter.pdf",
        "retail/trainer/index.html",
        "retail/trainer/search/search_index.json",
        "retail/trainer/worksheets/w01-three-words-key.pdf",
        "retail/trainer/sessions/huddle-fairness.html",
        "retail/trainer/sessions/half-day.html",
        "retail/trainer/sessions/guide.html",
        "retail/trainer/packs/half-day-pack.pdf",
        "retail/trainer/packs/half-day-workbook.pdf",
        "retail/trainer/trainers/coverage.html",
        "healthcare/index.html",
    ):
        assert (site / name).is_file(), name
    assert not (site / "retail/worksheets/w01-three-words-key.pdf").exists()
    assert not (site / "retail/sessions").exists()
    assert not (site / "retail/packs").exists()


def test_the_record_lists_every_file_with_its_digest(site: Path) -> None:
    record = json.loads((site / "handbook.json").read_text("utf-8"))
    files = tree(site)
    del files["handbook.json"]
    assert record["files"] == files
    assert {edition["folder"] for edition in record["editions"]} == {
        "retail",
        "retail/trainer",
        "healthcare",
        "healthcare/trainer",
    }


def test_two_builds_give_the_same_bytes(built: Path) -> None:
    first = tree(built / "site")
    elsewhere = built.parent / "another place"
    shutil.copytree(built, elsewhere, ignore=shutil.ignore_patterns("site", "build"))
    done = handbook("build", "--jobs", "2", cwd=elsewhere, PYTHONHASHSEED="7", TZ="Pacific/Auckland", LC_ALL="C")
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(elsewhere / "site") == first


def test_broken_content_publishes_nothing(built: Path) -> None:
    before = tree(built / "site")
    file = built / "content" / "handbook.yml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("title:", "titel:", 1), "utf-8")
    done = handbook("build", cwd=built)
    file.write_text(good, "utf-8")
    assert done.returncode == 1
    assert "content/handbook.yml:" in done.stderr
    assert "unknown key 'titel'" in done.stderr
    assert "Did you mean 'title'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(built / "site") == before


def test_what_is_for_trainers_is_nowhere_in_the_staff_edition(project: Path) -> None:
    library, _ = read(project)
    assert library is not None
    marked = with_trainer_sentinel(library, SENTINEL)
    order = Order(project, marked, tuple(editions(marked)), with_paper=True)
    build(order, project / "site", workers.here)
    leaks, kept = [], set()
    for path in sorted((project / "site").rglob("*")):
        if path.is_file() and SENTINEL in re.sub(r"\s+", " ", words_of(path)):
            name = path.relative_to(project / "site").as_posix()
            if "/trainer/" in name:
                kept.add(path.suffix)
            else:
                leaks.append(name)
    assert leaks == []
    assert kept == {".html", ".json", ".pdf"}


def test_one_industry_leads_straight_to_its_handbook(tmp_path: Path, built: Path) -> None:
    industry = next(path.name for path in (built / "content" / "industries").iterdir())
    done = handbook("build", "--industry", industry, "--no-paper", "--out", str(tmp_path / "one"), cwd=built)
    assert done.returncode == 0, done.stderr
    assert f'content="0; url={industry}/index.html"' in (tmp_path / "one" / "index.html").read_text("utf-8")


def test_plain_mkdocs_builds_the_same_pages(built: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(built / "mkdocs.yml")]
    command += ["--site-dir", str(built / "plain")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=built)
    assert done.returncode == 0, done.stderr
    first = json.loads((built / "site" / "handbook.json").read_text("utf-8"))["editions"][0]["folder"]
    pages = {path.relative_to(built / "plain") for path in (built / "plain").rglob("*.html")}
    assert pages == {
        path.relative_to(built / "site" / first)
        for path in (built / "site" / first).rglob("*.html")
        if "trainer" not in path.relative_to(built / "site" / first).parts
    }


def test_zensical_builds_the_same_tree(built: Path) -> None:
    """The way on when Material ends: the generated project must need nothing that only MkDocs has."""
    project = built / "build" / "zensical"
    shutil.copytree(built / "build" / "bakery-en-staff", project, ignore=shutil.ignore_patterns("site"))
    command = [str(Path(sys.executable).parent / "zensical"), "build", "--config-file", "mkdocs.yml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    site = built / "site" / "bakery"
    ours = {path.relative_to(site) for path in site.rglob("*.html")}
    theirs = {path.relative_to(project / "site") for path in (project / "site").rglob("*.html")}
    assert {path for path in ours if path.parts[0] not in ("trainer", "w01")} == theirs


def test_no_page_is_heavy(site: Path) -> None:
    heavy = [str(path) for path in site.rglob("*.html") if path.stat().st_size > 60_000]
    assert heavy == []


def links_in_text(page: Path) -> list[str]:
    """Where the text of a page leads. Its menu does not count: on a phone that is a tap of its own."""
    return list(links_in(page.read_bytes().split(b"<article", 1)[1].split(b"</article>", 1)[0]).targets)


def test_every_page_is_within_three_taps_of_home(site: Path) -> None:
    for home in (site / "retail", site / "retail" / "trainer"):
        pages = {path.resolve() for path in home.rglob("*.html") if path.name != "404.html"}
        pages -= {path.resolve() for path in (home / "trainer").rglob("*.html")}
        reached = near = {(home / "index.html").resolve()}
        for _ in range(3):
            links = ((page, link.split("#")[0]) for page in near for link in links_in_text(page))
            near = {(page.parent / link).resolve() for page, link in links if link.endswith(".html")} & (pages - reached)
            reached = reached | near
        assert {str(path) for path in pages - reached} == set()

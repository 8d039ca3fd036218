"""The doctor names what is missing and what mends it."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator import doctor
from generator.doctor import State, examine
from tests.browser.install import NAMES
from tests.conftest import ROOT, handbook


def said(root: Path) -> dict[str, str]:
    """What is not good here, with what mends it."""
    return {found.says: found.mend for found in examine(root) if found.state is not State.GOOD}


def mend_of(words: str, root: Path) -> str:
    return next((mend for says, mend in said(root).items() if words in says), "nothing is said of it")


def test_a_whole_project_has_notes_and_nothing_to_mend() -> None:
    done = handbook("doctor")
    assert done.returncode == 0, done.stdout
    assert "the brand still says our organisation and contact" in done.stdout
    assert done.stdout.endswith("Nothing to mend.\n")


def test_what_is_missing_in_the_configuration_is_named(project: Path) -> None:
    assert "content/organisation/brand.yml" in mend_of("no site_address", project)
    assert mend_of("industry ferry is a draft", project) == "handbook check"
    brand = project / "content/brand.yml"
    brand.write_text(f"{brand.read_text('utf-8')}\nsite_address: https://bread.example/\n", "utf-8")
    assert mend_of("no site_address", project) == "nothing is said of it"


def test_a_change_of_the_brand_counts(project: Path) -> None:
    own = project / "content/organisation/changes.yml"
    own.parent.mkdir()
    own.write_text("changes: [{of: brand, replace: {site_address: 'https://bread.example/'}}]\n", "utf-8")
    assert mend_of("no site_address", project) == "nothing is said of it"


def test_other_and_missing_libraries_are_named(project: Path) -> None:
    (project / "requirements.txt").write_text("click==0.0.1 \\\n    --hash=sha256:00\nno-such-thing==1.0\n", "utf-8")
    assert mend_of("click", project) == "python -m pip install --require-hashes -r requirements.txt"
    done = handbook("doctor", "--quiet", cwd=project)
    assert done.returncode == 1
    assert "no-such-thing is missing, locked 1.0" in done.stdout


def test_a_broken_font_is_named(project: Path) -> None:
    next((project / "overrides/fonts").glob("*.ttf")).write_text("version https://git-lfs.github.com/spec/v1\n", "utf-8")
    assert mend_of("fonts are missing or broken", project) == "git checkout -- overrides"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_folder_is_named(project: Path) -> None:
    (project / "build").mkdir(mode=0o500)
    assert "chown" in mend_of("you may not write to build", project)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = int(other.getsockname()[1])
        monkeypatch.setattr(doctor, "PORTS", {port: "handbook serve --port 8001"})
        yield port


def test_a_port_in_use_is_named(project: Path, taken: int) -> None:
    assert mend_of(f"port {taken} is taken", project) == "handbook serve --port 8001"


def test_our_lines_and_browsers_are_those_of_our_files() -> None:
    brand = yaml.safe_load((ROOT / "content/brand.yml").read_text("utf-8"))
    assert {name: brand[name] for name in doctor.OUR_LINES} == doctor.OUR_LINES
    assert doctor.BROWSERS == NAMES

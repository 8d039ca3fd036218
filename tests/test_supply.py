"""What others made: licences that let us pass it on, files that we know, robots with no more rights than they need."""

import re
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

FREE = ("MIT", "BSD", "Apache", "MPL", "Mozilla", "PSF", "ISC")
"""Licences that ask no more of a handbook than to name them. With several to choose from, one is enough."""
NOT_SAID = {"axe-playwright-python": "MIT"}
"""What packages forget to say about themselves, and their repositories say."""
NOT_PASSED_ON = {"jinja2-ansible-filters": "GPL"}
"""Under other terms, but run by the tests alone (for copier) and in nothing that anybody is given."""
LOCKED = (ROOT / "requirements-dev.txt").read_text("utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OTHERS = (".ttf", ".otf", ".woff", ".woff2", ".pdf", ".png", ".jpg", ".wasm")


def licence(package: str) -> str:
    """What a package says of its licence, in whichever of the three places."""
    about = metadata(package)
    classifiers = [one for one in about.get_all("Classifier") or [] if one.startswith("License")]
    return " ".join(filter(None, (about.get("License-Expression"), *classifiers, about.get("License"))))


@pytest.mark.parametrize("package", sorted(set(re.findall(r"^([\w.-]+)==", LOCKED, re.MULTILINE))))
def test_every_package_may_be_passed_on(package: str) -> None:
    try:
        said = licence(package) or NOT_SAID[package]
    except PackageNotFoundError:
        pytest.skip("not needed on this machine")
    if package in NOT_PASSED_ON:
        assert NOT_PASSED_ON[package] in said
        assert f"\n{package}==" not in (ROOT / "requirements.txt").read_text("utf-8")
    else:
        assert any(name in said for name in FREE), said


def test_every_package_is_locked_with_its_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        blocks = re.split(r"\n(?=[\w.-]+==)", (ROOT / name).read_text("utf-8"))
        assert not [block for block in blocks if "==" in block and "--hash=sha256:" not in block]


def test_files_of_others_are_listed_with_their_digest() -> None:
    listed = (ROOT / "docs" / "vendored.md").read_text("utf-8")
    rows = re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", listed, re.MULTILINE)
    found = [path for path in sorted((ROOT / "overrides").rglob("*")) if path.suffix in OTHERS]
    assert dict(rows) == {path.relative_to(ROOT).as_posix(): sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_what_was_read_and_may_do_little(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert not [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)]
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow[True]  # YAML 1.1 reads `on` so

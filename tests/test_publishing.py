"""Ways to publish: each file can be read, and what it runs exists. Docker itself is not run here."""

import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml

from generator.publish import MARKER
from tests.conftest import ROOT, handbook
from tests.recipes import commands, fault, in_fences

FOLDER = ROOT / "docs" / "publishing"
GUIDE = (FOLDER / "README.md").read_text("utf-8")
LOCKED = "pip install --no-cache-dir --require-hashes -r requirements.txt"


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_file_is_named_in_the_guide_and_its_commands_exist(path: Path) -> None:
    assert path.name in GUIDE or path.suffix in (".md", ".dockerignore")
    found = list(in_fences(path)) if path.suffix == ".md" else list(commands(path.read_text("utf-8")))
    assert found or path.suffix in (".conf", ".dockerignore")
    assert [(words, fault(words)) for words in found if fault(words)] == []


def test_gitlab_publishes_what_was_built_with_the_locked_versions() -> None:
    pipeline = yaml.safe_load((FOLDER / "gitlab-ci.yml").read_text("utf-8"))
    assert "--require-hashes -r requirements.txt" in pipeline["default"]["before_script"][0]
    (out,) = pipeline["pages"]["artifacts"]["paths"]
    assert out == "public"  # GitLab's own name
    assert f"handbook build --out {out}" in pipeline["pages"]["script"]


def test_github_publishes_what_was_built() -> None:
    flow = yaml.safe_load((ROOT / ".github/workflows/handbook.yml").read_text("utf-8"))
    steps = flow["jobs"]["publish"]["steps"]
    assert flow["permissions"] == {"contents": "read"}
    assert [step["with"]["path"] for step in steps if "upload-pages" in step.get("uses", "")] == ["site"]


def test_the_container_is_built_from_locked_versions_and_runs_as_nobody() -> None:
    lines = (FOLDER / "Dockerfile").read_text("utf-8").split("\n")
    steps = [line.split(" ", 1) for line in lines if line and not line.startswith("#")]
    assert {word for word, _ in steps} <= {"FROM", "WORKDIR", "COPY", "RUN", "USER", "EXPOSE"}
    assert any(LOCKED in rest for _, rest in steps)
    assert all(re.search(r":\d", rest) for word, rest in steps if word == "FROM")
    users = [rest for word, rest in steps if word == "USER"]
    assert users
    assert users[-1] not in ("0", "root")
    sources = [rest.split()[0] for word, rest in steps if word == "COPY" and not rest.startswith("--from")]
    assert [name for name in sources if not (ROOT / name).exists()] == []
    port = next(rest for word, rest in steps if word == "EXPOSE")
    assert f"listen {port};" in (FOLDER / "nginx.conf").read_text("utf-8")
    assert "--read-only" in GUIDE


def test_a_site_is_packed_the_same_every_time(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "retail").mkdir(parents=True)
    refused = handbook("zip", cwd=tmp_path)
    assert (refused.returncode, "was not made by 'handbook build'" in refused.stderr) == (2, True)
    for name in ("index.html", "retail/index.html", MARKER, "_headers"):
        (site / name).write_text(name, "utf-8")
    packs = []
    for name in ("one.zip", "two.zip"):
        done = handbook("zip", "--out", name, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        packs.append((tmp_path / name).read_bytes())
        (site / "index.html").touch()
    assert packs[0] == packs[1]
    with ZipFile(io.BytesIO(packs[0])) as packed:
        assert packed.namelist() == ["_headers", MARKER, "index.html", "retail/index.html"]

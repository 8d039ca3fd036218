"""Parts of a build and editions from other machines: what was changed on the way, or would be written elsewhere, is refused."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from generator import cluster
from generator.archive import zipped
from generator.handbook import Audience, Edition
from generator.publish import MARKER, Refused
from generator.shards import Unfit, merge
from generator.site import SiteError
from tests.conftest import ROOT

BAKERY = Edition("bakery", "en", Audience.STAFF)
PAGE = b"<!doctype html><title>Good morning</title>"


def part(folder: Path, number: int, files: dict[str, bytes], **other: Any) -> Path:
    """What a build with a shard leaves."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    digests = {name: sha256(data).hexdigest() for name, data in files.items()}
    shard = {"number": number, "of": 2, "made_from": "the same", "ways": []} | other
    (folder / MARKER).write_text(json.dumps({"editions": [], "files": digests, "shard": shard}), "utf-8")
    return folder


def changed(folder: Path) -> None:
    (folder / "index.html").write_bytes(PAGE + b"!")


def made_a_link(folder: Path) -> None:
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(folder.parent / "thesis.odt")


def renamed(name: str) -> Callable[[Path], None]:
    """Have the record of a part name a file by another way."""

    def change(folder: Path) -> None:
        record = json.loads((folder / MARKER).read_text("utf-8"))
        record["files"] = {name.format(folder=folder): sha256(PAGE).hexdigest()}
        (folder / MARKER).write_text(json.dumps(record), "utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (changed, "is not as it was built"),
        (made_a_link, "lies outside"),
        (renamed("../two/index.html"), "lies outside"),  # inside that part, and outside of what is made of it
        (renamed("{folder}/index.html"), "lies outside"),
        (renamed("../thesis.odt"), "lies outside"),
        (renamed("a\0b"), "lies outside"),
    ],
)
def test_a_part_that_was_changed_is_refused(tmp_path: Path, change: Callable[[Path], None], said: str) -> None:
    (tmp_path / "thesis.odt").write_bytes(PAGE)
    parts = [part(tmp_path / "one", 1, {}), part(tmp_path / "two", 2, {"index.html": PAGE})]
    change(parts[1])
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises((Unfit, Refused), match=said):
        merge(parts, tmp_path / "site", ROOT)
    assert [path for path in sorted(tmp_path.rglob("*")) if path.suffix != ".lock"] == before


def test_a_brand_whose_site_would_lie_elsewhere_is_refused(tmp_path: Path) -> None:
    parts = [part(tmp_path / "one", 1, {}), part(tmp_path / "two", 2, {})]
    for one in parts:
        record = json.loads((one / MARKER).read_text("utf-8"))
        (one / MARKER).write_text(json.dumps(record | {"brands": ["../elsewhere"]}), "utf-8")
    with pytest.raises(Refused, match="lies outside"):
        merge(parts, tmp_path / "site", ROOT)
    assert not (tmp_path / "elsewhere").exists()


ENDLESS = {"number": 1, "of": 10**10, "made_from": "the same", "ways": []}


@pytest.mark.parametrize(
    "record",
    ["[]", "{}", '{"shard": 5}', "[" * 100_000, json.dumps({"files": {}, "editions": [], "shard": ENDLESS})],
)
def test_a_record_that_no_build_has_left_is_refused(tmp_path: Path, record: str) -> None:
    parts = [part(tmp_path / "one", 1, {}), part(tmp_path / "two", 2, {})]
    (parts[1] / MARKER).write_text(record, "utf-8")
    with pytest.raises(Unfit, match="is not as a build left it"):
        merge(parts, tmp_path / "site", ROOT)
    (parts[1] / MARKER).write_text(json.dumps({"editions": [], "files": {}}), "utf-8")
    with pytest.raises(Unfit, match="was not built with --shard"):
        merge(parts, tmp_path / "site", ROOT)


@pytest.mark.parametrize(
    ("files", "ways", "said"),
    [
        ({}, ["bakery/nowhere"], "a page leads to bakery/nowhere, which is not there"),
        ({"index.html": PAGE + b'<a href="nowhere/">x</a>'}, [], "a page leads to nowhere, which is not there"),
        ({"index.html": PAGE + b'<img src="//a.example/x.png">'}, [], "loads //a.example/x.png from another host"),
        ({"404.html": PAGE + b"<script>alert(1)</script>"}, [], "has a script that is not the theme's"),
    ],
)
def test_what_stands_around_the_parts_is_looked_through(
    tmp_path: Path, files: dict[str, bytes], ways: list[str], said: str
) -> None:
    parts = [part(tmp_path / "one", 1, files, ways=ways), part(tmp_path / "two", 2, {})]
    with pytest.raises(SiteError, match=said):
        merge(parts, tmp_path / "site", ROOT)
    assert not (tmp_path / "site").exists()


def test_parts_of_two_builds_are_refused(tmp_path: Path) -> None:
    parts = [part(tmp_path / "one", 1, {}), part(tmp_path / "two", 2, {}, made_from="another")]
    with pytest.raises(Unfit, match="was not made from the same files"):
        merge(parts, tmp_path / "site", ROOT)


def archive(name: str) -> bytes:
    """An edition with one page, as another machine sends it."""
    about = {"pages": 1, "sheets": 0, "ways_out": [], "digests": {name: sha256(PAGE).hexdigest()}}
    return zipped({"edition.json": json.dumps(about).encode(), f"site/{name}": PAGE}, packed=False)


def test_an_edition_from_another_machine_is_taken_as_it_was_sent(tmp_path: Path) -> None:
    sent = archive("help/index.html")
    cluster.received(BAKERY, sent, sha256(sent).hexdigest()).unpack(tmp_path)
    assert (tmp_path / "help" / "index.html").read_bytes() == PAGE
    with pytest.raises(SiteError, match="came back from the cluster damaged"):
        cluster.received(BAKERY, sent[:-1] + b"!", sha256(sent).hexdigest())


@pytest.mark.parametrize("name", ["../index.html", "/tmp/index.html", "a/../../index.html", "..\\index.html"])  # noqa: S108
def test_an_edition_with_a_file_for_elsewhere_is_refused(name: str) -> None:
    sent = archive(name)
    with pytest.raises(SiteError, match="lies outside of it"):
        cluster.received(BAKERY, sent, sha256(sent).hexdigest())


def test_a_project_is_unpacked_into_its_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    with pytest.raises(Refused, match="lies outside"):
        cluster.make_far(zipped({"../../thesis.odt": PAGE}, packed=True), (BAKERY,), False, cluster.versions(), BAKERY)
    assert not (tmp_path / "thesis.odt").exists()


def test_a_worker_of_another_version_makes_nothing() -> None:
    with pytest.raises(SiteError, match="has other versions installed: mkdocs 0"):
        cluster.make_far(zipped({"mkdocs.yml": b""}, packed=True), (BAKERY,), False, [*cluster.versions(), "mkdocs 0"], BAKERY)

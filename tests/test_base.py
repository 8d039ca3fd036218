"""What the installed package lends to a folder stays inside that folder, whatever the folder says."""

from pathlib import Path

import pytest

from generator import base
from generator.publish import Refused


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An organisation's folder, and a package that lends two files."""
    ours = tmp_path / "package" / "base"
    for name in ("content/handbook.yml", "overrides/theme/main.html"):
        (ours / name).parent.mkdir(parents=True, exist_ok=True)
        (ours / name).write_text("ours", "utf-8")
    (ours.parent / "mkdocs_hook.py").write_text("ours", "utf-8")
    monkeypatch.setattr(base, "BASE", ours)
    made = tmp_path / "folder"
    (made / "content" / "organisation").mkdir(parents=True)
    return made


def test_it_is_lent_and_taken_back(folder: Path) -> None:
    base.lend(folder)
    assert (folder / "overrides" / "theme" / "main.html").read_text("utf-8") == "ours"
    (base.BASE / "overrides" / "theme" / "main.html").unlink()
    base.lend(folder)
    assert not (folder / "overrides" / "theme" / "main.html").exists()


@pytest.mark.parametrize("name", ["../thesis.odt", "{outside}/thesis.odt", "content/../../thesis.odt"])
def test_a_note_that_names_somebodys_file_does_not_take_it(folder: Path, name: str) -> None:
    """Whoever sends content could send the note."""
    thesis = folder.parent / "thesis.odt"
    thesis.write_text("mine", "utf-8")
    (folder / base.LENT).write_text(f"old\n{name.format(outside=folder.parent)}\n", "utf-8")
    with pytest.raises(Refused, match="lies outside"):
        base.lend(folder)
    assert thesis.read_text("utf-8") == "mine"


def test_a_folder_that_is_a_link_is_not_written_through(folder: Path) -> None:
    home = folder.parent / "home"
    home.mkdir()
    (folder / "overrides").symlink_to(home)
    with pytest.raises(Refused, match="lies outside"):
        base.lend(folder)
    assert list(home.iterdir()) == []

"""Publishing replaces only what we made, and only by something whole."""

import os
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.publish import MARKER, Refused, check_between, inside, replacing


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name in ("content", "exercises", "overrides"):
        (root / name).mkdir(parents=True)
        (root / name / "mine.yml").write_text("mine", "utf-8")
    return root


def publish(out: Path, root: Path, text: str) -> None:
    with replacing(out, root) as fresh:
        (fresh / "index.html").write_text(text, "utf-8")
        (fresh / MARKER).write_text("{}", "utf-8")


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir() if path.name.startswith(".site.") and path.suffix != ".lock")


def test_a_site_is_published_and_replaced_whole(project: Path) -> None:
    out = project / "site"
    publish(out, project, "one")
    (out / "stale.html").write_text("old page", "utf-8")
    publish(out, project, "two")
    assert (out / "index.html").read_text("utf-8") == "two"
    assert not (out / "stale.html").exists()
    assert beside(out) == []


def test_an_error_on_the_way_leaves_the_last_good_site(project: Path) -> None:
    out = project / "site"
    publish(out, project, "good")
    with pytest.raises(FileExistsError), replacing(out, project) as fresh:
        (fresh / "index.html").mkdir(exist_ok=False) or (fresh / "index.html").mkdir()
    assert (out / "index.html").read_text("utf-8") == "good"
    assert beside(out) == []


def test_a_killed_build_leaves_the_last_good_site_and_the_next_one_cleans_up(project: Path) -> None:
    out = project / "site"
    publish(out, project, "good")
    script = textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from generator.publish import replacing
        with replacing(Path({str(out)!r}), Path({str(project)!r})) as fresh:
            (fresh / "index.html").write_text("half", "utf-8")
            os.kill(os.getpid(), signal.SIGKILL)
    """)
    done = subprocess.run([sys.executable, "-c", script], check=False, cwd=Path(__file__).parents[1])
    assert done.returncode == -signal.SIGKILL
    assert (out / "index.html").read_text("utf-8") == "good"
    assert beside(out) != []
    publish(out, project, "next")
    assert (out / "index.html").read_text("utf-8") == "next"
    assert beside(out) == []


def test_a_site_that_was_moved_aside_by_a_killed_build_comes_back(project: Path) -> None:
    out = project / "site"
    publish(out, project, "good")
    out.rename(project / ".site.old")
    with pytest.raises(ZeroDivisionError), replacing(out, project):
        raise ZeroDivisionError
    assert (out / "index.html").read_text("utf-8") == "good"


def test_two_builds_at_once_do_not_mix(project: Path) -> None:
    out = project / "site"
    with replacing(out, project) as fresh:
        (fresh / MARKER).write_text("{}", "utf-8")
        with pytest.raises(Refused, match="Another build"), replacing(out, project):
            pass
    assert (out / MARKER).is_file()


@pytest.mark.parametrize("out", [".", "..", "content", "content/site", "overrides/theme", "/", "~"])
def test_folders_that_must_not_be_replaced_are_refused(project: Path, out: str) -> None:
    target = Path(os.path.expanduser(out)) if out.startswith("~") else project / out
    before = sorted(project.rglob("*"))
    with pytest.raises(Refused), replacing(target, project):
        pass
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("name", ["project", "home", "here"])
def test_home_project_and_working_folder_are_refused_though_they_look_like_ours(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for one in ("home", "here"):
        (tmp_path / one).mkdir()
    (tmp_path / name / MARKER).write_text("{}", "utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(Refused, match="must not be replaced"), replacing(tmp_path / name, project):
        pass
    assert (tmp_path / name / MARKER).is_file()


@pytest.mark.parametrize("name", ["content", "content/site", "overrides/theme"])
def test_folders_of_the_project_are_refused_though_they_are_empty(project: Path, name: str) -> None:
    shutil.rmtree(project / name, ignore_errors=True)
    with pytest.raises(Refused, match="part of the project"), replacing(project / name, project):
        pass
    assert not (project / name).exists()


def test_a_file_is_refused(project: Path) -> None:
    (project / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(Refused, match="is a file"), replacing(project / "notes.txt", project):
        pass
    assert (project / "notes.txt").read_text("utf-8") == "mine"


def test_a_site_without_its_record_is_not_published(project: Path) -> None:
    publish(project / "site", project, "good")
    with pytest.raises(AssertionError, match="without its record"), replacing(project / "site", project) as fresh:
        (fresh / "index.html").write_text("no record", "utf-8")
    assert (project / "site" / "index.html").read_text("utf-8") == "good"


def test_all_is_on_the_disk_before_the_old_site_goes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(project / "site", project, "one")
    seen: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: seen.append((project / "site" / "index.html").read_text("utf-8")))
    publish(project / "site", project, "two")
    assert seen == ["one"]


@pytest.mark.parametrize("name", ["../thesis.odt", "a/../../thesis.odt", "{outside}/thesis.odt", "link/thesis.odt"])
def test_a_path_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path)
    assert inside(folder, "a/b.html") == folder / "a" / "b.html"
    with pytest.raises(Refused, match="lies outside"):
        inside(folder, name.format(outside=tmp_path))


def test_a_strangers_folder_is_refused(project: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "photos"
    stranger.mkdir()
    (stranger / "holiday.jpg").write_bytes(b"sun")
    with pytest.raises(Refused, match="was not made by this tool"), replacing(stranger, project):
        pass
    assert (stranger / "holiday.jpg").read_bytes() == b"sun"


def test_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    link = tmp_path / "site"
    link.symlink_to(project / "content")
    with pytest.raises(Refused, match="symbolic link"), replacing(link, project):
        pass
    assert (project / "content" / "mine.yml").is_file()


def test_an_empty_folder_may_be_used(project: Path) -> None:
    (project / "site").mkdir()
    publish(project / "site", project, "first")
    assert (project / "site" / "index.html").is_file()


@pytest.mark.parametrize("name", ["build", "build/cache", "build/bakery-en-staff/docs"])
def test_what_is_made_in_between_is_written_through_no_link(project: Path, tmp_path: Path, name: str) -> None:
    check_between(project)
    (tmp_path / "home").mkdir()
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).symlink_to(tmp_path / "home")
    with pytest.raises(Refused, match=f"{name} is a symbolic link"):
        check_between(project)

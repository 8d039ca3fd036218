"""A build makes what has changed and nothing else, alone or in parts, and always the same bytes."""

import os
import pickle
import re
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.assembly import read
from generator.editions import editions
from generator.workshop import Order
from tests.conftest import HANDBOOK, copy_sample, handbook
from tests.test_site import tree


def build(project: Path, *arguments: str) -> str:
    done = handbook("build", "--no-paper", *arguments, cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def states(said: str) -> dict[str, str]:
    """What is said of each edition."""
    return dict(re.findall(r"^  (\S+): \d+ pages, \d+ sheets, (.+)$", said, re.MULTILINE))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, built with all it has."""
    project = copy_sample(tmp_path_factory.mktemp("build") / "project")
    assert set(states(build(project)).values()) == {"made"}
    return project


@pytest.fixture
def again(built: Path, tmp_path: Path) -> Path:
    """The same project after its build, to change."""
    shutil.copytree(built, tmp_path / "project", copy_function=shutil.copy2)
    return tmp_path / "project"


def test_where_nothing_has_changed_nothing_is_done(again: Path) -> None:
    first = tree(again / "site")
    assert "Nothing has changed since it was built." in build(again)
    (again / "site" / "bakery" / "index.html").unlink()
    assert set(states(build(again)).values()) == {"as before"}
    assert tree(again / "site") == first
    assert "Nothing has changed" in build(again)
    assert "Nothing has changed" not in build(again, "--industry", "bakery")


def test_a_changed_sentence_remakes_its_trade_and_says_why(again: Path) -> None:
    file = again / "content" / "industries" / "ferry" / "examples.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("Rain on the quay", "Snow on the quay", 1), "utf-8")
    assert file.read_text("utf-8") != text
    found = states(build(again, "--verbose"))
    assert found["ferry-en-staff"] == "made anew: its examples"
    assert found["bakery-en-staff"] == "as before"
    cold = copy_sample(again.parent / "cold")
    shutil.copy(file, cold / "content" / "industries" / "ferry" / "examples.yml")
    build(cold, "--jobs", "1")
    assert tree(cold / "site") == tree(again / "site")


def snowing(project: Path) -> None:
    """A change that touches one trade."""
    file = project / "content" / "industries" / "ferry" / "examples.yml"
    file.write_text(file.read_text("utf-8").replace("Rain on the quay", "Snow on the quay", 1), "utf-8")


def test_what_has_not_changed_is_not_written_again(again: Path) -> None:
    page = again / "site" / "bakery" / "index.html"
    before, first = page.stat(), tree(again / "site")
    snowing(again)
    build(again)
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    warm = tree(again / "site")
    assert {name.split("/")[0] for name in warm if warm[name] != first.get(name)} == {"ferry", "handbook.json"}
    shutil.rmtree(again / "site")
    build(again)
    assert tree(again / "site") == warm


def test_nothing_is_taken_from_a_site_that_somebody_has_touched(again: Path) -> None:
    page = again / "site" / "bakery" / "index.html"
    whole = page.read_bytes()
    page.write_bytes(b"by hand")
    snowing(again)
    build(again)
    assert page.read_bytes() == whole


def test_a_page_with_a_fault_is_not_published(again: Path) -> None:
    first = tree(again / "site")
    template = again / "overrides" / "theme" / "main.html"
    text, mark = template.read_text("utf-8"), '<p class="hb-address">'
    template.write_text(text.replace(mark, f'<img src="//a.example/x.png">{mark}'), "utf-8")
    done = handbook("build", "--no-paper", "--industry", "ferry", "--audience", "staff", cwd=again)
    assert done.returncode == 1
    assert "loads //a.example/x.png from another host" in done.stderr
    assert "Nothing was published; site/ is as it was." in done.stderr
    assert tree(again / "site") == first


@pytest.mark.thorough
def test_a_template_remakes_every_edition(again: Path) -> None:
    sheet = again / "overrides" / "theme" / "assets" / "stylesheets" / "handbook.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n", "utf-8")
    assert set(states(build(again, "-v")).values()) == {"made anew: overrides/ or mkdocs.yml"}


@pytest.mark.thorough
def test_what_is_damaged_in_the_cache_is_made_again(again: Path) -> None:
    first = tree(again / "site")
    entries = [path for path in (again / "build" / "cache").rglob("*") if path.is_file()]
    for path in entries:
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    (again / "site" / "index.html").unlink()
    assert set(states(build(again, "-v")).values()) == {"made anew: what was kept of it has gone"}
    assert tree(again / "site") == first


@pytest.mark.thorough
def test_parts_made_apart_are_the_whole(again: Path, tmp_path: Path) -> None:
    parts = [str(tmp_path / "one"), str(tmp_path / "two")]
    for number, part in enumerate(parts, start=1):
        assert len(states(build(again, "--shard", f"{number}/2", "--out", part))) == 2
    done = handbook("merge", *parts, "--out", str(tmp_path / "whole"), cwd=again)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "whole") == tree(again / "site")

    done = handbook("merge", parts[1], "--out", str(tmp_path / "other"), cwd=again)
    assert (done.returncode, "These parts are missing: 1/2." in done.stderr) == (2, True)
    done = handbook("merge", "site", *parts, "--out", str(tmp_path / "other"), cwd=again)
    assert (done.returncode, "site is whole already" in done.stderr) == (2, True)
    page = next((tmp_path / "two").rglob("glossary.html"))
    page.write_text(page.read_text("utf-8").replace("a", "e"), "utf-8")
    done = handbook("merge", *parts, "--out", str(tmp_path / "other"), cwd=again)
    assert (done.returncode, "is not as it was built" in done.stderr) == (2, True)
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("shard", ["0/2", "3/2", "2", "a/b", "1/0"])
def test_a_part_of_no_whole_is_refused(built: Path, shard: str) -> None:
    done = handbook("build", "--shard", shard, cwd=built)
    assert (done.returncode, "is no part of a whole" in done.stderr) == (2, True)


def test_an_order_can_be_sent_to_another_process(built: Path) -> None:
    """Where a process cannot be copied, it gets its order by post."""
    library, _ = read(built)
    assert library is not None
    order = Order(built, library, tuple(editions(library)), with_paper=True)
    sent = pickle.loads(pickle.dumps(order))  # noqa: S301 - our own bytes
    assert sent.chosen == order.chosen
    assert [sent.handbook(edition) for edition in sent.chosen] == [order.handbook(edition) for edition in order.chosen]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is another thing there")
def test_a_terminal_of_eighty_columns_shows_the_progress(again: Path) -> None:
    """Lines and a bar, the bar whole: editions, pages, how fast, sheets, time gone and time left."""
    import fcntl
    import pty
    import termios

    shutil.rmtree(again / "build")
    us, them = pty.openpty()
    fcntl.ioctl(them, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    command, surroundings = [*HANDBOOK, "build", "--no-paper"], os.environ | {"TERM": "xterm"}
    with subprocess.Popen(command, cwd=again, stdin=them, stdout=them, stderr=them, env=surroundings) as process:
        os.close(them)
        shown = b"".join(iter(lambda: _read(us), b"")).decode()
    assert process.returncode == 0
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert re.search(r"Editions ━+ 4/4 \d+ pages \(\d+ a second\), 0 sheets 0:\d\d:\d\d 0:00:00", plain)
    assert set(states(plain.replace("\r", "\n")).values()) == {"made"}
    assert "[progress" not in plain


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed in another way elsewhere")
def test_no_worker_outlives_a_build_that_is_killed(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    first = subprocess.Popen([*HANDBOOK, "build", "--jobs", "2"], cwd=project, stderr=subprocess.DEVNULL)
    children = Path(f"/proc/{first.pid}/task/{first.pid}/children")
    until(lambda: len(children.read_text("utf-8").split()) == 1 + 2)  # one compiles templates
    workers = children.read_text("utf-8").split()
    first.kill()
    first.wait()
    until(lambda: not any(map(is_there, workers)))


def is_there(process: str) -> bool:
    """Whether a process runs: what is dead and not yet buried does not."""
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it has not come"
        time.sleep(0.02)

"""When the machine or the tool fails, a sentence says so, the last good site stays, and nobody's text is told."""

import errno
import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli.mishaps import REPORT, Commands


@click.group(cls=Commands)
def main() -> None:
    pass


@main.command()
@click.argument("number", type=int)
def stumble(number: int) -> None:
    raise OSError(number, os.strerror(number), "/home/ottoline/handbook/site/index.html")


@main.command()
def fail() -> None:
    try:
        {}["what the customer said"]
    except KeyError as cause:
        raise RuntimeError("Dear Ottoline,\nValueError: the secret is /home/ottoline") from cause


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "index.html: the disk is full."),
        (errno.EROFS, "index.html: it can only be read here."),
        (errno.EACCES, "index.html: this user may not read or write it."),
        (errno.EIO, "index.html: the disk does not answer as it should."),
    ],
)
def test_a_machine_that_fails_is_told_in_a_sentence(here: Path, number: int, said: str) -> None:
    done = CliRunner().invoke(main, ["stumble", str(number)])
    assert (done.exit_code, done.output) == (1, f"{said} What was published before is as it was.\n")
    assert not list(here.iterdir())


def test_a_fault_of_ours_leaves_a_report_without_anybodys_words(here: Path) -> None:
    done = CliRunner().invoke(main, ["fail"])
    assert done.exit_code == 70
    assert done.output.startswith("This is a fault of the handbook tool and not of your content.")
    assert "Traceback" not in done.output
    report = (here / REPORT).read_text("utf-8")
    assert "\nRuntimeError\n" in report
    assert "\n  test_mishaps.py:" in report
    assert not [word for word in ("Ottoline", "ottoline", "home", "customer", "secret", str(here)) if word in report]


def test_its_traceback_can_be_asked_for(here: Path) -> None:
    done = CliRunner(env={"HANDBOOK_DEBUG": "1"}).invoke(main, ["fail"])
    assert isinstance(done.exception, RuntimeError)
    assert not list(here.iterdir())


def test_misuse_stays_misuse(here: Path) -> None:
    assert CliRunner().invoke(main, ["stumble", "x"]).exit_code == 2
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0

"""A cluster makes the same bytes, also when one of its workers is lost on the way."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_sample, handbook
from tests.test_site import tree

PATIENCE = 60
"""Seconds after which nothing will come any more. Nothing is timed; this only ends a hang."""


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler on a free port of this machine with two workers; its address and the workers."""
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    address_file = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {**os.environ, "TMPDIR": str(tmp_path)}}
    started = [subprocess.Popen([*dask, "--scheduler-file", str(address_file)], cwd=ROOT, **quiet)]
    end = time.monotonic() + PATIENCE
    while not address_file.is_file() and time.monotonic() < end:
        time.sleep(0.1)
    address = re.findall(r"tcp://[^\"]+", address_file.read_text("utf-8"))[0]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    workers = [subprocess.Popen(worker, cwd=ROOT, **quiet) for _ in range(2)]
    yield address, workers
    for process in (*workers, *started):
        process.kill()
        process.wait()


@pytest.mark.thorough
def test_a_lost_worker_loses_nothing(tmp_path: Path, scheduler: tuple[str, list[subprocess.Popen[bytes]]]) -> None:
    address, workers = scheduler
    project = copy_sample(tmp_path / "project")
    here = handbook("build", "--no-paper", "--jobs", "1", "--out", "here", cwd=project)
    assert here.returncode == 0, here.stderr
    command = [sys.executable, "-c", "from generator.cli import main; main(prog_name='handbook')", "build"]
    command += ["--no-paper", "--scheduler", address, "--out", "there"]
    build = subprocess.Popen(
        command, cwd=project, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert build.stderr is not None
    assert "-en-" in next(line for line in build.stderr if "pages" in line)  # one edition is there, others are being made
    os.kill(workers[0].pid, signal.SIGKILL)
    _, said = build.communicate(timeout=PATIENCE)
    assert build.returncode == 0, said
    assert tree(project / "there") == tree(project / "here")


@pytest.mark.thorough
def test_an_address_where_nothing_is(tmp_path: Path) -> None:
    project = copy_sample(tmp_path / "project")
    done = handbook("build", "--scheduler", "tcp://127.0.0.1:1", cwd=project)
    assert (done.returncode, "There is no Dask scheduler at tcp://127.0.0.1:1." in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr

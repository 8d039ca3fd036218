"""Runs a command in this process with a fault planted: the file operation number N kills it or fails.

    python -m tests.faults.child COUNT_FILE FAULT NUMBER COMMAND [ARGUMENT]...

FAULT is `count` (write the number of operations into COUNT_FILE), `kill` (SIGKILL), or an error such as ENOSPC. Python
tells of every file operation before it happens (PEP 578), whoever asks for it, so no tool needs to know of this.

`forked` does so in a process of its own, which begins with all code read already: reading it is most of a small build.
"""

import errno
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing.context import ForkProcess
from pathlib import Path

TOLD = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree", "shutil.copytree", "shutil.copyfile"}
TOLD |= {"shutil.move", "tempfile.mkdtemp", "tempfile.mkstemp", "ctypes.dlsym"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
LATE = ("generator.cli.anew", "generator.engine", "mkdocs.commands.build", "mkdocs.config.defaults", "mkdocs.theme")
LATE += ("material.plugins.search.plugin", "jinja2.ext", "markdown.extensions.attr_list", "coloraide", "babel.dates")
"""What a build reads when it comes to need it."""
COMMANDS = {"handbook": ("generator.cli", "main"), "mkdocs": ("mkdocs.__main__", "cli")}


def main() -> None:
    """Plant the fault and run the command."""
    counted, fault, number, command, *arguments = sys.argv[1:]
    seen = [0]

    def hook(event: str, details: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(details[2], int) and details[2] & WRITES
        if not writes and event not in TOLD:
            return
        seen[0] += 1
        if seen[0] != int(number):
            return
        if fault == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        code = getattr(errno, fault)
        raise OSError(code, os.strerror(code), str(details[0]))

    sys.argv = [command, *arguments]
    sys.dont_write_bytecode = True
    module, name = COMMANDS[command]
    run = getattr(import_module(module), name)
    import_module("mkdocs.commands.build")  # what is imported late would count as well
    sys.addaudithook(hook)
    try:
        run(prog_name=command)
    finally:
        if fault == "count":
            done = seen[0]
            Path(counted).write_text(str(done), "utf-8")


def forked(arguments: Sequence[str], folder: Path, surroundings: Mapping[str, str], said: Path) -> ForkProcess:
    """A process, begun in a folder, that does the same; what it says goes into a file."""
    for name in LATE:
        import_module(name)
    process = multiprocessing.get_context("fork").Process(target=_begun, args=(arguments, folder, surroundings, said))
    process.start()
    return process


def _begun(arguments: Sequence[str], folder: Path, surroundings: Mapping[str, str], said: Path) -> None:
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(surroundings)
    handle = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    sys.argv = [__file__, *arguments]
    main()


if __name__ == "__main__":
    main()

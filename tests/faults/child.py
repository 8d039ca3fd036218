"""Runs a command in this process with a fault planted: the file operation number N kills it or fails.

    python -m tests.faults.child COUNT_FILE FAULT NUMBER COMMAND [ARGUMENT]...

FAULT is `count` (write the number of operations into COUNT_FILE), `kill` (SIGKILL), or an error such as ENOSPC. Python
tells of every file operation before it happens (PEP 578), whoever asks for it, so no tool needs to know of this.
"""

import errno
import os
import signal
import sys
from importlib import import_module
from pathlib import Path

TOLD = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.rmtree", "shutil.copytree", "shutil.copyfile"}
TOLD |= {"shutil.move", "tempfile.mkdtemp", "tempfile.mkstemp", "ctypes.dlsym"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
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


if __name__ == "__main__":
    main()

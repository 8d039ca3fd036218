"""Follows edits: what was saved is read again, and the pages that it changes are shown again.

A broken file leaves the last good pages where they are; its problems are said over them. Pages come first. Their
sheets follow from a process beside, which the next edit ends: what it had finished by then is kept.
"""

from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Thread

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from . import site, stamp, workshop
from .assembly import read
from .drawn import Drawing
from .editions import select
from .handbook import Edition
from .inputs import INPUTS
from .library import Library
from .pages import Kept
from .paper import PaperError, Press
from .preview import PreviewServer

_CALM = 0.05
"""Seconds without another change after which an edit is taken as whole: editors save in several steps."""
_TOUCHED = ("created", "modified", "moved", "deleted")


class Live:
    """One edition, shown while its files are being edited."""

    def __init__(self, root: Path, edition: Edition, port: int, say: Callable[[str], None]) -> None:
        """`say` hears each problem. Raises preview.PortTaken when something else listens at the port."""
        self._root, self._edition, self._say = root, edition, say
        self._folder = root / "build" / "live"
        self._shown = self._folder / "shown"
        self._shown.mkdir(parents=True, exist_ok=True)
        self._drawing = Drawing(root, self._folder, Kept())
        self._printing: BaseProcess | None = None
        self._saved = Event()
        self._complained = False
        self.server = PreviewServer(self._shown, port)

    def follow(self) -> None:
        """Show the edition as it is, and then after every edit, until the server is stopped."""
        watching = Observer()
        for name in INPUTS:
            watching.schedule(_Touched(self._saved), str(self._root / name), recursive=True)
        watching.start()
        Thread(target=self._keep_up, daemon=True).start()
        try:
            self.server.serve()
        except KeyboardInterrupt:
            pass  # the way to end it
        finally:
            watching.stop()
            self._stop_printing()

    def _keep_up(self) -> None:
        while True:
            self._show()
            self._saved.wait()
            self._saved.clear()
            while self._saved.wait(_CALM):
                self._saved.clear()

    def _show(self) -> None:
        library, problems = read(self._root)
        if library is None:
            self._complain("\n".join(problem.explain() for problem in problems))
            return
        try:
            if self._draw(library) or self._complained:  # a mistake that was undone leaves the pages as they were
                self._complained = False
                self.server.changed()
            self._print()
        except (site.SiteError, PaperError) as fault:
            self._complain(str(fault))

    def _draw(self, library: Library) -> bool:
        """Make the pages; returns whether any of them is another now."""
        handbook = select(library, self._edition)
        drawn = self._drawing.drawn(stamp.unbranded(handbook))
        return _laid_out(stamp.stamped(drawn, handbook.brand) | workshop.beside(handbook, self._root), self._shown)

    def _complain(self, message: str) -> None:
        self._complained = True
        self._say(message)
        self.server.say(message)

    def _print(self) -> None:
        self._stop_printing()
        self._printing = get_context("spawn").Process(
            target=_printed, args=(self._root, self._edition, self._shown), daemon=True
        )
        self._printing.start()

    def _stop_printing(self) -> None:
        if self._printing:
            self._printing.terminate()
            self._printing.join()


class _Touched(FileSystemEventHandler):
    def __init__(self, saved: Event) -> None:
        self._saved = saved

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that something was written. Files that are only read are no edit."""
        if event.event_type in _TOUCHED and not event.is_directory:
            self._saved.set()


def _laid_out(files: Mapping[str, bytes], folder: Path) -> bool:
    """Write what differs, each file in one step; returns whether there was any."""
    changed = False
    for name, data in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == data:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(data)
        beside.replace(path)
        changed = True
    return changed


def _printed(root: Path, edition: Edition, folder: Path) -> None:
    """In a process of its own: lay the sheets beside the pages that lead to them."""
    library, _ = read(root)
    if library:
        _laid_out(workshop.printed(select(library, edition), Press(root)), folder)

"""What a build shows of itself while it is at work."""

from types import TracebackType

from rich import progress
from rich.console import Console

from ..workers import Answer


class Building:
    """Editions, pages, sheets, and the time left; on a terminal as a bar, elsewhere as lines."""

    def __init__(self, editions: int, quiet: bool, verbose: bool) -> None:
        """`verbose` adds why an edition had to be made anew."""
        self._console = Console(stderr=True, quiet=quiet, highlight=False)
        self._quiet, self._verbose = quiet, verbose
        self._pages = self._sheets = 0
        counted = "[progress.description]{task.description}", progress.BarColumn(), progress.MofNCompleteColumn()
        timed = "{task.fields[what]}", progress.TimeElapsedColumn(), progress.TimeRemainingColumn()
        seen = self._console.is_terminal
        self._bar = progress.Progress(*counted, *timed, console=self._console, transient=True, disable=not seen)
        self._task = self._bar.add_task("Building editions", total=editions, what="")

    def __enter__(self) -> "Building":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        self._bar.stop()

    def tell(self, answer: Answer) -> None:
        """An edition is there."""
        made, why = answer
        self._bar.start()  # not before: workers are copies of this process, which then has one thread
        self._pages, self._sheets = self._pages + made.pages, self._sheets + made.sheets
        self._bar.update(self._task, advance=1, what=f"{self._pages} pages, {self._sheets} sheets")
        state = "as before" if why is None else f"made anew: {why}" if self._verbose else "made"
        self._console.print(f"  {made.edition.name}: {made.pages} pages, {made.sheets} sheets, {state}", markup=False)

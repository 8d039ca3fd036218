"""A build that has something to do, and what it shows of itself while it is at work."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType

import click
from rich import progress
from rich.console import Console
from rich.text import Text

from .. import ahead, publish, shards, site, workers
from .. import build as building
from ..editions import editions
from ..handbook import Edition
from ..library import Library
from ..paper import PaperError
from ..workers import Answer, Workers
from ..workshop import Order
from .building import Asked
from .terminal import among, count, known_only, soundly_read, speaker


def build_anew(root: Path, asked: Asked) -> int:
    """Build and publish; returns how many warnings there are. Ends the command when that cannot be."""
    with ahead.compiled(root) if asked.jobs > 1 else nullcontext():
        library, warnings = soundly_read(root, asked.strict, asked.quiet)
        chosen = _chosen(library, asked)
        order = Order(root, library, tuple(chosen), not asked.no_paper, asked.shard)
        with _Progress(len(order.part), asked.quiet, asked.verbose) as shown, _or_nothing(asked.out):
            building.build(order, asked.out, _workers(asked, order), shown.tell)
    speaker(asked.quiet)(f"Built {count(len(order.part), 'edition')}. Open {asked.out / 'index.html'} in a browser.")
    return warnings


def _chosen(library: Library, asked: Asked) -> list[Edition]:
    wanted = editions(library)
    known_only("brand", asked.brands, [edition.brand for edition in wanted if edition.brand])
    of_brands = [edition for edition in wanted if edition.brand in (asked.brands or [edition.brand])]
    chosen = among(of_brands, asked.industries, asked.languages, asked.audiences)
    if not chosen:
        raise click.UsageError("No row of content/organisation/editions.yml wants an edition that is all of this.")
    return chosen


def _workers(asked: Asked, order: Order) -> Workers:
    if asked.scheduler:
        from .. import cluster  # an extra: few have it

        return cluster.at(asked.scheduler)
    many = min(asked.jobs, len(order.part))
    return workers.beside(many) if many > 1 else workers.here


def join(root: Path, parts: Sequence[Path], out: Path) -> int:
    """Publish the parts of a build as one; returns how many editions there are. Ends the command when that cannot be."""
    with _or_nothing(out):
        return shards.merge(parts, out, root)


@contextmanager
def _or_nothing(out: Path) -> Iterator[None]:
    try:
        yield
    except (publish.Refused, shards.Unfit) as refused:
        raise click.UsageError(str(refused)) from None
    except (site.SiteError, PaperError) as fault:
        click.echo(f"{fault}\nNothing was published; {out}/ is as it was.", err=True)
        raise SystemExit(1) from None


class _Progress:
    """Editions, pages, sheets, how fast they come, and the time left; on a terminal as a bar, elsewhere as lines."""

    def __init__(self, editions: int, quiet: bool, verbose: bool) -> None:
        """`verbose` adds why an edition had to be made anew."""
        self._console = Console(stderr=True, quiet=quiet, highlight=False)
        self._verbose = verbose
        self._pages = self._sheets = 0
        counted = "{task.description}", progress.BarColumn(bar_width=10), progress.MofNCompleteColumn()
        timed = "{task.fields[what]}", progress.TimeElapsedColumn(), progress.TimeRemainingColumn()
        seen = self._console.is_terminal
        self._bar = progress.Progress(*counted, *timed, console=self._console, transient=True, disable=not seen)
        self._task = self._bar.add_task("Editions", total=editions, what="")

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        self._bar.stop()

    def tell(self, answer: Answer) -> None:
        """An edition is there."""
        made, why = answer
        self._bar.start()  # not before: workers are copies of this process, which then has one thread
        self._pages, self._sheets = self._pages + made.pages, self._sheets + made.sheets
        rate = self._pages / (self._bar.tasks[self._task].elapsed or 1)
        so_far = f"{self._pages} pages ({rate:.0f} a second), {self._sheets} sheets"
        self._bar.update(self._task, advance=1, what=so_far)
        state = "as before" if why is None else f"made anew: {why}" if self._verbose else "made"
        line = Text(f"  {made.edition.name}: {made.pages} pages, {made.sheets} sheets, {state}")
        self._console.print(line, soft_wrap=not self._console.is_terminal)  # it would break the bar, too

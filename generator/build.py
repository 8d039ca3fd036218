"""One build: editions -> rendered folders -> one site, verified, recorded and swapped in.

Editions of one industry are independent of all others, so they are made in worker processes.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from . import frame, ledger, packs, pages, paper, publish, site, verify
from .assembly import read
from .editions import Edition, Handbook, folder_of, neighbours, select
from .library import Library
from .paper import pictures


@dataclass(frozen=True)
class Built:
    """One edition on disk: its engine output, how many pages and sheets it has."""

    edition: Edition
    folder: Path
    pages: int
    sheets: int


def build(
    library: Library,
    chosen: Sequence[Edition],
    *,
    root: Path,
    out: Path,
    jobs: int,
    with_paper: bool,
    tell: Callable[[Built], None] = lambda built: None,
) -> list[Built]:
    """Build editions and publish them as one site into `out`.

    `library` must be free of errors. `tell` hears of each edition when it is ready. Raises
    publish.Refused for an unfit output folder and site.SiteError when the result is faulty; in
    both cases `out` stays as it was.
    """
    with publish.replacing(out, root) as fresh, publish.locked(root / "build"):
        built = sorted(_render_all(library, chosen, root, jobs, with_paper, tell), key=lambda one: one.edition)
        default = library.plan.languages[0]
        places = {edition: folder_of(edition, default) for edition in chosen}
        site.gather({places[one.edition]: one.folder for one in built}, fresh)
        (fresh / "index.html").write_bytes(pages.front_door(library, places, root))
        (fresh / "404.html").write_bytes(pages.lost(library, places, root))
        faults = list(verify.faults(fresh))
        if faults:
            raise site.SiteError("\n".join(faults[:20]))
        record = site.record([(edition, places[edition]) for edition in chosen], fresh)
        record[ledger.KEY] = ledger.ledger(library, chosen).as_json()
        (fresh / publish.MARKER).write_bytes(site.as_json(record))
        paper.Press(root).tidy()
    return built


def _render_all(
    library: Library, chosen: Sequence[Edition], root: Path, jobs: int, with_paper: bool, tell: Callable[[Built], None]
) -> Iterable[Built]:
    if jobs == 1 or len(chosen) == 1:
        built = []
        for edition in chosen:
            built.append(_render(library, edition, chosen, root, with_paper))
            tell(built[-1])
        return built
    # A worker reads the library again, once: cheaper than sending it, and the same bytes either way.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as workers:
        # Staff first: an edition for trainers has the same worksheets, and finds them made.
        in_turn = sorted(chosen, key=lambda edition: edition.for_trainers)
        tasks = [workers.submit(_read_and_render, edition, chosen, root, with_paper) for edition in in_turn]
        built = []
        for task in as_completed(tasks):
            built.append(task.result())
            tell(built[-1])
    return built


def _read_and_render(edition: Edition, chosen: Sequence[Edition], root: Path, with_paper: bool) -> Built:
    return _render(_library(root), edition, chosen, root, with_paper)


@cache
def _library(root: Path) -> Library:
    """The library of a worker process, which lives as long as one build."""
    library, problems = read(root)
    if library is None:
        raise site.SiteError(f"the content changed while it was being built: {problems[0].explain()}")
    return library


def _render(library: Library, edition: Edition, chosen: Sequence[Edition], root: Path, with_paper: bool) -> Built:
    handbook = select(library, edition)
    folder = root / "build" / edition.name
    book = pages.book(handbook, root, with_paper=with_paper)
    sheets = printed(handbook, paper.Press(root)) if with_paper else {}
    files = sheets | pictured(handbook, root)
    settings = site.write_sources(handbook, book, files, root, folder, neighbours(library, chosen, edition))
    return Built(edition, site.render(settings), len(book.pages), len(sheets))


def printed(handbook: Handbook, press: paper.Press) -> dict[str, bytes]:
    """Every PDF of an edition by its path in the site. A staff handbook has nothing to make keys and packs from."""
    sheets = {f"worksheets/{name}": pdf for name, pdf in paper.for_site(handbook, press).items()}
    return sheets | {f"packs/{name}": pdf for name, pdf in packs.for_site(handbook, press).items()}


def pictured(handbook: Handbook, root: Path) -> dict[str, bytes]:
    """The icons of an edition by path, what tells a device about them, and the card for links where links have an address."""
    files = {f"assets/icons/{name}": png for name, png in pictures.icons(handbook, root).items()}
    files["assets/handbook.webmanifest"] = site.as_json(frame.manifest(handbook, list(files)))
    if handbook.brand.site_address:
        files[frame.CARD] = pictures.card(handbook, root)
    return files

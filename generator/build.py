"""One build: editions -> rendered folders -> one site, verified, recorded and swapped in.

Editions of one industry are independent of all others, so they are made in worker processes.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from . import packs, pages, paper, publish, site, verify
from .addresses import folder_of
from .assembly import read
from .editions import Edition, Handbook, select
from .library import Library


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
        places = {one.edition: folder_of(one.edition, default) for one in built}
        site.gather({places[one.edition]: one.folder for one in built}, fresh)
        (fresh / "index.html").write_bytes(_front_door(library, chosen, root))
        faults = list(verify.faults(fresh))
        if faults:
            raise site.SiteError("\n".join(faults[:20]))
        record = site.record([(edition, places[edition]) for edition in chosen], fresh)
        (fresh / publish.MARKER).write_bytes(site.as_json(record))
        paper.Press(root).tidy()
    return built


def _render_all(
    library: Library, chosen: Sequence[Edition], root: Path, jobs: int, with_paper: bool, tell: Callable[[Built], None]
) -> Iterable[Built]:
    if jobs == 1 or len(chosen) == 1:
        built = []
        for edition in chosen:
            built.append(_render(library, edition, root, with_paper))
            tell(built[-1])
        return built
    # A worker reads the library again, once: cheaper than sending it, and the same bytes either way.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as workers:
        # Staff first: an edition for trainers has the same worksheets, and finds them made.
        in_turn = sorted(chosen, key=lambda edition: edition.for_trainers)
        tasks = [workers.submit(_read_and_render, edition, root, with_paper) for edition in in_turn]
        built = []
        for task in as_completed(tasks):
            built.append(task.result())
            tell(built[-1])
    return built


def _read_and_render(edition: Edition, root: Path, with_paper: bool) -> Built:
    return _render(_library(root), edition, root, with_paper)


@cache
def _library(root: Path) -> Library:
    """The library of a worker process, which lives as long as one build."""
    library, problems = read(root)
    if library is None:
        raise site.SiteError(f"the content changed while it was being built: {problems[0].explain()}")
    return library


def _render(library: Library, edition: Edition, root: Path, with_paper: bool) -> Built:
    handbook = select(library, edition)
    folder = root / "build" / edition.name
    book = pages.book(handbook, root, with_paper=with_paper)
    files = printed(handbook, paper.Press(root)) if with_paper else {}
    settings = site.write_sources(handbook, book, files, root, folder)
    return Built(edition, site.render(settings), len(book.pages), len(files))


def printed(handbook: Handbook, press: paper.Press) -> dict[str, bytes]:
    """Every PDF of an edition by its path in the site. A staff handbook has nothing to make keys and packs from."""
    sheets = {f"worksheets/{name}": pdf for name, pdf in paper.for_site(handbook, press).items()}
    return sheets | {f"packs/{name}": pdf for name, pdf in packs.for_site(handbook, press).items()}


def _front_door(library: Library, chosen: Sequence[Edition], root: Path) -> bytes:
    """The page that lets readers choose their industry; with one industry it leads straight there."""
    default = library.plan.languages[0]
    language = library.languages[default]
    industries = [library.industries[name] for name in dict.fromkeys(edition.industry for edition in chosen)]
    places = {
        (edition.industry, str(edition.audience)): folder_of(edition, default)
        for edition in chosen
        if edition.language == default
    }
    template = pages.template_environment(root).get_template("chooser.html.j2")
    html = template.render(
        plan=library.plan, brand=library.brand, language=language, words=language.words, industries=industries, places=places
    )
    return html.encode()

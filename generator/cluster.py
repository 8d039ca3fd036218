"""Editions made by the workers of a Dask cluster, on other machines.

The project travels once, as a ZIP; a worker unpacks it below its own temporary folder and reads it once. An edition
comes back as the bytes that a process here would have made, and their digest is checked. When a worker is lost,
another makes what it was at.
"""

import io
import tempfile
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from filelock import FileLock

from . import engine, inputs
from .archive import zipped
from .assembly import read
from .handbook import Edition
from .paper import press
from .publish import Refused, inside
from .site import SiteError
from .workers import Answer, Workers, handed
from .workshop import Made, Order, make, opened

_AT_ONCE = 2
"""Editions asked for at a time for each thread of the cluster: one at work, one waiting."""
_one_at_a_time = threading.Lock()
"""The engine keeps things for its whole process, so a worker with several threads makes one edition after the other."""


def at(address: str) -> Workers:
    """The workers of the scheduler at an address such as `tcp://10.0.0.5:8786`. Raises Refused when there is none."""

    def at_work(order: Order) -> Iterator[Answer]:
        try:
            from distributed import Client  # an extra: few need it
        except ImportError:
            raise Refused("A cluster needs Dask. Install it: pip install 'service-handbook[dask]'") from None
        try:
            cluster: Any = Client  # it has no types
            client = cluster(address, timeout="5s", set_as_default=False)
        except (OSError, ValueError):
            raise Refused(f"There is no Dask scheduler at {address}.") from None
        with client:
            project = client.scatter(_packed(order.root), broadcast=True)
            pool = client.get_executor(pure=False, retries=3)
            at_once = _AT_ONCE * max(1, sum(client.nthreads().values()))
            sent = (tuple(order.chosen), order.with_paper, versions())
            answers = handed(lambda edition: pool.submit(make_far, project, *sent, edition), order.part, at_once)
            for edition, archive, digest, why in answers:
                yield received(edition, archive, digest), why

    return at_work


def received(edition: Edition, archive: bytes, digest: str) -> Made:
    """An edition that another machine has sent, with the digest it gave. Raises SiteError when it is not whole and sound."""
    if sha256(archive).hexdigest() != digest:
        raise SiteError(f"{edition.name} came back from the cluster damaged.")
    return opened(edition, archive)


def versions() -> list[str]:
    """What must be the same on every machine, so that all make the same bytes."""
    names = ("service-handbook", *engine.ENGINES, *press.ENGINES)
    return [f"{name} {version(name)}" for name in names] + [inputs.code()]


def _packed(root: Path) -> bytes:
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in inputs.files(root)}
    return zipped(files, packed=True)


def make_far(
    project: bytes, chosen: Sequence[Edition], with_paper: bool, theirs: list[str], edition: Edition
) -> tuple[Edition, bytes, str, str | None]:
    """On a worker: an edition as bytes, with their digest, and why it was made.

    Raises SiteError when `theirs`, the versions of whoever asks, are others.
    """
    if theirs != versions():
        differing = sorted(set(theirs) ^ set(versions()))
        raise SiteError(f"A worker of the cluster has other versions installed: {', '.join(differing)}.")
    with _one_at_a_time:
        made, why = make(_order(_unpacked(project), tuple(chosen), with_paper), edition)
    return edition, made.archive, sha256(made.archive).hexdigest(), why


@cache
def _order(root: Path, chosen: tuple[Edition, ...], with_paper: bool) -> Order:
    library, problems = read(root)
    if library is None:
        raise SiteError(f"The content changed while it was sent: {problems[0].explain()}")
    return Order(root, library, chosen, with_paper)


def _unpacked(project: bytes) -> Path:
    """The project as files, below a folder that its digest names."""
    folder = Path(tempfile.gettempdir(), f"service-handbook-{sha256(project).hexdigest()[:16]}")
    with FileLock(f"{folder}.lock"):
        if not (folder / "mkdocs.yml").is_file():  # it comes last
            with ZipFile(io.BytesIO(project)) as archive:
                for name in archive.namelist():
                    path = inside(folder, name)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(archive.read(name))
    return folder

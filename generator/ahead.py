"""The code of all templates, compiled by a process beside this one, which reads the content meanwhile.

Else the first edition of every worker would wait for it.
"""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from jinja2 import TemplateError

from . import inputs
from .cache import CACHE, Cache, digest_of, key_of
from .pages.writer import template_environment


@contextmanager
def compiled(root: Path) -> Iterator[None]:
    """Compile a project's templates meanwhile, unless that was done before. Whoever needs one sooner compiles it, too."""
    cache, overrides = Cache(root / CACHE), root / "overrides"
    templates = (path for path in overrides.rglob("*") if path.suffix in (".html", ".j2"))
    key = key_of("ahead", inputs.packages(), digest_of(templates, overrides))
    if sys.platform != "linux" or cache.find(key) is not None:  # elsewhere a process is no copy, and takes longer than it saves
        yield
        return
    beside = get_context("fork").Process(target=_compile, args=(root, cache, key), daemon=True)
    beside.start()
    try:
        yield
        beside.join()
    finally:
        beside.kill()


def _compile(root: Path, cache: Cache, key: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the first process says that it was stopped
    from . import theme  # late: with the engine

    ours, theirs = template_environment(root), theme.environment(root, cache)
    try:
        for name in ours.list_templates(("j2",)):
            ours.get_template(name)
        for name in theme.templates(theirs):
            theirs.get_template(name)
    except (TemplateError, UnicodeDecodeError):
        return  # who needs that template says what is wrong with it
    cache.keep(key, b"")

"""The thin hook behind plain `mkdocs build` and `mkdocs serve` at the project's root.

It writes the pages of one edition and points the engine at them. `handbook build` does not use it.
While serving, broken content leaves the last good pages in place and says what is wrong.
"""

import logging
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from generator import paper, site, workshop
from generator.assembly import AUTHORED, read
from generator.editions import editions, select
from generator.handbook import Audience, Edition
from generator.library import Library
from generator.pages import book
from generator.problems import Level

_log = logging.getLogger("mkdocs.hooks.handbook")


_SERVING: list[str] = []


def on_startup(command: str, **_: Any) -> None:
    """Remember whether pages are only shown on this machine."""
    if command == "serve":
        _SERVING.append(command)


def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Write the edition and take over its settings."""
    root = Path(config.config_file_path).parent
    folder = root / "build" / "preview-source"
    library, problems = read(root)
    for problem in problems:
        _log.log(logging.ERROR if problem.level is Level.ERROR else logging.INFO, problem.explain())
    if library is not None:
        handbook = select(library, _edition(library, config))
        files = workshop.printed(handbook, paper.Press(root)) | workshop.beside(handbook, root)
        site.write_sources(handbook, book(handbook, root), files, root, folder)
    elif not (folder / "mkdocs.yml").is_file():
        raise Abort("The content has problems; nothing was built.")
    site_dir = config.site_dir
    edition = load_config(str(folder / "mkdocs.yml"), site_dir=site_dir)
    for key in ("docs_dir", "nav", "site_name", "site_description", "copyright", "theme", "extra"):
        config[key] = edition[key]
    if _SERVING:
        config.extra["policy"] |= {"meta": ""}  # what the engine follows edits with is a script inside the page
    config.watch += [str(root / name) for name in (*AUTHORED, "overrides")]
    return config


def on_serve(server: LiveReloadServer, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Watch what authors edit, not the pages made from it."""
    server.unwatch(config.docs_dir)
    return server


def _edition(library: Library, config: MkDocsConfig) -> Edition:
    """The industry named under `extra: industry:` in mkdocs.yml, else the first one; for staff."""
    first = editions(library)[0]
    return Edition(str(config.extra.get("industry") or first.industry), first.language, Audience.STAFF)

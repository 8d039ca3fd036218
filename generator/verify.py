"""Looks through a finished site for what must not be published: dead links and foreign requests."""

import os
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag


class Links(HTMLParser):
    """Collects where a page leads, what it loads, and its anchors."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag's id, link and source."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.anchors.add(values["id"])
        if tag == "a" and "href" in values:
            self.targets.append(values["href"])
        loaded = values.get("src") or (values.get("href") if tag == "link" and values.get("rel") != "canonical" else None)
        if loaded:
            self.loads.append(loaded)


def faults(site: Path) -> Iterator[str]:
    """What must not be published: links that lead nowhere and anything loaded from another host."""
    pages = {path: links_of(path) for path in sorted(site.rglob("*.html"))}
    for path, links in pages.items():
        name = path.relative_to(site).as_posix()
        for load in links.loads:
            if re.match(r"(https?:)?//", load):
                yield f"{name} loads {load} from another host"
        if path.name == "404.html":
            continue  # the engine writes its links from the root of the host
        for target in links.targets:
            if not re.match(r"[a-z]+:", target) and not _leads_somewhere(path, target, pages):
                yield f"{name} links to {target}, which is not there"


def links_of(path: Path) -> Links:
    """Where a finished page leads and what it loads."""
    parser = Links()
    parser.feed(path.read_text("utf-8"))
    return parser


def _leads_somewhere(page: Path, target: str, pages: Mapping[Path, Links]) -> bool:
    address, anchor = urldefrag(target)
    other = Path(os.path.normpath(page.parent / unquote(address))) if address else page
    other = other / "index.html" if other.is_dir() else other
    if not other.is_file():
        return False
    return not anchor or other not in pages or unquote(anchor) in pages[other].anchors or anchor == "__skip"

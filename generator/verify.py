"""Looks through a finished site for what must not be published: dead links and foreign requests."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag


@dataclass(frozen=True)
class Links:
    """Where a page leads, what it loads, and the anchors that others can lead to."""

    targets: tuple[str, ...]
    loads: tuple[str, ...]
    anchors: frozenset[str]


def links_in(html: str) -> Links:
    """The links of a finished page."""
    reader = _Reader()
    reader.feed(html)
    return Links(tuple(reader.targets), tuple(reader.loads), frozenset(reader.anchors))


def faults(pages: Mapping[str, Links], files: Collection[str]) -> Iterator[str]:
    """What must not be published: links that lead nowhere and anything loaded from another host.

    `pages` are a site's pages by path and `files` the paths of all that it holds, pages too. Links that lead out
    of it are for `ways_out`.
    """
    for name, links in pages.items():
        yield from foreign(name, links)
        if posixpath.basename(name) == "404.html":
            continue  # the engine writes its links from the root of the host
        for target in links.targets:
            if is_path(target) and not _leads_somewhere(name, target, pages, files):
                yield f"{name} links to {target}, which is not there"


def foreign(name: str, links: Links) -> Iterator[str]:
    """What a page loads from another host."""
    yield from (f"{name} loads {load} from another host" for load in links.loads if re.match(r"(https?:)?//", load))


def ways_out(pages: Mapping[str, Links]) -> set[str]:
    """Where links lead that leave the site: paths from its top, such as `../healthcare/index.html`."""
    ends = {_end(name, urldefrag(target)[0]) for name, links in pages.items() for target in links.targets if is_path(target)}
    return {end for end in ends if end.startswith("../")}


def links_of(path: Path) -> Links:
    """The links of a page on disk."""
    return links_in(path.read_text("utf-8"))


class _Reader(HTMLParser):
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


def is_path(target: str) -> bool:
    """Whether a link is to something on this site."""
    return not re.match(r"[a-z]+:", target)


def _end(page: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address))) if address else page


def _leads_somewhere(page: str, target: str, pages: Mapping[str, Links], files: Collection[str]) -> bool:
    address, anchor = urldefrag(target)
    end = _end(page, address)
    if end.startswith("../"):
        return True
    end = end if end in files else posixpath.normpath(posixpath.join(end, "index.html"))
    if end not in files:
        return False
    return not anchor or end not in pages or unquote(anchor) in pages[end].anchors or anchor == "__skip"

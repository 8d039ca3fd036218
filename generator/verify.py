"""Looks through a finished site for what must not be published: dead links, foreign requests, scripts of unknown origin."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import etree

from .pages import Policy
from .pages.policy import digest


@dataclass(frozen=True)
class Links:
    """Where a page leads, what it loads, the anchors that others can lead to, its scripts and what it allows."""

    targets: tuple[str, ...]
    loads: tuple[str, ...]
    anchors: frozenset[str]
    scripts: tuple[str, ...]
    """The digest of each, as the page says it or as its text gives it."""
    allows: tuple[str, ...]
    """Its policies."""
    inline: tuple[str, ...]
    """Styles and scripts that stand in attributes, each with its tag."""


def links_in(page: bytes) -> Links:
    """The links of a finished page, read as a browser splits it into tags (libxml2 2.14, by the rules of HTML 5)."""
    seen = _Seen()
    for element in etree.fromstring(page, parser=etree.HTMLParser(encoding="utf-8")).iter(etree.Element):
        seen.note(str(element.tag), element.attrib, element.text or "")
    return Links(
        tuple(seen.targets),
        tuple(seen.loads),
        frozenset(seen.anchors),
        tuple(seen.scripts),
        tuple(seen.allows),
        tuple(seen.inline),
    )


def links_of(path: Path) -> Links:
    """The links of a page on disk."""
    return links_in(path.read_bytes())


def faults(pages: Mapping[str, Links], files: Collection[str], policy: Policy) -> Iterator[str]:
    """What must not be published: links that lead nowhere, and what `unfit` finds on single pages.

    `pages` are a site's pages by path and `files` the paths of all that it holds, pages too. Links that lead out
    of it are for `ways_out`.
    """
    for name, links in pages.items():
        yield from unfit(name, links, policy)
        if posixpath.basename(name) == "404.html":
            continue  # the engine writes its links from the root of the host
        for target in links.targets:
            if is_path(target) and not _leads_somewhere(name, target, pages, files):
                yield f"{name} links to {target}, which is not there"


def unfit(name: str, links: Links, policy: Policy) -> Iterator[str]:
    """What a page must not have: anything from another host, a script outside the policy, scripts in attributes."""
    yield from (f"{name} loads {load} from another host" for load in links.loads if re.match(r"(https?:)?//", load))
    if links.allows != (policy.meta,):
        yield f"{name} does not carry the policy of what it may load and run"
    if set(links.scripts) - set(policy.digests):
        yield f"{name} has a script that is not the theme's; put yours into overrides/theme/assets/javascripts/"
    yield from (f"{name} has {attribute}; write it in a style or a script of its own" for attribute in links.inline)


def ways_out(pages: Mapping[str, Links]) -> set[str]:
    """Where links lead that leave the site: paths from its top, such as `../healthcare/index.html`."""
    ends = {_end(name, urldefrag(target)[0]) for name, links in pages.items() for target in links.targets if is_path(target)}
    return {end for end in ends if end.startswith("../")}


def is_path(target: str) -> bool:
    """Whether a link is to something on this site."""
    return not re.match(r"[a-z]+:", target)


class _Seen:
    def __init__(self) -> None:
        self.targets: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.scripts: list[str] = []
        self.allows: list[str] = []
        self.inline: list[str] = []

    def note(self, tag: str, values: Mapping[str, str], text: str) -> None:
        """Note an element's id, link, source or script."""
        if "id" in values:
            self.anchors.add(values["id"])
        self.inline += [f"{name}= on <{tag}>" for name in values if name == "style" or name.startswith("on")]
        if tag == "script" and "src" in values:
            self.scripts.append(values.get("integrity", ""))
        elif tag == "script" and "json" not in values.get("type", ""):  # which is data
            self.scripts.append(digest(text.encode()))
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.allows.append(values.get("content", ""))
        if tag == "a" and "href" in values:
            self.targets.append(values["href"])
        loaded = values.get("src") or (values.get("href") if tag == "link" and values.get("rel") != "canonical" else None)
        if loaded:
            self.loads.append(loaded)


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

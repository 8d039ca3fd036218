"""Looks through a finished site for what must not be published: dead links, foreign requests, scripts of unknown origin."""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import etree

from .pages import Policy
from .pages.policy import digest

_TARGETS, _SOURCES, _ANCHORS = (etree.XPath(path, smart_strings=False) for path in ("//a/@href", "//@src", "//@id"))
_INLINE = etree.XPath("//@style | //@*[starts-with(name(), 'on')]")
_PARSER = etree.HTMLParser(encoding="utf-8")
"""One for all pages: to make a parser takes half as long as to parse a page."""


READER = [version("lxml"), sha256(Path(__file__).read_bytes()).hexdigest()]
"""What the links of a page depend on besides the page."""


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

    def as_json(self) -> list[list[str]]:
        """To be kept: each field in turn."""
        return [sorted(value) if isinstance(value, frozenset) else list(value) for value in vars(self).values()]

    @classmethod
    def of_json(cls, kept: list[list[str]]) -> "Links":
        """From what was kept."""
        targets, loads, anchors, *rest = map(tuple, kept)
        return cls(targets, loads, frozenset(anchors), *rest)


def links_in(page: bytes) -> Links:
    """The links of a finished page, read as a browser splits it into tags (libxml2 2.14, by the rules of HTML 5)."""
    root = etree.fromstring(page, parser=_PARSER)
    policies = (meta for meta in root.iter("meta") if meta.get("http-equiv", "").lower() == "content-security-policy")
    sheets = (link.get("href", "") for link in root.iter("link") if link.get("rel") != "canonical")
    return Links(
        targets=tuple(dict.fromkeys(_TARGETS(root))),
        loads=tuple(filter(None, (*_SOURCES(root), *sheets))),
        anchors=frozenset(_ANCHORS(root)),
        scripts=tuple(filter(None, map(_script, root.iter("script")))),
        allows=tuple(meta.get("content", "") for meta in policies),
        inline=tuple(f"{value.attrname}= on <{value.getparent().tag}>" for value in _INLINE(root)),
    )


def _script(script: etree._Element) -> str | None:
    """The digest of a script, as the page says it or as its text gives it; none of what is data."""
    if "src" in script.attrib:
        return str(script.get("integrity", "none"))
    return None if "json" in script.get("type", "") else digest((script.text or "").encode())


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


_FOREIGN = re.compile(r"\s*(https?:)?[/\\]{2}", re.IGNORECASE)
"""An address at another host. Browsers take a backslash for a slash (WHATWG URL, "special authority slashes state")."""


def unfit(name: str, links: Links, policy: Policy) -> Iterator[str]:
    """What a page must not have: anything from another host, a script outside the policy, scripts in attributes."""
    yield from (f"{name} loads {load} from another host" for load in links.loads if _FOREIGN.match(load))
    if links.allows != (policy.meta,):
        yield f"{name} does not carry the policy of what it may load and run"
    if set(links.scripts) - set(policy.digests):
        yield f"{name} has a script that is not the theme's; put yours into overrides/theme/assets/javascripts/"
    yield from (f"{name} has {attribute}; write it in a style or a script of its own" for attribute in links.inline)


def ways_out(pages: Mapping[str, Links]) -> set[str]:
    """Where links lead that leave the site: paths from its top, such as `../healthcare/index.html`."""
    ends = {
        _end(posixpath.dirname(name), target)[0] for name, links in pages.items() for target in links.targets if is_path(target)
    }
    return {end for end in ends if end.startswith("../")}


@lru_cache(maxsize=10_000)
def is_path(target: str) -> bool:
    """Whether a link is to something on this site."""
    return not re.match(r"[a-z]+:", target)


@lru_cache(maxsize=10_000)
def _end(folder: str, target: str) -> tuple[str, str]:
    """Where a link from a page in a folder leads, and the anchor there. A link that only says an anchor leads to no path."""
    address, anchor = urldefrag(target)
    return posixpath.normpath(posixpath.join(folder, unquote(address))) if address else "", unquote(anchor)


def _leads_somewhere(page: str, target: str, pages: Mapping[str, Links], files: Collection[str]) -> bool:
    end, anchor = _end(posixpath.dirname(page), target)
    end = end or page
    if end.startswith("../"):
        return True
    end = end if end in files else posixpath.normpath(posixpath.join(end, "index.html"))
    if end not in files:
        return False
    return not anchor or end not in pages or anchor in pages[end].anchors or anchor == "__skip"

"""Looks through a finished site for what must not be published: dead links, foreign requests, scripts of unknown origin."""

import os
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

from .pages import Policy
from .pages.policy import digest


class Links(HTMLParser):
    """Collects where a page leads, what it loads, its anchors, its scripts and what it allows."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.scripts: list[str] = []
        self.allows: list[str] = []
        self.inline: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag's id, link and source."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.anchors.add(values["id"])
        self.inline += [f"{name}= on <{tag}>" for name in values if name == "style" or name.startswith("on")]
        if tag == "script" and "src" in values:
            self.scripts.append(values.get("integrity", ""))
        elif tag == "script" and "json" not in values.get("type", ""):  # which is data
            self._in_script = True
        if tag == "meta" and values.get("http-equiv", "").lower() == "content-security-policy":
            self.allows.append(values.get("content", ""))
        if tag == "a" and "href" in values:
            self.targets.append(values["href"])
        loaded = values.get("src") or (values.get("href") if tag == "link" and values.get("rel") != "canonical" else None)
        if loaded:
            self.loads.append(loaded)

    def handle_data(self, data: str) -> None:
        """Note a script that stands in the page by its digest."""
        if self._in_script:
            self.scripts.append(digest(data.encode()))

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self._in_script = False


def faults(site: Path, policy: Policy) -> Iterator[str]:
    """What must not be published: links that lead nowhere, anything loaded from another host, a script outside the policy."""
    pages = {path: links_of(path) for path in sorted(site.rglob("*.html"))}
    for path, links in pages.items():
        name = path.relative_to(site).as_posix()
        for load in links.loads:
            if re.match(r"(https?:)?//", load):
                yield f"{name} loads {load} from another host"
        if links.allows != [policy.meta]:
            yield f"{name} does not carry the policy of what it may load and run"
        if set(links.scripts) - set(policy.digests):
            yield f"{name} has a script that is not the theme's; put yours into overrides/theme/assets/javascripts/"
        yield from (f"{name} has {attribute}; write it in a style or a script of its own" for attribute in links.inline)
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

"""Whether two sites say the same: a figure counts only if they do."""

from collections.abc import Callable
from pathlib import Path

from lxml import html

from tests.bench.ground import pages_of

_NO_WORDS = "//script|//style|//template|" + "|".join(
    f"//*[contains(@class, '{name}')]" for name in ("headerlink", "hb-address", "md-tags")
)
"""What an engine adds of its own, and our address of a page, which stands in the theme."""


def pages_are(made: Path, theirs: Path, form: Callable[[bytes], bytes]) -> None:
    """Every page of ours is, byte for byte, theirs in our form."""
    assert pages_of(made) == pages_of(theirs)
    for name in pages_of(theirs):
        assert (made / name).read_bytes() == form((theirs / name).read_bytes()), f"{made / name} is another"


def pages_say_the_same(theirs: Path, ours: Path, *, more: tuple[str, ...] = ()) -> None:
    """All pages are there, and their articles have the same words in the same order. `more` are pages of theirs alone."""
    assert sorted({*pages_of(ours), *more}) == sorted({*pages_of(theirs), *more})
    for name in pages_of(ours):
        said, meant = words(theirs / name), words(ours / name)
        assert said == meant, f"{theirs / name} says '{_first_difference(said, meant)}'"


def title(page: Path) -> str:
    """The first heading of a page's article."""
    return " ".join(_parsed(page).xpath("//article//h1")[0].itertext())


def words(page: Path) -> list[str]:
    """What stands in the article of a page."""
    tree = _parsed(page)
    return " ".join(text for article in tree.xpath("//article") for text in article.itertext()).split()


def _parsed(page: Path) -> html.HtmlElement:
    tree = html.document_fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for element in tree.xpath(_NO_WORDS):
        element.drop_tree()
    return tree


def _first_difference(said: list[str], meant: list[str]) -> str:
    at = next(
        (at for at, (one, other) in enumerate(zip(said, meant, strict=False)) if one != other), min(len(said), len(meant))
    )
    return f"{' '.join(said[at : at + 8])}' where ours says '{' '.join(meant[at : at + 8])}"

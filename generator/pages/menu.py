"""A menu with one page more."""

from collections.abc import Mapping

from .parts import Chapter, Page


def placed(menu: list[Page | Chapter], chapter: str, page: Page, after: str, words: Mapping[str, str]) -> list[Page | Chapter]:
    """The menu with a page in a chapter of this name. A menu in another language has it in the last chapter for everyone."""
    named = chapter if any(item.name == chapter for item in menu if isinstance(item, Chapter)) else words["reference"]
    return [_with(item, page, after) if isinstance(item, Chapter) and item.name == named else item for item in menu]


def _with(chapter: Chapter, page: Page, after: str) -> Chapter:
    """A chapter with one page more: behind the one with this path, at whatever depth, or else at its end."""
    items: list[Page | Chapter] = []
    for item in chapter.items:
        is_near = isinstance(item, Chapter) and after in _paths(item)
        items.append(_with(item, page, after) if isinstance(item, Chapter) and is_near and _path(item) != after else item)
        if _path(item) == after:
            items.append(page)
    return Chapter(chapter.name, tuple(items if after in _paths(chapter) and after else [*items, page]))


def _path(item: Page | Chapter) -> str:
    """Where a page lies; of a chapter its opening page."""
    return item.path if isinstance(item, Page) else _path(item.items[0])


def _paths(chapter: Chapter) -> set[str]:
    return {path for item in chapter.items for path in ([item.path] if isinstance(item, Page) else _paths(item))}

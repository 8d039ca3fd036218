"""Whatever is edited while somebody serves, what they see is what a build from nothing would give."""

from collections.abc import Callable
from hashlib import sha256
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.pool import Pool
from pathlib import Path

import pytest

from generator import stamp, workshop
from generator.assembly import read
from generator.drawn import Drawing
from generator.editions import select
from generator.handbook import Audience, Edition
from generator.pages import Kept
from generator.problems import errors
from tests.conftest import copy_sample

Edit = Callable[[Path], object]
BREAD = "content/industries/bakery"
OWN = """\
---
title: Our "returns" policy
one_sentence: We take it back, whoever sold it.
chapter: Ideas
after: topic.the-queue
---

Bring it back within a *week*. [News](need.news) first, then the till.

> **Soon** is no day.

1. Not even `tomorrow`.
"""


def files(drawing: Drawing, project: Path, edition: Edition) -> dict[str, str]:
    """What `handbook serve` shows, as digests."""
    library, problems = read(project)
    assert library, list(errors(problems))
    handbook = select(library, edition)
    made = stamp.stamped(drawing.drawn(stamp.unbranded(handbook)), handbook.brand) | workshop.beside(handbook, project)
    return {name: sha256(data).hexdigest() for name, data in made.items()}


def cold(project: Path, edition: Edition) -> dict[str, str]:
    """The same by a process that has read nothing yet."""
    return files(Drawing(project, project / "build" / "live"), project, edition)


def said(file: str, old: str, new: str) -> Edit:
    """Other words in a file."""

    def edit(project: Path) -> None:
        path = project / file
        text = path.read_text("utf-8")
        assert old in text, f"{file} has changed: choose other words"
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def added(file: str, text: str) -> Edit:
    """One more file."""

    def edit(project: Path) -> None:
        (project / file).parent.mkdir(parents=True, exist_ok=True)
        (project / file).write_text(text, "utf-8")

    return edit


def copied(file: str, to: str, *words: tuple[str, str]) -> Edit:
    """One more file like another, with some words in place of others."""

    def edit(project: Path) -> None:
        text = (project / file).read_text("utf-8")
        for old, new in words:
            text = text.replace(old, new)
        (project / to).write_text(text, "utf-8")

    return edit


def gone(file: str) -> Edit:
    """A file less."""
    return lambda project: (project / file).unlink()


EDITS: dict[str, Edit] = {
    "a word of an example": said(f"{BREAD}/examples.yml", "the step is wet", "the step is icy"),
    "a first sentence, which the search and lists show, too": said(
        "content/topics/the-queue.yml", "a room full of people", "a street full of people"
    ),
    "a word that the glossary explains": said("content/topics/the-queue.yml", "eleven minutes in turn", "a broken promise"),
    "a title": said("content/topics/the-queue.yml", "name: The queue", "name: The *long* queue & you"),
    "an exercise": said("exercises/w01-three-kind-lines.yml", "Rewrite three lines.", "Rewrite three {customers_poss} lines."),
    "an exercise more": copied(
        "exercises/w01-three-kind-lines.yml",
        "exercises/w02-one-more-line.yml",
        ("three-kind-lines", "one-more-line"),
        ("W01", "W02"),
        ("Three kind lines", "One more line"),
    ),
    "a scene's name": said(f"{BREAD}/scenarios.yml", "Nine people and one bell", "Ten people and one bell"),
    "a trade's sentence": said(f"{BREAD}/industry.yml", "sells or carries", "buys or carries"),
    "a page of one's own": added("content/organisation/pages/returns.md", OWN),
    "Markdown on it": said("content/organisation/pages/returns.md", "**Soon** is", "*Soon* is [still](topic.the-queue)"),
    "a page of one's own less": gone("content/organisation/pages/returns.md"),
    "an exercise less": gone("exercises/w02-one-more-line.yml"),
    "the glossary": said("content/glossary.yml", "that has a day in it", "that has an hour in it"),
    "the home page": said("content/handbook.yml", "kind words", "kinder words"),
    "a word of the language": said("content/languages/en.yml", "entry-topic: idea", "entry-topic: notion"),
    "a brand's colour": said("content/brand.yml", "#17594a", "#17594b"),
    "a brand's name": said("content/brand.yml", "organisation: ", "organisation: Old "),
    "a page's template": said("overrides/pages/topic.md.j2", "hb-lede", "hb-lede hb-new"),
    "a template of the frame": said("overrides/theme/main.html", 'class="hb-address"', 'class="hb-address hb-more"'),
    "a style sheet": said("overrides/theme/assets/stylesheets/handbook.css", "}", "}\n.hb-lede { margin: 0 }\n"),
    "a setting": said("mkdocs.yml", "- navigation.top\n", ""),
    "a word again": said(f"{BREAD}/examples.yml", "the step is icy", "the step is wet"),
}


@pytest.mark.parametrize(
    ("audience", "every"),
    [(Audience.STAFF, 4), *(pytest.param(audience, 1, marks=pytest.mark.thorough) for audience in Audience)],
)
def test_what_is_served_after_edits_is_what_a_new_process_would_make(tmp_path: Path, audience: Audience, every: int) -> None:
    edition = Edition("bakery", "en", audience)
    project, other = (copy_sample(tmp_path / name) for name in ("project", "other"))
    drawing = Drawing(project, project / "build" / "live", Kept())
    with one_by_one() as pool:
        before = files(drawing, project, edition)
        for number, (name, edit) in enumerate(EDITS.items(), 1):
            edit(project)
            edit(other)
            found = files(drawing, project, edition)
            assert found != before, f"{name} is not to be seen"
            before = found
            if number % every == 0 or number == len(EDITS):
                wanted = pool.apply(cold, (other, edition))
                assert {path for path in {*found, *wanted} if found.get(path) != wanted.get(path)} == set(), name


def one_by_one() -> Pool:
    """Each task in a process of its own, in which nothing has been read before."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn").Pool(1, maxtasksperchild=1)
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__, "mkdocs.commands.build", "generator.standing"])
    return context.Pool(1, maxtasksperchild=1)

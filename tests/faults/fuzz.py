"""Files that an editor, a disk or malice has spoilt, by the hundred thousand, through the doors that a real file takes.

Each is a real one, or its beginning, with a few places changed. It is known by its number, so that one that does harm
can be made again: `spoilt(number)`. They are read one after the other in a process of its own; one that dies or does
not answer counts as harm, and the next process goes on behind it.
"""

import io
import multiprocessing
import random
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.meta import get_data
from PIL import Image

from generator import assembly
from generator.artwork import KINDS, Artwork, judged
from generator.own_pages import parse_page
from generator.people import people
from generator.sources import parse
from generator.validation import validate
from tests.conftest import ROOT

RUNS = 1_000_000
OF_MKDOCS = 10
"""MkDocs gets every so-many-th: it knows one kind of file."""
PATIENCE = 20
"""Seconds until a file is said to hang."""
SIZES = (100, 300, 900, 2700, 20_000)
OFTEN = 20_000
"""How many times over a sign may stand, once in a while."""
SIGNS = [
    *(b"!!", b"&a ", b"*a", b"<<: ", b"\0", "\u202e".encode(), b"[" * 99, b"{", b"- ", b"\n---\n", b"\xff", b": ", b"\t", b'"'),
    *(b"|", b"%", b"@", b"`", b"!python/object", b"\xed\xa0\x80", b",", b";", b"=1+1", b'""', b"\r", b"2024-02-30", b"1e999"),
    *(b"<", b"</", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"&#0;", b"url(//a)", b"url(#a)", b"xlink:href", b"]]>", b"<!--"),
    *(b"](", b"![", b"**", b"{a_customer}", b"{{7*7}}", b"javascript:", b"9" * 30, b"\xf0\x9f\x8e\x93", b"\xff\xd8\xff", b"-1"),
]
PAGE = b"""---
title: A page
chapter: Ideas
---

# Words

A [link](topic.the-queue), *more* and **most**.

- One
- Two

| a | b |
|---|---|
| 1 | 2 |
"""
Spoilt = tuple[str, bytes]
"""A file: its name tells its kind."""
Both = dict[str, tuple[str, str]]


@dataclass
class Harm:
    """What came of many files."""

    tried: int = 0
    unhandled: list[int] = field(default_factory=list)
    """Their numbers."""
    slowest: float = 0.0
    megabytes: float = 0.0


def spoilt(number: int) -> Spoilt:
    """One file. The same every time."""
    chance = random.Random(number)  # noqa: S311 - a campaign that can be repeated
    name, seed = chance.choice(_seeds()[chance.choice(("yml", "yml", "yml", "csv", "csv", "svg", "md", "other"))])
    data = bytearray(seed[: chance.choice(SIZES)])
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        times = chance.randint(2, OFTEN) if chance.random() < 0.01 else 1
        data[at : at + chance.randint(0, 8)] = chance.choice(SIGNS) * times
    return name, bytes(data)


@cache
def _seeds() -> dict[str, list[Spoilt]]:
    """Real files by kind."""
    sample, lists = ROOT / "tests/cases/project", ROOT / "tests/cases/people"
    lists_of_people = (yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader) for path in sorted(lists.glob("*.yml")))
    fonts = sorted((ROOT / "overrides" / "fonts").glob("*.ttf"))[:1]
    return {
        "yml": [(path.relative_to(sample).as_posix(), path.read_bytes()) for path in sorted(sample.rglob("*.yml"))],
        "csv": [("people.csv", case["text"].encode()) for case in lists_of_people if "text" in case],
        "svg": [("logo.svg", path.read_bytes()) for path in sorted((ROOT / "tests").rglob("*.svg"))],
        "md": [("content/organisation/pages/a-page.md", PAGE)],
        "other": [*(_picture(kind) for kind in ("png", "jpeg")), *(("a.ttf", path.read_bytes()) for path in fonts)],
    }


def _picture(kind: str) -> Spoilt:
    written = io.BytesIO()
    Image.effect_noise((60, 60), 50).save(written, kind)
    return f"logo.{kind.replace('e', '')}", written.getvalue()


def ours(spoilt_one: Spoilt) -> None:
    """A file as a build reads it, or a list of people as `handbook certificate` does."""
    name, data = spoilt_one
    if name.endswith(".csv"):
        people(name, data)
    elif name.endswith(KINDS):
        judged(Artwork(name, data))
    else:
        found = assembly.pattern_of(name.replace("content/organisation/", "content/"))
        document, _ = (parse_page if name.endswith(".md") else parse)(name, data)
        if document and found:
            validate(document, found[1])


def theirs(spoilt_one: Spoilt) -> None:
    """The same to MkDocs: front matter of a page."""
    get_data("---\n" + spoilt_one[1].decode("utf-8", "replace") + "\n---\n")


def harm(door: Callable[[Spoilt], None], numbers: range) -> Harm:
    """What comes of the files with these numbers."""
    total, context = Harm(), multiprocessing.get_context("fork")
    while numbers:
        at, (answer, tell) = context.Value("q", numbers.start), context.Pipe(duplex=False)
        process = context.Process(target=_read, args=(door, numbers, at, tell))
        process.start()
        tell.close()
        try:
            found: Harm = answer.recv()
        except EOFError:  # it has died
            found = Harm(at.value - numbers.start + 1, [at.value])
        process.join()
        total = Harm(
            total.tried + found.tried, total.unhandled + found.unhandled,
            max(total.slowest, found.slowest), max(total.megabytes, found.megabytes),
        )  # fmt: skip
        numbers = numbers[found.tried :]
    return total


def _read(door: Callable[[Spoilt], None], numbers: range, at: "Synchronized[int]", tell: Any) -> None:
    found = Harm(len(numbers))
    for number in numbers:
        at.value = number
        one = spoilt(number)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)  # ends the process
        start = time.process_time()
        try:
            door(one)
        except Exception:
            found.unhandled.append(number)
        found.slowest = max(found.slowest, time.process_time() - start)
    signal.setitimer(signal.ITIMER_REAL, 0)
    found.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tell.send(found)


def fuzz(folder: Path, scale: float) -> Both:
    """All of them, or a part."""
    mine = harm(ours, range(round(RUNS * scale)))
    of_theirs = harm(theirs, range(0, round(RUNS * scale), OF_MKDOCS))
    return {
        "spoilt files (YAML, CSV, SVG, Markdown, pictures, fonts): unhandled error, crash or no answer": (
            _shown(mine),
            _shown(of_theirs),
        ),
        "… the slowest": (f"{mine.slowest:.2f} s", f"{of_theirs.slowest:.2f} s"),
        "… the most memory": (f"{mine.megabytes:.0f} MB", f"{of_theirs.megabytes:.0f} MB"),
    }


def _shown(found: Harm) -> str:
    numbers = f" ({', '.join(map(str, found.unhandled[:5]))})" if 0 < len(found.unhandled) <= 5 else ""
    return f"{len(found.unhandled):,} of {found.tried:,}{numbers}"

"""What is missing on this machine and in this configuration, each with what mends it. Looks only; quick.

Whether the content is sound is for `check` to say: this room only asks what an organisation forgets to say.
"""

import os
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from .assembly import authored, laid
from .documents import Value

LEAST_PYTHON = (3, 11)
LEAST_DISK = 1 << 30
"""Bytes that a build of every edition takes, with what it remembers, and room to spare."""
PORTS = {8000: "handbook serve --port 8001", 8030: "handbook edit --port 8031"}
"""Where our servers listen, and how to have one listen elsewhere."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
"""What the tests' browser may be called (`tests/browser/install.py`)."""
OUR_LINES = {"organisation": "The Service Handbook", "contact": "Questions? Ask the person who runs your training."}
"""What our brand says. An organisation that says it too has forgotten to say its own."""
_FONT = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOF2")
"""How a font begins (OpenType 1.9, "Organization of an OpenType font"; WOFF 2.0, 4)."""
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)


class State(StrEnum):
    """How a thing stands."""

    GOOD = "good"
    NOTE = "note"
    """Nothing is broken; somebody should know."""
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and the command or the file that mends it."""

    state: State
    says: str
    mend: str = ""


def examine(root: Path) -> Iterator[Finding]:
    """Everything that can be looked at without building: the machine first, then the configuration."""
    yield _python()
    yield _versions(root / "requirements.txt")
    yield _fonts(root)
    yield from _room(root)
    yield from _git(root)
    yield from _ports()
    yield from _browser(root)
    yield from _configuration(root)


def _python() -> Finding:
    name = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    if sys.version_info >= LEAST_PYTHON:
        return Finding(State.GOOD, name)
    return Finding(State.WRONG, f"{name} is too old", "Install Python 3.11 or newer, then: make handbook")


def _versions(lock: Path) -> Finding:
    locked = dict(_LOCKED.findall(lock.read_text("utf-8"))) if lock.is_file() else {}
    if not locked:
        return Finding(State.NOTE, "no versions are locked here: they are those that pip chose")
    others = [
        f"{name} {_version(name) or 'is missing'}, locked {wanted}"
        for name, wanted in locked.items()
        if _version(name) != wanted
    ]
    if not others:
        return Finding(State.GOOD, f"{len(locked)} libraries as locked")
    more = f" and {len(others) - 4} more" if len(others) > 4 else ""
    return Finding(
        State.WRONG if any("missing" in other for other in others) else State.NOTE,
        f"libraries differ from requirements.txt, so the bytes may, too: {'; '.join(others[:4])}{more}",
        "python -m pip install --require-hashes -r requirements.txt",
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _fonts(root: Path) -> Finding:
    files = [path for folder in ("fonts", "theme/assets/fonts") for path in (root / "overrides" / folder).glob("*.*")]
    fonts = [path for path in files if path.suffix in (".ttf", ".otf", ".woff2")]
    broken = [path.relative_to(root).as_posix() for path in fonts if not path.read_bytes().startswith(_FONT)]
    if fonts and not broken:
        return Finding(State.GOOD, f"{len(fonts)} fonts")
    return Finding(State.WRONG, f"fonts are missing or broken: {', '.join(broken) or 'all'}", "git checkout -- overrides")


def _room(root: Path) -> Iterator[Finding]:
    closed = [name for name in (".", "build", "site", "content/organisation") if not _is_open(root / name)]
    if closed:
        yield Finding(State.WRONG, f"you may not write to {', '.join(closed)}", f"sudo chown -R $USER {' '.join(closed)}")
    free = shutil.disk_usage(root).free
    if free < LEAST_DISK:
        yield Finding(State.WRONG, f"only {free // (1 << 20)} MB are free here; a build needs about 1000", "make clean")
    if not closed and free >= LEAST_DISK:
        yield Finding(State.GOOD, "room to write")


def _is_open(folder: Path) -> bool:
    return not folder.exists() or os.access(folder, os.W_OK)


def _git(root: Path) -> Iterator[Finding]:
    if not shutil.which("git"):
        yield Finding(State.NOTE, "git is missing, which brings our updates", "sudo apt-get install git (or git-scm.com)")
    elif not (root / ".git").exists():
        yield Finding(State.NOTE, "this folder is no git repository: nothing here can be undone", "git init")
    else:
        yield Finding(State.GOOD, "git")


def _ports() -> Iterator[Finding]:
    for port, instead in PORTS.items():
        with socket.socket() as probe:
            if os.name == "posix":  # as servers do it; elsewhere it means something else
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                yield Finding(State.NOTE, f"port {port} is taken by another program", instead)
            else:
                yield Finding(State.GOOD, f"port {port}")


def _browser(root: Path) -> Iterator[Finding]:
    """Only where somebody has installed what the tests need."""
    if not (root / "tests").is_dir() or not find_spec("pytest"):
        return
    missing = [] if any(map(shutil.which, BROWSERS)) else ["Chromium"]
    missing += [] if shutil.which("pdftoppm") else ["Poppler"]
    if missing:
        yield Finding(State.WRONG, f"the tests need {' and '.join(missing)}", "python tests/browser/install.py")
    else:
        yield Finding(State.GOOD, "what the tests need")


def _configuration(root: Path) -> Iterator[Finding]:
    files = {file: document.value for file, document in laid(authored(root)).documents.items()}
    yield from _brand(_mapping(files.get("content/brand.yml")))
    plan = _mapping(files.get("content/handbook.yml"))
    trades = plan.get("industries")
    for trade in trades if isinstance(trades, list) else []:
        if _mapping(files.get(f"content/industries/{trade}/industry.yml")).get("status") == "draft":
            yield Finding(State.NOTE, f"the industry {trade} is a draft and will be published", "handbook check")


def _brand(brand: dict[str, Value]) -> Iterator[Finding]:
    own = "content/organisation/brand.yml"
    if not brand:
        yield Finding(State.WRONG, "content/brand.yml is missing or no YAML", "handbook check --no-paper")
        return
    ours = [name for name, line in OUR_LINES.items() if brand.get(name) == line]
    if ours:
        yield Finding(State.NOTE, f"the brand still says our {' and '.join(ours)}", f"write yours into {own}")
    if not brand.get("site_address"):
        yield Finding(State.NOTE, "the brand has no site_address: no sitemap, no cards for links", f"site_address: in {own}")
    if not ours and brand.get("site_address"):
        yield Finding(State.GOOD, "the brand")


def _mapping(value: Value) -> dict[str, Value]:
    return value if isinstance(value, dict) else {}

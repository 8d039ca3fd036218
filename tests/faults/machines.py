"""Other machines, and folders that must not become an output."""

from collections.abc import Callable
from pathlib import Path

MACHINES: list[dict[str, str]] = [
    *({"TZ": zone} for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kolkata", "Europe/London", "nowhere")),
    *({"LC_ALL": locale, "LANG": locale} for locale in ("C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.ISO-8859-1", "xx_XX")),
    *({"PYTHONHASHSEED": seed} for seed in ("0", "1", "42", "4294967295")),
    *({"COLUMNS": "40", "TERM": term} for term in ("dumb", "xterm")),
    {"PYTHONUTF8": "1"},
    {"PYTHONOPTIMIZE": "1"},
    {"USER": "somebody", "LOGNAME": "somebody"},
    {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
]
"""Surroundings of a build; each is in another folder, with another home, too."""


def dangerous() -> list[Callable[[Path, Path], Path]]:
    """Makers of a folder to name as output: project and home in, folder out. Each holds something of somebody's."""
    inside = ["content", "content/topics", "exercises", "overrides", "overrides/theme", "generator", "docs", "tests", ".git"]
    return [
        *(_folder(lambda project, home, name=name: project / name) for name in inside),  # type: ignore[misc]
        *(_folder(lambda project, home, name=name: home / name) for name in ("", "Photos", "Desktop", ".ssh")),  # type: ignore[misc]
        _folder(lambda project, home: project),
        _folder(lambda project, home: project.parent),
        _folder(lambda project, home: project.parent.parent),
        _folder(lambda project, home: project / "content" / ".."),
        _folder(lambda project, home: project / "site" / ".." / "content"),
        _folder(lambda project, home: project.parent / "other-project"),
        _link(lambda project, home: project / "content"),
        _link(lambda project, home: home),
        _link(lambda project, home: project),
        _link(lambda project, home: home / "Photos"),
        _link(lambda project, home: project.parent),
        _through(lambda project, home: project / "content"),
        _through(lambda project, home: home / "Photos"),
        _through(lambda project, home: project.parent / "other-project"),
        _file(lambda project, home: home / "thesis.odt"),
        _file(lambda project, home: project / "README.md"),
        _file(lambda project, home: project / "site"),
    ]


def _folder(where: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """A folder with somebody's files."""

    def make(project: Path, home: Path) -> Path:
        out = where(project, home)
        (project / "site").mkdir(exist_ok=True)
        out.mkdir(parents=True, exist_ok=True)
        (out / "mine.txt").write_text("mine", "utf-8")
        home.mkdir(exist_ok=True)
        return out

    return make


def _link(where: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """A link to such a folder."""

    def make(project: Path, home: Path) -> Path:
        real = _folder(where)(project, home)
        link = project / "published"
        link.symlink_to(real)
        return link

    return make


def _through(where: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """A folder of files behind a link on the way."""

    def make(project: Path, home: Path) -> Path:
        real = _folder(where)(project, home)
        (real / "album").mkdir()
        (real / "album" / "mine.txt").write_text("mine", "utf-8")
        link = project / "way"
        link.symlink_to(real)
        return link / "album"

    return make


def _file(where: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    """A file in place of the folder."""

    def make(project: Path, home: Path) -> Path:
        home.mkdir(exist_ok=True)
        out = where(project, home)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("mine", "utf-8")
        return out

    return make

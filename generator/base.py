"""The handbook's own files as they come with the installed package, for a folder that holds only an organisation's.

Such a folder has `content/organisation/` and nothing else of the handbook. Ours are lent to it: laid beside its own,
read-only and named in its .gitignore, and renewed whenever another version of the package is installed.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from .inputs import ORGANISATION
from .publish import inside

LENT = ".handbook-base"
"""Names what was lent: a digest of all of it, then a file a line."""
BASE = Path(__file__).parent / "base"
"""Where ours lie in the installed package; a checkout of the repository has none."""


def lend(folder: Path) -> None:
    """Lay ours beside the organisation's own, unless they are there. A whole handbook of its own is left alone.

    Raises publish.Refused where a link or the note leads out of the folder.
    """
    note = folder / LENT
    before = note.read_text("utf-8").split("\n") if note.is_file() else []
    if not BASE.is_dir() or (not before and (folder / "content" / "handbook.yml").exists()):
        return
    files = dict(_files())
    digest = sha256(b"\0".join(name.encode() + data for name, data in files.items())).hexdigest()
    if before[:1] == [digest]:
        return
    for name in before[1:]:
        inside(folder, name).unlink(missing_ok=True)  # whoever sends content could have written the note
    for name, data in files.items():
        path = inside(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(0o444)
    note.write_text("\n".join([digest, *files]), "utf-8", newline="\n")


def _files() -> Iterator[tuple[str, bytes]]:
    """Ours by the name that they have in a handbook's folder."""
    for path in sorted(BASE.rglob("*")):
        name = path.relative_to(BASE).as_posix()
        if path.is_file() and not name.startswith(ORGANISATION):
            yield name, path.read_bytes()
    yield "generator/mkdocs_hook.py", (BASE.parent / "mkdocs_hook.py").read_bytes()

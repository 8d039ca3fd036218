"""Whether a published site is still what was built: every file there, with the digest that its record says, and no other."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ValidationError

from .publish import MARKER, inside


class _Record(BaseModel):
    """What counts of a record: whoever changed the site could have written it."""

    files: dict[str, str]
    brands: list[str] = []


def changes(folder: Path) -> Iterator[str]:
    """What has come, gone or changed since it was built, a line each, in the order of the names.

    Raises ValueError for a folder without a record that can be read, and publish.Refused for a record that names files
    outside of its folder.
    """
    record = _record_of(folder)
    expected = dict(_expected("", record))
    unknown: list[str] = []
    for brand in record.brands:
        try:
            expected |= _expected(brand, _record_of(inside(folder, brand)))
        except ValueError:
            unknown.append(brand)
            yield f"{brand}/{MARKER} cannot be read, so what else is in {brand}/ cannot be judged"
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    here = {path.as_posix() for path in found if path.parts[0] not in unknown}
    for name in sorted(here | expected.keys()):
        if name not in here:
            yield f"{name} is missing"
        elif name not in expected:
            yield f"{name} was not built"
        elif expected[name] and _digest(folder, name) != expected[name]:
            yield f"{name} has changed"


def _record_of(folder: Path) -> _Record:
    """The record of a built site. Raises ValueError when there is none that can be read."""
    try:
        return _Record.model_validate_json((folder / MARKER).read_bytes())
    except (OSError, ValidationError):
        raise ValueError(f"{folder} was not made by 'handbook build': it has no {MARKER} that can be read.") from None


def _expected(place: str, record: _Record) -> Iterator[tuple[str, str]]:
    """Each file of one brand's site with its digest; the record itself has none."""
    yield (Path(place) / MARKER).as_posix(), ""
    for name, digest in record.files.items():
        yield (Path(place) / name).as_posix(), digest


def _digest(folder: Path, name: str) -> str:
    """Of what stands under a name. A link was never built."""
    return "" if (folder / name).is_symlink() else sha256(inside(folder, name).read_bytes()).hexdigest()

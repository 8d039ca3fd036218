"""Joins the parts of a build, made on several machines, to the site that one would have made: the same bytes."""

import shutil
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from . import build, pages, publish


class _Shard(BaseModel):
    number: int
    of: int = Field(ge=1, le=10_000)
    made_from: str
    ways: list[str]


class _Record(BaseModel, extra="allow"):
    """What a part must say of itself: it comes from another machine."""

    editions: list[Any]
    files: dict[str, str]
    shard: _Shard
    brands: list[str] = []


class Unfit(Exception):
    """Why parts cannot be joined, in words for the person who named them."""


def merge(parts: Sequence[Path], out: Path, root: Path) -> int:
    """Join what builds with a shard have left; returns how many editions there are.

    Raises Unfit when a part is missing, is of another build or was changed since, publish.Refused for an unfit
    output folder and site.SiteError when a link leads nowhere; `out` stays as it was then.
    """
    brands = _record_of(parts[0]).get(build.BRANDS, [])
    with publish.replacing(out, root) as fresh:  # the top comes last: it leads to the others
        places = [([part / brand for part in parts], publish.inside(fresh, brand)) for brand in (*brands, "")]
        return sum(_joined(of_brand, folder, root) for of_brand, folder in places)


def _joined(parts: Sequence[Path], folder: Path, root: Path) -> int:
    """Join the parts of one brand's site."""
    records = [_record_of(part) for part in parts]
    _check_that_they_fit(parts, [record["shard"] for record in records])
    digests: dict[str, str] = {}
    for part, record in zip(parts, records, strict=True):
        _copy(part, record["files"], folder)
        digests |= record["files"]
    ways = {way for record in records for way in record["shard"]["ways"]}
    whole = {name: value for name, value in records[0].items() if name != "shard"} | {"files": digests}
    build.finish(folder, whole, ways, pages.policy_of(root))
    return len(records[0]["editions"])


def _record_of(part: Path) -> dict[str, Any]:
    try:
        record = _Record.model_validate_json((part / publish.MARKER).read_bytes())
        return record.model_dump(exclude_unset=True)
    except OSError:
        raise Unfit(f"{part} is not a built site: it has no {publish.MARKER}.") from None
    except ValidationError as error:
        if [fault["loc"] for fault in error.errors()] == [("shard",)]:
            raise Unfit(f"{part} is whole already: it was not built with --shard.") from None
        raise Unfit(f"{part}/{publish.MARKER} is not as a build left it. Build that part again.") from None


def _check_that_they_fit(parts: Sequence[Path], shards: Sequence[Mapping[str, Any]]) -> None:
    for part, shard in zip(parts, shards, strict=True):
        if (shard["of"], shard["made_from"]) != (shards[0]["of"], shards[0]["made_from"]):
            raise Unfit(
                f"{part} was not made from the same files, or with the same choices, as {parts[0]}. Build all parts anew."
            )
    missing = set(range(1, shards[0]["of"] + 1)) - {shard["number"] for shard in shards}
    if missing:
        named = ", ".join(f"{number}/{shards[0]['of']}" for number in sorted(missing))
        raise Unfit(f"These parts are missing: {named}. Build each of them with --shard.")


def _copy(part: Path, digests: Mapping[str, str], folder: Path) -> None:
    for name, digest in digests.items():
        path = publish.inside(part, name)
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest:
            raise Unfit(f"{path} is not as it was built. Build that part again.")
        copy = publish.inside(folder, name)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)

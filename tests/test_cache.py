"""Results by content: kept, checked, bounded, and never in the way."""

import os
from pathlib import Path

import pytest

from generator.cache import Cache, digest_of, key_of


def never() -> bytes:
    raise AssertionError("this was to come from the cache")


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_made_once_is_not_made_again(tmp_path: Path) -> None:
    key = key_of("sheet", {"title": "Łódź"})
    assert Cache(tmp_path).get(key, lambda: b"first") == b"first"
    assert Cache(tmp_path).get(key, never) == b"first"


def test_a_key_says_all_that_differs() -> None:
    keys = [key_of("sheet", {"a": 1}), key_of("sheet", {"a": 2}), key_of("key", {"a": 1}), key_of("sheet", {"a": "1"})]
    assert len(set(keys)) == len(keys)
    assert key_of({"a": 1, "b": 2}) == key_of({"b": 2, "a": 1})


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 200])
def test_a_damaged_entry_is_made_again(damage: bytes, tmp_path: Path) -> None:
    cache, key = Cache(tmp_path), key_of("sheet")
    cache.get(key, lambda: b"whole")
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage)
    assert cache.get(key, lambda: b"again") == b"again"
    assert cache.get(key, never) == b"again"


def test_a_result_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        Cache(tmp_path).get(key_of("sheet"), never)
    assert entries(tmp_path) == []


def test_a_result_that_cannot_take_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    key = key_of("sheet")
    Cache(tmp_path).keep(key, b"made")
    (entry,) = entries(tmp_path)
    entry.unlink()
    entry.mkdir()
    assert Cache(tmp_path).get(key, lambda: b"again") == b"again"
    assert entries(tmp_path) == []


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file")
    assert Cache(in_the_way).get(key_of("sheet"), lambda: b"made") == b"made"
    assert in_the_way.read_text() == "a file"


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(4):
        cache.get(key_of(number), lambda: b"." * 968)
    for age, entry in enumerate(entries(tmp_path)):
        os.utime(entry, (1_000_000 - age, 1_000_000 - age))
    newest = entries(tmp_path)[0]
    cache.trim(limit=2_000)
    assert len(entries(tmp_path)) == 2
    assert newest in entries(tmp_path)


def test_a_digest_of_files_sees_names_contents_and_gaps(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    (tmp_path / "b").write_text("two")
    both = digest_of([tmp_path / "a", tmp_path / "b"], tmp_path)
    assert both == digest_of([tmp_path / "b", tmp_path / "a"], tmp_path)
    (tmp_path / "a").write_text("onetwo")
    (tmp_path / "b").write_text("")
    assert digest_of([tmp_path / "a", tmp_path / "b"], tmp_path) != both
    (tmp_path / "b").unlink()
    assert digest_of([tmp_path / "a", tmp_path / "b"], tmp_path) != both

"""Names by patterns, as people write them for files."""

from collections.abc import Iterable
from fnmatch import fnmatchcase


def matching(patterns: Iterable[str], names: Iterable[str]) -> list[str]:
    """Those of the names that fit one of the patterns, in the order of the names. `*` stands for any letters, `?` for one."""
    wanted = list(patterns)
    return [name for name in names if any(fnmatchcase(name, pattern) for pattern in wanted)]

"""Templates as code, kept by their text: to compile them takes longer than to fill them."""

import sys
from importlib.metadata import version

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from .cache import Cache, key_of

_ENGINE = [sys.implementation.cache_tag, version("jinja2")]


class Compiled(BytecodeCache):
    """Where a Jinja environment finds the code of a template, and leaves it."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept, if there is any."""
        if found := self._cache.find(_key(bucket)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._cache.keep(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    return key_of("template", _ENGINE, bucket.key, bucket.checksum)

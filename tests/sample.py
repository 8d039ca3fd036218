"""The sample project in memory, to change and to assemble: a whole handbook in miniature, without an error."""

from collections.abc import Mapping

from generator.assembly import assemble
from generator.library import Library
from tests.conftest import ROOT, SAMPLE

WORDS = "content/languages/en.yml"


def sample_files() -> dict[str, bytes]:
    """Every authored file by its name. The interface words are the handbook's own."""
    found = {path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in SAMPLE.rglob("*.*") if path.is_file()}
    return found | {WORDS: (ROOT / WORDS).read_bytes()}


def library_of(files: Mapping[str, bytes]) -> Library:
    """What a build starts from."""
    library, problems = assemble(files)
    assert library, [problem.explain() for problem in problems]
    return library

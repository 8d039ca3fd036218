"""The schemas that editors read are those of the models, and hold for every file of ours."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.assembly import FILES
from generator.schema import FOLDER, SETTINGS, schema_name, schemas, settings

ROOT = Path(__file__).parents[1]
EDITOR = ROOT / ".vscode"


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    """If not: handbook schema."""
    found = {path.name: path.read_text("utf-8") for path in (EDITOR / FOLDER).iterdir()}
    assert found == schemas()
    assert (EDITOR / SETTINGS).read_text("utf-8") == settings()


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_file_of_ours_fits_its_schema(name: str) -> None:
    schema = yaml.safe_load(schemas()[name])
    Draft202012Validator.check_schema(schema)
    seen: set[Path] = set()
    for pattern, model in FILES:
        files = {path for path in ROOT.glob(pattern) if fnmatchcase(path.relative_to(ROOT).as_posix(), pattern)} - seen
        seen |= files
        for path in files if schema_name(model) == name else ():
            assert not list(Draft202012Validator(schema).iter_errors(yaml.safe_load(path.read_text("utf-8")))), path

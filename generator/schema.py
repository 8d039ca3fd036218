"""JSON Schemas of every authored file, for editors: completion and hover text are the fields' own documentation.

One schema a kind of file. Which file has which schema is said once more in the settings of VS Code, in the words
of the YAML language server that most editors use.
"""

import json
import re
from collections.abc import Mapping
from fnmatch import fnmatchcase

from .assembly import FILES as EVERY_FILE
from .inputs import ORGANISATION
from .models import Model

FOLDER, SETTINGS = "schemas", "settings.json"
"""What they are called in the folder that VS Code reads, `.vscode/`."""
FILES = [(pattern, model) for pattern, model in EVERY_FILE if pattern.endswith(".yml")]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """The text of every schema, by its file name, such as `concept.json`."""
    models = dict.fromkeys(model for _, model in FILES)
    return {schema_name(model): _json({"$schema": _DIALECT, **model.model_json_schema()}) for model in models}


def settings() -> str:
    """The settings of VS Code that give each file its schema. A name that fits two patterns belongs to the first."""
    matches: dict[str, list[str]] = {}
    for number, (pattern, model) in enumerate(FILES):
        others = [other for other, kind in FILES[:number] if fnmatchcase(other, pattern) and kind is not model]
        own = [pattern, *(f"!{other}" for other in others)]
        matches.setdefault(f"./.vscode/{FOLDER}/{schema_name(model)}", []).extend(own + [_of_organisation(one) for one in own])
    return _json({"yaml.schemas": {name: list(dict.fromkeys(patterns)) for name, patterns in matches.items()}})


def schema_name(model: type[Model]) -> str:
    """The file name of a model's schema: `TouchPoints` has `touch-points.json`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.__name__).lower() + ".json"


def _of_organisation(pattern: str) -> str:
    """The same file among an organisation's own."""
    sign, name = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    return sign + (name if name.startswith(ORGANISATION) else ORGANISATION + name.removeprefix("content/"))


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

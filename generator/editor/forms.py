"""Turns the models into forms: the configuration of Decap CMS (https://decapcms.org/docs/configuration-options).

One collection a kind of file. Labels are the fields' names, hints their documentation, choices what the handbook has.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..assembly import FILES, pattern_of
from ..documents import Document
from ..library import Library, texts_of, walk
from ..models import Accepted, Changes, Model, kinds_of, plain_type
from ..rules.references import REFERENCES

Field = dict[str, Any]
"""One field of a form, or a collection, as Decap wants it."""
PAGE = ".md"
"""How the name of a freely written page ends: front matter, then Markdown."""
LEFT_OUT = (Changes, Accepted)
"""Files that are no forms: the first is written by edits, the second by a command."""


ONE_LINE = 60
"""Characters that a field of one line shows."""


def local(library: Library, shown: Mapping[str, Document], address: str) -> Field:
    """The configuration for the editor on this machine, which saves through our own server at `address`."""
    backend = {"name": "proxy", "proxy_url": address, "branch": "here"}
    return _settings(backend, _collections(library, shown))


HOSTS = {"gitlab": "app_id", "github": "base_url"}
"""Where a repository may lie, and what its sign-in is called: GitLab's own application, a sign-in server for GitHub."""


def hosted(library: Library, shown: Mapping[str, Document], host: str, repository: str, sign_in: str) -> Field:
    """The configuration for a repository at one of `HOSTS`: the organisation's own files alone."""
    own = {document.file: document for document in shown.values() if document.is_own}
    backend = {"name": host, "repo": repository, "branch": "main", HOSTS[host]: sign_in}
    return _settings(backend | ({"auth_type": "pkce"} if host == "gitlab" else {}), _collections(library, own))


def _settings(backend: Field, collections: list[Field]) -> Field:
    return {
        "backend": backend,
        "media_folder": "content/brand",
        "publish_mode": "simple",
        "load_config_file": False,
        "show_preview_links": False,
        "search": True,
        "editor": {"preview": False},
        "collections": collections,
    }


def _collections(library: Library, files: Mapping[str, Document]) -> list[Field]:
    groups: dict[str, dict[str, Document]] = defaultdict(dict)
    for wanted, model in FILES:
        for name, document in files.items():
            if model not in LEFT_OUT and pattern_of(document.role) == (wanted, model):
                groups[_group(wanted, name)][name] = document
    return [_collection(library, group, documents) for group, documents in groups.items()]


def _group(pattern: str, name: str) -> str:
    """What belongs together: files of one folder, or of one name in several; all that stand alone."""
    if PurePosixPath(pattern).stem == "*":
        return name.rsplit("/", 1)[0]
    return pattern if "*" in pattern else ""


def _collection(library: Library, group: str, documents: Mapping[str, Document]) -> Field:
    title = _label(group.removesuffix(".yml").rsplit("/", 1)[-1]) or "The handbook"
    name, first = next(iter(documents.items()))
    about = model_of(first.role) if group else None
    shared = {
        "name": title.lower().replace(" ", "-"),
        "label": title,
        "description": (about.__doc__ or "").split("\n")[0] if about else "What surrounds the teaching.",
        "editor": {"preview": False},
        "create": False,
        "delete": False,
    }
    if about is None or "*" in group or _is_ragged(documents.values()):
        return shared | {"files": [_file(library, *named) for named in documents.items()]}
    names = list(about.model_fields)
    telling = next((one for one in ("name", "title") if one in names), names[0])
    page = name.endswith(PAGE)
    return shared | {
        "folder": group,
        "extension": name.rsplit(".", 1)[-1],
        "format": "yaml-frontmatter" if page else "yaml",
        "identifier_field": telling if page else names[0],
        "summary": f"{{{{{telling}}}}}",
        "fields": _page_form(library, first) if page else _form(library, first),
    }


def model_of(role: str) -> type[Model] | None:
    """Which model a file of ours has."""
    found = pattern_of(role)
    return found[1] if found else None


def _is_ragged(documents: Iterable[Document]) -> bool:
    """Whether files of one kind have forms of their own, because they hold words by name."""
    return any("words" in document.value for document in documents if isinstance(document.value, dict))


def _file(library: Library, name: str, document: Document) -> Field:
    folder, stem = document.role.removesuffix(".yml").rsplit("/", 2)[-2:]
    industry = library.industries.get(folder)
    return {
        "name": f"{folder}-{stem}",
        "label": industry.name if industry else _label(stem),
        "file": name,
        "fields": _form(library, document),
    }


def _form(library: Library, document: Document) -> list[Field]:
    model = model_of(document.role)
    made = _Author(library).fields(model, document.value) if model else []
    return [field | {"widget": "hidden"} if field["name"] == "id" else field for field in made]  # an id is never renamed


def _page_form(library: Library, document: Document) -> list[Field]:
    """A Markdown page: its front matter as fields, then its text as it is."""
    front = [field for field in _form(library, document) if field["name"] not in ("id", "text")]
    body = {"name": "body", "label": "Text", "widget": "text", "hint": "In Markdown. Headings begin with ##."}
    return [*front, body]


def _label(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()


@dataclass
class _Author:
    """Writes the fields of models."""

    library: Library

    @cached_property
    def long(self) -> set[tuple[type[BaseModel], str]]:
        """Fields that hold long texts somewhere, which are typed into more than one line."""
        entries = (each for piece in self.library.pieces for each in walk(piece.model))
        texts = ((type(model), str(loc[0]), text) for _, model in entries for loc, text in texts_of(model))
        return {(model, name) for model, name, text in texts if len(text) > ONE_LINE}

    def fields(self, model: type[BaseModel], value: object = None) -> list[Field]:
        """Every field that a form can show. `value` tells which keys a field has that holds things by name."""
        values = value if isinstance(value, dict) else {}
        made = (self._field(model, name, about, values.get(name)) for name, about in model.model_fields.items())
        return [field for field in made if field]

    def _field(self, model: type[BaseModel], name: str, about: FieldInfo, value: object) -> Field | None:
        kind = plain_type(about.annotation)
        widget = self._choice(model, name, kind) or self._widget(kind, about.metadata, value)
        if not widget:
            return None
        if (model, name) not in self.long:
            widget = _shortened(widget)
        usual = {"default": about.default} if isinstance(about.default, bool | int | str) and about.default != "" else {}
        said = {"name": name, "label": _label(name), "hint": about.description or "", "required": about.is_required()}
        return _with_labels(said | usual | widget)

    def _choice(self, model: type[BaseModel], name: str, kind: Any) -> Field | None:
        """A field that leads to something: everything of that kind, by its name."""
        allowed = next((kinds for (owner, key), kinds in REFERENCES.items() if key == name and issubclass(model, owner)), None)
        if allowed is None:
            return None
        there = [(key, entry.model) for key, entry in self.library.entries.items() if isinstance(entry.model, allowed)]
        options = [{"label": f"{getattr(model, 'name', key)} ({key})", "value": key} for key, model in there]
        return {"widget": "select", "options": options} | ({"multiple": True} if get_origin(kind) is tuple else {})

    def _widget(self, kind: Any, rules: Iterable[object], value: object) -> Field | None:
        """What a value of this type is typed into; None when no form can hold it."""
        if get_origin(kind) is tuple:
            return self._list(get_args(kind), rules)
        if get_origin(kind) is dict:
            return self._by_name(get_args(kind)[1], value)
        if get_origin(kind) is Literal:
            return {"widget": "select", "options": list(get_args(kind))}
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return {"widget": "object", "collapsed": True, "fields": self.fields(kind, value)}
        if kind is int:
            bounds = (("min", _bound(rules, Ge, "ge")), ("max", _bound(rules, Le, "le")))
            return {"widget": "number", "value_type": "int", **{name: bound for name, bound in bounds if bound is not None}}
        return {"widget": {bool: "boolean", str: "text"}[kind]} if kind in (bool, str) else None

    def _list(self, kinds: tuple[Any, ...], rules: Iterable[object]) -> Field | None:
        least, most = _bound(rules, MinLen, "min_length"), _bound(rules, MaxLen, "max_length")
        if kinds[-1] is not Ellipsis:
            least = most = len(kinds)
        bounds = {name: bound for name, bound in (("min", least), ("max", most)) if bound is not None}
        field = {"widget": "list", "collapsed": True, **bounds}
        if blocks := kinds_of(kinds[0]):
            return field | {"typeKey": "kind", "types": [self._type(name, block) for name, block in blocks.items()]}
        kind = plain_type(kinds[0])
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            fields = self.fields(kind)
            return field | {"fields": fields, "summary": f"{{{{fields.{_telling(kind)}}}}}"}
        item = None if get_origin(kind) else self._widget(kind, (), None)
        return field | {"collapsed": False, "field": item} if item else None

    def _type(self, name: str, block: type[BaseModel]) -> Field:
        """One kind of a list's items, which is told by `kind`."""
        fields = [field for field in self.fields(block) if field["name"] != "kind"]
        return {"name": name, "label": _label(name), "widget": "object", "summary": "{{fields.prompt}}", "fields": fields}

    def _by_name(self, kind: Any, value: object) -> Field | None:
        """Things by name: a field for each that is there. More are added in the file itself."""
        item = self._widget(plain_type(kind), (), None)
        if not item or not isinstance(value, dict):
            return None
        fields = [_with_labels({"name": key, "label": key, "required": False, **item}) for key in value]
        return {"widget": "object", "collapsed": True, "fields": fields}


def _with_labels(field: Field) -> Field:
    """A field whose items, where it is a list, are called what it is called."""
    return field | ({"field": {"name": "item", "label": field["label"], **field["field"]}} if "field" in field else {})


def _shortened(widget: Field) -> Field:
    """The same field, or list of fields, with one line each."""
    if "field" in widget:
        return widget | {"field": _shortened(widget["field"])}
    return widget | {"widget": "string"} if widget["widget"] == "text" else widget


def _telling(kind: type[BaseModel]) -> str:
    """The field that tells one item of a list from another."""
    telling = ("name", "concept", "heading", "say", "text", "id")
    return next(name for name in (*telling, *kind.model_fields) if name in kind.model_fields)


def _bound(rules: Iterable[object], kind: type, name: str) -> int | None:
    return next((getattr(rule, name) for rule in rules if isinstance(rule, kind)), None)

"""Sheets to fill in on a screen: boxes that a template links to a field become the fields of the PDF.

Typst cannot draw form fields yet. But a link has all that one needs: a box on a page, and a place among what is
read aloud. So `overrides/paper/field.typ` links each box to `field:` and says which, and here, with pikepdf, the
link becomes a widget below a structure element Form, as PDF/UA-1 asks (ISO 14289-1, 7.18). Once Typst draws
fields, this module goes and the template says it itself.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, NumberTree, Object, Pdf

from ..fields import Field
from .typeset import Data, PaperError
from .widgets import FONT, TYPED_SIZE, Widgets, set_in

SCHEME = "field:"
LINK_ONLY = ("/A", "/Border", "/Contents")
"""What a link has and a widget has not."""


@dataclass(frozen=True)
class _Drawn:
    """A box that a template has drawn for a field."""

    annotation: Object
    page: Object
    name: str
    option: int | None
    """Which option of a choice it is for, from 1; None when it is for the whole field."""
    size: float
    """Of typed letters, in points."""


def make_fillable(pdf: Pdf, data: Data, project: Path) -> None:
    """Make every link to a field that field.

    Raises PaperError when the templates draw a box too many or too few, or two fields have one name.
    """
    fields, drawn = _fields(data), list(_drawn(pdf))
    _check(drawn, fields)
    if not drawn:
        return
    widgets = Widgets(pdf, data["direction"] == "rtl")
    elements = NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for one in drawn:
        elements[int(one.annotation.StructParent)].S = Name.Form
        for key in LINK_ONLY:
            del one.annotation[key]
        one.annotation.P = one.page
        widgets.make(one.annotation, one.name, fields[one.name], one.option, one.size)
    specimen = _specimen(project / "overrides" / "fonts" / f"{FONT}.pdf")
    font = pdf.copy_foreign(specimen.pages[0].obj.Resources.Font[f"/{FONT}"])
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(Fields=Array(widgets.fields), DR=Dictionary(Font=Dictionary({f"/{FONT}": font})), DA=set_in(TYPED_SIZE))
    )


def _fields(data: Data) -> Mapping[str, Field]:
    """What a document asks people to fill in, by full name: the sheet's number and the field's name, `W01.three-words.1`."""
    fields: dict[str, Field] = {}
    for sheet in data["sheets"]:
        for part in (sheet, *sheet.get("blocks", ()), *sheet.get("questions", ())):
            for field in part.get("fields", ()):
                name = f"{sheet['number']}.{field['name']}"
                if name in fields:
                    raise PaperError(
                        f"two fields are called '{name}': to fill in, a sheet can be there once, and so can a block id"
                    )
                fields[name] = Field(**field)
    return fields


def _drawn(pdf: Pdf) -> Iterator[_Drawn]:
    """In reading order: Typst lists links as the tags follow each other."""
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if target.startswith(SCHEME):
                yield _Drawn(annotation, page.obj, **json.loads(target.removeprefix(SCHEME)))


def _check(drawn: list[_Drawn], fields: Mapping[str, Field]) -> None:
    """A field has one box, or a choice has one for each of its options."""
    boxes = Counter((one.name, one.option) for one in drawn)
    wanted = Counter(box for name, field in fields.items() for box in _boxes(name, field, parted=(name, 1) in boxes))
    for amiss, what in ((wanted - boxes, "no box"), (boxes - wanted, "a box too many")):
        for name, option in amiss:
            which = f"'{name}'" if option is None else f"option {option} of '{name}'"
            raise PaperError(f"the templates in overrides/paper draw {what} for the field {which}")


def _boxes(name: str, field: Field, *, parted: bool) -> list[tuple[str, int | None]]:
    return [(name, option) for option, _ in enumerate(field.options, start=1)] if parted else [(name, None)]


@cache
def _specimen(path: Path) -> Pdf:
    """Shows the font for what people type, and so holds it."""
    return pikepdf.open(path)

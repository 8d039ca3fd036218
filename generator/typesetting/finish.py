"""What Typst cannot do yet to a PDF, done with pikepdf.

Row headers: Typst 0.15 has them (`pdf.header-cell`) only behind a feature that its Python package
cannot switch on. When it can, `_head_rows` goes and the templates say it themselves. Object streams
take a third off the size. Fields to fill in are made by `fillable`. Nothing depends on the time or the
machine: same bytes in, same out.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf

from .fillable import make_fillable
from .typeset import Data

HOLD_TEXT = frozenset({"/H1", "/H2", "/H3", "/P", "/L", "/Lbl", "/Span", "/Strong", "/Em", "/Figure", "/Link", "/Form"})
"""No table stands in these: half of a document need not be looked at."""


def finish(pdf: bytes, data: Data, project: Path) -> bytes:
    """Give row headers to the tables that have them and fields to a form, and pack the file.

    `data` are those that it was set from. Raises PaperError as `make_fillable` does.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if data["style"] == "form":
            make_fillable(document, data, project)
        _head_tables(document, row_heads(data))
        del document.Root.MarkInfo.Suspects  # false is what its absence means, and Poppler calls it an error
        document.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, fix_metadata_version=False)
    return out.getvalue()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def row_heads(document: Data) -> list[bool]:
    """Whether rows start with their names, for each table of a document in reading order. Large print has no tables."""
    return [] if document["style"] == "large" else list(_row_heads(document["sheets"]))


def _row_heads(data: object) -> Iterator[bool]:
    if isinstance(data, dict):
        if "row_heads" in data:
            yield data["row_heads"]
        data = data.values()
    elif not isinstance(data, list | tuple):
        return
    for part in data:
        yield from _row_heads(part)


def _head_tables(document: Pdf, row_heads: list[bool]) -> None:
    if not any(row_heads):
        return
    of_table = document.make_indirect(Dictionary(O=Name.Table))
    of_row = document.make_indirect(Dictionary(O=Name.Table, Scope=Name.Row))
    for table, has_heads in zip(_elements(document.Root.StructTreeRoot, "/Table"), row_heads, strict=True):
        if has_heads:
            _head_rows(table, of_table, of_row)


def _head_rows(table: Object, of_table: Object, of_row: Object) -> None:
    """Make the first body cell of each row its header, unless it is empty and waits to be filled in.

    The others are said to be `of_table`, a header to be `of_row`, too.
    """
    for body in _elements(table, "/TBody"):
        for row in _children(body):
            first, *others = _children(row)
            # Typst lists the column headers of each cell. Such a list outdoes any scope, and lacks the row's header.
            for cell in others:
                cell["/A"] = of_table
            if _is_empty(first):
                first["/A"] = of_table
            else:
                first["/S"] = Name.TH
                first["/A"] = of_row


def _is_empty(cell: Object) -> bool:
    return all(isinstance(kid, Dictionary) and kid.get("/S") == Name.Form for kid in _kids(cell))


def _elements(parent: Object, kind: str) -> Iterator[Object]:
    """The nearest structure elements of a kind below a parent, in reading order."""
    for child in _children(parent):
        found = child["/S"]
        if found == kind:
            yield child
        elif found not in HOLD_TEXT:
            yield from _elements(child, kind)


def _children(element: Object) -> Iterator[Object]:
    """The structure elements right below one. Its other kids are numbers of marked content, and fields."""
    return (kid for kid in _kids(element) if not isinstance(kid, int) and "/S" in kid)


def _kids(element: Object) -> list[Object]:
    """All that is right below an element: a cell to fill in has none, or a field."""
    kids = element.get("/K", ())
    return list(kids) if isinstance(kids, Array | tuple) else [kids]

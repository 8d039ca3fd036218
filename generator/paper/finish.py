"""What Typst cannot do yet to a PDF, done with pikepdf.

Row headers: Typst 0.15 has them (`pdf.header-cell`) only behind a feature that its Python package
cannot switch on. When it can, `_head_rows` goes and the templates say it themselves. Object streams
take a third off the size. Fields to fill in are made by `fillable`. Nothing depends on the time or the
machine: same bytes in, same out.
"""

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from .fillable import Fillable, make_fillable

HOLD_TEXT = frozenset({"/H1", "/H2", "/H3", "/P", "/Lbl", "/Span", "/Strong", "/Em", "/Figure", "/Link", "/Form"})
"""No table stands in these: half of a document need not be looked at."""


def finish(pdf: bytes, row_heads: Sequence[bool], asked: Fillable | None = None) -> bytes:
    """Give row headers to the tables that have them, one flag a table in reading order, and pack the file.

    What is asked becomes fields to fill in. Raises PaperError when the templates draw a box too many or too few.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        if asked is not None:
            make_fillable(document, asked)
        tables = _elements(document.Root.StructTreeRoot, Name.Table)
        for table, has_heads in zip(tables, row_heads, strict=True):
            if has_heads:
                _head_rows(table)
        del document.Root.MarkInfo.Suspects  # false is what its absence means, and Poppler calls it an error
        document.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False
        )
    return out.getvalue()


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def _head_rows(table: Object) -> None:
    """Make the first body cell of each row its header, unless it is empty and waits to be filled in."""
    for body in _elements(table, Name.TBody):
        for row in _elements(body, Name.TR):
            for cell in _children(row):
                # Typst lists the column headers of each cell. Such a list outdoes any scope, and lacks the row's header.
                cell["/A"] = Dictionary(O=Name.Table)
            first = next(_children(row))
            if not _is_empty(first):
                first["/S"] = Name.TH
                first["/A"] = Dictionary(O=Name.Table, Scope=Name.Row)


def _is_empty(cell: Object) -> bool:
    return all(isinstance(kid, Dictionary) and kid.get("/S") == Name.Form for kid in _kids(cell))


def _elements(parent: Object, kind: Name) -> Iterator[Object]:
    """The nearest structure elements of a kind below a parent, in reading order."""
    for child in _children(parent):
        if child["/S"] == kind:
            yield child
        elif child["/S"] not in HOLD_TEXT:
            yield from _elements(child, kind)


def _children(element: Object) -> Iterator[Object]:
    """The structure elements right below one. Its other kids are numbers of marked content, and fields."""
    return (kid for kid in _kids(element) if not isinstance(kid, int) and "/S" in kid)


def _kids(element: Object) -> list[Object]:
    """All that is right below an element: a cell to fill in has none, or a field."""
    kids = element.get("/K", ())
    return list(kids) if isinstance(kids, Array | tuple) else [kids]

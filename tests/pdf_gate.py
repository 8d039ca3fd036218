"""What every PDF of ours must be, read with pikepdf from the file itself: the gate that always runs.

It holds the part of PDF/UA-1 (ISO 14289-1) that a change of ours could break. The whole standard is
checked by veraPDF, which needs Java and is no part of the tests.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Matrix, Object, Page, Pdf, Stream

DRAWING = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}
"""Operators that put something on a page (ISO 32000-1, table 51)."""
HEADING = re.compile(r"/H([1-6])")
OPEN_FONT = {"/FontFile", "/FontFile2", "/FontFile3"}
HAIRLINE = 0.4
"""Points: how thick the lines to write on and of tables are."""
SHORTEST = 60
"""Points: shorter ones are no lines to write on."""
PRINTED = 4
"""The flags of an annotation that shows and is printed (ISO 32000-1, table 165)."""
UNPRINTABLE = 14
"""Points: the edge that many printers leave white, 5 mm."""


def faults(pdf: bytes) -> list[str]:
    """What is wrong with a PDF, in sentences; an empty list when nothing is."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [*_document_faults(document), *_page_faults(document), *_structure_faults(document), *_form_faults(document)]


def _document_faults(document: Pdf) -> Iterator[str]:
    root = document.Root
    if not root.get("/MarkInfo", Dictionary()).get("/Marked"):
        yield "the file does not say that it is tagged"
    if not str(root.get("/Lang", "")):
        yield "there is no language"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
        yield "the window would show the file name for a title"
    metadata = document.open_metadata()
    if not metadata.get("dc:title"):
        yield "there is no title"
    if metadata.get("pdfuaid:part") != "1":
        yield "the file does not claim PDF/UA-1"
    if any("Date" in key for key in document.docinfo) or any("Date" in key for key in metadata):
        yield "there is a date"


def _page_faults(document: Pdf) -> Iterator[str]:
    for number, page in enumerate(document.pages, start=1):
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number}: the tab order does not follow the structure"
        yield from (f"page {number}: {operator} draws outside marked content" for operator in _unmarked(page))
        if any(_is_off(point, page) for _, _, points in _drawn(page) for point in points):
            yield f"page {number}: something is drawn where no printer prints"
        yield from (f"page {number}: {fault}" for fault in _font_faults(page.obj.Resources))


def _font_faults(resources: Object) -> Iterator[str]:
    for font in resources.get("/Font", Dictionary()).values():
        descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
        if not OPEN_FONT & set(descriptor.keys()):
            yield f"{font.BaseFont} is not embedded"
        if "/ToUnicode" not in font:
            yield f"{font.BaseFont} does not say which letters it shows"


def _is_off(point: tuple[float, float], page: Page) -> bool:
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    return not (UNPRINTABLE < point[0] < width - UNPRINTABLE and UNPRINTABLE < point[1] < height - UNPRINTABLE)


def _unmarked(page: Page) -> Iterator[str]:
    depth = 0
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
        if depth == 0 and operator in DRAWING:
            yield operator


def _structure_faults(document: Pdf) -> Iterator[str]:
    elements = list(_elements(document.Root.StructTreeRoot))
    for element in elements:
        if element["/S"] == "/Figure" and not str(element.get("/Alt", "")):
            yield "a figure has no alternative text"
        if element["/S"] == "/TH" and _scope(element) not in ("/Row", "/Column", "/Both"):
            yield "a header cell does not say what it heads"
    for rows in tables(document):
        if len({len(row) for row in rows}) > 1:
            yield "a table has rows with more or fewer cells than others"
    found = headings(document)
    if found and found[0][0] != 1:
        yield "the first heading is not of the first level"
    if not _outline_tells(_outline(document), found):
        yield f"the outline {_outline(document)} is not the headings {found}"


def headings(pdf: bytes | Pdf) -> list[tuple[int, str]]:
    """The headings in reading order, each with its level."""
    document = pikepdf.open(io.BytesIO(pdf)) if isinstance(pdf, bytes) else pdf
    found = ((HEADING.fullmatch(str(element["/S"])), element) for element in _elements(document.Root.StructTreeRoot))
    return [(int(level[1]), str(element["/T"])) for level, element in found if level]


def _outline_tells(outline: list[tuple[int, str]], headings: list[tuple[int, str]]) -> bool:
    """The outline is the headings, in order and depth; a numbered heading has its number before it."""
    return len(outline) == len(headings) and all(
        shown[0] == real[0] and re.fullmatch(r"(\d+ )?" + re.escape(real[1]), shown[1])
        for shown, real in zip(outline, headings, strict=True)
    )


def _outline(document: Pdf) -> list[tuple[int, str]]:
    def below(items: list[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, item.title
            yield from below(list(item.children), level + 1)

    with document.open_outline() as outline:
        return list(below(list(outline.root), 1))


def _form_faults(document: Pdf) -> Iterator[str]:
    """Fields to fill in (ISO 14289-1, 7.18; ISO 32000-1, 12.7)."""
    annotations = [annotation for page in document.pages for annotation in _to_fill(page)]
    if not annotations:
        return
    form = document.Root.get("/AcroForm", Dictionary())
    if form.get("/NeedAppearances"):
        yield "the form leaves it to readers to draw its fields"
    yield from (f"the form: {fault}" for fault in _font_faults(form.get("/DR", Dictionary())))
    yield from _field_faults(form, annotations)
    elements = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    for annotation in annotations:
        yield from (f"the field '{_name(annotation)}' {fault}" for fault in _widget_faults(annotation, elements))
    ours = [annotation.objgen for annotation in annotations]
    if [one.objgen for one in _tagged(document.Root.StructTreeRoot) if one.objgen in ours] != ours:
        yield "the fields are not in the order in which they are read aloud"
    for page in document.pages:
        for one, other in combinations(_to_fill(page), 2):
            if _overlap(one.Rect, other.Rect):
                yield f"the fields '{_name(one)}' and '{_name(other)}' lie on each other"


def _to_fill(page: Page) -> Iterator[Object]:
    """The fields of a page, and any link that should have become one."""
    for annotation in page.obj.get("/Annots", Array()):
        if annotation.Subtype == "/Widget" or str(annotation.get("/A", Dictionary()).get("/URI", "")).startswith("field:"):
            yield annotation


def _field_faults(form: Object, annotations: list[Object]) -> Iterator[str]:
    fields = list(form.get("/Fields", Array()))
    names = [str(field.get("/T", "")) for field in fields]
    yield from (f"a field is called '{name}'" for name in names if not name or "." in name)
    yield from (f"two fields are called '{name}'" for name, times in Counter(names).items() if times > 1)
    yield from (f"the field '{name}' has no label" for name, field in zip(names, fields, strict=True) if "/TU" not in field)
    yield from (f"an option of '{_name(field)}' is a field by itself" for field in fields if "/Parent" in field)
    widgets = [widget.objgen for field in fields for widget in field.get("/Kids", [field])]
    if widgets != [annotation.objgen for annotation in annotations]:
        yield "what is on the pages is not what the form holds, or not in its order"


def _widget_faults(annotation: Object, elements: pikepdf.NumberTree) -> Iterator[str]:
    field = annotation.get("/Parent", annotation)
    if annotation.Subtype != "/Widget" or "/A" in annotation:
        yield "is still a link"
    if not str(annotation.get("/TU", "")):
        yield "has no label"
    if int(annotation.get("/F", 0)) != PRINTED:
        yield "is hidden or not printed"
    element = elements[int(annotation.StructParent)]
    references = [kid for kid in element.K if isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR"]
    if element["/S"] != "/Form" or len(element.K) != 1 or [one.Obj.objgen for one in references] != [annotation.objgen]:
        yield "is not tagged as a form field"
    drawn = annotation.get("/AP", Dictionary()).get("/N")
    if field.get("/FT") == "/Btn":
        if drawn is None or len(drawn.keys()) != 2 or "/Off" not in drawn or str(annotation.get("/AS", "")) not in drawn:
            yield "is not drawn both on and off"
    elif not isinstance(drawn, Stream):
        yield "is not drawn"


def _name(annotation: Object) -> str:
    return str(annotation.get("/Parent", annotation).get("/T", ""))


def _tagged(parent: Object) -> Iterator[Object]:
    """The annotations that the structure refers to, in reading order."""
    kids = parent.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary):
            yield from [kid.Obj] if kid.get("/Type") == "/OBJR" else _tagged(kid)


def _overlap(one: Object, other: Object) -> bool:
    left, bottom, right, top = map(float, one)
    west, south, east, north = map(float, other)
    return left < east and west < right and bottom < north and south < top


def _elements(parent: Object) -> Iterator[Any]:
    """Every structure element below one, in reading order."""
    kids = parent.get("/K", Array())
    for kid in kids if isinstance(kids, Array) else (kids,):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _scope(cell: Object) -> str:
    attributes = cell.get("/A", Array())
    found = attributes if isinstance(attributes, Array) else (attributes,)
    return next((str(one["/Scope"]) for one in found if isinstance(one, Dictionary) and "/Scope" in one), "")


def tables(pdf: bytes | Pdf) -> list[list[list[str]]]:
    """Each table as rows of cells: `head` for a column's, `row` for a row's header, `cell`, `field`, or `empty`."""
    document = pikepdf.open(io.BytesIO(pdf)) if isinstance(pdf, bytes) else pdf
    found = [element for element in _elements(document.Root.StructTreeRoot) if element["/S"] == "/Table"]
    return [[_cells(row) for row in _elements(table) if row["/S"] == "/TR"] for table in found]


def _cells(row: Object) -> list[str]:
    return [_kind(cell) for cell in _elements(row) if cell["/S"] in ("/TH", "/TD")]


def _kind(cell: Object) -> str:
    if cell["/S"] == "/TH":
        return {"/Row": "row", "/Column": "head"}.get(_scope(cell), "?")
    if not len(cell.get("/K", Array())):
        return "empty"
    return "field" if {str(kid["/S"]) for kid in _elements(cell)} == {"/Form"} else "cell"


def words(pdf: bytes) -> str:
    """All that a PDF says, squeezed: without spaces, and with straight quotation marks."""
    return squeezed("".join(page_texts(pdf)))


def page_texts(pdf: bytes) -> list[str]:
    """What each page says."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """A text without spaces, breaks and hyphens, which a line end may add or take."""
    straight = re.sub("[\u2018\u2019\u201a]", "'", re.sub("[\u201c\u201d\u201e]", '"', text))
    return re.sub("[\\s\u200b\u00ad-]+", "", straight)


def writing_lines(pdf: bytes) -> list[tuple[int, float]]:
    """Where hairlines run across, as page and distance from its top in points; each line once."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sorted({(number, y) for number, page in enumerate(document.pages) for y in _hairlines(page)})


def _hairlines(page: Page) -> Iterator[float]:
    """Typst strokes the lines of a table and fills those of a block."""
    for operator, width, points in _drawn(page):
        top, bottom = max(y for _, y in points), min(y for _, y in points)
        across = max(x for x, _ in points) - min(x for x, _ in points)
        thickness = top - bottom + (width if operator == "S" else 0)
        if across > SHORTEST and abs(thickness - HAIRLINE) < 0.05:
            yield round(float(page.mediabox[3]) - (top + bottom) / 2, 1)


def _drawn(page: Page) -> Iterator[tuple[str, float, list[tuple[float, float]]]]:
    """Paths stroked (S) or filled (f), and where texts start (Tm): the width of the pen, and points on the page."""
    stack, matrix, width, points = [], Matrix(), 1.0, list[tuple[float, float]]()
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        numbers = [float(operand) for operand in instruction.operands] if operator in ("cm", "w", "m", "l", "Tm") else []
        match operator:
            case "q":
                stack.append((matrix, width))
            case "Q":
                matrix, width = stack.pop()
            case "cm":
                matrix = Matrix(*numbers) @ matrix
            case "w":
                width = numbers[0]
            case "m":
                points = [matrix.transform((numbers[0], numbers[1]))]
            case "l":
                points.append(matrix.transform((numbers[0], numbers[1])))
            case "S" | "f":
                yield operator, width, points
            case "Tm":
                yield operator, 0, [(Matrix(*numbers) @ matrix).transform((0, 0))]

"""What every PDF of ours must be, read with pikepdf from the file itself: the gate that always runs.

It holds the part of PDF/UA-1 (ISO 14289-1) that a change of ours could break. The whole standard is
checked by veraPDF, which needs Java and is no part of the tests.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Matrix, Object, Page, Pdf

DRAWING = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}
"""Operators that put something on a page (ISO 32000-1, table 51)."""
HEADING = re.compile(r"/H([1-6])")
OPEN_FONT = {"/FontFile", "/FontFile2", "/FontFile3"}
HAIRLINE = 0.4
"""Points: how thick the lines to write on and of tables are."""
SHORTEST = 60
"""Points: shorter ones are no lines to write on."""
UNPRINTABLE = 14
"""Points: the edge that many printers leave white, 5 mm."""


def faults(pdf: bytes) -> list[str]:
    """What is wrong with a PDF, in sentences; an empty list when nothing is."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [*_document_faults(document), *_page_faults(document), *_structure_faults(document)]


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
        for font in page.obj.Resources.get("/Font", Dictionary()).values():
            descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            if not OPEN_FONT & set(descriptor.keys()):
                yield f"page {number}: {font.BaseFont} is not embedded"
            if "/ToUnicode" not in font:
                yield f"page {number}: {font.BaseFont} does not say which letters it shows"


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
    """Each table as rows of cells: `head` for a column's, `row` for a row's header, `cell`, or `empty`."""
    document = pikepdf.open(io.BytesIO(pdf)) if isinstance(pdf, bytes) else pdf
    found = [element for element in _elements(document.Root.StructTreeRoot) if element["/S"] == "/Table"]
    return [[_cells(row) for row in _elements(table) if row["/S"] == "/TR"] for table in found]


def _cells(row: Object) -> list[str]:
    return [_kind(cell) for cell in _elements(row) if cell["/S"] in ("/TH", "/TD")]


def _kind(cell: Object) -> str:
    if cell["/S"] == "/TH":
        return {"/Row": "row", "/Column": "head"}.get(_scope(cell), "?")
    return "cell" if len(cell.get("/K", Array())) else "empty"


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

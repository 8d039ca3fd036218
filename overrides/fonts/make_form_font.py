"""Make HandbookSansForm.pdf: the letters that people can type into a form, as PDF wants them.

    pip install fonttools==4.68.0 && python overrides/fonts/make_form_font.py

A form needs every letter that may be typed, not only those printed. So this takes the European letters of
Source Sans 3 and embeds them whole, by glyph number, with their widths and meanings: the builder copies that
from the PDF into each form and needs no font tools. The licence reserves the name "Source" for the
original, so the part has a name of its own (see OFL-HandbookSansForm.txt). Same font in, same bytes out.
"""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

FOLDER = Path(__file__).parent
SOURCE = FOLDER / "SourceSans3-Regular.ttf"
TARGET = FOLDER / "HandbookSansForm.pdf"
FAMILY, POSTSCRIPT = "Handbook Sans Form", "HandbookSansForm"

TYPED = {
    "Latin": (range(0x20, 0x7F), range(0xA0, 0x250), range(0x1E80, 0x1EFA)),
    "Greek": (range(0x370, 0x400),),
    "Cyrillic": (range(0x400, 0x460), range(0x490, 0x492)),
    "signs": (range(0x2010, 0x2060), range(0x20A0, 0x20C0), range(0x2116, 0x2117), range(0x2122, 0x2123)),
    "arrows and sums": (range(0x2190, 0x2194), range(0x2212, 0x2213), range(0x2248, 0x2266), range(0x2713, 0x2718)),
}
"""What people type, by Unicode. What the source lacks of it is left out."""
FAMILY_NAMES, WHOLE_NAMES, POSTSCRIPT_NAMES = (1, 16), (3, 4), (6, 25)
"""Numbers of names in a font: of the family, of this cut of it, and as PDF says it (OpenType, table `name`)."""
KEPT_NAMES = (0, 7, 8, 9, 11, 13, 14)
"""Copyright, trademark, makers, licence."""
ROW = 32
"""Characters in a row of the specimen."""


def main() -> None:
    """Write the file."""
    TARGET.write_bytes(specimen(part(TTFont(SOURCE, recalcTimestamp=False))))


def part(font: TTFont) -> TTFont:
    """The letters that are typed, without what only a typesetter uses, under a name of its own."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep"]
    options.name_IDs = [*FAMILY_NAMES, 2, *WHOLE_NAMES, *POSTSCRIPT_NAMES, *KEPT_NAMES]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for ranges in TYPED.values() for some in ranges for code in some])
    subsetter.subset(font)
    for names, value in ((FAMILY_NAMES, FAMILY), (WHOLE_NAMES, FAMILY), (POSTSCRIPT_NAMES, POSTSCRIPT)):
        for record in font["name"].names:
            if record.nameID in names:
                record.string = value
    return font


def specimen(font: TTFont) -> bytes:
    """A PDF of one page that shows every letter, and so holds the whole font."""
    out = io.BytesIO()
    meanings = {glyph: code for code, glyph in sorted(glyphs(font).items(), reverse=True)}
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary({f"/{POSTSCRIPT}": embedded(pdf, font, meanings)}))
        page.obj.Contents = pdf.make_stream("\n".join(rows(sorted(meanings, key=meanings.__getitem__))).encode())
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def glyphs(font: TTFont) -> Mapping[int, int]:
    """The number of each character's glyph."""
    numbers = font.getReverseGlyphMap()
    return {code: numbers[name] for code, name in font.getBestCmap().items()}


def rows(shown: list[int]) -> Iterator[str]:
    """What draws these glyphs."""
    yield f"BT /{POSTSCRIPT} 14 Tf 24 TL 40 780 Td"
    for start in range(0, len(shown), ROW):
        yield "<" + "".join(f"{glyph:04X}" for glyph in shown[start : start + ROW]) + "> Tj T*"
    yield "ET"


def embedded(pdf: Pdf, font: TTFont, meanings: Mapping[int, int]) -> Object:
    """The font in a PDF: Type0, Identity-H (ISO 32000-1, 9.7)."""
    scale = 1000 / font["head"].unitsPerEm
    widths = [round(font["hmtx"][name][0] * scale) for name in font.getGlyphOrder()]
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    cid_font = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name(f"/{POSTSCRIPT}"), CIDSystemInfo=system, DW=0,
        W=Array([0, Array(widths)]), CIDToGIDMap=Name.Identity, FontDescriptor=descriptor(pdf, font, scale),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name(f"/{POSTSCRIPT}"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(cid_font)]), ToUnicode=pdf.make_stream(to_unicode(meanings)),
        )
    )  # fmt: skip


def descriptor(pdf: Pdf, font: TTFont, scale: float) -> Object:
    """What a reader needs to know of the font as a whole, and the font itself (ISO 32000-1, 9.8)."""
    raw = io.BytesIO()
    font.save(raw)
    head, metrics, symbolic = font["head"], font["OS/2"], 4
    box = [round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor, FontName=Name(f"/{POSTSCRIPT}"), Flags=symbolic, FontBBox=Array(box), ItalicAngle=0,
            Ascent=round(metrics.usWinAscent * scale), Descent=-round(metrics.usWinDescent * scale),
            CapHeight=round(metrics.sCapHeight * scale), StemV=80, FontFile2=pdf.make_stream(raw.getvalue()),
        )
    )  # fmt: skip


def to_unicode(meanings: Mapping[int, int]) -> bytes:
    """The CMap that says which character a glyph is (ISO 32000-1, 9.10.3): at most 100 a section."""
    pairs = [f"<{glyph:04X}> <{code:04X}>" for glyph, code in sorted(meanings.items())]
    sections = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(some)} beginbfchar\n" + "\n".join(some) + "\nendbfchar" for some in sections)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{body}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()


if __name__ == "__main__":
    main()

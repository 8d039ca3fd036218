"""The brand's files are there, and are what they should be."""

from collections.abc import Iterator

from .. import models as m
from ..artwork import Artwork, Face, judged
from ..documents import Loc
from ..library import Library, Piece
from ..problems import Place, Problem, did_you_mean

FOLDER = "brand/"
FONTS = (".ttf", ".otf")


def missing_artwork(library: Library) -> Iterator[Problem]:
    """Files that the brand names and that are not there."""
    for piece, loc, name in _named(library):
        if FOLDER + name not in library.artwork:
            there = [path.removeprefix(FOLDER) for path in library.artwork if path.startswith(FOLDER)]
            advice = did_you_mean(name, there) or "Put it into content/organisation/brand/."
            yield Problem(piece.document.place(loc), "missing-artwork", f"{loc[-1]}: there is no file '{name}'", advice)


def unfit_artwork(library: Library) -> Iterator[Problem]:
    """Files that the brand names and that cannot be shown, and fonts that paper would find beside them; each once."""
    fonts = [path.removeprefix(FOLDER) for path in library.artwork if path.startswith(FOLDER) and path.endswith(FONTS)]
    names = dict.fromkeys([*(name for _, _, name in _named(library)), *fonts])
    for artwork in filter(None, (library.artwork.get(FOLDER + name) for name in names)):
        yield from judged(artwork)[1]


def misnamed_fonts(library: Library) -> Iterator[Problem]:
    """Fonts that call themselves something else, or are another cut than the brand says."""
    for piece, loc, name in _named(library):
        artwork = library.artwork.get(FOLDER + name)
        if loc[0] == "fonts" and artwork and judged(artwork)[0]:
            yield from _misnamed(piece.document.place(loc), str(loc[-1]), piece.model, artwork)


def _misnamed(place: Place, cut: str, brand: m.Model, artwork: Artwork) -> Iterator[Problem]:
    face = Face.of(artwork.data)
    family = brand.fonts.family if isinstance(brand, m.Brand) and brand.fonts else ""
    if not face.family.startswith(family):
        message = f"{cut}: this font calls itself '{face.family}', not '{family}'"
        yield Problem(place, "misnamed-font", message, f"Write family: {face.family}, or take the file of that family.")
    if face.cut != cut:
        message = f"{cut}: this file is the {face.cut} cut (weight {face.weight}{', slanted' if face.is_italic else ''})"
        yield Problem(place, "misnamed-font", message, f"Take the file of the {cut} cut.")


def _named(library: Library) -> Iterator[tuple[Piece, Loc, str]]:
    """Every file that the brand names, and where."""
    for piece in library.pieces:
        if isinstance(piece.model, m.Brand):
            logo, fonts = piece.model.logo, piece.model.fonts
            marks = {"light": logo.light, "dark": logo.dark, "mono": logo.mono}
            yield from ((piece, ("logo", name), file) for name, file in marks.items() if file)
            yield from ((piece, ("fonts", cut), file) for cut, file in (fonts.cuts.items() if fonts else ()))

"""The brand on one page and one sheet: every token in use, and what fails. The page opens without a server."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from . import brand, pages, paper, publish, site, workshop
from .handbook import Handbook
from .models import Brand

PAGE, SHEET = "index.html", "brand.pdf"
"""What is made."""
STYLE = Path("overrides", "pages", "preview.css")


def preview(handbook: Handbook, failing: Sequence[str], root: Path, out: Path) -> None:
    """Write the brand of a handbook to `out`: a page with all that it needs, and a sheet.

    `failing` says what is wrong with it. Raises publish.Refused for an unfit folder, paper.PaperError and site.SiteError;
    in each case `out` stays as it was.
    """
    own = handbook.brand
    mono = f"logo-mono{Path(own.logo.on_paper).suffix}"
    files = {f"assets/{mono}": handbook.artwork[f"brand/{own.logo.on_paper}"], SHEET: _sheet(handbook, root)}
    files |= workshop.beside(handbook, root)
    files["assets/preview.css"] = _style(own, root).encode()
    book = pages.brand_page(handbook, root, failing, mono)
    folder = root / "build" / "brand-preview"
    with publish.replacing(out, root) as fresh, publish.locked(root / "build"):
        site.write_sources(handbook, book, files, root, folder)
        shutil.copytree(site.render(root, folder), fresh, dirs_exist_ok=True)
        (fresh / publish.MARKER).write_bytes(site.as_json({"brand": own.organisation}))


def _style(own: Brand, root: Path) -> str:
    grounds = {"paper": own.colours.paper, "dark": brand.DARK_GROUND, "white": brand.WHITE}
    rules = [f".hb-swatch--{name} {{ background: {colour}; }}" for name, colour in grounds.items()]
    for number, pair in enumerate(brand.pairs(own), start=1):
        rules.append(f".hb-swatch--{number} {{ color: {pair.words}; background: {pair.ground}; }}")
    return (root / STYLE).read_text("utf-8") + "\n".join(rules) + "\n"


def _sheet(handbook: Handbook, root: Path) -> bytes:
    document = paper.brand_sheet(handbook, paper.imprint(handbook, root), paper.Layout(handbook.brand.paper))
    return paper.Press(root).pdf(document)

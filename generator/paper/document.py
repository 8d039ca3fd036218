"""A document: one sheet or several on one kind of paper, as data for `overrides/paper/document.typ`.

Pure. What all sheets share stands once, in the document; what a sheet says stands under `sheets`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..handbook import Audience
from ..models import Brand, Language
from ..prose import plain, runs
from ..typesetting import Data
from .codes import qr_code

TYPST_PAPERS = {"a4": "a4", "letter": "us-letter"}
"""Our names of papers, and Typst's."""
OUR_FONT = "Source Sans 3"
ISO_3166 = 2
"""Letters in a region of a language code; the script in `zh-hant` has more and is no region."""

Paper = Literal["a4", "letter"]
Style = Literal["print", "large", "form"]
"""For a pen; for a pen and eyes that need large letters; to fill in on a screen."""
Template = Literal[
    "worksheet", "key", "form", "certificate", "quiz", "quiz-key", "cover", "plan", "run-sheet", "rules", "cards", "brand"
]
"""A file in `overrides/paper/`, without its ending, that draws a sheet."""

_EVERYWHERE = ("page-of",)
_WRITTEN_ON = ("date-line",)
_FOR_TRAINERS = ("for-trainers", "run-it")
WORDS: dict[Template, tuple[str, ...]] = {
    "worksheet": (*_WRITTEN_ON, "name-line", "what-to-do", "worked-example", "take-away", "gap"),
    "key": (
        *(*_FOR_TRAINERS, "to-open", "materials", "variations", "good-looks-like", "debrief"),
        *("debrief-what", "debrief-so-what", "debrief-now-what", "likely-answers", "misconception"),
    ),
    "form": (*_WRITTEN_ON, "session-line", "gap"),
    "certificate": (*_WRITTEN_ON, "session-line", "gap"),
    "quiz": (*_WRITTEN_ON, "name-line"),
    "quiz-key": (*_FOR_TRAINERS, "right-answers", "works-well"),
    "cover": (*_WRITTEN_ON, "name-line", "contents"),
    "plan": (),
    "run-sheet": ("run-time", "run-what", "run-do", "say", "run-they", "run-check", "materials"),
    "rules": (),
    "cards": ("number-of",),
    "brand": ("brand-type", "brand-type-sample", "brand-colours", "brand-marks", "brand-areas"),
}
"""What each template says by itself, by its name in the language's words."""


@dataclass(frozen=True)
class Imprint:
    """What every sheet of an edition says around its exercise."""

    brand: Brand
    language: Language
    title: str
    """The handbook's name."""
    industry: str
    """The trade's name."""
    mark: str | None
    """The brand mark's path from the project folder, such as `/content/brand/mark.svg`. Without one the name stands in."""
    addresses: Mapping[Audience, Mapping[str, str]] = field(default_factory=dict)
    """For each audience the short address of each sheet by its number. A sheet without one carries no code."""
    version: str = ""
    """What the content is called as it is now."""
    digest: str = ""
    """Digits and letters that change with any word that staff read."""


@dataclass(frozen=True)
class Layout:
    """How sheets are laid out: on which paper, in which style."""

    paper: Paper
    style: Style = "print"

    @property
    def suffix(self) -> str:
        """How a sheet's file name says it: nothing, `-letter`, `-large`, `-form-letter` ..."""
        style = "" if self.style == "print" else f"-{self.style}"
        return style + ("" if self.paper == "a4" else f"-{self.paper}")

    def at_most(self, pages: int) -> int:
        """How many pages a sheet may take here that promises so many in print."""
        return pages * 3 if self.style == "large" else pages


A4, LETTER = Layout("a4"), Layout("letter")


@dataclass(frozen=True)
class Head:
    """What a sheet says about itself where it opens."""

    number: str
    """Such as `W01`."""
    title: str
    part: str = ""
    """What it is of the thing that the title names, such as its answer key."""
    objective: str = ""
    """What it is good for, in a sentence."""
    minutes: str = ""
    group: str = ""


def head_data(template: Template, head: Head, orientation: str = "portrait") -> Data:
    """How a sheet opens, and which template draws it."""
    return {
        "template": template,
        "orientation": orientation,
        "number": head.number,
        "title": plain(head.title),
        "part": head.part,
        "minutes": head.minutes,
        "group": head.group,
        "objective": runs(head.objective),
    }


def fonts_of(brand: Brand) -> list[str]:
    """The fonts of paper: the brand's own, and ours for any sign that it lacks."""
    return [*([brand.fonts.family] if brand.fonts else []), OUR_FONT]


def document_data(imprint: Imprint, layout: Layout, title: str, description: str, sheets: Sequence[Data]) -> Data:
    """Sheets as one document. `title` and `description` are the file's own, for its reader's window and search."""
    brand, language = imprint.brand, imprint.language
    lang, _, region = brand.locale_of(language.code).partition("-")
    return {
        "paper": TYPST_PAPERS[layout.paper],
        "style": layout.style,
        "lang": lang,
        "region": region if len(region) == ISO_3166 else None,
        "direction": language.direction,
        "accent": brand.colours.accent,
        "font": fonts_of(brand),
        "organisation": brand.organisation,
        "mark": imprint.mark,
        "mark_alt": brand.logo.alt,
        "licence": plain(brand.licence),
        "edition": list(dict.fromkeys((brand.organisation, imprint.title, imprint.industry))),
        "title": title,
        "description": description,
        "words": {name: language.words[name] for sheet in sheets for name in (*_EVERYWHERE, *WORDS[sheet["template"]])},
        "sheets": [{**sheet, "link": _link(imprint, sheet)} for sheet in sheets],
    }


def _link(imprint: Imprint, sheet: Data) -> Data | None:
    """The way from a sheet to its page on screen: a code, what it says, and the same to type in."""
    reader = Audience.TRAINER if "for-trainers" in WORDS[sheet["template"]] else Audience.STAFF
    address = imprint.addresses.get(reader, {}).get(sheet["number"])
    if address is None:
        return None
    short = address.removeprefix("https://")
    return {"code": qr_code(address), "short": short, "alt": imprint.language.words["on-screen"].replace("{address}", short)}

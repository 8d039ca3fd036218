"""What surrounds the teaching: the handbook's plan, the brand, the interface words and the glossary."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StringConstraints

from .base import Entity, Model, Prose, Ref, Slug, Text

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
"""A colour as six hexadecimal digits, such as `#1f4e5f`."""

LogoName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(svg|png)$")]
"""The name of a picture in `content/organisation/brand/`, or in `content/brand/` where ours lie."""

FontName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(ttf|otf)$")]
"""The name of a font file there."""

SiteAddress = Annotated[str, StringConstraints(pattern=r"^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~%-]+)*/$")]
"""The address of a folder at a host, such as `https://example.org/handbook/`."""


class Chapter(Model):
    """A part of the handbook's menu."""

    name: Text
    """As the menu shows it."""
    pages: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+$")], ...]
    """Frameworks and topics by id, in order; a framework brings its concepts along. Pages of your own say by themselves
    that they stand here, so a chapter of yours may start empty; a menu leaves out what has nothing in it.
    """


class Offline(Model):
    """Which editions readers can keep: in a browser, where they open without a connection, and as a folder, say on a stick."""

    audiences: tuple[Literal["staff", "trainer"], ...] = Field(min_length=1)
    """Whose editions."""
    industries: tuple[Slug, ...] = ()
    """For which trades. Leave it out for all of them."""


class HandbookPlan(Model):
    """The plan of the whole: `content/handbook.yml`."""

    title: Text
    """The handbook's name."""
    tagline: Text
    """One line under the title on the home page."""
    welcome: Prose
    """The opening words of the home page: what it is and how to use it."""
    chapters: tuple[Chapter, ...] = Field(min_length=1)
    """The menu, in order. Situations, the trade's pages, exercises and glossary follow by themselves."""
    industries: tuple[Slug, ...] = Field(min_length=1)
    """Editions to build, in the order readers choose from."""
    languages: tuple[Slug, ...] = Field(min_length=1)
    """Languages to build; the first one needs no folder of its own."""
    offline: Offline | None = None
    """Which editions open without a connection. Leave it out for none."""
    version: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+([ .-][A-Za-z0-9]+)*$", max_length=40)] | None = None
    """What you call the content as it is now, such as `2027-01`: for the sheet that people sign, and for notes on updates."""
    shows_reviews: StrictBool = False
    """Whether the foot of a page says when it was last reviewed, and by whom, where that is written."""


class Logo(Model):
    """The organisation's mark. Its files lie in `content/organisation/brand/`, ours in `content/brand/`."""

    light: LogoName
    """For light grounds."""
    dark: LogoName | None = None
    """For dark grounds. Without it the one for light grounds stands there, too."""
    mono: LogoName | None = None
    """One ink, for paper: worksheets, certificates. Without it paper has the one for light grounds."""
    alt: Text
    """What the mark says, for people who do not see it."""

    @property
    def on_dark(self) -> str:
        """What stands on dark grounds."""
        return self.dark or self.light

    @property
    def on_paper(self) -> str:
        """What is printed."""
        return self.mono or self.light


class Colours(Model):
    """The brand's colours. One accent; everything else is ink and paper."""

    accent: Colour
    """Links, buttons, the lines of drawings; must read well on white."""
    accent_dark: Colour
    """The accent on a dark ground."""
    ink: Colour
    """Text."""
    paper: Colour
    """The ground of a page."""


class Fonts(Model):
    """The organisation's own font, for screen and paper. Its files lie where the logo's do."""

    family: Text
    """What the font calls itself, as programs list it."""
    regular: FontName
    """Upright, of normal weight."""
    bold: FontName
    """Upright, semibold or bold: headings and what matters."""
    italic: FontName | None = None
    """Slanted, of normal weight. Without it *emphasis* on paper stands upright."""

    @property
    def cuts(self) -> dict[str, str]:
        """The file of each cut that there is, by the cut's name."""
        named = {"regular": self.regular, "bold": self.bold, "italic": self.italic}
        return {cut: file for cut, file in named.items() if file}


class Brand(Model):
    """Names, logo, colours, fonts, contact and licence line: `content/brand.yml`. It drives screen and paper."""

    organisation: Text
    """Whose handbook it is, as the footer and the worksheets say it."""
    logo: Logo
    """The mark."""
    colours: Colours
    """The colours."""
    fonts: Fonts | None = None
    """Its own font. Without it the handbook has ours."""
    contact: Text
    """Who to ask, as a line for the footer."""
    licence: Text
    """What others may do with it, as a line for the footer."""
    paper: Literal["a4", "letter"] = "a4"
    """The paper offered first."""
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}-[A-Z]{2}$")] | None = None
    """The language and the country, such as `en-US`: how dates are written, and what spelling checkers of slides and Word
    files hold on to. Without it as our words have it, `en-GB`."""
    site_address: SiteAddress | None = None
    """Where the handbook is published, ending in `/`. Leave it out until it is."""

    def locale_of(self, language: str) -> str:
        """A language with the brand's country, if the brand's language is this one."""
        return self.locale if self.locale and self.locale.split("-")[0] == language else language


Pattern = Annotated[str, StringConstraints(pattern=r"^[a-z0-9?*-]+$")]
"""A name, or a pattern of names: `*` stands for any letters, `?` for one."""


class EditionsRow(Model):
    """Editions that belong together: every brand of this row in every trade, language and audience of it."""

    brands: tuple[Pattern, ...] = ()
    """Brands by the names of their files in `content/organisation/brands/`, without the ending. Leave it out for the
    handbook's own brand, `brand.yml`.
    """
    industries: tuple[Pattern, ...] = ("*",)
    """Trades by their ids. Leave it out for all of the plan's."""
    languages: tuple[Pattern, ...] = ("*",)
    """Languages by their codes. Leave it out for all of the plan's."""
    audiences: tuple[Literal["staff", "trainer"], ...] = Field(("staff", "trainer"), min_length=1)
    """For whom."""


class EditionsPlan(Model):
    """Which editions to build, for which brands: `content/organisation/editions.yml`. Without it the plan says it alone."""

    editions: tuple[EditionsRow, ...] = Field(min_length=1, max_length=1000)
    """Rows, in the order to build. An edition that two rows name is built once."""


class Language(Model):
    """A language of the interface: `content/languages/<code>.yml`."""

    code: Slug
    """The language code (BCP 47), such as `en`."""
    name: Text
    """Its name in itself."""
    direction: Literal["ltr", "rtl"] = "ltr"
    """Which way it is read."""
    words: dict[Slug, Text]
    """Every word the pages and worksheets say by themselves, by name. Gaps are written `{page}`."""
    avoid: dict[Text, Text] = Field(default_factory=dict)
    """Words that leave people out or look down on them, in lower case, each with a better one."""
    articles: tuple[Text, ...] = ()
    """Words that do not count where names are sorted, in lower case: the, a."""
    synonyms: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """What readers type into the search, in lower case: a word, and others that mean the same there."""
    served: tuple[Text, ...] = ()
    """Everyday words for anyone who is served, in lower case. The search leaves them out, like the trade's own: who else?"""
    endings: tuple[Text, ...] = ()
    """Endings that the search leaves off what readers type, so that "waited" finds "waiting"."""


class AccessCheck(Model):
    """Something about access or privacy that is checked before a release, and what checks it."""

    says: Text
    """What holds, in words for readers."""
    tests: tuple[Annotated[str, StringConstraints(pattern=r"^tests/[a-z_/]+\.py::test_[a-z0-9_]+$")], ...] = Field(min_length=1)
    """The tests that hold it, such as `tests/browser/test_access.py::test_fingers_have_room`. They must exist."""


class Accessibility(Model):
    """What is known about access to the handbook: `content/accessibility.yml`."""

    aim: Text
    """The standard it is meant to meet."""
    checks: tuple[AccessCheck, ...] = Field(min_length=1)
    """What is checked, and how."""
    limits: tuple[Text, ...] = Field(min_length=1)
    """What is known not to work, or has not been checked."""


class Privacy(Model):
    """What becomes of what readers write: `content/privacy.yml`."""

    promise: Text
    """What holds for everything they write, in two or three sentences."""
    kept: tuple[Text, ...] = Field(min_length=1)
    """What their device keeps."""
    checks: tuple[AccessCheck, ...] = Field(min_length=1)
    """What is checked, and how."""
    limits: tuple[Text, ...] = Field(min_length=1)
    """What readers must look out for themselves."""


class GlossaryTerm(Entity):
    """A word of the field, explained."""

    id: Ref
    """Such as `term.touch-point`."""
    term: Text
    """The word."""
    plural: Text
    """More than one of it."""
    definition: Text
    """At most thirty words."""
    not_to_confuse: Text | None = None
    """A word it is often mixed up with, and the difference."""
    credit: Text | None = None
    """Who coined or spread it, when that is known."""
    see_also: tuple[Ref, ...] = ()
    """Other terms, concepts or topics."""


class Glossary(Model):
    """Words of the field: `content/glossary.yml`."""

    terms: tuple[GlossaryTerm, ...]
    """In any order; the page sorts them."""


class Exemption(Model):
    """Leave to break one rule of writing in one place."""

    rule: Slug
    """The rule's name, as `handbook check --format json` says it."""
    id: Text
    """What it is for: the id, or the file, that the warning begins with."""
    reason: Text
    """Why it must be so."""


class Exemptions(Model):
    """Exemptions from the rules of writing: `content/exemptions.yml`. The list can only shrink."""

    exemptions: tuple[Exemption, ...]
    """In any order."""

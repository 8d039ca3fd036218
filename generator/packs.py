"""All that is printed for one run of a session: the trainer's pack, a workbook, single sheets, and a ZIP of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .archive import zipped
from .follow_up import follow_up_calendar
from .handbook import Handbook, session_stem
from .occasions import LONG, Occasion
from .paper import A4, Deck, Document, Imprint, Layout, Press, form, imprint, quiz, role_play_cards, slide_deck, worksheet
from .paper.document import document_data
from .paper.session import pack_sheets, workbook_sheets

CALENDAR = "follow-up.ics"
ENDINGS = ("-pack.pdf", "-workbook.pdf", "-slides.pptx", ".zip")
"""What the site offers of a session."""


@dataclass(frozen=True)
class Bundle:
    """What is printed for one run of a session."""

    occasion: Occasion
    imprint: Imprint
    layout: Layout = A4
    """Of what people get. The pack is for its trainer: it takes the paper, and always the style "print"."""

    @cached_property
    def pack(self) -> Document:
        """What the trainer runs it from."""
        title = self._title("session-pack")
        own = Layout(self.layout.paper)
        data = document_data(self.imprint, own, title, self.occasion.session.purpose, pack_sheets(self.occasion))
        return Document(f"{self._stem}-pack.pdf", data)

    @cached_property
    def workbook(self) -> Document | None:
        """What each person gets; none when the session has no sheet for each."""
        if not self.occasion.workbook:
            return None
        about = ", ".join(exercise.name for exercise in self.occasion.workbook)
        data = document_data(self.imprint, self.layout, self._title("session-workbook"), about, workbook_sheets(self.occasion))
        style = Layout("a4", self.layout.style).suffix
        return Document(f"{self._stem}-workbook{style}.pdf", data)

    @cached_property
    def sheets(self) -> Mapping[str, Document]:
        """Each sheet to hand out, by the id of what it is made from; the quiz has none."""
        occasion, around = self.occasion, (self.imprint, self.layout)
        exercises = {exercise.id: exercise for exercise in (*occasion.exercises, *occasion.workbook)}
        found = {used: worksheet(exercise, *around) for used, exercise in exercises.items()}
        found |= {one.id: form(one, *around) for one in occasion.forms}
        return found | ({"": quiz(occasion.handbook.trade_quiz, *around)} if occasion.has_quiz else {})

    @cached_property
    def cards(self) -> Document | None:
        """The role-play cards of its scenes, one set; none when nothing is played."""
        scenes = self.occasion.scenes
        return role_play_cards(scenes, self.occasion.handbook, self.imprint, Layout(self.layout.paper)) if scenes else None

    @cached_property
    def slides(self) -> Deck:
        """What it shows on a wall."""
        return slide_deck(self.occasion.session, self.occasion.handbook)

    @property
    def copies(self) -> Iterator[tuple[int, str]]:
        """How many copies of which file to print, in order. The workbook stands for the sheets in it."""
        yield 1, self.pack.name
        if self.workbook:
            yield self.occasion.people, self.workbook.name
        bound = {exercise.id for exercise in self.occasion.workbook}
        for printed in self.occasion.print_list:
            if printed.id in self.sheets and printed.id not in bound:
                yield printed.copies, f"sheets/{self.sheets[printed.id].name}"
        if self.cards:
            yield self.occasion.sets, f"sheets/{self.cards.name}"

    def files(self, press: Press) -> dict[str, bytes]:
        """Everything by its path: the pack, the workbook, the slides, `sheets/`, on a day that is known a calendar of the
        follow-up, and a ZIP of it all. Raises PaperError.
        """
        handbook, session, day = self.occasion.handbook, self.occasion.session, self.occasion.day
        sheets = [*self.sheets.values(), *([self.cards] if self.cards else [])]
        documents = {document.name: document for document in (self.pack, self.workbook) if document}
        documents |= {f"sheets/{document.name}": document for document in sheets}
        made = {path: press.pdf(document) for path, document in documents.items()}
        made[self.slides.name] = press.pptx(self.slides, handbook)
        if day:
            made[CALENDAR] = follow_up_calendar(handbook, session, day)
        return made | {f"{self._stem}.zip": zipped(made, packed=False)}

    @property
    def _stem(self) -> str:
        return session_stem(self.occasion.session)

    def _title(self, what: str) -> str:
        return f"{self.occasion.session.name}  ·  {self.imprint.language.words[what]}"


def for_site(handbook: Handbook, press: Press) -> dict[str, bytes]:
    """What the pages for trainers offer, by file name: packs, workbooks and slides of every session, and for sessions of
    an hour or more all of it in one ZIP. A staff handbook has no sessions.
    """
    around = imprint(handbook, press.root)
    files: dict[str, bytes] = {}
    for session in handbook.sessions:
        bundle = Bundle(Occasion(handbook, session), around, Layout(around.brand.paper))
        offered = [f"{session_stem(session)}{ending}" for ending in ENDINGS if ending != ".zip" or session.minutes >= LONG]
        made = bundle.files(press)
        files |= {name: made[name] for name in offered if name in made}
    return files

"""All that is printed for one run of a session: the trainer's pack, a workbook, single sheets, and a ZIP of them."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from .editions import Handbook, session_stem
from .occasions import Occasion
from .paper import A4, Document, Imprint, Layout, Press, form, imprint, quiz, worksheet
from .paper.document import document_data
from .paper.session import pack_sheets, workbook_sheets

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP can say: the same bytes each day."""
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16


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

    def files(self, press: Press) -> dict[str, bytes]:
        """Everything by its path: the pack, the workbook, `sheets/`, and a ZIP of these. Raises PaperError."""
        documents = {document.name: document for document in (self.pack, self.workbook) if document}
        documents |= {f"sheets/{document.name}": document for document in self.sheets.values()}
        made = {path: press.pdf(document) for path, document in documents.items()}
        return made | {f"{self._stem}.zip": zipped(made)}

    @property
    def _stem(self) -> str:
        return session_stem(self.occasion.session)

    def _title(self, what: str) -> str:
        return f"{self.occasion.session.name}  ·  {self.imprint.language.words[what]}"


def for_site(handbook: Handbook, press: Press) -> dict[str, bytes]:
    """The packs and workbooks that the pages for trainers offer, by file name. A staff handbook has no sessions."""
    around = imprint(handbook, press.root)
    bundles = [Bundle(Occasion(handbook, session), around, Layout(around.brand.paper)) for session in handbook.sessions]
    documents = [document for bundle in bundles for document in (bundle.pack, bundle.workbook) if document]
    return {document.name: press.pdf(document) for document in documents}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a ZIP. They are only stored, for PDFs are packed already: the same bytes on every system."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, _NO_DATE)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(entry, data)
    return out.getvalue()

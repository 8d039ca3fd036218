"""The sheets of a Word file, by the template that each names: `SHEETS`. What `overrides/paper/*.typ` draw, to type in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from docx.oxml.xmlchemy import BaseOxmlElement as Element

from ...typesetting import Data
from .areas import area
from .certificate import certificate
from .elements import cell, keep, node, paragraph, plain, row, runs, said, strong, table, tick
from .lists import LETTER, QUESTION, STEP
from .parts import Line, Mark, Page, Stretch, blanks, closed, line, prose

NAME_WIDTH, SESSION_WIDTH, DATE_WIDTH = 68, 110, 36
"""Millimetres of the lines where a sheet opens."""
MARK = (48, 12)
"""Millimetres that the mark may be wide and high."""


def worksheet(sheet: Data, page: Page, mark: Mark) -> list[Stretch]:
    """What learners get. Across, what to do and the example stand side by side."""
    opening = _opening_to_sign(sheet, page, mark, "name-line", NAME_WIDTH)
    task = [*prose(sheet["intro"]), paragraph("Heading2", said(page.words["what-to-do"])), *_steps(sheet["steps"], page)]
    example = [paragraph("ExampleHeading", said(page.words["worked-example"]))]
    example += prose(sheet["example"], "Example", "ExampleList")
    keep(example[:-1])
    take_away = paragraph("TakeAway", said(page.words["take-away"] + " ", style="Strong"), *runs(sheet["take_away"]))
    blocks = closed(_blocks(sheet, page), [take_away])
    if not page.landscape:
        return [Stretch([*opening, *task, *example, *blocks])]
    column_break = paragraph("End", node("r", node("br", type="column")))
    return [Stretch(opening), Stretch([*task, column_break, *example], columns=2), Stretch(blocks)]


def form(sheet: Data, page: Page, mark: Mark) -> list[Stretch]:
    """A form of the pack."""
    session = SESSION_WIDTH if page.landscape else NAME_WIDTH
    opening = [*_opening_to_sign(sheet, page, mark, "session-line", session), *prose(sheet["intro"], end=page.reading_end)]
    closing = [paragraph("TakeAway", *runs(sheet["take_away"]))] if sheet["take_away"] else []
    return [Stretch([*opening, *closed(_blocks(sheet, page), closing)])]


def key(sheet: Data, page: Page, mark: Mark) -> list[Stretch]:
    """What the trainer of an exercise needs."""
    drawn = _opening_for_trainers(sheet, page, mark)
    if sheet["run"]:
        drawn += _running(sheet["run"], page)
    if sheet["answers"]:
        drawn.append(paragraph("Heading2", said(page.words["good-looks-like"])))
    for answer in sheet["answers"]:
        drawn.append(paragraph("Heading3", *runs(answer["prompt"]), number=page.lists.new(QUESTION, answer["number"])))
        drawn += _bullets(answer["points"])
    if sheet["debrief"]:
        drawn += _debriefing(sheet["debrief"], page)
    return [Stretch(drawn)]


def quiz(sheet: Data, page: Page, mark: Mark) -> list[Stretch]:
    """The trade's quiz to tick."""
    drawn = _opening_to_sign(sheet, page, mark, "name-line", NAME_WIDTH)
    drawn.append(paragraph("Normal", *runs(sheet["intro"]), end=page.reading_end))
    return [Stretch([*drawn, *_questions(sheet["questions"], page, _option)])]


def quiz_key(sheet: Data, page: Page, mark: Mark) -> list[Stretch]:
    """What is right in the quiz, and why."""
    drawn = _opening_for_trainers(sheet, page, mark)
    drawn += [paragraph("Heading2", said(page.words["run-it"])), paragraph("Normal", *runs(sheet["run"]))]
    drawn += [paragraph("Heading2", said(page.words["right-answers"])), _right_letters(sheet["questions"])]
    return [Stretch([*drawn, *_questions(sheet["questions"], page, _judged)])]


def _opening_to_sign(sheet: Data, page: Page, mark: Mark, label: str, width: float) -> list[Element]:
    """The mark, and lines for a name (or a session) and the date."""
    date = line(page.words["date-line"])
    labelled = blanks([line(page.words[label]), date], (width, DATE_WIDTH))
    gutter = page.width - MARK[0] - width - 5 - DATE_WIDTH
    first = [cell(MARK[0], paragraph("Mark", mark(*MARK)), align="center"), cell(gutter, paragraph("End"))]
    cells = [*first, *labelled.tc_lst]
    return [table("Plain", (MARK[0], gutter, width, 5, DATE_WIDTH), [row(cells, MARK[1])]), *_titles(sheet)]


def _opening_for_trainers(sheet: Data, page: Page, mark: Mark) -> list[Element]:
    widths = (MARK[0], page.width - MARK[0])
    says = paragraph("Aside", said(page.words["for-trainers"], style="Strong"))
    cells = [cell(widths[0], paragraph("Mark", mark(*MARK)), align="center"), cell(widths[1], says, align="bottom")]
    return [table("Plain", widths, [row(cells, MARK[1])]), *_titles(sheet)]


def _titles(sheet: Data) -> list[Element]:
    about = "".join(f"  ·  {part}" for part in (sheet["part"], sheet["minutes"], sheet["group"]) if part)
    titles = [
        paragraph("NumberLine", said(sheet["number"], style="Number"), said(about)),
        paragraph("Heading1", said(sheet["title"])),
    ]
    return [*titles, paragraph("Subtitle", *runs(sheet["objective"]))] if sheet["objective"] else titles


def _blocks(sheet: Data, page: Page) -> list[Element]:
    numbers = page.lists.new(QUESTION) if len(sheet["blocks"]) > 1 or sheet["template"] == "worksheet" else 0
    return [element for block in sheet["blocks"] for element in area(block, page, numbers)]


def _steps(steps: Sequence[Line], page: Page) -> list[Element]:
    number = page.lists.new(STEP)
    return [paragraph("ListNumber", *runs(step), number=number) for step in steps]


def _bullets(texts: Sequence[Line]) -> list[Element]:
    return [paragraph("ListBullet", *runs(text)) for text in texts]


def _labelled(word: str, texts: Sequence[Line]) -> list[Element]:
    return [paragraph("Label", said(word)), *_bullets(texts)] if texts else []


def _running(run: Data, page: Page) -> list[Element]:
    words = page.words
    drawn = [paragraph("Heading2", said(words["run-it"])), *_steps(run["do"], page)]
    drawn += [paragraph("Label", said(words["to-open"])), paragraph("Quotation", *runs(run["say"]))]
    return drawn + _labelled(words["materials"], run["materials"]) + _labelled(words["variations"], run["variations"])


def _debriefing(debrief: Data, page: Page) -> list[Element]:
    drawn = [paragraph("Heading2", said(page.words["debrief"]))]
    for turn in debrief["turns"]:
        drawn += [paragraph("Heading3", said(page.words[turn["word"]])), *_bullets(turn["questions"])]
        drawn += _labelled(page.words["likely-answers"], turn["likely"])
    misconception = [paragraph("ExampleHeading", said(page.words["misconception"]))]
    misconception += prose(debrief["misconception"], "Example", "ExampleList")
    keep([drawn[-1], *misconception[:-1]])
    return drawn + misconception


def _questions(questions: Sequence[Data], page: Page, draw: Callable[[Any, Page, int], Element]) -> list[Element]:
    """Each with its options, which stay on one page."""
    numbers, drawn = page.lists.new(QUESTION), list[Element]()
    for question in questions:
        letters = page.lists.new(LETTER)
        options = [draw(option, page, letters) for option in question["options"]]
        keep(options[:-1])
        drawn += [paragraph("Question", *runs(question["stem"]), number=numbers), *options]
    return drawn


def _option(option: Line, _page: Page, letters: int) -> Element:
    return paragraph("Option", tick(plain(option)), said("  "), *runs(option), number=letters)


def _judged(option: Data, page: Page, letters: int) -> Element:
    right = [said(page.words["works-well"] + " ", style="Strong")] if option["right"] else []
    text = (strong if option["right"] else runs)(option["text"])
    return paragraph("Option", *text, node("r", node("br")), *right, *runs(option["feedback"]), number=letters)


def _right_letters(questions: Sequence[Data]) -> Element:
    """In a row, to mark a pile of sheets by."""
    found = []
    for number, question in enumerate(questions, start=1):
        place = next(place for place, option in enumerate(question["options"]) if option["right"])
        found += [said(f"{number}\N{NO-BREAK SPACE}"), said(chr(ord("A") + place), style="Number"), said("    ")]
    return paragraph("Example", *found)


SHEETS: Mapping[str, Callable[[Data, Page, Mark], list[Stretch]]] = {
    "worksheet": worksheet,
    "key": key,
    "form": form,
    "certificate": certificate,
    "quiz": quiz,
    "quiz-key": quiz_key,
}
"""How each template is drawn as a Word file."""

"""The lists of a Word file: real ones, each of which counts anew."""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

from .elements import dxa, node

LIST, STEP, QUESTION, LETTER, BOXED_LIST, MATCH = 1, 2, 3, 4, 5, 6
"""Kinds of lists: dashes, steps, numbers in the margin, letters, dashes in a box, numbers with a gap."""
BOX = 5.0
"""Millimetres between the lines at the sides of a box and its text."""


class Lists:
    """The lists of one document."""

    def __init__(self, numbering: Element) -> None:
        """`numbering` holds a list of each kind."""
        self._numbering = numbering

    def new(self, kind: int, start: int = 1) -> int:
        """Another list of a kind, counting from `start`; its number."""
        number = len(self._numbering.findall(qn("w:num"))) + 1
        restart = node("lvlOverride", node("startOverride", val=start), ilvl=0)
        self._numbering.append(node("num", node("abstractNumId", val=kind), restart, numId=number))
        return number


def set_kinds(numbering: Element, accent: str) -> None:
    """A list of each kind, under its own number."""
    kinds = {
        LIST: ("bullet", "–", 5, 5),
        STEP: ("decimal", "%1", 6, 6),
        QUESTION: ("decimal", "%1", 0, 10),
        LETTER: ("upperLetter", "%1", 8, 8),
        BOXED_LIST: ("bullet", "–", BOX, 0),
        MATCH: ("decimal", "%1", 18, 18),
    }
    numbering[:] = [_list(kind, *about, accent) for kind, about in kinds.items()]
    numbering.extend(node("num", node("abstractNumId", val=kind), numId=kind) for kind in kinds)


def _list(kind: int, form: str, text: str, start: float, hanging: float, accent: str) -> Element:
    font = node("rPr", *([] if form == "bullet" else [node("b"), node("bCs")]), node("color", val=accent))
    level = node("lvl", node("start", val=1), node("numFmt", val=form), ilvl=0)
    if not hanging:
        level.append(node("suff", val="space"))
    level.extend([node("lvlText", val=text), node("lvlJc", val="left")])
    stops = [node("tabs", node("tab", val="num", pos=dxa(6)))] if kind == MATCH else []
    level.extend([node("pPr", *stops, node("ind", left=dxa(start), hanging=dxa(hanging))), font])
    return node("abstractNum", node("multiLevelType", val="singleLevel"), level, abstractNumId=kind)

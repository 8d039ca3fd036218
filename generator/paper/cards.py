"""Cards for trainers as data for `overrides/paper/cards.typ`: role plays, moments of truth, the card for the wallet.

Pure. A deck is piles of cards; each pile starts on a sheet of its own. A card has two faces, and what a face says
comes in pieces: those that no longer fit go on to a second card, so that nothing is lost and nothing shrinks.
"""

from collections.abc import Iterable, Mapping, Sequence

from ..decks import MOMENTS, RECOVERY, ROLE_PLAYS, Deck, Recovery, recovery
from ..handbook import Handbook
from ..models import CustomerCard, Scenario, Stage, TouchPoint
from ..prose import Run, paragraphs, plain, runs
from ..typesetting import Data
from .document import Head, head_data
from .texts import literal

QUARTERS, EIGHTHS, WALLET = (2, 2), (2, 4), (3, 3)
"""How many cards a sheet has, across and down."""
WALLET_SIZE = (54, 86)
"""Millimetres: a bank card upright (ISO/IEC 7810, ID-1). Other cards share the whole sheet."""
LINES = 3
"""How many lines to write on stand under a label."""


def deck_data(deck: Deck, handbook: Handbook) -> Data:
    """What a deck of this edition says. It is one of `decks(handbook)`."""
    words = handbook.language.words
    if deck == ROLE_PLAYS:
        return role_cards_data(handbook.scenarios, handbook.names, words)
    if deck == MOMENTS:
        return moment_cards_data(handbook.touch_points, {stage.id: stage for stage in handbook.stages}, words)
    steps = recovery(handbook)
    assert steps  # noqa: S101 - else the deck would not be one of the edition's
    return recovery_cards_data(steps, words)


def role_cards_data(scenarios: Sequence[Scenario], names: Mapping[str, str], words: Mapping[str, str]) -> Data:
    """For each scene a pile: a card for everyone, then one for each player. `names` says what each stage is called."""
    piles = [_scene(number, scene, names[scene.stage], words) for number, scene in enumerate(scenarios, start=1)]
    return _deck(ROLE_PLAYS, words, QUARTERS, piles)


def moment_cards_data(points: Sequence[TouchPoint], stages: Mapping[str, Stage], words: Mapping[str, str]) -> Data:
    """For each touch point a card: what the one who is served would ask, and behind it what good looks like."""
    cards = [_moment(number, point, stages[point.stage], words) for number, point in enumerate(points, start=1)]
    return _deck(MOMENTS, words, EIGHTHS, [cards])


def recovery_cards_data(recovery: Recovery, words: Mapping[str, str]) -> Data:
    """A sheet full of one card: the steps of a recovery, and behind them room for what its owner may decide."""
    steps = [_piece(_led(name, what)) for name, what in recovery.steps]
    limits = [_piece([], label=label, lines=LINES) for label in recovery.limits]
    card = {"opens": True, "front": _face("", recovery.name, steps), "back": _face("", "", limits)}
    return _deck(RECOVERY, words, WALLET, [[card]]) | {"size": WALLET_SIZE, "fills": True}


def _deck(deck: Deck, words: Mapping[str, str], grid: tuple[int, int], piles: Sequence[Sequence[Data]]) -> Data:
    head = head_data("cards", Head(deck.number, words[deck.name]))
    return {**head, "across": grid[0], "down": grid[1], "size": None, "fills": False, "piles": piles}


def _face(above: str, title: str, pieces: Sequence[Data], *, large: bool = False) -> Data:
    """`above` stands small over the title. Large is for faces that a pile is sorted by."""
    return {"above": plain(above), "title": runs(title), "pieces": pieces, "large": large}


def _piece(said: Sequence[Run], *, label: str = "", kind: str = "p", lines: int = 0) -> Data:
    """What stays together on a card: a paragraph or an item of a list, what heads it, lines to write on."""
    return {"kind": kind, "label": runs(label), "runs": said, "lines": lines}


def _pieces(text: str, label: str = "") -> list[Data]:
    """Paragraphs and lists; the label heads the first of them."""
    said = [_piece(one["runs"], kind=one["kind"]) for one in paragraphs(text)]
    return [piece | {"label": runs(label if piece is said[0] else "")} for piece in said]


def _items(texts: Iterable[str], label: str = "") -> list[Data]:
    return [_piece(runs(text), kind="li", label="" if place else label) for place, text in enumerate(texts)]


def _led(lead: str, text: str) -> list[Run]:
    """A line that begins with a strong word."""
    strong = [Run(text=run["text"], strong=True, emph=run["emph"]) for run in runs(lead)]
    return [*strong, *literal(" "), *runs(text)]


# Role plays


def _scene(number: int, scene: Scenario, stage: str, words: Mapping[str, str]) -> list[Data]:
    """The cards of a scene. Those that are not written yet are left out."""
    players = {
        "card-staff": _pieces(scene.staff_card),
        "card-customer": _customer(scene.customer_card, words) if scene.customer_card else [],
        "card-observer": _items(scene.observer_focus, words["watch-for"]),
    }
    level = words[f"level-{scene.level}"]
    everyone = _face(f"{stage}  ·  {level}", scene.name, [*_pieces(scene.setup), *_items(scene.think, words["think-first"])])
    fronts = {"card-scene": everyone}
    fronts |= {part: _face(scene.name, words[part], pieces) for part, pieces in players.items() if pieces}
    sorting = [_piece(literal(stage)), _piece(literal(level))]
    return [
        {
            "opens": front is everyone,
            "front": front,
            "back": _face(str(number), scene.name, [_piece([], label=words[part]), *sorting], large=True),
        }
        for part, front in fronts.items()
    ]


def _customer(card: CustomerCard, words: Mapping[str, str]) -> list[Data]:
    inside = {words["feeling"]: card.feeling, words["hidden-want"]: card.hidden_want}
    return [*_items(card.facts), *(_piece(_led(lead, text)) for lead, text in inside.items())]


# Moments of truth


def _moment(number: int, point: TouchPoint, stage: Stage, words: Mapping[str, str]) -> Data:
    asks = [_piece(runs(point.sees)), _piece(runs(f"“{stage.aim}”"), label=words["moment-question"])]
    good = _pieces(point.good_looks_like, words["tp-good"])
    return {
        "opens": True,
        "front": _face(f"{number}  ·  {stage.name}", point.name, asks),
        "back": _face(str(number), point.name, good),
    }

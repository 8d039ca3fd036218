"""Cards: what stands on which side, that fronts and backs meet, and that no word is lost."""

import io
import re
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from generator import models as m
from generator.assembly import read
from generator.decks import MOMENTS, RECOVERY, ROLE_PLAYS, Deck, decks, recovery
from generator.editions import select
from generator.handbook import Audience, Edition, Handbook
from generator.library import Library
from generator.paper import A4, LETTER, Layout, PaperError, Press, Typesetter, deck, imprint, numbers, worksheets
from generator.prose import plain
from tests.pdf_gate import faults, headings, page_texts, squeezed, words
from tests.sample import library_of, sample_files

ROOT = Path(__file__).parents[1]
SENTENCES = 150
LONG = " ".join(f"Sentence number {number} is here." for number in range(SENTENCES))


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT)


@cache
def library() -> Library:
    found, _ = read(ROOT)
    assert found
    return found


def handbook_of(trade: str = "retail", audience: Audience = Audience.TRAINER) -> Handbook:
    return select(library(), Edition(trade, "en", audience))


def scene(number: int, **changes: Any) -> m.Scenario:
    fields: dict[str, Any] = {
        "id": f"sc.shop.{number}",
        "stage": "stage.helping",
        "name": f"Scene {number}",
        "level": 2,
        "setup": f"Setup {number}.",
        "think": [f"Thought {number}?", "Another?"],
        "staff_card": f"Staff {number}.",
        "customer_card": {"facts": [f"Fact {number}.", "More."], "feeling": f"Cross {number}.", "hidden_want": "A *chair*."},
        "observer_focus": [f"Focus {number}."],
        "good_looks_like": [f"Coach {number}."],
        "traps": [f"Trap {number}."],
        "concepts": ["need.fairness"],
        "sources": ["added"],
    }
    return m.Scenario.model_validate(fields | changes)


def with_scenes(*scenes: m.Scenario, **language: Any) -> Handbook:
    handbook = replace(handbook_of(), scenarios=scenes)
    return replace(handbook, language=handbook.language.model_copy(update=language))


def with_step(name: str, what: str) -> Handbook:
    """A handbook whose recovery begins with a step."""
    handbook = handbook_of()
    exercise = next(one for one in handbook.exercises if one.worksheet == "W16")
    table = next(block for block in exercise.blocks if block.id == "steps")
    assert isinstance(table, m.TableBlock)
    changed = table.model_copy(update={"rows": ((name, what, ""), *table.rows)})
    blocks = tuple(changed if block is table else block for block in exercise.blocks)
    return replace(handbook, exercises=(exercise.model_copy(update={"blocks": blocks}),))


def cards(handbook: Handbook, typesetter: Typesetter, which: Deck = ROLE_PLAYS, layout: Layout = A4) -> bytes:
    return deck(which, handbook, imprint(handbook, ROOT), layout).pdf(typesetter)


def sides(pdf: bytes, page: int, *texts: str) -> list[str]:
    """In which half of a page each text starts, where it stands for the first time as a line of its own."""
    found = pypdfium2.PdfDocument(pdf)[page]
    text_page = found.get_textpage()
    said = text_page.get_text_range()
    starts = [re.search(rf"^{re.escape(text)}\s*$", said, re.MULTILINE) for text in texts]
    edges = [text_page.get_charbox(start.start())[0] for start in starts if start]
    return ["left" if edge < found.get_width() / 2 else "right" for edge in edges]


# What stands on the cards


def test_a_scene_is_four_cards_that_say_all_but_what_good_looks_like(typesetter: Typesetter) -> None:
    pdf = cards(with_scenes(scene(1)), typesetter)
    front, back = map(squeezed, page_texts(pdf))
    said = ["Scene 1", "Helping · Everyday", "Setup 1.", "Think first", "Thought 1?", "Another?"]
    said += ["You serve", "Staff 1.", "You are served", "Fact 1.", "More.", "Feeling: Cross 1.", "Hidden want: A chair."]
    said += ["You observe", "Watch and listen for:", "Focus 1.", "C01 · Retail"]
    assert [text for text in said if squeezed(text) not in front] == []
    sorting = ["The scene", "You serve", "You are served", "You observe", "Scene 1", "Helping", "Everyday", "CC BY 4.0"]
    assert [text for text in sorting if squeezed(text) not in back] == []
    secrets = ["Fact", "Feeling", "Hidden", "Focus"]
    assert [text for text in secrets if text in back] == []
    assert [text for text in ("Coach", "Trap") if text in front + back] == []
    assert faults(pdf) == []


def test_a_card_that_is_not_written_yet_is_left_out(typesetter: Typesetter) -> None:
    pdf = cards(with_scenes(scene(1, customer_card=None, observer_focus=[])), typesetter)
    assert headings(pdf) == [(1, "Scene 1"), (2, "You serve")]


def test_a_moment_is_a_question_and_what_good_looks_like_behind_it(typesetter: Typesetter) -> None:
    handbook = handbook_of()
    pdf = cards(handbook, typesetter, MOMENTS)
    pages = [squeezed(text) for text in page_texts(pdf)]
    aims = {stage.id: stage.aim for stage in handbook.stages}
    for number, point in enumerate(handbook.touch_points):
        front, back = pages[number // 8 * 2], pages[number // 8 * 2 + 1]
        assert [text for text in (point.name, point.sees, aims[point.stage]) if squeezed(text) not in front] == []
        assert [text for text in (point.name, point.good_looks_like) if squeezed(text) not in back] == []
        assert squeezed(point.good_looks_like) not in front
    assert headings(pdf) == [(1, point.name) for point in handbook.touch_points]


def test_the_wallet_card_says_the_steps_as_the_exercise_has_them(typesetter: Typesetter) -> None:
    handbook = with_step("Breathe", "Count to three.")
    steps = recovery(handbook)
    assert steps
    pdf = cards(handbook, typesetter, RECOVERY)
    front, back = map(squeezed, page_texts(pdf))
    assert steps.steps[0] == ("Breathe", "Count to three.")
    assert [row for row in steps.steps if front.count(squeezed(f"{row[0]} {row[1]}")) != 9] == []
    assert back.count(squeezed("I may do this at once")) == 9
    assert faults(pdf) == []


def test_a_copy_is_for_the_scissors_and_heard_once(typesetter: Typesetter) -> None:
    assert headings(cards(handbook_of(), typesetter, RECOVERY)) == [(1, "Fast recovery card")]


# Where they stand


@pytest.mark.parametrize("layout", [A4, LETTER])
@pytest.mark.parametrize(("direction", "start", "end"), [("ltr", "left", "right"), ("rtl", "right", "left")])
def test_backs_lie_behind_their_fronts(direction: str, start: str, end: str, layout: Layout, typesetter: Typesetter) -> None:
    """For paper that is turned on its long edge, left and right change places."""
    pdf = cards(with_scenes(scene(1), direction=direction), typesetter, layout=layout)
    players = ("You serve", "You are served", "You observe")
    assert sides(pdf, 0, "Scene 1", *players) == [start, end, start, end]
    assert sides(pdf, 1, "The scene", *players) == [end, start, end, start]
    assert faults(pdf) == []


def test_who_listens_hears_card_after_card(typesetter: Typesetter) -> None:
    pdf = cards(with_scenes(scene(1), scene(2)), typesetter)
    players = [(2, "You serve"), (2, "You are served"), (2, "You observe")]
    assert headings(pdf) == [(1, "Scene 1"), *players, (1, "Scene 2"), *players]
    _, back, *_ = page_texts(pdf)
    assert re.findall("The scene|You (?:serve|are served|observe)", back) == ["The scene", *(name for _, name in players)]
    assert reading_order(pdf) == sorted(reading_order(pdf))


def reading_order(pdf: bytes) -> list[tuple[int, int]]:
    """The marked pieces of content as the structure names them: their page, and their number on it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page_numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        found: list[tuple[int, int]] = []

        def walk(element: Any, page: int) -> None:
            page = page_numbers[element["/Pg"].objgen] if "/Pg" in element else page
            kids = element.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
                if isinstance(kid, int):
                    found.append((page, kid))
                elif "/MCID" in kid:
                    found.append((page_numbers[kid["/Pg"].objgen] if "/Pg" in kid else page, int(kid["/MCID"])))
                elif "/S" in kid:
                    walk(kid, page)

        walk(document.Root.StructTreeRoot, 0)
        return found


def test_each_scene_has_a_sheet_of_its_own(typesetter: Typesetter) -> None:
    pages = page_texts(cards(with_scenes(scene(1), scene(2, customer_card=None), scene(3)), typesetter))
    assert [sorted(set(re.findall(r"Scene \d", text))) for text in pages] == [[f"Scene {n}"] for n in (1, 1, 2, 2, 3, 3)]


# Nothing is lost, nothing shrinks


@pytest.mark.parametrize("layout", [A4, LETTER])
@pytest.mark.parametrize(
    "changes",
    [
        {"setup": LONG},
        {"staff_card": f"Begin.\n\n{LONG}"},
        {"staff_card": "\n\n".join(LONG.split(". "))},
        {"observer_focus": [LONG, "End."]},
        {"customer_card": {"facts": LONG.split(". "), "feeling": "Cross.", "hidden_want": "A chair."}},
    ],
    ids=["a paragraph", "a paragraph after another", "many paragraphs", "an item", "many items"],
)
def test_what_does_not_fit_goes_on_to_another_card(changes: dict[str, Any], layout: Layout, typesetter: Typesetter) -> None:
    pdf = cards(with_scenes(scene(1, **changes), scene(2)), typesetter, layout=layout)
    said = words(pdf)
    assert [n for n in range(SENTENCES) if squeezed(f"Sentence number {n} is here") not in said] == []
    assert said.count("Sentence") == SENTENCES
    texts = page_texts(pdf)
    told = re.findall(r"(\d+) of (\d+)", "\n".join(texts))
    last = int(told[0][1])
    assert last > 1
    assert sorted(told) == sorted((str(number), str(last)) for number in range(1, last + 1) for side in ("front", "back"))
    assert [number for number, text in enumerate(texts) if "Setup 2." in text] == [len(texts) - 2]
    assert faults(pdf) == []


@pytest.mark.parametrize("which", [MOMENTS, RECOVERY])
def test_a_licence_too_long_for_a_foot_has_a_card_of_its_own(which: Deck, typesetter: Typesetter) -> None:
    handbook = handbook_of()
    licence = "Adapted from The Service Handbook by its many authors under CC BY 4.0. " * 6
    handbook = replace(handbook, brand=handbook.brand.model_copy(update={"licence": licence.strip()}))
    pdf = cards(handbook, typesetter, which)
    assert words(pdf).count("Adapted") == 6
    assert headings(pdf)[-1] == (1, handbook.language.words[which.name])
    assert faults(pdf) == []


# Whatever the text


MILLIMETRE = 72 / 25.4
EDGE, TOUCH = 8, 2.5
"""Points: what stays empty along the edge of a card, and how far boxes of letters may reach into each other."""
GRIDS = {ROLE_PLAYS: (2, 2, None), MOMENTS: (2, 4, None), RECOVERY: (3, 3, (54, 86))}
"""How many cards a sheet has, across and down, and their size in millimetres if they do not share all of it."""
TEXTS = {
    "code": "#let x = 1 <b>bold</b> {{ x }} ${PATH} $x^2$ {% raw %} &amp; ]]> #panic() \\u{41} // @ref",
    "Polish": "Zażółć gęślą jaźń. „Pchnąć w tę łódź jeża?”",
    "a long word": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "marks": "**bold** and _emph_ and `code`",
}


def decks_that_say(text: str) -> dict[Deck, tuple[Handbook, int]]:
    """A handbook for each deck, with a text in each place of its first card, and how often it is printed."""
    player = {"facts": [text, text], "feeling": text, "hidden_want": text}
    play = scene(1, name=text, setup=text, think=[text, text], staff_card=text, customer_card=player, observer_focus=[text])
    point = handbook_of().touch_points[0].model_copy(update={"name": text, "sees": text, "good_looks_like": text})
    return {
        ROLE_PLAYS: (with_scenes(play), 1 + 3 + 1 + 3 + 4 + 1 + 4),
        MOMENTS: (replace(handbook_of(), touch_points=(point,)), 2 + 2),
        RECOVERY: (with_step(text, text), 2 * 4),  # two cards each: the last place of the sheet stays empty
    }


def collisions(pdf: bytes, across: int, down: int, card: tuple[float, float] | None) -> list[str]:
    """Lines of text that reach over the edge of a card, or into another line. `card` is its size in millimetres."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        sides, counts = page.get_size(), (across, down)
        sizes = (
            [one * MILLIMETRE for one in card] if card else [side / count for side, count in zip(sides, counts, strict=True)]
        )
        left, bottom = ((side - count * size) / 2 for side, count, size in zip(sides, counts, sizes, strict=True))
        width, height = sizes
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        for west, south, east, north in boxes:
            x, y = (west - left) % width, (south - bottom) % height
            if min(x, width - x - (east - west), y, height - y - (north - south)) < EDGE:
                found.append(f"over the edge: {text.get_text_bounded(west, south, east, north)}")
        for one, other in combinations(boxes, 2):
            deep = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
            if min(deep) > TOUCH:
                found.append(f"on each other: {text.get_text_bounded(*one)} / {text.get_text_bounded(*other)}")
    return found


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_stands_on_its_card_as_it_was_written(text: str, typesetter: Typesetter) -> None:
    said = squeezed(plain(text))
    for which, (handbook, times) in decks_that_say(text).items():
        pdf = cards(handbook, typesetter, which)
        assert words(pdf).count(said) == times
        assert collisions(pdf, *GRIDS[which]) == []
        assert faults(pdf) == []


def test_a_step_that_needs_more_cards_than_a_sheet_has_is_all_there(typesetter: Typesetter) -> None:
    pdf = cards(with_step("Breathe", LONG), typesetter, RECOVERY)
    said = words(pdf)
    assert len(page_texts(pdf)) == 4
    assert [n for n in range(SENTENCES) if squeezed(f"Sentence number {n} is here") not in said] == []
    assert collisions(pdf, *GRIDS[RECOVERY]) == []


@pytest.mark.parametrize("name", ["A name without an end. " * 40, "Rindfleisch" * 60], ids=["words", "a word"])
def test_a_name_that_leaves_no_room_is_told(name: str, typesetter: Typesetter) -> None:
    for which, (handbook, _) in list(decks_that_say(name).items())[:2]:
        with pytest.raises(PaperError, match=rf"cards.pdf: a card has no room .*: shorten “{name[:40]}"):
            cards(handbook, typesetter, which)


def test_letters_that_no_font_has_are_told(typesetter: Typesetter) -> None:
    for which, (handbook, _) in decks_that_say("مرحبا بكم").items():
        with pytest.raises(PaperError, match=r"^c0.*U\+06.*“مرحبا بكم”"):
            cards(handbook, typesetter, which)


def test_a_word_longer_than_a_card_is_all_there(typesetter: Typesetter) -> None:
    word = "Rindfleisch" * 200
    pdf = cards(with_scenes(scene(1, staff_card=word)), typesetter)
    assert words(pdf).count("Rindfleisch") + words(pdf).count("Rindfl") > 0
    assert squeezed(word) in re.sub(r"(C01·Retail|\dof\d|Scene1|Youserve|[^A-Za-z])", "", words(pdf))


def test_no_letter_is_smaller_than_ten_and_a_half_points_but_in_the_foot(typesetter: Typesetter) -> None:
    for handbook, which in ((with_scenes(scene(1, staff_card=LONG)), ROLE_PLAYS), (handbook_of(), RECOVERY)):
        with pikepdf.open(io.BytesIO(cards(handbook, typesetter, which))) as document:
            operators = (one for page in document.pages for one in pikepdf.parse_content_stream(page))
            sizes = {float(one.operands[1]) for one in operators if str(one.operator) == "Tf"}
        assert {size for size in sizes if size < 10.5} == {9}


@pytest.mark.thorough
@pytest.mark.parametrize("layout", [A4, LETTER])
@pytest.mark.parametrize("trade", [path.name for path in sorted((ROOT / "content" / "industries").iterdir())])
def test_the_cards_of_each_trade_fit_their_sheets(trade: str, layout: Layout, typesetter: Typesetter) -> None:
    handbook = handbook_of(trade)
    role_plays, moments, recovery = (cards(handbook, typesetter, which, layout) for which in decks(handbook))
    assert len(page_texts(role_plays)) == 2 * len(handbook.scenarios)
    assert len(page_texts(moments)) == 2 * -(-len(handbook.touch_points) // 8)
    assert len(page_texts(recovery)) == 2
    assert faults(role_plays) + faults(moments) + faults(recovery) == []


def test_a_sign_that_no_font_has_is_named(typesetter: Typesetter) -> None:
    with pytest.raises(PaperError, match=r"^c01-role-play-cards.pdf: .*U\+6F22.*“Say 漢字.”"):
        cards(with_scenes(scene(1, staff_card="Say 漢字.")), typesetter)


# Who gets them


def test_cards_are_for_trainers_alone() -> None:
    staff, trainer = (handbook_of(audience=audience) for audience in (Audience.STAFF, Audience.TRAINER))
    assert (decks(staff), [one.number for one in decks(trainer)]) == ([], ["C01", "C02", "C03"])
    assert [number for number in numbers(staff) if number.startswith("C")] == []
    assert worksheets(staff, Press(ROOT), only=["C01", "C02", "C03"]) == {}
    files = ["c03-recovery-card.pdf", "c03-recovery-card-letter.pdf"]
    assert list(worksheets(trainer, Press(ROOT), only=["C03"])) == files
    assert list(worksheets(trainer, Press(ROOT), only=["C03"], layouts=[LETTER])) == files[1:]


def test_an_edition_without_the_exercise_has_no_card_for_the_wallet() -> None:
    bakery, ferry = (select(library_of(sample_files()), Edition(name, "en", Audience.TRAINER)) for name in ("bakery", "ferry"))
    assert [one.number for one in decks(bakery)] == ["C01", "C02"]
    assert decks(ferry) == []

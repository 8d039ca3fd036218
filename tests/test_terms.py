"""Slots: the words that change with the trade."""

from typing import Any

import pytest

from generator import models as m
from generator import terms
from tests.sample import library_of, sample_files

LIBRARY = library_of(sample_files())
BAKERY, FERRY = LIBRARY.industries["bakery"].terms, LIBRARY.industries["ferry"].terms


@pytest.mark.parametrize(
    ("written", "in_a_bakery", "on_a_ferry"),
    [
        ("Greet {a_customer}.", "Greet a guest.", "Greet a passenger."),
        ("{Customers} {at_place}", "Guests in the bakery", "Passengers on board"),
        ("the {customers_poss} dogs", "the guests' dogs", "the passengers' dogs"),
        ("{customer}{customer}-friendly", "guestguest-friendly", "passengerpassenger-friendly"),
        ("*{A_customer}* [asks](need.news)", "*A guest* [asks](need.news)", "*A passenger* [asks](need.news)"),
        ("an internal customer", "an internal customer", "an internal customer"),
        ("{nobody} {} {a b} {{x}}", "{nobody} {} {a b} {{x}}", "{nobody} {} {a b} {{x}}"),
        ("{model_config} {__class__}", "{model_config} {__class__}", "{model_config} {__class__}"),
        ("{cus\ntomer}", "{cus\ntomer}", "{cus\ntomer}"),
        ("", "", ""),
    ],
)
def test_slots_become_the_words_of_the_trade(written: str, in_a_bakery: str, on_a_ferry: str) -> None:
    assert (terms.fill(written, BAKERY), terms.fill(written, FERRY)) == (in_a_bakery, on_a_ferry)


def test_every_slot_can_be_filled() -> None:
    every_slot = " ".join(f"{{{slot}}}" for slot in terms.SLOTS)
    assert terms.fill(every_slot, BAKERY) == " ".join(BAKERY.model_dump().values())
    assert terms.unknown_slots(every_slot) == []


def test_a_word_of_the_trade_is_not_filled_again() -> None:
    odd = BAKERY.model_copy(update={"customer": "{customers}"})
    assert terms.fill("one {customer}", odd) == "one {customers}"


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("{a_customer} and {customer}", []),
        ("{costumer} or {Place}, {costumer}", ["costumer", "Place", "costumer"]),
        ("{CUSTOMER} {_customer} {customer }", ["CUSTOMER", "_customer", "customer "]),
        ("{model_fields} {__class__}", ["model_fields", "__class__"]),
        ("a { b", []),
    ],
)
def test_what_is_no_slot_is_named_in_order(text: str, unknown: list[str]) -> None:
    assert terms.unknown_slots(text) == unknown


@pytest.mark.parametrize(
    ("text", "clashes"),
    [
        ("a {customer}", [("a {customer}", "{a_customer}")]),
        ("An {customer}", [("An {customer}", "{A_customer}")]),
        ("an {colleague} in a {place}", [("an {colleague}", "{a_colleague}"), ("a {place}", "{a_place}")]),
        ("the {customer}", []),
        ("{a_customer}", []),
        ("a {customers}' meeting", []),
        ("pizza {customer}", []),
    ],
)
def test_articles_that_a_slot_cannot_know_are_found(text: str, clashes: list[tuple[str, str]]) -> None:
    assert terms.article_clashes(text) == clashes


def shouted(data: Any) -> Any:
    match data:
        case str():
            return data.upper()
        case dict():
            return {key: shouted(value) for key, value in data.items()}
        case tuple():
            return tuple(map(shouted, data))
    return data


def test_a_change_reaches_every_text_at_any_depth_and_nothing_else() -> None:
    (exercise,) = LIBRARY.all_of(m.Exercise)
    before = exercise.model_dump()
    assert terms.map_texts(exercise, str.upper).model_dump(warnings=False) == shouted(before)
    assert exercise.model_dump() == before

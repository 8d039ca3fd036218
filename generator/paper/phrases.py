"""What a session pack says about one run of a session in the words of its language: how long, how many, for whom."""

from collections.abc import Mapping

from .. import dates
from ..occasions import Occasion, Printed, in_pairs, in_threes, lines

Words = Mapping[str, str]


def filled(text: str, **gaps: object) -> str:
    """An interface text with its gaps filled: `{people}`."""
    for gap, value in gaps.items():
        text = text.replace("{" + gap + "}", str(value))
    return text


def about(occasion: Occasion) -> tuple[str, ...]:
    """How long it takes, for how many, and when if that is known."""
    facts = (length(occasion), for_people(occasion), written(occasion))
    return tuple(fact for fact in facts if fact)


def length(occasion: Occasion) -> str:
    """How long it takes, and with a start from when to when; a series has a start each day."""
    minutes = filled(occasion.words["minutes"], minutes=occasion.session.minutes)
    if occasion.start is None or occasion.meetings > 1:
        return minutes
    return f"{filled(occasion.words['from-to'], start=occasion.times[0], end=occasion.end)}, {minutes}"


def for_people(occasion: Occasion) -> str:
    """For how many."""
    return occasion.words["for-one"] if occasion.people == 1 else filled(occasion.words["copies-for"], people=occasion.people)


def written(occasion: Occasion) -> str:
    """Its date as people write it; nothing without one."""
    return dates.written(occasion.day, occasion.words) if occasion.day else ""


def groups(people: int, words: Words) -> str:
    """How so many people make groups, in a sentence or two."""
    if people == 1:
        return words["groups-alone"]
    threes, pairs = groups_of(in_threes(people), words), groups_of(in_pairs(people), words)
    return filled(words["groups-lede"], people=people, threes=threes, pairs=pairs)


def groups_of(sizes: Mapping[int, int], words: Words) -> str:
    """Groups as people say them: 4 threes and 1 two."""
    names = {1: ("one-person", ""), 2: ("one-two", "some-twos"), 3: ("one-three", "some-threes")}
    said = [filled(words[names[size][count > 1]], count=count) for size, count in sizes.items()]
    return filled(words["and"], first=said[0], second=said[1]) if len(said) > 1 else said[0]


def named(printed: Printed, words: Words) -> str:
    """What to print, by its number and name."""
    return f"**{printed.number}** {printed.name}" if printed.number else filled(words["cards"], scene=printed.name)


def for_whom(printed: Printed, occasion: Occasion) -> str:
    """Who shares a copy."""
    if printed.per == "round":
        form = next(form for form in occasion.forms if form.id == printed.id)
        return filled(occasion.words["copies-round" if occasion.meetings == 1 else "copies-round-meetings"], people=lines(form))
    return occasion.words[f"copies-{printed.per}" if printed.number else "copies-sets"]

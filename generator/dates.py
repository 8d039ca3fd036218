"""Dates as people write them."""

import re
from collections.abc import Mapping
from datetime import date

_FIELDS = {"d": "{day}", "dd": "{day}", "MMMM": "{month}", "y": "{year}"}
_PIECE = re.compile(r"'([^']*)'|([A-Za-z]+)")


def written(day: date, words: Mapping[str, str]) -> str:
    """A date in words, as the language's words have it."""
    month = words["months"].split(" / ")[day.month - 1]
    return words["date-written"].replace("{day}", str(day.day)).replace("{month}", month).replace("{year}", str(day.year))


def date_written(locale: str) -> str | None:
    """The order of a date in a country, as our words write it: `{month} {day}, {year}` (Unicode CLDR, long dates).

    None when nobody has said it of this country.
    """
    from babel import Locale, UnknownLocaleError  # late: few handbooks name a country

    try:
        pattern = str(Locale.parse(locale, sep="-").date_formats["long"].pattern)
    except UnknownLocaleError:
        return None
    return _PIECE.sub(lambda piece: _FIELDS.get(piece[2], piece[2]) if piece[2] else piece[1], pattern)

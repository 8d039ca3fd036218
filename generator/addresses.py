"""The short address that each sheet of an edition carries: `example.org/retail/w01/`.

A short address leads to the page of the sheet: a signpost stands there, see `pages.signposts`. Without the brand's
`site_address` there are none.
"""

from collections.abc import Mapping

from .handbook import Audience, Edition, Handbook, folder_of

QUIZ_NUMBER = "P02"
"""The sheet of the trade's quiz. The other forms have no page of their own."""
QUIZ_PAGE = "practice/quiz.html"


def sheet_pages(handbook: Handbook) -> dict[str, str]:
    """The page of each sheet that has one, by the sheet's number: `{"W01": "exercises/three-words.html"}`."""
    pages = {exercise.worksheet: handbook.addresses[exercise.id] for exercise in handbook.exercises}
    return pages | ({QUIZ_NUMBER: QUIZ_PAGE} if handbook.trade_quiz else {})


def short_addresses(handbook: Handbook) -> dict[Audience, Mapping[str, str]]:
    """For each audience the short address of each sheet, by its number. Empty where nothing is published.

    Learners get worksheets from trainers, too: what they hold leads them to their own edition.
    """
    base, default = handbook.brand.site_address, handbook.plan.languages[0]
    if base is None:
        return {}
    edition = handbook.edition
    folders = {to: folder_of(Edition(edition.industry, edition.language, to), default) for to in Audience}
    numbers = sheet_pages(handbook)
    return {to: {number: f"{base}{folder}/{number.lower()}/" for number in numbers} for to, folder in folders.items()}

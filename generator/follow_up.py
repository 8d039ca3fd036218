"""The checks of the action plan, 7, 30 and 60 days after a session, as a calendar file (iCalendar, RFC 5545).

No clock: what the file says follows from the session and its date alone, so the same are the same bytes.
"""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from .addresses import short_addresses
from .handbook import Audience, Handbook
from .models import ActionPlanBlock, Exercise, Session
from .prose import plain

if TYPE_CHECKING:
    from icalendar import Event

FOLLOW_UPS = (7, 30, 60)
"""Days after the session; the action plan's sheet has a row for each."""


def follow_up_calendar(handbook: Handbook, session: Session, day: date) -> bytes:
    """A calendar with a whole-day entry for each check, for those who were in `session` on `day`."""
    from icalendar import Calendar  # late, as below: few builds make calendars, and it takes a tenth of a second

    calendar = Calendar()
    calendar.add("prodid", "-//service-handbook//follow-up//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for days in FOLLOW_UPS:
        calendar.add_component(_check(handbook, session, day, days))
    return bytes(calendar.to_ical())


def _check(handbook: Handbook, session: Session, day: date, days: int) -> "Event":
    words = handbook.language.words
    plan = next((one for one in handbook.exercises if any(isinstance(block, ActionPlanBlock) for block in one.blocks)), None)
    from icalendar import Event

    event = Event()
    event.add("uid", f"{_digest(handbook, session, day, days)}@service-handbook")
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("dtstart", day + timedelta(days=days))
    event.add("dtend", day + timedelta(days=days + 1))
    event.add("summary", words["follow-up"].replace("{days}", str(days)))
    event.add("description", "\n".join((words["follow-up-how"], *_about(plan), plain(session.name))))
    event.add("transp", "TRANSPARENT")
    address = short_addresses(handbook).get(Audience.STAFF, {}).get(plan.worksheet if plan else "")
    if address:
        event.add("url", address)
    return event


def _about(plan: Exercise | None) -> tuple[str, ...]:
    return (f"{plan.worksheet} {plain(plan.name)}",) if plan else ()


def _digest(handbook: Handbook, session: Session, day: date, days: int) -> str:
    """The same check of the same session is the same entry, wherever it was made."""
    edition = handbook.edition
    what = (handbook.brand.organisation, edition.industry, edition.language, session.id, day.isoformat(), str(days))
    return sha256("\n".join(what).encode()).hexdigest()[:32]

"""Certificates with a name on them: the form P05, filled in.

Pure. The form is an author's, so its blocks are known by their ids; what else stands on it stays to be written in.
A certificate says that somebody took part, or that they were assessed: one of the two, never both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..dates import written
from ..models import Block, ChecklistBlock, Form, LinesBlock, Session, SignOffBlock, TableBlock
from ..prose import Run, runs
from ..typesetting import Data, PaperError
from .pack import form_data
from .texts import lines, literal

Kind = Literal["attendance", "assessed"]
KINDS: tuple[Kind, ...] = ("attendance", "assessed")
"""What a certificate can say, in the order of the items of the block `basis`."""
_FILLED = ("name", "basis", "session", "signed")
"""The blocks that are filled in, by their ids."""
_COLUMNS = ("session", "date", "hours")
"""The columns of the block `session`."""


@dataclass(frozen=True)
class Award:
    """What all certificates of one session say."""

    form: Form
    session: Session
    kind: Kind
    day: date
    trainer: str


def certificate_data(award: Award, name: str, words: Mapping[str, str]) -> Data:
    """The certificate of one person. Raises PaperError when the form has no place for what it must say."""
    form = award.form
    missing = [block for block in _FILLED if block not in {one.id for one in form.blocks if _can_be_filled(one)}]
    if missing:
        raise PaperError(f"the form {form.number} has no block '{missing[0]}' that a certificate could be filled in with")
    data = form_data(form, words)
    drawn = {block.id: one for block, one in zip(form.blocks, data["blocks"], strict=True)}
    drawn["name"] |= {"filled": literal(name)}
    drawn["basis"] |= {"prompt": [], "hint": [], "chosen": drawn["basis"]["items"][KINDS.index(award.kind)]}
    drawn["session"] |= {"rows": [_session(award, words)]}
    drawn["signed"] |= {"filled": literal(award.trainer)}
    blocks = list(drawn.values())
    blocks.insert(list(drawn).index("session") + 1, _objectives(award, words))
    return {**data, "blocks": blocks}


def _can_be_filled(block: Block) -> bool:
    match block:
        case LinesBlock(id="name") | SignOffBlock(id="signed"):
            return True
        case ChecklistBlock(id="basis"):
            return len(block.items) == len(KINDS)
        case TableBlock(id="session"):
            return len(block.columns) == len(_COLUMNS)
    return False


def _session(award: Award, words: Mapping[str, str]) -> list[list[Run]]:
    return [runs(award.session.name), literal(written(award.day, words)), literal(duration(award.session.minutes, words))]


def _objectives(award: Award, words: Mapping[str, str]) -> Data:
    lead = words["practised-how-to" if award.kind == "attendance" else "showed-how-to"]
    items = lines(f"{objective.verb} {objective.text}" for objective in award.session.objectives)
    return {"kind": "objectives", "prompt": literal(lead), "hint": [], "items": items}


def duration(minutes: int, words: Mapping[str, str]) -> str:
    """So many minutes, in hours where there is a whole one."""
    hours, rest = divmod(minutes, 60)
    word = words["minutes" if not hours else "hours-and-minutes" if rest else "hours"]
    return word.replace("{hours}", str(hours)).replace("{minutes}", str(rest))

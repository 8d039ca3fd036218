"""Block: one kind of answer area of an exercise, drawn on screen and on paper."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from .base import Model, Prose, Slug, Text


class BlockModel(Model):
    """What every block has."""

    id: Slug
    """Stable name of this answer area: answers are stored under it."""
    prompt: Text
    """What to do or answer here, starting with a verb or asking a question."""
    hint: Text | None = None
    """A nudge in smaller print."""


class TextBlock(BlockModel):
    """Something to read; nothing to fill in."""

    kind: Literal["text"]
    body: Prose
    """What to read."""


class StoryBlock(BlockModel):
    """A short story to work on."""

    kind: Literal["story"]
    body: Prose
    """The story, in paragraphs."""


class RoleCardBlock(BlockModel):
    """A card to cut out: who one is in a role play, and what one knows and feels."""

    kind: Literal["role-card"]
    role: Text
    """Who one is, such as `{A_customer}` or "Observer"."""
    body: Prose
    """What this person knows, feels and wants, or what to watch for."""


class LinesBlock(BlockModel):
    """Room to write on ruled lines, or an open box to draw or jot in: one of the two."""

    kind: Literal["lines"]
    lines: StrictInt | None = Field(default=None, ge=1, le=40)
    """How many lines, each 9 mm."""
    millimetres: StrictInt | None = Field(default=None, ge=20, le=150)
    """How high an open box, instead of lines."""
    stretch: StrictBool = False
    """Whether it takes what is left of its page on paper: more lines, or a higher box."""


class WordBoxesBlock(BlockModel):
    """A row of boxes for one word each."""

    kind: Literal["word-boxes"]
    boxes: StrictInt = Field(ge=2, le=6)
    """How many boxes."""


class SentenceFrameBlock(BlockModel):
    """A sentence with gaps to fill."""

    kind: Literal["sentence-frame"]
    frame: Text
    """The sentence; each gap is written `___`."""
    times: StrictInt = Field(default=1, ge=1, le=8)
    """How often to offer it."""


class TwoColBlock(BlockModel):
    """Two columns side by side."""

    kind: Literal["two-col"]
    left: Text
    """Heading on the left."""
    right: Text
    """Heading on the right."""
    rows: StrictInt = Field(ge=1, le=20)
    """How many empty rows."""
    row_height: StrictInt = Field(default=18, ge=8, le=60)
    """Height of a row to fill in, in millimetres."""
    example: tuple[Text, Text] | None = None
    """A worked first row."""


class Column(Model):
    """A column of a table."""

    name: Text
    """Its heading."""
    share: StrictInt = Field(default=2, ge=1, le=12)
    """Its share of the width."""


class TableBlock(BlockModel):
    """A table to fill in."""

    kind: Literal["table"]
    columns: tuple[Column, ...] = Field(min_length=2, max_length=10)
    """From the left."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Rows with something in them; an empty text is a cell to fill in."""
    rows_from: Literal["touch-points"] | None = None
    """Start with a row for each touch point of the trade: number, then name."""
    blank_rows: StrictInt = Field(default=0, ge=0, le=30)
    """Empty rows after those."""
    row_height: StrictInt = Field(default=18, ge=8, le=60)
    """Height of a row to fill in, in millimetres."""


class RewriteBlock(BlockModel):
    """Say it another way: a start on the left, better words to write on the right."""

    kind: Literal["rewrite"]
    start: Text
    """Heading of what is given, such as "Instead of"."""
    stages: tuple[Text, ...] = Field(min_length=1, max_length=2)
    """Headings of what to write: one, or two that build on each other."""
    starts: tuple[Text, ...] = ()
    """What is given, row by row."""
    starts_from: Literal["when-no"] | None = None
    """Take what is given from the trade's `when_no` lines; their better words go to the answer key."""
    blank_rows: StrictInt = Field(default=0, ge=0, le=12)
    """Rows where the learner brings their own start."""


class ChecklistBlock(BlockModel):
    """Things to tick."""

    kind: Literal["checklist"]
    items: tuple[Text, ...] = Field(min_length=1)
    """What to tick."""
    states: tuple[Text, ...] = ()
    """Headings of the boxes, such as seen, not seen, no chance. One plain box when empty."""
    blank_items: StrictInt = Field(default=0, ge=0, le=8)
    """Rows for the learner's own items."""


class LikertBlock(BlockModel):
    """Statements to rate on a scale."""

    kind: Literal["likert"]
    statements: tuple[Text, ...] = Field(min_length=1)
    """What to rate, one a row."""
    scale: tuple[Text, ...] = Field(min_length=3, max_length=7)
    """What each point of the scale says, from low to high; short."""


class MatchBlock(BlockModel):
    """Two lists to join by lines or letters."""

    kind: Literal["match"]
    left: tuple[Text, ...] = Field(min_length=2, max_length=10)
    """What to match, numbered."""
    right: tuple[Text, ...] = Field(min_length=2, max_length=10)
    """What to match it with, lettered, in an order that gives nothing away."""


class SortBlock(BlockModel):
    """Items to put into bins."""

    kind: Literal["sort"]
    bins: tuple[Text, ...] = Field(min_length=2, max_length=4)
    """Headings of the bins."""
    items: tuple[Text, ...] = Field(min_length=2)
    """What to sort; each is written into a bin or ticked under it."""


class Grid2x2Block(BlockModel):
    """Four fields between two axes."""

    kind: Literal["grid-2x2"]
    across: tuple[Text, Text]
    """The ends of the axis across: left, right."""
    up: tuple[Text, Text]
    """The ends of the axis up: bottom, top."""


class ChainMapBlock(BlockModel):
    """A chain of boxes with arrows both ways, to fill in."""

    kind: Literal["chain-map"]
    nodes: tuple[Text, ...] = Field(min_length=3, max_length=6)
    """What each box is for, in order."""
    gives: Text
    """Label of what goes along the chain."""
    gets: Text
    """Label of what comes back."""


class ActionPlanBlock(BlockModel):
    """If-then plans: when this happens, I will do that, by then."""

    kind: Literal["action-plan"]
    plans: StrictInt = Field(default=3, ge=1, le=6)
    """How many plans."""


class SignOffBlock(BlockModel):
    """Lines to sign."""

    kind: Literal["sign-off"]
    roles: tuple[Text, ...] = Field(min_length=1, max_length=4)
    """Who signs."""


Block = Annotated[
    TextBlock
    | StoryBlock
    | RoleCardBlock
    | LinesBlock
    | WordBoxesBlock
    | SentenceFrameBlock
    | TwoColBlock
    | TableBlock
    | RewriteBlock
    | ChecklistBlock
    | LikertBlock
    | MatchBlock
    | SortBlock
    | Grid2x2Block
    | ChainMapBlock
    | ActionPlanBlock
    | SignOffBlock,
    Field(discriminator="kind"),
]
"""One answer area, told apart by its `kind`."""

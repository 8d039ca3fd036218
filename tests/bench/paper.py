"""A worksheet by Typst and pikepdf against the same content by WeasyPrint, in one interleaved run.

    make bench

Prints CPU milliseconds a sheet (medians of rounds) and their ratio. The aim is at most 0.25.
WeasyPrint is installed only for this.
"""

import html
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import weasyprint

from generator.assembly import read
from generator.editions import Handbook, editions, select
from generator.models import Block, Exercise
from generator.paper import Typesetter, worksheet
from generator.paper.sheets import Imprint

ROOT = Path(__file__).parents[2]
ROUNDS = 5
AIM = 0.25

STYLE = """
@font-face { font-family: Sheet; src: url(overrides/fonts/SourceSans3-Regular.ttf) }
@font-face { font-family: Sheet; font-weight: 600; src: url(overrides/fonts/SourceSans3-SemiBold.ttf) }
@page { size: A4; margin: 18mm 17mm;
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt Sheet } }
body { font: 11pt/1.4 Sheet } h1 { font-size: 20pt } table { border-collapse: collapse; width: 100% }
td, th { border: .5pt solid #555; padding: 2mm; height: 18mm; vertical-align: top }
.line { border-bottom: .5pt solid #555; height: 9mm }
.box { border: .5pt solid #555; height: 12mm; margin: 1mm 0 } section { break-inside: avoid }
"""


def main() -> None:
    """Run the rounds and print the figures."""
    library, _ = read(ROOT)
    assert library is not None
    handbook = select(library, editions(library)[0])
    exercises = handbook.exercises
    typesetter = Typesetter(ROOT)
    imprint = Imprint(handbook.brand, handbook.language, handbook.plan.title, handbook.industry.name, None)
    rivals: dict[str, Callable[[Exercise], bytes]] = {
        "ours": lambda exercise: worksheet(exercise, imprint, "a4").pdf(typesetter),
        "WeasyPrint": lambda exercise: weasyprint.HTML(string=page(exercise, handbook), base_url=str(ROOT)).write_pdf(
            pdf_variant="pdf/ua-1"
        ),
    }
    for make in rivals.values():
        make(exercises[0])  # both warm
    figures: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(ROUNDS):
        for name, make in rivals.items():
            figures[name].append(cpu_per_sheet(make, exercises))
    medians = {name: statistics.median(values) for name, values in figures.items()}
    for name, value in medians.items():
        print(f"{name:12} {value * 1000:6.1f} ms CPU a sheet (of {len(exercises)}, median of {ROUNDS} rounds)")
    print(f"ratio        {medians['ours'] / medians['WeasyPrint']:6.2f} (aim: at most {AIM})")


def cpu_per_sheet(make: Callable[[Exercise], bytes], exercises: Sequence[Exercise]) -> float:
    """CPU seconds for one sheet, over all of them."""
    start = time.process_time()
    for exercise in exercises:
        assert make(exercise).startswith(b"%PDF-")
    return (time.process_time() - start) / len(exercises)


def page(exercise: Exercise, handbook: Handbook) -> str:
    """The worksheet as plain HTML: the same words, lines and tables."""
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in exercise.steps)
    blocks = "".join(f"<section><h2>{html.escape(block.prompt)}</h2>{area(block)}</section>" for block in exercise.blocks)
    return (
        f"<!doctype html><html lang=en><title>{html.escape(exercise.name)}</title><style>{STYLE}</style>"
        f"<h1>{html.escape(exercise.name)}</h1><p>{html.escape(exercise.objective)}<p>{html.escape(exercise.intro)}"
        f"<ol>{steps}</ol><p>{html.escape(exercise.worked_example)}{blocks}<p>{html.escape(exercise.take_away)}"
    )


def area(block: Block) -> str:
    """One answer area as plain HTML."""
    fields = block.model_dump()
    rows = fields.get("rows")
    if fields["kind"] == "table":
        heads = "".join(f"<th>{html.escape(column['name'])}" for column in fields["columns"])
        blank = ("",) * len(fields["columns"])
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in row) for row in (*rows, *[blank] * fields["blank_rows"])
        )
        return f"<table><tr>{heads}{body}</table>"
    if fields["kind"] == "rewrite":
        return "<table>" + "".join(f"<tr><td>{html.escape(start)}<td>" for start in fields["starts"]) + "</table>"
    if fields["kind"] == "lines":
        return "<div class=line></div>" * fields["lines"]
    texts = [
        text for name in ("items", "statements", "left", "nodes") for text in fields.get(name, ()) if isinstance(text, str)
    ]
    return "".join(f"<p>{html.escape(text)}<div class=box></div>" for text in texts) or "<div class=box></div>"


if __name__ == "__main__":
    main()

"""A worksheet by Typst and pikepdf against the same content by WeasyPrint, in one interleaved run.

    make bench

Prints CPU milliseconds a sheet (medians of rounds) and their ratio. The aim is at most 0.25.
WeasyPrint is installed only for this.
"""

import html
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import weasyprint

from generator.assembly import read
from generator.editions import editions, select
from generator.models import Exercise
from generator.paper import A4, Typesetter, imprint, worksheet

ROOT = Path(__file__).parents[2]
ROUNDS = 5
AIM = 0.25

STYLE = """
@font-face { font-family: Sheet; src: url(overrides/fonts/SourceSans3-Regular.ttf) }
@font-face { font-family: Sheet; font-style: italic; src: url(overrides/fonts/SourceSans3-Italic.ttf) }
@font-face { font-family: Sheet; font-weight: 600; src: url(overrides/fonts/SourceSans3-SemiBold.ttf) }
@page { size: A4; margin: 17mm 18mm 20mm 25mm }
@page { @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 9pt Sheet } }
body { font: 12pt/1.4 Sheet }
h1 { font: 600 25pt Sheet }
h2 { font: 600 13.5pt Sheet; break-after: avoid }
header { display: flex; gap: 8mm; border-bottom: .8pt solid #17594a }
header img { height: 12mm }
.who { border-bottom: .5pt solid #555; flex: 1 }
.aim { font-size: 13pt }
aside { border: .5pt solid #555; border-radius: 1mm; padding: 3mm; background: #f4f4f4 }
section { break-inside: avoid }
table { border-collapse: collapse; width: 100% }
td, th { border: .5pt solid #555; padding: 2mm; height: 18mm; vertical-align: top }
.line { border-bottom: .5pt solid #555; height: 9.5mm }
.box { border: .5pt solid #555; border-radius: 1mm; height: 12mm; margin: 1mm 0 }
.tick { border-bottom: .5pt solid #555 }
"""


def main() -> None:
    """Run the rounds and print the figures."""
    library, _ = read(ROOT)
    assert library is not None
    handbook = select(library, editions(library)[0])
    exercises = handbook.exercises
    typesetter = Typesetter(ROOT)
    head = imprint(handbook, ROOT)
    rivals: dict[str, Callable[[Exercise], bytes]] = {
        "ours": lambda exercise: worksheet(exercise, head, A4).pdf(typesetter),
        "WeasyPrint": lambda exercise: weasyprint.HTML(
            string=page(worksheet(exercise, head, A4).data), base_url=str(ROOT)
        ).write_pdf(pdf_variant="pdf/ua-1"),
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


def page(document: Mapping[str, Any]) -> str:
    """The worksheet as HTML for print: from the same data, with the same words, lines, boxes and tables."""
    data = {**document, **document["sheets"][0]}
    blocks = "".join(f"<section><h2>{text(block['prompt'])}</h2>{area(block)}</section>" for block in data["blocks"])
    steps = "".join(f"<li>{text(step)}" for step in data["steps"])
    mark = (ROOT / "content/brand/logo-mono.svg").as_uri()
    return (
        f"<!doctype html><html lang=en><title>{html.escape(data['title'])}</title><style>{STYLE}</style>"
        f"<header><img src='{mark}' alt='{html.escape(data['title'])}'><p class=who>Name<p class=who>Date</header>"
        f"<h1>{html.escape(data['title'])}</h1><p class=aim>{text(data['objective'])}{prose(data['intro'])}"
        f"<h3>{html.escape(data['words']['what-to-do'])}</h3><ol>{steps}</ol><aside>{prose(data['example'])}</aside>"
        f"{blocks}<aside>{text(data['take_away'])}</aside>"
    )


def text(runs: list[dict[str, Any]]) -> str:
    """Runs of text as inline HTML."""
    return "".join(f"<em>{html.escape(run['text'])}</em>" if run["emph"] else html.escape(run["text"]) for run in runs)


def prose(paragraphs: list[dict[str, Any]]) -> str:
    """Paragraphs as HTML."""
    return "".join(f"<p>{text(run)}" for part in paragraphs for run in part.get("items", [part.get("runs", [])]))


def area(block: Mapping[str, Any]) -> str:
    """One answer area: a table, lines, boxes or a list to tick, as the data have it."""
    if "rows" in block:
        heads = "".join(f"<th>{text(column['name'])}" for column in block.get("columns", ()))
        rows = "".join("<tr>" + "".join(f"<td>{text(cell)}" for cell in row) for row in block["rows"])
        return f"<table><thead><tr>{heads}<tbody>{rows}</table>"
    if "lines" in block:
        return "<div class=line></div>" * block["lines"]
    if "boxes" in block:
        return "<div class=box></div>" * block["boxes"]
    if "body" in block:
        return prose(block["body"])
    lists = [value for value in block.values() if isinstance(value, list) and value and isinstance(value[0], list)]
    return "".join(f"<p class=tick>{text(item)}" for items in lists for item in items) or "<div class=box></div>" * 4


if __name__ == "__main__":
    main()

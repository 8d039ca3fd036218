"""A worksheet as HTML for print or to fill in, for rivals: from the same data, with the same words and areas."""

import html
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CUTS = (("Regular", "normal", 400), ("Italic", "italic", 400), ("SemiBold", "normal", 600))
MARK = (ROOT / "content/brand/logo-mono.svg").as_uri()
FACES = "".join(
    f"@font-face {{ font-family: Sheet; font-style: {style}; font-weight: {weight};"
    f" src: url({(ROOT / 'overrides/fonts').as_uri()}/SourceSans3-{cut}.ttf) }}"
    for cut, style, weight in CUTS
)
STYLE = (
    FACES
    + """
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
input, textarea, select { appearance: auto; display: block; width: 95%; height: 8mm; font: 11pt Sheet; border: .5pt solid #555 }
textarea { height: 16mm }
input[type=checkbox] { width: 5mm; height: 5mm }
"""
)


def page(document: Mapping[str, Any], style: str = f"<style>{STYLE}</style>") -> str:
    """A worksheet as HTML for print: from the same data, with the same words, lines, boxes, tables and fields."""
    data = {**document, **document["sheets"][0]}
    is_form = document["style"] == "form"
    blocks = "".join(
        f"<section><h2>{text(block['prompt'])}</h2>{area(block)}{fields(block) if is_form else ''}</section>"
        for block in data["blocks"]
    )
    steps = "".join(f"<li>{text(step)}" for step in data["steps"])
    who = fields(data) if is_form else "<p class=who>Name<p class=who>Date"
    return (
        f"<!doctype html><html lang=en><title>{html.escape(data['title'])}</title>{style}<form>"
        f"<header><img src='{MARK}' alt='{html.escape(data['title'])}'>{who}</header>"
        f"<h1>{html.escape(data['title'])}</h1><p class=aim>{text(data['objective'])}{prose(data['intro'])}"
        f"<h3>{html.escape(data['words']['what-to-do'])}</h3><ol>{steps}</ol><aside>{prose(data['example'])}</aside>"
        f"{blocks}<aside>{text(data['take_away'])}</aside></form>"
    )


def fields(part: Mapping[str, Any]) -> str:
    """What there is to fill in, each with its name and label."""
    return "".join(field(one) for one in part.get("fields", ()))


def field(one: Mapping[str, Any]) -> str:
    """A field to fill in."""
    named = f"name='{html.escape(one['name'])}' title='{html.escape(one['label'], quote=True)}'"
    match one["kind"]:
        case "tick":
            return f"<input type=checkbox {named}>"
        case "choice":
            return f"<select {named}>{''.join(f'<option>{html.escape(option)}' for option in one['options'])}</select>"
        case "text":
            return f"<textarea {named}></textarea>"
        case _:
            return f"<input {named}>"


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
        return "<div class=line></div>" * (block["lines"] or 4)
    if "boxes" in block:
        return "<div class=box></div>" * block["boxes"]
    if "body" in block:
        return prose(block["body"])
    lists = [value for value in block.values() if isinstance(value, list) and value and isinstance(value[0], list)]
    return "".join(f"<p class=tick>{text(item)}" for items in lists for item in items) or "<div class=box></div>" * 4

"""A process that makes a first PDF of a sheet's data, or many of them. Started by `tests.bench.paper`, to be measured."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def ours(given: Path, made: Path) -> None:
    """By Typst and pikepdf."""
    from generator.typesetting import Document, Typesetter

    made.write_bytes(Document("sheet.pdf", json.loads(given.read_text("utf-8"))).pdf(Typesetter(ROOT)))


def weasyprint(given: Path, made: Path) -> None:
    """By WeasyPrint."""
    import weasyprint

    from tests.bench.pages import page

    html = weasyprint.HTML(string=page(json.loads(given.read_text("utf-8"))))
    made.write_bytes(html.write_pdf(pdf_variant="pdf/ua-1"))


def many(given: Path, *counts: int) -> None:
    """So many PDFs, one after the other. Prints the most memory at each count, in MB, as JSON."""
    from generator.typesetting import Document, Typesetter
    from tests.bench.meters import changed

    sheets, typesetter, peaks = json.loads(given.read_text("utf-8")), Typesetter(ROOT), []
    for number in range(1, max(counts) + 1):
        sheet = changed(sheets[number % len(sheets)], number)
        assert Document("sheet.pdf", sheet).pdf(typesetter).startswith(b"%PDF-")
        if number in counts:
            peaks.append(most_memory())
    print(json.dumps(peaks))


def most_memory() -> float:
    """The most that this process has had, in MB. `getrusage` would tell that of the process that started it, if higher."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main(what: str, given: str, *others: str) -> None:
    """`ours FILE PDF`, `weasyprint FILE PDF` or `many FILE COUNT ...`."""
    if what == "many":
        many(Path(given), *map(int, others))
    else:
        {"ours": ours, "weasyprint": weasyprint}[what](Path(given), Path(others[0]))


if __name__ == "__main__":
    main(*sys.argv[1:])

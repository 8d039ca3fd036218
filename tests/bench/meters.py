"""What is measured: CPU time, never the clock on the wall; memory; and whether two PDFs say the same."""

import io
import os
import re
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Contender:
    """Somebody who makes a PDF of a sheet's data."""

    name: str
    make: Callable[[Mapping[str, Any]], bytes]
    clock: Callable[[], float] = time.process_time
    figures: list[float] = field(default_factory=list)
    """CPU milliseconds a sheet, one of each round."""
    sizes: list[int] = field(default_factory=list)

    @property
    def median(self) -> float:
        """CPU milliseconds a sheet."""
        return statistics.median(self.figures)


def race(contenders: Sequence[Contender], sheets: Sequence[Mapping[str, Any]], rounds: int) -> None:
    """Let all make all sheets, in turn, in each round. Each round has other data, so that nobody lives on an earlier one's."""
    for contender in contenders:
        contender.make(sheets[0])  # warm
    for number in range(rounds):
        for contender in contenders:
            start = contender.clock()
            made = [contender.make(changed(sheet, number)) for sheet in sheets]
            contender.figures.append((contender.clock() - start) / len(sheets) * 1000)
            contender.sizes = [len(pdf) for pdf in made]


def changed(sheet: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A sheet's data with another title and another text in its questions, as another trade has them."""
    first = dict(sheet["sheets"][0])
    blocks = [{**block, "prompt": [*block["prompt"], run(f" ({number})")]} for block in first["blocks"]]
    return {**sheet, "title": f"{sheet['title']} {number}", "sheets": [{**first, "blocks": blocks}]}


def run(text: str) -> dict[str, Any]:
    """A run of plain text."""
    return {"text": text, "emph": False, "strong": False}


def cpu_of_children(name: str) -> float:
    """CPU seconds of all processes below this one whose program's name begins so, and of those that ended below them."""
    parents, seconds = {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            before, _, after = stat.read_text("utf-8", "replace").rpartition(")")
        except OSError:
            continue  # it has just ended
        values = after.split()
        number, program = before.split(" (", 1)
        parents[int(number)] = int(values[1])
        seconds[int(number)] = sum(map(int, values[11:15])) / TICK if program.startswith(name) else 0.0
    return sum(own for number, own in seconds.items() if _below(number, parents))


def _below(number: int, parents: Mapping[int, int]) -> bool:
    while number > 1:
        if number == os.getpid():
            return True
        number = parents.get(number, 0)
    return False


def cpu_of_process(command: Sequence[str]) -> float:
    """CPU seconds of a command from its start to its end."""
    number = os.posix_spawn(command[0], [*command], os.environ)
    _, status, usage = os.wait4(number, 0)
    assert status == 0, f"{command} failed"
    return usage.ru_utime + usage.ru_stime


def prompts(sheet: Mapping[str, Any]) -> list[str]:
    """The questions of a sheet."""
    return [squeezed("".join(run["text"] for run in block["prompt"])) for block in sheet["sheets"][0]["blocks"]]


def said(pdf: bytes) -> str:
    """All that stands in a PDF, without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def squeezed(text: str) -> str:
    """Without spaces and soft hyphens."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text)


def labels(pdf: bytes) -> list[str]:
    """What each field of a form says it is for."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return sorted(str(one.TU) for one in document.Root.AcroForm.Fields if "/TU" in one)

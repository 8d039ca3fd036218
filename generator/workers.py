"""Who makes the editions: this process, or processes beside it, or those of a cluster.

A process beside this one is a copy of it where the system can copy, so that all is read and imported already.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from .handbook import Edition
from .site import SiteError
from .workshop import Made, Order, make

T = TypeVar("T")
Answer = tuple[Made, str | None]
"""An edition, and why it had to be made anew."""
Workers = Callable[[Order], Iterator[Answer]]
"""They make all editions of an order, and hand each over when it is ready."""


def here(order: Order) -> Iterator[Answer]:
    """One after the other, in this process."""
    for edition in order.part:
        yield make(order, edition)


def beside(jobs: int) -> Workers:
    """So many processes on this machine."""

    def at_work(order: Order) -> Iterator[Answer]:
        many = min(jobs, len(order.part))
        start = get_context("fork" if sys.platform == "linux" else "spawn")
        _ = order.surroundings  # once, before there are copies
        gc.freeze()  # what was read stays: no copy need look through it for what can go
        with ProcessPoolExecutor(many, start, _begin, (order,)) as pool:
            # Staff first: an edition for trainers has the same worksheets, and finds them made.
            in_turn = sorted(order.part, key=lambda edition: edition.for_trainers)
            try:
                yield from handed(lambda edition: pool.submit(_make, edition), in_turn, at_once=2 * many)
            except BrokenProcessPool:
                raise SiteError("A worker process was ended from outside. Is there enough memory? Try --jobs 1.") from None

    return at_work


def handed(ask: Callable[[Edition], Future[T]], editions: Sequence[Edition], at_once: int) -> Iterator[T]:
    """What comes of asking for each edition, as it comes. No more are asked for at a time than memory should hold."""
    turn = iter(editions)
    asked = {ask(edition) for edition in islice(turn, at_once)}
    try:
        while asked:
            done, asked = wait(asked, return_when=FIRST_COMPLETED)
            asked |= {ask(edition) for edition in islice(turn, len(done))}
            while done:
                yield done.pop().result()
    finally:
        for left in asked:
            left.cancel()


_order: Order | None = None
"""What a process beside works at, all its life."""


def _begin(order: Order) -> None:
    global _order
    _order = order
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the first process says that it was stopped
    Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """Where the first process is killed, nobody else would tell its workers to go."""
    first = parent_process()
    assert first is not None  # noqa: S101 - workers are never the first
    first.join()
    os._exit(1)


def _make(edition: Edition) -> Answer:
    assert _order is not None  # noqa: S101 - `_begin` came before
    return make(_order, edition)

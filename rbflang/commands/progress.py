"""A line on standard error while a command takes its time: after two seconds, on a terminal only.

Where a command tells how much of its work is done, the line has a bar. It is taken away again before anything else is
written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from typing import Any

import click

from rbflang.commands.spoken import spoken_in

PATIENCE = 2
ENDING = "rbflang.progress"
DONE = "rbflang.done"
BAR = 20
WORKING = {"nb": "Arbeider", "en": "Working"}


@contextmanager
def told_after_a_while(context: click.Context) -> Iterator[None]:
    """Say how long the block has lasted, where somebody looks at standard error."""
    end = _begun(sys.stderr, context) if sys.stderr is not None and sys.stderr.isatty() else None
    context.meta[ENDING] = end
    try:
        yield
    finally:
        end_of_progress()


def end_of_progress() -> None:
    """Take the line away, if there is one, and say nothing more."""
    context = click.get_current_context(silent=True)
    end: Callable[[], None] | None = context.meta.pop(ENDING, None) if context else None
    if end:
        end()


def done(share: Fraction) -> None:
    """Tell how much of the work is done."""
    context = click.get_current_context(silent=True)
    if context:
        context.meta[DONE] = share


def _begun(stream: Any, context: click.Context) -> Callable[[], None]:
    from threading import Event, Thread

    is_ended = Event()

    def tell() -> None:
        seconds, shown = PATIENCE, ""
        with suppress(OSError):
            while not is_ended.wait(PATIENCE if not shown else 1):
                last, shown = shown, f"{_working(context)} … {_bar(context)}{seconds} s"
                stream.write(f"\r{shown:<{len(last)}}")
                stream.flush()
                seconds += 1
            if shown:
                stream.write(f"\r{' ' * len(shown)}\r")
                stream.flush()

    thread = Thread(target=tell, daemon=True)
    thread.start()

    def end() -> None:
        is_ended.set()
        thread.join()

    return end


def _bar(context: click.Context) -> str:
    share: Fraction | None = context.meta.get(DONE)
    if share is None:
        return ""
    full = int(share * BAR)
    return f"[{'#' * full}{'.' * (BAR - full)}] {int(share * 100)} %, "


def _working(context: click.Context) -> str:
    """That it works, in the language that is asked for."""
    return WORKING[spoken_in(context)]

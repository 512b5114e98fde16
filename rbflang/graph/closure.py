"""What lies behind what: steps followed from thing to thing until nothing is new.

Takes where to begin and what each thing leads to. Must not know what the things are: nodes, cells, or names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def behind(starts: Iterable[T], read: Callable[[T], Iterable[T]]) -> dict[T, None]:
    """All that these lead to, themselves included, each once; what is told last is followed first."""
    done: dict[T, None] = {}
    pending = list(starts)
    while pending:
        one = pending.pop()
        if one not in done:
            done[one] = None
            pending.extend(read(one))
    return done

"""What lies behind what: steps followed from thing to thing until nothing is new.

Takes where to begin and what each thing leads to. Must not know what the things are: nodes, cells, or names.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
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


def before(starts: Iterable[T], read: Callable[[T], Sequence[T]]) -> dict[T, None]:
    """All that these lead to, themselves included, each once and after all that it leads to; nothing may go round."""
    done: dict[T, None] = {}
    for start in starts:
        pending = [(start, iter(read(start)))]
        while pending:
            one, left = pending[-1]
            following = next((each for each in left if each not in done), None) if one not in done else None
            if following is not None:
                pending.append((following, iter(read(following))))
            else:
                done[one] = None
                pending.pop()
    return done

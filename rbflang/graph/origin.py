"""What the author of a ruleset wrote that a node computes: set where the graph is made, so that nobody has to guess it.

It tells names and places, and knows no ruleset.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from attrs import field, frozen

from rbflang.source import Span

Written: TypeAlias = Literal[
    "quantity", "rounding", "result", "sharing", "requirement", "lapsing", "taking_part", "applies", "assertion"
]


@frozen(repr=False)
class Origin:
    """The thing that was written, what it belongs to, which of several of its kind it is there, and where it stands.

    A `quantity` is the whole of a formula, of a table, of what a measure hands out, and a `rounding` belongs to one. A
    `result` is what a quantity looks up on a staircase. To a measure belong its `sharing`, each `requirement`, the
    choice of what is `lapsing` by one, the choice by who is `taking_part`, and that by whom it `applies` to. Pieces of
    a thing have its origin too; the last of them is the whole.
    """

    what: Written
    of: str
    number: int = 0
    span: Span | None = field(default=None, eq=False, repr=False)


def assertion_name(number: int) -> str:
    """The name of an assertion's node; assertions are counted from 1 in the order of the text."""
    return f"kontroll {number}"

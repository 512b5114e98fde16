"""Faults as values: what is wrong, where, what follows from it, and the cure.

A fault is never an exception. Whoever finds it words it here, in Norwegian and English; a renderer shows it. This
module must not know any particular kind of fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from rbflang.source import Span
from rbflang.wording import Words

NOTHING = Words("", "")


class Severity(Enum):
    """A fault (`Feil`) stops the ruleset; a warning (`Varsel`) does not."""

    FAULT = "fault"
    WARNING = "warning"


@frozen(repr=False)
class Kind:
    """A kind of fault and its page: what it is, why it matters, an example with the fault and the same text cured.

    Several faults of a kind with `listed` are told together, a line each, under a count of what `listed` says.
    """

    slug: str
    severity: Severity
    title: Words
    page: Words
    example: str = ""
    cured: str = ""
    listed: Words = NOTHING


@frozen(repr=False)
class Label:
    """A place that the fault points at, and what stands there; the first label of a fault is its own place."""

    span: Span
    text: Words = NOTHING


@frozen(repr=False)
class Fault:
    """One fault: title, places, consequence (`story`), cure (`tip`) and text to paste (`paste`)."""

    kind: Kind
    title: Words
    labels: tuple[Label, ...] = ()
    story: tuple[Words, ...] = ()
    tip: Words = NOTHING
    paste: tuple[str | Words, ...] = ()
    after: tuple[Words, ...] = ()
    total: Words = NOTHING
    address: str = ""
    table: tuple[tuple[Words, ...], ...] = field(default=())

    @property
    def is_fatal(self) -> bool:
        """True if the fault stops the ruleset."""
        return self.kind.severity is Severity.FAULT

    @property
    def slug(self) -> str:
        """The name of the kind of fault."""
        return self.kind.slug


def has_fatal(faults: Iterable[Fault]) -> bool:
    """True if any of the faults stops the ruleset."""
    return any(fault.is_fatal for fault in faults)


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The faults by the place they point at, each once."""

    def place(fault: Fault) -> tuple[int, str, int]:
        span = fault.labels[0].span if fault.labels else None
        return (0, span.source.name, span.start) if span else (1, "", 0)

    return tuple(sorted(dict.fromkeys(faults), key=place))

"""Faults as values: what is wrong, where, what follows from it, and the cure.

A fault is never an exception. Whoever finds it words it here, in Norwegian and English; a renderer shows it. This
module must not know any particular kind of fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from attrs import evolve, field, frozen

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

    The example is a piece of a ruleset, in each language with the words and the names of that language.

    Several faults of a kind with `listed` are told together, a line each, under a count of what `listed` says.
    """

    slug: str
    severity: Severity
    title: Words
    page: Words
    example: Words = NOTHING
    cured: Words = NOTHING
    listed: Words = NOTHING


@frozen(repr=False)
class Label:
    """A place that the fault points at, and what stands there; the first label of a fault is its own place."""

    span: Span
    text: Words = NOTHING


@frozen(repr=False)
class Fault:
    """One fault: title, places, consequence (`story`), cure (`tip`) and text to paste (`paste`).

    Faults of a kind with the same `cause` are told once, with all their places.
    """

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
    cause: str = ""

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
    """The faults by the place they point at, each once, and each cause once."""

    def place(fault: Fault) -> tuple[int, str, int]:
        span = fault.labels[0].span if fault.labels else None
        return (0, span.source.name, span.start) if span else (1, "", 0)

    return tuple(told_once(sorted(dict.fromkeys(faults), key=place)))


# So many faults of one cause are told apart where each has a cure of its own.
MOST_CURES = 3
LIKEWISE = Words("De andre rettes på samme måte.", "The others are corrected in the same way.")


def told_once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The faults; those of one cause as the first of them, with the places of all."""
    alike: dict[tuple[Kind, str] | Fault, list[Fault]] = {}
    for one in faults:
        alike.setdefault((one.kind, one.cause) if one.cause else one, []).append(one)
    for group in alike.values():
        first, count = group[0], len(group)
        has_one_cure = len({(one.tip, one.paste) for one in group}) == 1
        if count == 1 or (count <= MOST_CURES and not has_one_cure):
            yield from group
        else:
            title = Words(f"{first.title.nb} ({count} steder)", f"{first.title.en} ({count} places)")
            labels = (*(one.labels[0] for one in group), *first.labels[1:])
            after = first.after if has_one_cure else (*first.after, LIKEWISE)
            yield evolve(first, title=title, labels=labels, after=after)

"""What is not simply taken from a source behind some cells: what is derived, interpreted, assumed or not confirmed.

Takes a computed ruleset and cells, follows what was really read, and gives each premise once: a row of the data, a
number of the rules, or a rule of one of a few kinds. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation
from rbflang.explanation.basis import COUNTING, ORDER, Basis, basis_in, basis_of, basis_of_payouts
from rbflang.graph.domain import Key
from rbflang.syntax.tree import Citation
from rbflang.tables.reads import Place

MEMBER_KINDS = ("member", "about_member")
SEVERAL = ("gate", "counting")
STATUSES = ("unconfirmed", "assumed", "interpreted", "derived")


@frozen(repr=False)
class Premise:
    """Its status, what kind of thing it is, the name of that, the cell (of a row or a number), and why it is so.

    Kinds: `row`, `member`, `about_member`, `number`, `formula`, `sharing`, `parts`, `rounding`, `gate`, `share`,
    `subareas`, `staircase`, `counting` (of a quantity, in a register). A member is named by its set, with the member as
    its key: `member` says that it is there, by what is surest of its citation, `about_member` something else of it. A
    measure may have several gates, and what is counted is written on several lines: `at` is where the citation of this
    one stands in the text.
    """

    status: str
    kind: str
    name: str
    key: Key
    reasons: tuple[str, ...] = field(eq=False)
    row: Observation | None = field(default=None, eq=False)
    at: int = 0


def premises(computed: Computed, places: Sequence[Place]) -> tuple[Premise, ...]:
    """The premises of the cells, the weakest first."""
    return premises_in(basis_of(computed, places))


def premises_of_payouts(computed: Computed) -> tuple[Premise, ...]:
    """The premises of all payouts, the weakest first."""
    return premises_in(basis_of_payouts(computed))


def premises_of_each(computed: Computed, places: Sequence[Place]) -> tuple[tuple[Premise, ...], ...]:
    """The premises of each of the cells by itself; what several rest on is looked at once."""
    found: tuple[dict[Premise, None], ...] = tuple({} for _ in places)
    for whose, shared in computed.valuation.behind_each(places).items():
        these = premises_in(basis_in(computed, shared))
        for number, own in enumerate(found):
            if these and whose >> number & 1:
                own.update(dict.fromkeys(these))
    return tuple(map(tuple, found))


def premises_in(basis: Basis) -> tuple[Premise, ...]:
    """The premises among what cells rest on."""
    return tuple(sorted(dict.fromkeys(_premises(basis)), key=lambda one: STATUSES.index(one.status)))


def counts(found: Sequence[Premise]) -> Mapping[str, int]:
    """How many premises of each status there are; one reason that stands on many lines is one.

    What is assumed is counted by its reason alone, whatever it is that rests on it.
    """
    return {status: count for status in STATUSES if (count := sum(of == status for of, _, _ in distinct(found)))}


def distinct(found: Sequence[Premise]) -> frozenset[tuple[str, str, str]]:
    """The premises as they are counted: status, name and reason, and of what is assumed no name."""
    each = [(one, why) for one in found for why in one.reasons]
    return frozenset(
        ("assumed", "", why or one.name) if one.status == "assumed" else (one.status, one.name, why)
        for one, why in each
    )


def _premises(basis: Basis) -> Iterator[Premise]:
    for row in basis.observations:
        if row.status in STATUSES:
            yield Premise(row.status, "row", row.quantity, row.key, (row.source,), row)
    yield from sorted(_of_members(basis), key=lambda one: one.kind != "member")
    parts = {"delområder": "subareas", "krav": "gate", "poengandel": "share", COUNTING: "counting"}
    for name, citation in basis.others:
        whole, _, part = name.partition(", ")
        kind = parts.get(part, "staircase")
        yield from _cited(kind, whole, citation, at=citation.span.start if kind in SEVERAL else 0)
    for quantity, given in basis.given:
        key = next(key for key, one in quantity.given.items() if one is given)
        yield from _cited("number", quantity.name, given.citation, key)
    for quantity in basis.rules:
        kind = {"points": "sharing", "parts": "parts"}.get(quantity.role, "formula")
        yield from _cited(kind, quantity.name, quantity.citation)
        if quantity.rounding:
            yield from _cited("rounding", quantity.name, quantity.rounding.citation)


def _of_members(basis: Basis) -> Iterator[Premise]:
    for set_name, member, citation in basis.members:
        surest = min((entry.status for entry in citation.entries), key=ORDER.index)
        for one in _cited("member", set_name, citation, (member,)):
            yield one if one.status == surest else evolve(one, kind="about_member")


def _cited(kind: str, name: str, citation: Citation | None, key: Key = (), at: int = 0) -> Iterator[Premise]:
    entries = citation.entries if citation else ()
    for status in STATUSES:
        reasons = tuple(" ".join(filter(None, (one.source, ", ".join(one.places)))) or one.reasoning
                        for one in entries if one.status == status)  # fmt: skip
        if reasons:
            yield Premise(status, kind, name, key, reasons, at=at)

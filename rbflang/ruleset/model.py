"""What a text means: sets, members, quantities, staircases and measures, each knowing where it was written.

A `Ruleset` is as complete as its text; only a `CheckedRuleset` is known to be sound, and only `checks` makes one.
Formulas keep the tree's expressions.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import field, frozen

from rbflang.diagnostics import Fault
from rbflang.graph.domain import Key, Space
from rbflang.nearest import Names, folded
from rbflang.register.definitions import Measurement, Register
from rbflang.ruleset.signatures import Inference
from rbflang.source import Source, Span
from rbflang.syntax.expressions import Expression, Number, Sharing, Value
from rbflang.syntax.tree import (
    AssertionDecl,
    Citation,
    NoteDecl,
    RoundDecl,
    Rounding,
    RulesetTree,
    SourceDecl,
    StaircaseDecl,
    Titles,
    Typing,
)
from rbflang.syntax.vocabulary import kept_name, written_name
from rbflang.wording import Currency, Words

REGION, INDICATOR, SUBAREA, MEASURE = "region", "indikator", "delområde", "prestasjonsmål"
GROUP, TRUST = "gruppe", "foretak"
POINTS_NAME, PARTS_NAME, POINT_SHARE_NAME, LAPSED_NAME = "poeng", "deler", "poengandel", "bortfalt"
TAKING_PART_NAME = "deltar"
OWN_NAMES = (POINTS_NAME, PARTS_NAME, TAKING_PART_NAME)


Role: TypeAlias = Literal[
    "fixed", "table", "property", "input", "formula", "payout", "whole", "point_share", "taking_part", "parts",
    "points", "gathered", "lapsed",
]  # fmt: skip


@frozen(eq=False, repr=False)
class Member:
    """A member of a set; the unnamed sub-area of an indicator has the empty name."""

    name: str
    set_name: str
    titles: Titles
    above: str | None
    span: Span = field(eq=False)
    documentation: str = ""

    @property
    def title(self) -> str:
        """The full title, or the name where there is none."""
        return self.titles.title or self.name

    @property
    def titled(self) -> Words:
        """The title in both languages."""
        return Words(self.title, self.titles.english or self.title)

    @property
    def short(self) -> str:
        """The short title, for tables."""
        return self.titles.short or self.title

    @property
    def spoken(self) -> str:
        """The name in running text: the longest other name that the title begins with, or the title."""
        begun = [name for name in self.titles.aliases if self.title.startswith(name)]
        return max(begun, key=len, default=self.title)


@frozen(eq=False, repr=False)
class MemberSet:
    """A set with its members, under another set or none; its members may come with the data."""

    name: str
    above: str | None
    members: tuple[Member, ...]
    from_data: bool
    span: Span | None = field(eq=False)

    def __getitem__(self, name: str) -> Member:
        return self.by_name[name]

    @cached_property
    def by_name(self) -> Mapping[str, Member]:
        """The members by their names; of several with one name, the first."""
        return {member.name: member for member in reversed(self.members)}

    @cached_property
    def by_any_name(self) -> Mapping[str, Member]:
        """The members by name, title, short title and other names, folded; of several with one of them, the first."""
        found: dict[str, Member] = {}
        for one in self.members:
            for name in (one.name, one.titles.title, one.titles.short, one.titles.english, *one.titles.aliases):
                found.setdefault(folded(name), one)
        return found

    @cached_property
    def spellings(self) -> Names:
        """The names and titles that a misspelt member may have been meant as."""
        names = (name for one in self.members for name in (one.name, one.titles.title, one.titles.short))
        return Names(tuple(filter(None, names)))


@frozen(eq=False, repr=False)
class Given:
    """A value that the rules give a cell, and its citation (its own, its column's or its table's).

    `taken_from` names the sets of the member above whose value it is, where the cell has none of its own.
    """

    value: Value
    citation: Citation | None
    span: Span = field(eq=False)
    taken_from: tuple[str, ...] = ()


Place: TypeAlias = tuple[tuple[str, ...], Key]
"""The sets of a value, with all above them, and the members it is for."""


@frozen(eq=False, repr=False)
class Quantity:
    """A quantity: given by the rules, by the observations, or computed; `sets` in its declared order.

    `given` has the value of each cell; `upper` has those that are written at members above the cells.
    """

    name: str
    role: Role
    sets: tuple[str, ...]
    titles: Titles
    span: Span = field(eq=False)
    head: Span = field(eq=False)
    citation: Citation | None = None
    typing: Typing | None = None
    given: Mapping[Key, Given] = field(factory=dict, eq=False)
    upper: Mapping[Place, Given] = field(factory=dict, eq=False)
    expression: Expression | None = field(default=None, eq=False)
    rounding: Rounding | None = None
    only_checks: bool = False
    measure: str | None = None
    documentation: str = ""
    explanation: str = ""

    @property
    def title(self) -> str:
        """The title, or the words of the name where there is none: `vektede_poeng` is «Vektede poeng»."""
        return self.titles.title or _in_words(self.name)

    @property
    def titled(self) -> Words:
        """The title in both languages."""
        english = self.titles.english or self.titles.title or _in_words(written_name(self.name, "en"))
        return Words(self.title, english)

    @property
    def written(self) -> tuple[tuple[Key, Given], ...]:
        """The values where they are written, each once: those of cells, and those that stand above them."""
        above = {id(one) for one in self.upper.values()}
        own = ((key, one) for key, one in self.given.items() if not one.taken_from and id(one) not in above)
        return (*own, *((key, one) for (_, key), one in self.upper.items()))

    def beside(self, key: Key) -> tuple[Key, ...]:
        """The cells that have the very value of a cell, itself among them: several may take one from above."""
        given = self.given.get(key)
        return tuple(other for other, one in self.given.items() if one is given)

    @property
    def is_computed(self) -> bool:
        """True for formulas, payouts and what measures hand out."""
        return self.role in ("formula", "payout", "whole", "taking_part", "parts", "points", "gathered", "lapsed")


def _in_words(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


@frozen(eq=False, repr=False)
class Gate:
    """A requirement of a measure and what follows when it is not met."""

    condition: Expression = field(eq=False)
    consequence: Literal["lapse", "no_parts"] | None
    citation: Citation | None
    span: Span = field(eq=False)


@frozen(eq=False, repr=False)
class Measure:
    """A performance measure: its share of the points, whom it applies to, gates, parts and points.

    `ramps` are the names that its formulas may call and that are no staircases.
    """

    name: str
    titles: Titles
    applies: tuple[Expression, ...] | None
    gates: tuple[Gate, ...]
    parts: Expression | None = field(eq=False)
    parts_citation: Citation | None
    points: Expression | None = field(eq=False)
    points_citation: Citation | None
    share: Value | None
    share_rows: Mapping[Key, Given] = field(eq=False)
    share_citation: Citation | None
    explanations: tuple[str, ...]
    span: Span = field(eq=False)
    head: Span = field(eq=False)
    ramps: frozenset[str] = field(default=frozenset(), eq=False)

    def share_address(self, indicator: str) -> str:
        """The address of its share of an indicator's points as the ruleset writes it; of the one share for all."""
        word = written_name(POINT_SHARE_NAME, self.span.source.language)
        return ".".join(filter(None, (word, indicator, self.name)))

    @property
    def title(self) -> str:
        """The title, or the name where there is none."""
        return self.titles.title or self.name

    @property
    def titled(self) -> Words:
        """The title in both languages."""
        return Words(self.title, self.titles.english or self.title)

    @property
    def keeping_out(self) -> tuple[Expression, ...]:
        """What is required of those that take part in the sharing."""
        return tuple(gate.condition for gate in self.gates if gate.consequence == "no_parts")

    @property
    def shared_among(self) -> str:
        """The set that the points are shared between; regions where they are not shared."""
        return self.points.among.text if isinstance(self.points, Sharing) else REGION


@frozen(eq=False, repr=False)
class Ruleset:
    """A whole ruleset. Things declared twice stand here once, the first; the checks look at the tree for the rest."""

    tree: RulesetTree
    sets: Mapping[str, MemberSet]
    space: Space
    sources: Mapping[str, SourceDecl]
    rounds: Mapping[str, RoundDecl]
    quantities: Mapping[str, Quantity]
    staircases: Mapping[str, StaircaseDecl]
    measures: Mapping[str, Measure]
    assertions: tuple[AssertionDecl, ...]
    notes: tuple[NoteDecl, ...]
    registers: Mapping[str, Register] = field(factory=dict)
    measurements: tuple[Measurement, ...] = ()

    @property
    def name(self) -> str:
        """The name as in file names: `rbf2025`."""
        header = self.tree.header
        return f"{header.scheme.lower()}{header.year}" if header else self.source.name

    @property
    def title(self) -> str:
        """The scheme and the year: `RBF 2025`."""
        header = self.tree.header
        return f"{header.scheme} {header.year}" if header else self.source.name

    @property
    def source(self) -> Source:
        """The text the ruleset was read from."""
        return self.tree.source

    @property
    def currency(self) -> Currency:
        """The unit that money is counted in."""
        return self.tree.currency

    @property
    def argument(self) -> str:
        """The ruleset as a command finds it: by its name among those that ship, else by its file."""
        name, file = self.name, self.source.name
        return name if file == f"rulesets/{name}/{name}.rbf" else file

    def quantity_called(self, written: str) -> Quantity | None:
        """The quantity of a name, whatever the case, and in whichever language the words in it are."""
        kept = kept_name(written)
        found = self.quantities.get(kept)
        return found or next((one for one in self.quantities.values() if folded(one.name) == folded(kept)), None)

    @property
    def payout(self) -> Quantity | None:
        """What each who is paid gets in all."""
        return next((one for one in self.quantities.values() if one.role == "whole"), next(iter(self.payouts), None))

    @property
    def payouts(self) -> tuple[Quantity, ...]:
        """The payouts as they are written: the payout itself, or the lines that it is the sum of."""
        return tuple(one for one in self.quantities.values() if one.role == "payout")

    @property
    def payout_lines(self) -> tuple[Quantity, ...]:
        """The payouts that are lines of what each who is paid gets; none where that is told as one amount."""
        return () if self.payout in self.payouts else self.payouts


@frozen(eq=False, repr=False)
class ShareNeighbours:
    """Numbers without a sign, and the numbers and inputs that they are put beside."""

    limits: tuple[Number, ...]
    measured: tuple[Number | Quantity, ...]

    @property
    def inputs(self) -> frozenset[str]:
        """The inputs that they are put beside."""
        return frozenset(one.name for one in self.measured if isinstance(one, Quantity))


@frozen(eq=False, repr=False)
class CheckedRuleset:
    """A ruleset without faults: its signatures, an order of dependence, and what the checks warn of.

    `limits_beside` are its numbers without a sign that figures are put beside, which may turn out to have one.
    Only `checks` makes one.
    """

    ruleset: Ruleset
    inference: Inference
    warnings: tuple[Fault, ...]
    limits_beside: tuple[ShareNeighbours, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """The names of all quantities, each after those it reads."""
        return self.inference.order

"""What a payout rests on: the figures and rules behind it, and how sure each is.

Takes a computed ruleset and cells; follows what was really read. A cell's status is the weakest of all behind it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import OPTION, Observation
from rbflang.explanation.counted_by_rules import counted_by_rules
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Node, Ramp, Staircase
from rbflang.ruleset.model import INDICATOR, MEASURE, SUBAREA, Given, Quantity, Ruleset
from rbflang.ruleset.order import dependencies
from rbflang.syntax.tree import Citation, MemberDecl, SetDecl, StaircaseDecl, SubareaList
from rbflang.tables.reads import Place

ORDER = ("documented", "recorded", "derived", "interpreted", "assumed", "unconfirmed", "synthetic")
COUNTING = "telling"


@frozen(eq=False, repr=False)
class Basis:
    """Observations, values of the rules, and formulas that a set of cells rests on.

    `members` are those that the cells are of, each with its set and what says that it is there.
    """

    observations: tuple[Observation, ...]
    given: tuple[tuple[Quantity, Given], ...]
    rules: tuple[Quantity, ...]
    others: tuple[tuple[str, Citation], ...]
    members: tuple[tuple[str, str, Citation], ...]

    def citations(self) -> Iterator[tuple[str, Citation]]:
        """Every citation behind the cells, each with the name of what it stands on."""
        seen: set[int] = set()
        for name, citation in self._all():
            if citation is not None and id(citation) not in seen:
                seen.add(id(citation))
                yield name, citation

    def _all(self) -> Iterator[tuple[str, Citation | None]]:
        for set_name, _, citation in self.members:
            yield set_name, citation
        yield from self.others
        for quantity, given in self.given:
            yield quantity.name, given.citation
        for quantity in self.rules:
            yield quantity.name, quantity.citation
            if quantity.rounding:
                yield f"{quantity.name}, avrunding", quantity.rounding.citation


def basis_of(computed: Computed, places: Iterable[Place]) -> Basis:
    """What the cells rest on."""
    return basis_in(computed, computed.valuation.behind(places))


@lru_cache(maxsize=4)
def basis_of_payouts(computed: Computed) -> Basis:
    """What the payouts rest on."""
    return basis_in(computed, computed.behind_payouts)


def basis_in(computed: Computed, places: Iterable[Place]) -> Basis:
    """What there is among the cells themselves that others may rest on."""
    ruleset = computed.checked.ruleset
    steps: dict[Node, _Step] = {}
    observations: dict[int, Observation] = {}
    given: dict[int, tuple[Quantity, Given]] = {}
    rules: dict[str, Quantity] = {}
    others: dict[int, tuple[str, Citation]] = {}
    split: set[str] = set()
    members: set[tuple[str, str]] = set()
    for node, cell in places:
        step = steps.get(node)
        if step is None:
            step = steps[node] = _step(computed, node)
            if isinstance(node, Staircase | Ramp) and node.name:
                others |= {id(one): (node.name, one) for one in _citations_of(ruleset.staircases[node.name])}
        quantity, key = step.quantity, node.domain.keys[cell]
        if step.indicator is not None:
            split.add(key[step.indicator])
        members |= {(name, key[at]) for at, name, of in step.cited if key[at] in of}
        row = row_of(computed, step.name, key) if step.has_rows else None
        if row:
            observations[id(row)] = row
        elif quantity and key in quantity.given:
            one = quantity.given[key]
            if one.span.source.name != OPTION:  # what was set on the command line rests on no source
                given[id(one)] = (quantity, one)
        elif quantity and quantity.is_computed:
            rules[step.name] = quantity
    measures = {step.quantity.measure for step in steps.values() if step.quantity}
    others |= {id(one): (name, one) for name, one in _subareas(computed, split)}
    others |= {id(one): (name, one) for name, one in _gates(computed, measures)}
    counted = counted_by_rules(ruleset, observations.values())
    others |= {id(one): (f"{name}, {COUNTING}", one) for name, one in counted}
    return Basis(
        tuple(observations.values()),
        tuple(given.values()),
        tuple(rules.values()),
        tuple(others.values()),
        tuple(
            (name, member, citation)
            for name, of in _cited_members(ruleset).items()
            for member, citation in of.items()
            if (name, member) in members
        ),
    )


@frozen(eq=False, repr=False)
class _Step:
    """A node as cells of it are looked at: its name, if it has one, what that is, and whether rows may give its cells.

    `indicator` is which member of a key is the indicator, where something else is looked at for each sub-area of it;
    `cited` tells which members of a key have a citation of their own, by set and member.
    """

    name: str
    quantity: Quantity | None
    has_rows: bool
    indicator: int | None
    cited: tuple[tuple[int, str, Mapping[str, Citation]], ...]


def _step(computed: Computed, node: Node) -> _Step:
    ruleset, name = computed.checked.ruleset, computed.valuation.graph.names.get(node, "")
    quantity, sets = ruleset.quantities.get(name), node.domain.sets
    is_split = quantity is not None and INDICATOR in sets and name in _by_subarea(ruleset)
    has_rows = not computed.figures.names.isdisjoint((name, name.rpartition(".")[2]))
    own = _cited_members(ruleset)
    cited = tuple((at, each, own[each]) for at, each in enumerate(sets) if each in own) if quantity else ()
    return _Step(name, quantity, has_rows and quantity is not None, sets.index(INDICATOR) if is_split else None, cited)


@lru_cache(maxsize=16)
def _cited_members(ruleset: Ruleset) -> Mapping[str, Mapping[str, Citation]]:
    """The members of each set that something says are there."""
    found: dict[str, dict[str, Citation]] = {}
    for one in ruleset.tree.declarations:
        inside = (one,) if isinstance(one, MemberDecl) else one.members if isinstance(one, SetDecl) else ()
        for member in inside:
            if member.citation:
                found.setdefault(member.set_name, {})[member.name.text] = member.citation
    return found


def _citations_of(staircase: StaircaseDecl) -> Iterator[Citation]:
    """The citation of a staircase, or those of its steps."""
    own = [step.citation for step in staircase.steps if step.citation]
    yield from own
    if staircase.citation and len(own) < len(staircase.steps):
        yield staircase.citation


@lru_cache(maxsize=16)
def _by_subarea(ruleset: Ruleset) -> frozenset[str]:
    """What varies over the sub-areas of an indicator, and what is made directly of such."""
    over = {one.name for one in ruleset.quantities.values() if SUBAREA in one.sets}
    return frozenset(over | {one.name for one in ruleset.quantities.values() if over & set(dependencies(ruleset, one))})


def _subareas(computed: Computed, indicators: Collection[str]) -> Iterator[tuple[str, Citation]]:
    """What says that these indicators have sub-areas."""
    members = [one for one in computed.checked.ruleset.tree.declarations if isinstance(one, MemberDecl)]
    for one in members:
        for line in one.lines if one.name.text in indicators else ():
            if isinstance(line, SubareaList) and line.citation:
                yield f"{one.name.text}, delområder", line.citation


def _gates(computed: Computed, measures: Collection[str | None]) -> Iterator[tuple[str, Citation]]:
    """What says that these measures have requirements and how much of the points they share."""
    for measure in computed.checked.ruleset.measures.values():
        if measure.name not in measures:
            continue
        for gate in measure.gates:
            if gate.citation:
                yield f"{measure.name}, krav", gate.citation
        if measure.share_citation:
            yield f"{measure.name}, poengandel", measure.share_citation


def row_of(computed: Computed, name: str, key: Key) -> Observation | None:
    """The row of the data that gave a cell; parts and points of a measure are pinned under their common name."""
    figures = computed.figures
    if computed.checked.ruleset.quantities[name].role == "taking_part":
        return None
    measure, _, common = name.rpartition(".")
    if measure:
        sets = computed.checked.ruleset.space.domain(computed.checked.ruleset.quantities[common].sets).sets
        at = sets.index(MEASURE)
        name, key = common, (*key[:at], measure, *key[at:])
    return figures.observations.get((name, key)) or figures.pins.get((name, key))


def is_unconfirmed(citation: Citation | None) -> bool:
    """True where an entry was taken over from another year, and nobody has looked it up."""
    return citation is not None and any(entry.status == "unconfirmed" for entry in citation.entries)


def unconfirmed(computed: Computed) -> int:
    """How many numbers and rules that nobody has confirmed the payouts rest on."""
    if all(one.slug != "citation-not-confirmed" for one in computed.checked.warnings):
        return 0
    return sum(is_unconfirmed(citation) for _, citation in basis_of_payouts(computed).citations())


def open_behind_payout(computed: Computed) -> int:
    """How many open decisions the payouts rest on."""
    if not computed.valuation.open:
        return 0
    return sum(1 for one in computed.valuation.open if (one.node, one.cell) in computed.behind_payouts)

"""What the changes between two rulesets move in kroner, to each who is paid.

Takes a comparison and the figures of both; every combination of the changes is a ruleset of its own, checked and run
by the same engine. Changes that cannot be told from each other, because one makes no sense without the other, are
taken together. A change for which figures are missing is left out, with the reason; it is never zero.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from attrs import evolve, field, frozen

from rbflang.comparison.components import Members
from rbflang.comparison.counterparts import THE_SAME, Counterparts
from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.end_lines import EndLine, end_lines
from rbflang.comparison.mixture import mixture
from rbflang.comparison.rounded_numbers import LeftOpen, at_corners, counted_of, left_open, rounded_numbers
from rbflang.comparison.shared_figures import Place as SharedPlace
from rbflang.comparison.shared_figures import SharedFigures, are_the_same, only_in, places_of
from rbflang.comparison.switches import RESULTS, Switch, can_all_be_run, switches_of
from rbflang.data.computed import Computed, payout_places
from rbflang.data.figures import Figures, address_of
from rbflang.diagnostics import Fault
from rbflang.explanation.shapley import (
    Amounts,
    Chosen,
    ShapleyShare,
    few,
    fewest,
    most_parted,
    of_two_orders,
    shares,
    subsets,
)
from rbflang.failures.assertions import assertions_failed
from rbflang.failures.root_causes import arisen
from rbflang.failures.stopped import not_computed, not_payable
from rbflang.graph.nodes import Observed
from rbflang.lowering.build import build
from rbflang.ruleset.model import INDICATOR
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Valuation, run
from rbflang.uncertainty.open_decisions import decisions_of_the_payout, figures_behind, figures_that_do_not_settle

MOST_TRIED = 6
"""Of so many changes all are tried for the fewest that have to be made or not; of more, one after the other."""

OpenAt: TypeAlias = tuple[str, Members]
"""A figure on both sides of a limit: its quantity and its members, by shared names."""


@frozen(eq=False, repr=False)
class Stopped:
    """Why a ruleset is not computed: its faults, and the figures that are missing, by quantity and indicator.

    `bounded` are the figures whose bounds do not settle what is paid, each with the address it is set by; `addresses`
    are those of what is missing, by quantity.
    """

    faults: tuple[Fault, ...]
    missing: tuple[tuple[str, str], ...] = ()
    bounded: tuple[tuple[OpenAt, str], ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()

    @property
    def lacks_figures(self) -> bool:
        """True if figures can be given that it is computed with: those that are missing, or known too loosely."""
        return bool(self.missing or self.bounded)


Outcome: TypeAlias = Computed | Stopped


@frozen(eq=False, repr=False)
class MovedPart:
    """Switches whose effect is told together, what they move, and why they cannot be told apart."""

    switches: tuple[Switch, ...]
    share: ShapleyShare
    together_because: Stopped | None = None


@frozen(eq=False, repr=False)
class UncomputedChange:
    """A change whose effect cannot be computed: as it was or as it is, and why it cannot be the other way.

    `is_alone` is false where no reason is known of it alone: what is missing is missing for all such together.
    """

    switch: Switch
    is_made: bool
    because: Stopped
    is_alone: bool = True


@frozen(eq=False, repr=False)
class MovedKroner:
    """What is paid before and after (with what was left out made or not made in both), and what each part moved.

    `figures` are those that each of the two rulesets reads; `of_one` are the places of those that it alone has, where
    the results are a change too: they are used before and after. `left_open` is how far numbers that are printed
    rounded leave all this open, `lines` the lines of what is paid before and after.
    """

    before: Amounts
    after: Amounts
    parts: tuple[MovedPart, ...]
    left_out: tuple[UncomputedChange, ...]
    runs: int
    uncertain: int
    figures: tuple[Figures, Figures]
    open_at: tuple[OpenAt, ...] = ()
    of_one: tuple[tuple[SharedPlace, ...], tuple[SharedPlace, ...]] = ((), ())
    left_open: LeftOpen | None = None
    lines: tuple[tuple[EndLine, ...], tuple[EndLine, ...]] = ((), ())

    @property
    def whole(self) -> Amounts:
        """The whole difference."""
        return {one: self.after[one] - self.before[one] for one in self.after}

    @property
    def is_of_all_orders(self) -> bool:
        """True if the shares are averages over every order of the changes, not over two."""
        return self.runs == 1 << len(self.parts)

    @property
    def interaction(self) -> Amounts:
        """What the changes move together beyond what each moves alone."""
        return {one: moved - sum(part.share.alone[one] for part in self.parts) for one, moved in self.whole.items()}


@frozen(eq=False, repr=False)
class Case:
    """A comparison with the figures of both rulesets, the switches, and what every combination gave so far."""

    comparison: RulesetComparison
    first: SharedFigures
    second: SharedFigures
    switches: tuple[Switch, ...]
    known: dict[Chosen, Outcome] = field(factory=dict)

    @property
    def figures(self) -> tuple[Figures, Figures]:
        """What each of the two rulesets reads."""
        return self.first.of(self.comparison.before), self.second.of(self.comparison.after)

    @property
    def of_one(self) -> tuple[tuple[SharedPlace, ...], tuple[SharedPlace, ...]]:
        """The places of the figures that one ruleset alone has, and the payout rests on; none of results shared."""
        if RESULTS not in self.switches:
            return (), ()
        before, after = self.comparison.before, self.comparison.after
        return only_in(before, after, self.first), only_in(after, before, self.second)

    def outcome(self, some: Chosen) -> Outcome:
        """The ruleset with these switches changed, computed; or what stops it."""
        if some not in self.known:
            self.known[some] = self._computed(some)
        return self.known[some]

    def _computed(self, some: Chosen) -> Outcome:
        """Nothing changed is the first ruleset itself, everything changed the second; all between are mixtures."""
        if not some:
            return _outcome(self.figures[0], self.comparison.before.names)
        if len(some) == len(self.switches):
            return _outcome(self.figures[1])
        changed = [self.switches[at] for at in some]
        addresses = frozenset(address for one in changed for address in one.addresses)
        has_new_results = RESULTS in changed or RESULTS not in self.switches
        mixed = mixture(self.comparison, addresses, has_new_results)
        if mixed.ruleset is None:
            return Stopped(tuple(one for one in mixed.faults if one.is_fatal))
        return _outcome((self.second if has_new_results else self.first).on(mixed.ruleset), is_mixed=True)

    def is_computed(self, some: Chosen) -> bool:
        """True if something is paid with these switches changed."""
        return isinstance(self.outcome(some), Computed)

    def stopped(self, some: Chosen) -> Stopped:
        """What stops the ruleset with these switches changed."""
        found = self.outcome(some)
        assert isinstance(found, Stopped)
        return found


def _outcome(figures: Figures, names: Counterparts = THE_SAME, is_mixed: bool = False) -> Outcome:
    """The ruleset of the figures computed, and its assertions held; or what stops it. No one is paid by a mixture."""
    graph = build(figures.checked)
    computed = Computed(figures.checked, "", figures, run(graph, figures.given(), figures.pinned()))
    faults = not_computed(computed) or (assertions_failed(computed) if is_mixed else not_payable(computed))
    if not faults:
        return computed
    bounded = dict.fromkeys(_bounded(computed, names))
    found = tuple(_missing(computed, names))
    missing, addresses = dict.fromkeys(pair for pair, _ in found), tuple(address for _, address in found)
    return Stopped(faults, tuple(missing), tuple(bounded), addresses)


def _bounded(computed: Computed, names: Counterparts) -> Iterator[tuple[OpenAt, str]]:
    checked = computed.checked
    for node, cell in figures_that_do_not_settle(computed):
        quantity, key = checked.ruleset.quantities[computed.valuation.graph.names[node]], node.domain.keys[cell]
        yield _open_figure(computed, (node, cell), names), address_of(quantity, checked, key)


def _missing(computed: Computed, names: Counterparts) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """The quantity and the indicator of every figure that the payout lacks, and the quantity with the whole address."""
    quantities = computed.checked.ruleset.quantities
    for one in arisen(computed.valuation, payout_places(computed)):
        node, cell = one.place
        if isinstance(node, Observed):
            key, quantity = node.domain.keys[cell], names.quantity(node.quantity)
            at = dict(zip(node.domain.sets, key, strict=True))
            address = address_of(quantities[node.quantity], computed.checked, key)
            yield (quantity, names.member(INDICATOR, at.get(INDICATOR, ""))), (quantity, address)


def case_of(comparison: RulesetComparison, first: SharedFigures, second: SharedFigures) -> Case:
    """The case; where each ruleset has results of its own that differ, the results are a switch too."""
    switches = switches_of(comparison)
    places = places_of(comparison.before), places_of(comparison.after)
    both = second.beside(first, places[1])
    if are_the_same(first, second, places[0] & places[1]):
        return Case(comparison, both, both, switches)
    return Case(comparison, first.beside(second, places[0]), both, (*switches, RESULTS))


def moved(case: Case) -> MovedKroner | None:
    """What each change moves.

    `None` where one of the rulesets is stopped by anything but figures that are missing or known too loosely, or both
    are whatever is left out.
    """
    count = len(case.switches)
    every = frozenset(range(count))
    ends = (case.outcome(frozenset()), case.outcome(every))
    if any(isinstance(one, Stopped) and not one.lacks_figures for one in ends):
        return None
    least = fewest if count <= MOST_TRIED else few
    made = least(count, case.is_computed)
    kept = least(count, lambda some: case.is_computed(every - some))
    if made is None or kept is None or made & kept:
        return None
    free = tuple((at,) for at in sorted(every - made - kept))
    groups, because = _taken_together(case, made, free)
    values = {some: _paid(case, _switched(made, groups, some)) for some in _choices(case, groups)}
    each = shares(values, len(groups))
    parts = tuple(
        MovedPart(tuple(case.switches[at] for at in group), share, because.get(group))
        for group, share in zip(groups, each, strict=True)
    )
    not_made = _reasons(case, frozenset(), {at: (made - {at}, every - {at}) for at in sorted(made)})
    not_kept = _reasons(case, every, {at: (every - kept | {at}, frozenset((at,))) for at in sorted(kept)})
    left_out = (
        *(UncomputedChange(case.switches[at], True, *why) for at, why in not_made.items()),
        *(UncomputedChange(case.switches[at], False, *why) for at, why in not_kept.items()),
    )
    found = [tuple(_open_at(case, _switched(made, groups, some))) for some in values]
    uncertain, open_at = sum(map(bool, found)), tuple(dict.fromkeys(place for places in found for place in places))
    whole = frozenset(range(len(groups)))
    return MovedKroner(
        values[frozenset()], values[whole], parts, left_out, len(values), uncertain, case.figures, open_at, case.of_one,
        _left_open(case, made, groups, values),
        (end_lines(*_computed_with(case, made)), end_lines(*_computed_with(case, _switched(made, groups, whole)))),
    )  # fmt: skip


def _reasons(case: Case, end: Chosen, tried: Mapping[int, Sequence[Chosen]]) -> Mapping[int, tuple[Stopped, bool]]:
    """Why each change cannot be the other way: the figures that are missing for it alone, of what was tried the fewest.

    Beside it, whether it is known of the change alone.

    A mixture may break a rule that neither ruleset breaks, a key that adds up for instance; that explains nothing. Then
    it is what is missing for the ruleset at that end, but for what is told of another change.
    """
    found: dict[int, Stopped] = {}
    for at, choices in tried.items():
        outcomes = (case.outcome(some) for some in choices)
        lacking = [one for one in outcomes if isinstance(one, Stopped) and one.lacks_figures]
        if lacking:
            found[at] = min(lacking, key=lambda one: len(one.missing) or len(one.bounded))
    told = {pair for one in found.values() for pair in one.missing}
    return {at: (found[at], True) if at in found else (_but(case.stopped(end), told), False) for at in tried}


def _but(stopped: Stopped, told: Collection[tuple[str, str]]) -> Stopped:
    """What stops a ruleset but for figures that are told elsewhere, unless that is all."""
    missing = tuple(pair for pair in stopped.missing if pair not in told)
    quantities = {quantity for quantity, _ in missing}
    addresses = tuple(pair for pair in stopped.addresses if pair[0] in quantities)
    return evolve(stopped, missing=missing, addresses=addresses) if missing else stopped


Groups: TypeAlias = tuple[tuple[int, ...], ...]


def _choices(case: Case, groups: Groups) -> tuple[Chosen, ...]:
    """The choices of groups that are run: all, or those of two orders where there are too many."""
    return subsets(len(groups)) if can_all_be_run(case.comparison, len(groups)) else of_two_orders(len(groups))


def _taken_together(case: Case, made: Chosen, groups: Groups) -> tuple[Groups, Mapping[tuple[int, ...], Stopped]]:
    """The groups of switches of which every choice can be run, and why those of several are together."""
    because: dict[tuple[int, ...], Stopped] = {}
    while True:
        failed = [some for some in _choices(case, groups) if not case.is_computed(_switched(made, groups, some))]
        if not failed:
            return groups, because
        a, b = most_parted(failed, len(groups))
        example = next(some for some in failed if len(some & {a, b}) == 1)
        joined = tuple(sorted(groups[a] + groups[b]))
        because[joined] = case.stopped(_switched(made, groups, example))
        groups = tuple(sorted([*(one for at, one in enumerate(groups) if at not in (a, b)), joined]))


def _left_open(case: Case, made: Chosen, groups: Groups, values: Mapping[Chosen, Amounts]) -> LeftOpen | None:
    """How far numbers that are printed rounded leave open what is paid; nothing where there are none."""
    found = {some: _computed_with(case, _switched(made, groups, some)) for some in values}
    own = {some: rounded_numbers(*one) for some, one in found.items()}
    numbers = tuple(dict.fromkeys(one for some in own.values() for one in some))
    counted = counted_of(numbers)

    def paid_by(computed: Computed, names: Counterparts, valuation: Valuation) -> Amounts:
        return _with_all(case, paid(computed, names, valuation))

    tried = {some: at_corners(one[0], own[some], counted, partial(paid_by, *one)) for some, one in found.items()}
    return left_open(values, tried, numbers, counted, len(groups)) if numbers else None


def _computed_with(case: Case, some: Chosen) -> tuple[Computed, Counterparts]:
    """The ruleset with these switches changed, and what its names are shared as."""
    found = case.outcome(some)
    assert isinstance(found, Computed)
    return found, THE_SAME if some else case.comparison.before.names


def _switched(made: Chosen, groups: Groups, some: Chosen) -> Chosen:
    return made | {at for group in some for at in groups[group]}


def _paid(case: Case, some: Chosen) -> Amounts:
    """What each is paid, by shared name; whom the ruleset does not know, it pays nothing."""
    return _with_all(case, paid(*_computed_with(case, some)))


def _with_all(case: Case, amounts: Amounts) -> Amounts:
    return {**dict.fromkeys(_those_paid(case.comparison), Fraction(0)), **amounts}


def _those_paid(comparison: RulesetComparison) -> Iterator[str]:
    for side in (comparison.after, comparison.before):
        payout = side.ruleset.payout
        assert payout is not None
        for key in side.ruleset.space.domain(payout.sets).keys:
            yield side.names.member(payout.sets[-1], key[-1])


def paid(computed: Computed, names: Counterparts = THE_SAME, valuation: Valuation | None = None) -> Amounts:
    """What each is paid, by shared name; by another valuation of the same ruleset where one is given."""
    payout = computed.checked.ruleset.payout
    assert payout is not None
    cells = (valuation or computed.valuation).of(payout.name)
    among = payout.sets[-1]
    return {names.member(among, key[-1]): cell for key, cell in cells.items() if isinstance(cell, Fraction)}


def _open_at(case: Case, some: Chosen) -> Iterator[OpenAt]:
    """The figures that leave open what is paid."""
    found, names = _computed_with(case, some)
    for one in decisions_of_the_payout(found):
        for node, cell in figures_behind(found.valuation, one):
            yield _open_figure(found, (node, cell), names)


def _open_figure(computed: Computed, place: Place, names: Counterparts) -> OpenAt:
    """A figure by shared names."""
    node, cell = place
    at = zip(node.domain.sets, node.domain.keys[cell], strict=True)
    members = tuple((name, names.member(name, member)) for name, member in at if member)
    return names.quantity(computed.valuation.graph.names[node]), members

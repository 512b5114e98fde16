"""Where a small improvement is worth much, and where nothing: what each figure of those who are paid can move for them.

Takes a computed ruleset that pays; gives, for each figure, the limits at which its owner's payout moves and what that
is worth, stretches in which it rises or falls, and what can be said of all: figures that move nothing, steps that
nobody can stand on, improvements that cost, and the least change of one figure that moves so much. Others' figures
stand still. Each amount is from the engine, run with the figure there (`response`), before payouts are rounded. It
words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.explanation.roles import Roles, roles_of, unit_of
from rbflang.graph.nodes import Figure, Observed, Staircase, printed_of
from rbflang.intervals import Interval
from rbflang.proofs.improvement import DIRECTION_NAMES, Improvement, prove_improvements
from rbflang.quantities import Unit
from rbflang.questions.effort import TooMuch, runs_of, take
from rbflang.questions.moved_figures import Named, members_of
from rbflang.questions.response import Response, response
from rbflang.questions.turned_answers import TurnedAnswer, turned_answers
from rbflang.ruleset.model import INDICATOR, CheckedRuleset, Quantity, Ruleset
from rbflang.ruleset.order import resting_on
from rbflang.ruleset.usage import expressions_in
from rbflang.ruleset.values import given_range, quantity_kind
from rbflang.syntax.traversal import names_read


@frozen(eq=False, repr=False)
class Turn:
    """A place where the payout of a figure's owner moves: at a limit, or along a stretch; what is paid on both sides.

    `since` is where the payout moved last below it, or where the figure begins; nothing where that is nowhere.
    `is_above` where the amount comes right above the limit, not on it. It `is_gap` where the limit lies somewhere
    between the ends, and nobody can be paid until it is known where.
    """

    begins: Fraction | None
    ends: Fraction
    before: Fraction
    after: Fraction
    since: Fraction | None
    is_above: bool = False
    is_gap: bool = False

    @property
    def gained(self) -> Fraction:
        """What is gained from below it to above it."""
        return self.after - self.before

    @property
    def is_limit(self) -> bool:
        """True for a limit, at which the payout jumps."""
        return self.begins == self.ends or self.is_gap

    @property
    def per_unit(self) -> Fraction | None:
        """What is gained per unit of the figure: on the stretch, or on the way up to the limit."""
        start = self.since if self.is_limit else self.begins
        return None if start is None or start >= self.ends else self.gained / (self.ends - start)

    def is_over(self, value: Fraction) -> bool:
        """True if a figure of this value has it above itself, or is on the way along it."""
        return self.ends > value or (self.ends == value and self.is_above)

    def is_under(self, value: Fraction) -> bool:
        """True if a figure of this value has it below itself, or is on the way along it."""
        if self.is_limit:
            return not self.is_over(value)
        return self.begins is None or self.begins < value


@frozen(eq=False, repr=False)
class Ahead:
    """The next turn on the way to a better figure, what is gained there, how far it is, and what that is per unit.

    The way is the most that it can be where the figure is known within bounds alone. There is no worth per unit where
    there is no way to go.
    """

    turn: Turn
    gained: Fraction
    way: Fraction
    per_unit: Fraction | None


@frozen(eq=False, repr=False)
class Incentive:
    """A figure of one who is paid, what its owner is paid as it moves, and whether higher is better, where known.

    `bounds` are those that the figure is known to be within, where it is narrowed to other than it is printed.
    """

    response: Response
    quantity: Quantity
    unit: Unit
    members: Mapping[str, str]
    claim: Improvement | None
    bounds: Interval | None

    @property
    def payee(self) -> str:
        """Whose figure it is."""
        return self.response.payee

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """Where the payout of its owner moves, from the least value up."""
        return tuple(_turns(self.response))

    @property
    def most(self) -> Fraction | None:
        """What it can move at most: the greatest payout less the least; nothing where there is no end to it."""
        if self.response.is_endless(self.payee):
            return None
        least, greatest = self.response.span(self.payee)
        return greatest - least

    @property
    def is_nearly(self) -> bool:
        """True if amounts between limits, and smaller limits, are not found exactly."""
        return any(one.is_curve for one in self.response.stretches)

    @property
    def is_from_zero(self) -> bool:
        """True if it is followed from zero up, though the rules give it no least value."""
        begins = self.response.stretches[0].part.low
        return self.unit.is_money and begins is not None and given_range(self.quantity).low is None

    @property
    def is_lower_better(self) -> bool:
        """True if the rules say that a lower figure is the better."""
        return self.claim is not None and self.claim.better == "lower"

    def way_to(self, at: Fraction) -> Fraction:
        """How far it is to a value: the most that it can be."""
        known = [self.response.value] if self.bounds is None else [self.bounds.low, self.bounds.high]
        return max(abs(at - one) for one in known if one is not None)

    @property
    def ahead(self) -> Ahead | None:
        """The next turn on the way to a better figure, whether it gives more or less; upwards where no way is said."""
        value, down = self.response.value, self.is_lower_better
        if down:
            turn = next((one for one in reversed(self.turns) if one.is_under(value)), None)
        else:
            turn = next((one for one in self.turns if one.is_over(value)), None)
        if turn is None:
            return None
        end = turn.begins if down else turn.ends
        start = self.response.now[self.payee] if not turn.is_limit else turn.after if down else turn.before
        gained = (turn.before if down else turn.after) - start
        way = Fraction(0) if end is None else self.way_to(end)
        return Ahead(turn, gained, way, gained / way if way else None)

    @property
    def costs(self) -> tuple[Turn, ...]:
        """The turns at which a better figure gives its owner less."""
        if self.claim is None:
            return ()
        sign = 1 if self.claim.better == "higher" else -1
        return tuple(one for one in self.turns if one.gained * sign < 0)


@frozen(eq=False, repr=False)
class UntriedFigure:
    """A figure of one who is paid that is not given, or with which payouts cannot be computed."""

    place: Named
    payee: str
    quantity: Quantity
    members: Mapping[str, str]


@frozen(eq=False, repr=False)
class LeastChange:
    """The least change of one figure that moves its owner's payout by so much at least: to where, and by how much."""

    incentive: Incentive
    to: Fraction
    gained: Fraction
    is_up: bool
    is_beside: bool

    @property
    def way(self) -> Fraction:
        """How far it is: the most that it can be."""
        return self.incentive.way_to(self.to)


@frozen(eq=False, repr=False)
class UnreachedStep:
    """A step of a staircase that no value of the figures of an indicator stands on; `indicator` is empty for others."""

    staircase: str
    step: int
    limit: Fraction | None
    indicator: str


@frozen(eq=False, repr=False)
class Incentives:
    """All figures that are moved, those that cannot be, answers that are turned, steps that are not reached, and least
    changes by payee."""

    computed: Computed
    roles: Roles
    found: tuple[Incentive, ...]
    left_out: tuple[UntriedFigure, ...]
    beyond: tuple[UntriedFigure, ...]
    """Figures that would take more amounts to be computed than one question may."""
    answers: tuple[TurnedAnswer, ...]
    unreached: tuple[UnreachedStep, ...]
    worth: Fraction | None
    least: Mapping[str, tuple[LeastChange, ...]]

    @property
    def costs(self) -> tuple[tuple[Incentive, Turn], ...]:
        """Each improvement that costs its owner something."""
        return tuple((one, turn) for one in self.found for turn in one.costs)

    @property
    def is_never_costly(self) -> bool:
        """True if it is proved, whatever the figures, that nobody loses by improving any of them."""
        is_all = bool(self.found) and not self.beyond
        return is_all and all(one.claim is not None and one.claim.is_proved for one in self.found)


def incentives(computed: Computed, payees: Sequence[str], worth: Fraction | None) -> Incentives:
    """What the figures of these can move for them; with `worth`, the least changes that move so much."""
    roles = roles_of(computed.checked)
    claims = _claims(computed.checked)
    found: list[Incentive] = []
    left_out: list[UntriedFigure] = []
    beyond, runs = list[UntriedFigure](), runs_of(computed, roles)
    for node in dict.fromkeys(node for node, _ in computed.behind_payouts if isinstance(node, Observed)):
        quantity = computed.checked.ruleset.quantities[node.quantity]
        for key in node.domain.keys if quantity_kind(quantity).what == "number" else ():
            members = members_of(computed, (quantity.name, key))
            payee = members.get(roles.among, "")
            if payee not in payees:
                continue
            place = quantity.name, key
            try:
                take(runs)
                moved = response(computed, roles, place, payee, _followed(computed, quantity), runs)
            except TooMuch:
                beyond.append(UntriedFigure(place, payee, quantity, members))
                continue
            if moved is None:
                left_out.append(UntriedFigure(place, payee, quantity, members))
                continue
            claim = claims.get((quantity.name, members.get(INDICATOR, "")))
            unit, bounds = unit_of(computed.checked, quantity), _bounds(computed, moved)
            found.append(Incentive(moved, quantity, unit, members, claim, bounds))
    found = _as_rewarded(found, computed.checked.ruleset)
    least = {payee: tuple(_least(found, payee, worth)) for payee in payees} if worth is not None else {}
    untold = {one.members.get(INDICATOR, "") for one in (*left_out, *beyond)}
    is_of_all = len(payees) == len(computed.checked.ruleset.sets[roles.among].members)
    unreached = tuple(one for one in _unreached(found, computed) if one.indicator not in untold) if is_of_all else ()
    answers = tuple(turned_answers(computed, roles, payees))
    return Incentives(computed, roles, tuple(found), tuple(left_out), tuple(beyond), answers, unreached, worth, least)


def _followed(computed: Computed, quantity: Quantity) -> Interval:
    """All that a figure can be; of money that the rules give no least value and nobody has below zero, from zero up."""
    values = given_range(quantity)
    if values.low is not None or not unit_of(computed.checked, quantity).is_money:
        return values
    rows = computed.figures.observations.items()
    given = [printed_of(row.cell) for (name, _), row in rows if name == quantity.name]
    return values if any(isinstance(one, Fraction) and one < 0 for one in given) else evolve(values, low=Fraction(0))


def _as_rewarded(found: Sequence[Incentive], ruleset: Ruleset) -> list[Incentive]:
    """The figures, where the rules declare no direction with the one that they reward: lower where more gives less.

    That is where nobody is paid as much for the greatest value as for the least, and somebody never more for a higher.
    """
    if not ruleset.quantities.keys().isdisjoint(DIRECTION_NAMES):
        return [*found]
    alike: dict[tuple[str, str], list[Incentive]] = {}
    for one in found:
        if one.turns:
            alike.setdefault((one.quantity.name, one.members.get(INDICATOR, "")), []).append(one)
    lower = {
        key
        for key, those in alike.items()
        if all(sum(turn.gained for turn in one.turns) < 0 for one in those)
        and any(all(turn.gained < 0 for turn in one.turns) for one in those)
    }
    return [
        evolve(one, claim=evolve(one.claim, better="lower", is_proved=False))
        if one.claim and (one.claim.quantity, one.claim.indicator) in lower
        else one
        for one in found
    ]


def _claims(checked: CheckedRuleset) -> Mapping[tuple[str, str], Improvement]:
    """What is claimed of better figures; nothing where an indicator's direction says nothing of the figure.

    That lower is better holds for what the rules turn by the direction, not for how complete its data are.
    """
    ruleset, turned = checked.ruleset, set[str]()
    for one in expressions_in(ruleset):
        read = {name.text for name in names_read(one)}
        if read & {*DIRECTION_NAMES}:
            turned.update(resting_on(ruleset, [name for name in read if name in ruleset.quantities]))
    claims = prove_improvements(checked)
    return {(one.quantity, one.indicator): one for one in claims if one.better == "higher" or one.quantity in turned}


def _bounds(computed: Computed, moved: Response) -> Interval | None:
    """What a figure is known to be within, where it is narrowed."""
    row = computed.figures.observations.get(moved.place)
    return row.cell.interval if row is not None and row.narrowing and isinstance(row.cell, Figure) else None


def _turns(moved: Response) -> Iterator[Turn]:
    """Jumps at the ends of stretches, and stretches along which the payout moves."""
    since = moved.stretches[0].part.low
    for before, one in pairwise((None, *moved.stretches)):
        assert one is not None
        low, high = one.low[moved.payee], one.high[moved.payee]
        if before is not None and before.high[moved.payee] != low:
            begins, at = before.part.high, one.part.low
            assert at is not None
            yield Turn(begins, at, before.high[moved.payee], low, since, not one.part.low_included, begins != at)
            since = at
        if low != high and one.part.high is not None:
            yield Turn(one.part.low, one.part.high, low, high, since)
            since = one.part.high


# the least change


def _least(found: Sequence[Incentive], payee: str, worth: Fraction) -> Iterator[LeastChange]:
    """For each unit that figures are in, the least change that moves so much."""
    changes = [change for one in found if one.payee == payee for change in _changes(one, worth)]
    for unit in dict.fromkeys(one.incentive.unit for one in changes):
        of_unit = [one for one in changes if one.incentive.unit == unit]
        yield min(of_unit, key=lambda one: (one.way, one.gained < 0))


def _changes(one: Incentive, worth: Fraction) -> Iterator[LeastChange]:
    """The nearest value on either side at which the payout has moved so much."""
    moved, payee = one.response, one.payee
    now = moved.now[payee]
    reached: list[tuple[Fraction, Fraction, bool]] = []
    for stretch in moved.stretches:
        ends = ((stretch.part.low, stretch.low, not stretch.part.low_included),
                (stretch.part.high, stretch.high, not stretch.part.high_included))  # fmt: skip
        reached += [(at, paid[payee] - now, beside) for at, paid, beside in ends if at is not None]
        for amount in (now - worth, now + worth):
            reached += [(at, amount - now, False) for at in stretch.reaching(payee, amount)]
    enough = [(at, gained, beside) for at, gained, beside in reached if abs(gained) >= worth]
    for is_up in (True, False):
        side = [each for each in enough if (each[0] >= moved.value if is_up else each[0] <= moved.value)]
        if side:
            at, gained, beside = min(side, key=lambda each: (abs(each[0] - moved.value), each[2]))
            yield LeastChange(one, at, gained, is_up, beside)


# steps that nobody can stand on


def _unreached(found: Sequence[Incentive], computed: Computed) -> Iterator[UnreachedStep]:
    """The steps that no figure of an indicator comes to stand on, all others as they are."""
    reached: dict[tuple[Staircase, str], set[int]] = {}
    for one in found:
        for node, cells in one.response.reached.items():
            assert isinstance(node, Staircase)
            for cell, steps in cells.items():
                if (node, cell) not in computed.behind_payouts:
                    continue
                members = dict(zip(node.domain.sets, node.domain.keys[cell], strict=True))
                reached.setdefault((node, members.get(INDICATOR, "")), set()).update(steps)
    for (node, indicator), steps in reached.items():
        for at, stair in enumerate(node.stairs):
            if at not in steps:
                yield UnreachedStep(node.name, at, stair.interval.low, indicator)

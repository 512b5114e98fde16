"""What each premise of a payout is worth: what it would be if that premise were another, all else as it is.

Takes a computed ruleset, one of those who are paid, and premises; computes again what each trial reaches. A narrowed
figure is read as the rest of what was printed. A number is moved by one unit of its last digit, at most a tenth of
itself unless it is 0, up and down, or to the ends of its bounds; where a total is promised, those beside it make up for
it in proportion, or alike where they are all 0. A rounding is exchanged for the other usual one, the case of nobody
having parts for the other case, a requirement is left out. Trials that cannot be computed are counted. A formula or a
staircase has no other form that could be tried without being stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.data.printed import Printed, read_printed
from rbflang.explanation.premises import MEMBER_KINDS, Premise
from rbflang.graph.domain import Key
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Apportion, Cell, Constant, Figure, Node, Observed, Operand, Round, ShareOut, printed_of
from rbflang.quantities import MARKS
from rbflang.ruleset.model import POINT_SHARE_NAME, Gate, Quantity, Ruleset
from rbflang.ruleset.totals import promised
from rbflang.ruleset.values import given_range, range_of
from rbflang.syntax.expressions import Between, Number, Ratio, Value
from rbflang.tables.reads import Place
from rbflang.tables.valuation import Values
from rbflang.uncertainty.other_readings import other_readings

MOST_TRIED = 80


@frozen(eq=False, repr=False)
class Worth:
    """Premises of one kind about one thing, how they were varied, and the least and the greatest the payout moves.

    `how`: `other_side`, `last_digit`, `bounds`, `other_rounding`, `other_case`, `left_out`, `met`; empty where nothing
    was varied, `too_many` where there was too much to try, and `failed` where no trial could be computed. `tried` and
    `failed` count the trials, and those of them for which the payout cannot be computed. `misfits` counts those that
    break printed figures, `broken` how many figures the best of them breaks; `fitting` is the least and the greatest
    that the payout moves in the others, where there are some.
    """

    premises: tuple[Premise, ...]
    how: str
    least: Fraction = Fraction(0)
    greatest: Fraction = Fraction(0)
    tried: int = 0
    failed: int = 0
    misfits: int = 0
    broken: int = 0
    fitting: tuple[Fraction, Fraction] | None = None

    @property
    def is_known(self) -> bool:
        """True if the premises were varied."""
        return self.how not in ("", "too_many", "failed")


Columns = Mapping[Node, Sequence[Cell]]


@frozen(eq=False, repr=False)
class TrialOutcome:
    """The payout of each in a trial, where it can be computed, and how many printed figures no longer come out so."""

    paid: tuple[Fraction | None, ...]
    broken: int


@frozen(eq=False, repr=False)
class _Trials:
    """The part of a calculation that payouts rest on, where the payouts are, and what counts broken prints."""

    computed: Computed
    graph: Graph
    paid: tuple[Place, ...]
    broken: Callable[[Columns], int]

    def base(self) -> TrialOutcome:
        """The payouts as they are."""
        return self._of(self.computed.valuation.cells)

    def with_cells(self, values: Values) -> TrialOutcome:
        """The payouts with other cells."""
        return self._of(self.computed.valuation.with_cells(values, self.graph).cells)

    def with_steps(self, steps: Mapping[Node, Node]) -> TrialOutcome:
        """The payouts with other steps in the place of some."""
        return self._of(self.computed.valuation.with_steps(steps, self.graph))

    def _of(self, cells: Columns) -> TrialOutcome:
        """What comes of it; prints are counted where anything can be paid."""
        values = tuple(printed_of(cells[node][cell]) for node, cell in self.paid)
        paid = tuple(value if isinstance(value, Fraction) else None for value in values)
        return TrialOutcome(paid, self.broken(cells) if any(value is not None for value in paid) else 0)


def worths(
    computed: Computed,
    key: Key,
    found: Sequence[Premise],
    most: int | None = MOST_TRIED,
    printed: Sequence[str] = (),
    broken: Callable[[Columns], int] = lambda _: 0,
) -> tuple[Worth, ...]:
    """What the premises are worth for the payout of one region; at most so many trials are made for each group.

    Of quantities that are `printed`, `broken` tells how many prints are not true of a trial's cells.
    """
    return worths_of_each(computed, (key,), found, most, printed, broken)[key]


def worths_of_each(
    computed: Computed,
    keys: Sequence[Key],
    found: Sequence[Premise],
    most: int | None = MOST_TRIED,
    printed: Sequence[str] = (),
    broken: Callable[[Columns], int] = lambda _: 0,
) -> dict[Key, tuple[Worth, ...]]:
    """What the premises are worth for the payout of each region; each trial is made once."""
    payout = computed.checked.ruleset.payout
    assert payout is not None
    graph = computed.valuation.graph.only([payout.name, *printed])
    node = graph.named[payout.name]
    trials = _Trials(computed, graph, tuple((node, node.domain.index[key]) for key in keys), broken)
    groups = [_worths(trials, group, most) for group in _groups(computed, found)]
    return {key: tuple(one[at] for one in groups) for at, key in enumerate(keys)}


def _groups(computed: Computed, found: Sequence[Premise]) -> Iterator[tuple[Premise, ...]]:
    """Premises that are varied alike: each narrowed figure by itself, the numbers of a quantity together."""
    narrowed = other_readings(computed)
    quantities = computed.checked.ruleset.quantities
    together: dict[tuple[object, ...], list[Premise]] = {}
    for one in found:
        is_row = one.kind == "row" and (one.name, one.key) in narrowed
        is_bounded = one.kind == "number" and isinstance(quantities[one.name].given[one.key].value, Between)
        status = one.status if one.kind in ("row", "number", *MEMBER_KINDS) else ""
        own = one.key if is_row or is_bounded else ()
        together.setdefault((status, one.kind, one.name, own, one.at), []).append(one)
    return (tuple(group) for group in together.values())


def _worths(trials: _Trials, group: tuple[Premise, ...], most: int | None) -> list[Worth]:
    """What a group is worth for each whose payout is tried."""
    tried = VARIED.get(group[0].kind)
    if tried is None:
        return [Worth(group, "")] * len(trials.paid)
    how, runs = tried(trials, group)
    if most is not None and len(runs) > most:
        return [Worth(group, "too_many")] * len(trials.paid)
    base, outcomes = trials.base(), [one() for one in runs]
    return [_worth(group, how, base, outcomes, at) for at in range(len(trials.paid))]


def _worth(
    group: tuple[Premise, ...], how: str, base: TrialOutcome, outcomes: Sequence[TrialOutcome], at: int
) -> Worth:  # fmt: skip
    """What a group is worth for one of them."""
    before = base.paid[at]
    ended = [(paid, one.broken) for one in outcomes if (paid := one.paid[at]) is not None]
    count, failed = len(outcomes), len(outcomes) - len(ended)
    if before is None or (not ended and how != "met"):
        return Worth(group, "failed" if failed else "", tried=count, failed=failed)
    moves = [paid - before for paid, _ in ended] or [Fraction(0)]
    fitting = [paid - before for paid, misfits in ended if not misfits]
    broken = [misfits for _, misfits in ended if misfits]
    return Worth(
        group, how, min(moves), max(moves), count, failed, len(broken), min(broken, default=0),
        (min(fitting), max(fitting)) if fitting else None,
    )  # fmt: skip


Run = Callable[[], TrialOutcome]
Tried = tuple[str, Sequence[Run]]


def _with(trials: _Trials, cells: Iterable[Values]) -> list[Run]:
    return [partial(trials.with_cells, values) for values in cells]


# figures and numbers


def _rows(trials: _Trials, group: tuple[Premise, ...]) -> Tried:
    """A narrowed figure on the other side; other figures one unit of their last digit up and down."""
    first = group[0]
    narrowed = other_readings(trials.computed).get((first.name, first.key))
    if narrowed is not None:
        return "other_side", _with(trials, [{(first.name, first.key): narrowed}])
    return "last_digit", _with(trials, (values for one in group for values in _moved_row(trials.computed, one)))


def _moved_row(computed: Computed, one: Premise) -> Iterator[Values]:
    """A figure moved; what is given for a formula that is computed is a pin, and its own quantity has no range."""
    signature = computed.checked.inference.signatures.get(one.name)
    printed = read_printed(one.row.printed, signature.kind) if one.row and one.row.printed and signature else None
    is_observed = isinstance(computed.valuation.graph.named[one.name], Observed)
    if not isinstance(printed, Printed) or not is_observed:
        return
    possible = given_range(computed.checked.ruleset.quantities[one.name])
    for way in (-1, 1):
        value = printed.value + way * printed.last_digit
        if possible.holds(value):
            yield {(one.name, one.key): value}


def _numbers(trials: _Trials, group: tuple[Premise, ...]) -> Tried:
    """Numbers of the rules one unit of their last digit up and down, or at the ends of their bounds."""
    quantity = trials.computed.checked.ruleset.quantities[group[0].name]
    values = [quantity.given[one.key].value for one in group]
    how = "bounds" if any(isinstance(value, Between) for value in values) else "last_digit"
    pairs = zip(group, values, strict=True)
    return how, _with(trials, (moved for one, value in pairs for moved in _moved(trials, quantity, one.key, value)))


def _moved(trials: _Trials, quantity: Quantity, key: Key, value: Value) -> Iterator[Values]:
    if isinstance(value, Between):
        for end in (value.low, value.high):
            yield {(quantity.name, at): end.value for at in quantity.beside(key)}
    digit = _last_digit(value)
    if digit is None:
        return
    ruleset = trials.computed.checked.ruleset
    group = next((one for one in promised(ruleset) if one.quantity is quantity and key in dict(one.cells)), None)
    cells = trials.computed.valuation.of(quantity.name)
    own = cells[key].printed if isinstance(cells[key], Figure) else cells[key]  # type: ignore[union-attr]
    assert isinstance(own, Fraction)
    last = min(digit, abs(own) / 10) if own else digit
    same = quantity.beside(key)
    beside = [at for at, _ in group.cells if at not in same] if group else []
    if group and not beside:
        return
    for moved in (own - last, own + last):
        values = _in_proportion(cells, beside, own, moved, same)
        if quantity.typing is None or all(map(range_of(quantity.typing).holds, values.values())):
            yield {(quantity.name, at): cell for at, cell in values.items()}


def _in_proportion(
    cells: Mapping[Key, object], beside: Sequence[Key], own: Fraction, moved: Fraction, same: Sequence[Key]
) -> dict[Key, Fraction]:
    """A number moved in its cells, and those beside made as much less or more together, in proportion to what they are.

    Where those are all 0, each takes as much as the others.
    """
    known = {at: cell.printed if isinstance(cell := cells[at], Figure) else cell for at in beside}
    numbers = {at: value for at, value in known.items() if isinstance(value, Fraction)}
    rest = sum(numbers.values(), Fraction(0))
    change = (own - moved) * len(same)
    parts = {at: value / rest if rest else Fraction(1, len(numbers)) for at, value in numbers.items()}
    return {**dict.fromkeys(same, moved), **{at: value + change * parts[at] for at, value in numbers.items()}}


def _last_digit(value: Value) -> Fraction | None:
    """One unit of the last digit that is written."""
    if isinstance(value, Ratio):
        last = _last_digit(value.numerator)
        return None if last is None else last / Fraction(value.denominator.value)
    if not isinstance(value, Number):
        return None
    return (MARKS[value.mark].factor if value.mark else Fraction(1)) / Fraction(10) ** value.decimals


def _shares(trials: _Trials, group: tuple[Premise, ...]) -> Tried:
    """A measure's share of the points one unit more and less, the other measures making up for it."""
    measure = trials.computed.checked.ruleset.measures[group[0].name]
    rows = [one.value for one in measure.share_rows.values()]
    last = next((last for value in (measure.share, *rows) if value is not None and (last := _last_digit(value))), None)
    cells = trials.computed.valuation.of(POINT_SHARE_NAME) if POINT_SHARE_NAME in trials.graph.named else {}
    if last is None or not cells:
        return "last_digit", ()
    found = []
    for step in (-last, last):
        values: dict[tuple[str, Key], Cell] = {}
        for key, cell in cells.items():
            if key[-1] == measure.name and isinstance(cell, Fraction) and cell > 0 and 0 <= cell + step <= 1:
                beside = [at for at in cells if at[:-1] == key[:-1] and at != key and cells[at]]
                moved = _in_proportion(cells, beside, cell, cell + step, (key,)) if beside else {}
                values.update({(POINT_SHARE_NAME, at): value for at, value in moved.items()})
        found.append(values)
    return "last_digit", _with(trials, filter(None, found))


# rules


def _rounding(trials: _Trials, group: tuple[Premise, ...]) -> Tried:
    """The other of plain rounding and largest remainders."""
    node = trials.graph.named.get(group[0].name)
    other = _otherwise_rounded(trials.graph, node) if node else None
    if node is None or other is None:
        return "", ()
    return "other_rounding", [partial(trials.with_steps, {node: other})]


def _otherwise_rounded(graph: Graph, node: Node) -> Node | None:
    more = {"domain": node.domain, "operands": node.operands, "span": node.span, "origin": node.origin}
    if isinstance(node, Apportion):
        return Round(unit=node.unit, mode="half_up", **more)  # type: ignore[arg-type]
    whole = (tuple(range(node.domain.size)),)
    per = graph.space.domain(())
    return Apportion(per=per, unit=node.unit, groups=whole, **more) if isinstance(node, Round) else None  # type: ignore[arg-type]


def _sharing(trials: _Trials, group: tuple[Premise, ...]) -> Tried:
    """The other case for points that nobody has parts for."""
    measure = trials.computed.checked.ruleset.quantities[group[0].name].measure or ""
    shares: dict[Node, Node] = {node: evolve(node, nobody="lapse" if node.nobody == "equally" else "equally")
              for node in trials.graph.written("sharing", measure).values() if isinstance(node, ShareOut)}  # fmt: skip
    return ("other_case", [partial(trials.with_steps, shares)]) if shares else ("", ())


def _gate(trials: _Trials, group: tuple[Premise, ...]) -> Tried:
    """The requirement left out; nothing is to be tried where all meet it."""
    ruleset, name = trials.computed.checked.ruleset, group[0].name
    if gate_of(ruleset, group[0]).consequence != "lapse":
        return "", ()
    choice = trials.graph.written("lapsing", name).get(_number_of(ruleset, group[0]))
    if choice is None or all(cell is True for cell in trials.computed.valuation.cells[choice.operands[0].node]):
        return "met", ()
    return "left_out", [partial(trials.with_steps, {choice: _open(choice)})]


def gate_of(ruleset: Ruleset, premise: Premise) -> Gate:
    """The requirement that a premise is about."""
    return ruleset.measures[premise.name].gates[_number_of(ruleset, premise)]


def _number_of(ruleset: Ruleset, premise: Premise) -> int:
    cited = (one.citation for one in ruleset.measures[premise.name].gates)
    return next(at for at, one in enumerate(cited) if one is not None and one.span.start == premise.at)


def _open(choice: Node) -> Node:
    """A choice by a requirement that everyone meets."""
    met = Constant(domain=choice.domain, values=(True,) * choice.domain.size)
    return evolve(choice, operands=(Operand(met), *choice.operands[1:]))


VARIED: dict[str, Callable[[_Trials, tuple[Premise, ...]], Tried]] = {
    "row": _rows,
    "number": _numbers,
    "share": _shares,
    "rounding": _rounding,
    "sharing": _sharing,
    "gate": _gate,
}

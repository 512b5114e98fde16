"""Each claim that a check makes of a ruleset, tried on figures: what is claimed, and what does not hold.

A claim is told by its kind, so that it can be counted: that a quantity lies in a range or is somewhere above zero, that
nothing is divided by zero, that a step is never reached or a comparison has one answer, that an assertion holds, what
is handed out, that it can be paid or never can, and that no region loses by improving.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from random import Random

from attrs import field, frozen, mutable

from rbflang.checks.run import check
from rbflang.data.members import members_from
from rbflang.diagnostics import Fault
from rbflang.failures.always_stopped import always_stopped
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Cell, Compare, Failure, Figure, Node, Quotient, Staircase
from rbflang.graph.origin import assertion_name
from rbflang.lowering.build import build
from rbflang.observations import read_members
from rbflang.proofs.all_data import AllData, for_all_data
from rbflang.proofs.guarantees import Guarantee, Proof, guarantee, prove
from rbflang.proofs.improvement import Improvement, prove_improvements
from rbflang.proofs.payable import can_always_be_paid
from rbflang.ruleset.infer import infer
from rbflang.ruleset.model import INDICATOR, POINTS_NAME, REGION, CheckedRuleset, Ruleset
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source, Span
from rbflang.syntax.read import read
from rbflang.tables.valuation import Valuation, run

from .figures import Figures, drawn_figures, figure_of, improved
from .nobody import KIND as SOMEBODY
from .nobody import said_of, stopped_by_nobody
from .rulesets import DrawnRuleset

ONE_ANSWER, NEVER_REACHED, GIVEN_ZERO = "same-for-every-value", "step-never-reached", "division-by-a-given-zero"
IMPROVED = 3
DIVISIONS = ("division-can-be-by-zero", GIVEN_ZERO)
CERTAIN_NOT_TO_ARISE = ("no-step", "parts-below-zero", "figure-missing")


@mutable
class Claims:
    """How often something of each kind was claimed, and how often that was tried."""

    claimed: Counter[str] = field(factory=Counter)
    tried: Counter[str] = field(factory=Counter)


@frozen(slots=False, eq=False)
class Checked:
    """A drawn ruleset that is checked, and all that is claimed of it."""

    checked: CheckedRuleset
    faults: tuple[Fault, ...]

    @cached_property
    def graph(self) -> Graph:
        return build(self.checked)

    @property
    def is_refused(self) -> bool:
        """True if it is refused for what is claimed: a comparison with one answer, or a certain division by zero."""
        return any(one.is_fatal for one in self.faults)

    @cached_property
    def data(self) -> AllData:
        return for_all_data(self.checked)

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        return prove(self.checked)

    @cached_property
    def guarantee(self) -> Guarantee:
        return guarantee(self.checked)

    @cached_property
    def improvements(self) -> tuple[Improvement, ...]:
        return tuple(one for one in prove_improvements(self.checked) if one.is_proved)

    @cached_property
    def stopped(self) -> tuple[Fault, ...]:
        return tuple(one for one in always_stopped(self.checked) if one.is_fatal)

    @cached_property
    def can_always_be_paid(self) -> bool:
        return can_always_be_paid(self.checked)

    @cached_property
    def told_divisors(self) -> frozenset[Span]:
        """What is warned of: divisors that can be zero."""
        return frozenset(label.span for one in self.faults if one.slug in DIVISIONS for label in one.labels)

    @cached_property
    def never_zero(self) -> frozenset[Span]:
        """The divisors that a proof says are never zero."""
        return frozenset(span.span for one in self.proofs for span in one.conditions if span.is_proved)

    def labels(self, slug: str) -> frozenset[Span]:
        """The first place of each fault of a kind."""
        return frozenset(one.labels[0].span for one in self.faults if one.slug == slug)


def checked_of(drawn: DrawnRuleset) -> Checked | tuple[str, ...]:
    """The ruleset with its claims, or why it is drawn again; a comparison with one answer is a claim as well."""
    tree = read(Source("prøve.rbf", drawn.text), keeping=False)
    if tree.faults:
        return tuple(one.slug for one in tree.faults)
    members = members_from(tree.tree, read_members(Source("medlemmer.csv", drawn.members))).members
    ruleset = resolve(tree.tree, members if drawn.members else ())
    found = check(ruleset)
    fatal = tuple(one.slug for one in found.faults if one.is_fatal)
    if not set(fatal) <= {ONE_ANSWER, GIVEN_ZERO}:
        return fatal
    return Checked(found.ruleset or _as_if_in_order(ruleset), found.faults)


def _as_if_in_order(ruleset: Ruleset) -> CheckedRuleset:
    return CheckedRuleset(ruleset, infer(ruleset), warnings=(), limits_beside=())


def claims_of(one: Checked) -> Counter[str]:
    """What is claimed, by kind; a range is no claim that anybody sees."""
    found: Counter[str] = Counter()
    found["one answer"] = len(one.labels(ONE_ANSWER))
    found["step never reached"] = len(one.labels(NEVER_REACHED))
    found["never computed"] = len(one.labels(GIVEN_ZERO))
    if one.is_refused:
        return found
    quotients = [node for node in one.graph.nodes if isinstance(node, Quotient)]
    found["no division by zero"] = sum(not _is_told(one, node) for node in quotients)
    found["assertion"] = sum(proof.is_proved for proof in one.proofs)
    found["assertion but for lapsed"] = sum(bool(proof.with_lapsed) for proof in one.proofs)
    found["divisor never zero"] = len(one.never_zero)
    known = one.guarantee
    found["points"], found["kroner"] = known.points is not None, known.kroner is not None
    found["kroner before rounding"] = known.before_rounding is not None
    found[SOMEBODY] = sum(len(spans) for _, spans in said_of(one.checked, known, one.proofs))
    found["measure hands out all"] = sum(each.hands_out_all for each in known.measures)
    found["improvement"] = len(one.improvements)
    found["can be paid"] = one.can_always_be_paid
    found["never paid"] = len(one.stopped)
    found["somewhere above zero"] = sum(bool(cells) for cells in one.data.ranges.promises.above.values())
    return +found


def false_claims(one: Checked, random: Random, times: int, tried: Counter[str]) -> Iterator[str]:
    """What does not hold, on so many drawn sets of figures."""
    one_answer: dict[Span, set[Cell]] = {}
    for _ in range(times):
        figures = drawn_figures(one.checked, random)
        valuation = run(one.graph, figures)
        yield from _answers(one, valuation, one_answer, tried)
        yield from _steps(one, valuation, tried)
        yield from _ranges(one, valuation, tried)
        yield from _never_computed(one, valuation, tried)
        if one.is_refused:
            continue
        yield from _failures(one, valuation, tried)
        yield from _assertions(one, valuation, tried)
        yield from stopped_by_nobody(said_of(one.checked, one.guarantee, one.proofs), valuation, tried)
        yield from _handed_out(one, valuation, tried)
        yield from _paid(one, valuation, tried)
        for claim in one.improvements:
            for _ in range(IMPROVED):
                yield from _improvement(one, claim, figures, valuation, random, tried)


def value_of(cell: Cell) -> Fraction | None:
    """The number in a cell, if there is one."""
    value = cell.printed if isinstance(cell, Figure) else cell
    return value if isinstance(value, Fraction) else None


def _numbers(valuation: Valuation, name: str) -> list[Fraction] | None:
    """All cells of a quantity, where all are numbers."""
    cells = [value_of(cell) for cell in valuation.of(name).values()]
    return None if None in cells else [cell for cell in cells if cell is not None]


# ranges, steps and comparisons


def _ranges(one: Checked, valuation: Valuation, tried: Counter[str]) -> Iterator[str]:
    data = one.data
    for name, node in data.graph.named.items():
        limits, above = data.interval_of(name), data.ranges.promises.above.get(node, ())
        known = {at: value_of(cell) for at, cell in enumerate(valuation.of(name).values())}
        tried["range"] += len(known)
        for at, value in known.items():
            if value is not None and not limits.holds(value):
                yield f"{name}{node.domain.keys[at]} is {value}, outside {limits}"
        if valuation.graph.named[name].domain.keys != node.domain.keys:
            continue
        for cells in above:
            values = [value for at in cells if (value := known[at]) is not None]
            tried["somewhere above zero"] += len(values) == len(cells)
            if len(values) == len(cells) and max(values) <= 0:
                yield f"{name} nowhere above zero in {[node.domain.keys[at] for at in cells]}"


def _steps(one: Checked, valuation: Valuation, tried: Counter[str]) -> Iterator[str]:
    """The steps that are never reached: by nothing that is computed, be it in a branch that is chosen."""
    steps = one.labels(NEVER_REACHED)
    if not steps:
        return
    named = [(each, at) for each in valuation.graph.named.values() for at in range(each.domain.size)]
    for node, at in valuation.behind(named):
        if isinstance(node, Staircase):
            decl = one.checked.ruleset.staircases[node.name]
            never = [node.stairs[step].interval for step, each in enumerate(decl.steps) if each.span in steps]
            value = value_of(_operand(valuation, node)[at])
            tried["step never reached"] += len(never) if value is not None else 0
            if value is not None and any(interval.holds(value) for interval in never):
                yield f"step of {node.name} reached by {value}"


def _operand(valuation: Valuation, node: Node, at: int = 0) -> list[Cell]:
    operand = node.operands[at]
    cells = valuation.cells[operand.node]
    return [cells[cell] for cell in operand.cells or range(node.domain.size)]


def _answers(one: Checked, valuation: Valuation, known: dict[Span, set[Cell]], tried: Counter[str]) -> Iterator[str]:
    spans = one.labels(ONE_ANSWER)
    for node in valuation.graph.nodes if spans else ():
        if isinstance(node, Compare) and node.span in spans:
            answers = known.setdefault(node.span, set())
            answers.update(cell for cell in valuation.cells[node] if isinstance(cell, bool))
            tried["one answer"] += 1
            if len(answers) > 1:
                yield f"«{node.span.text}» has both answers"


# failures


def _never_computed(one: Checked, valuation: Valuation, tried: Counter[str]) -> Iterator[str]:
    payout = one.checked.ruleset.payout
    if payout and one.labels(GIVEN_ZERO):
        tried["never computed"] += 1
        if not any(isinstance(cell, Failure) for cell in valuation.of(payout.name).values()):
            yield "something is divided by zero for certain, and all is computed"


def _is_told(one: Checked, node: Node) -> bool:
    span = node.span
    return span is not None and any(span.start <= each.start and each.end <= span.end for each in one.told_divisors)


def _failures(one: Checked, valuation: Valuation, tried: Counter[str]) -> Iterator[str]:
    """What stops the payout or an assertion, though nothing was said of it, or though it was proved not to."""
    assertions = [assertion_name(at + 1) for at in range(len(one.proofs))]
    payout = one.checked.ruleset.payout
    names = [*([payout.name] if payout else []), *assertions]
    tried["no division by zero"] += sum(
        not _is_told(one, node) for node in one.graph.nodes if isinstance(node, Quotient)
    )
    tried["divisor never zero"] += len(one.never_zero)
    for name in names:
        for cell in valuation.of(name).values():
            if not isinstance(cell, Failure) or cell.node is None:
                continue
            if cell.slug in CERTAIN_NOT_TO_ARISE:
                yield f"{name}: {cell.slug} {cell.where}"
            span = cell.node.span
            if cell.slug == "division-by-zero" and span is not None:
                if not _is_told(one, cell.node):
                    yield f"{name}: «{span.text}» divides by zero, and no warning"
                if any(each.start >= span.start and each.end == span.end for each in one.never_zero):
                    yield f"{name}: «{span.text}» divides by what is proved never to be zero"


def _assertions(one: Checked, valuation: Valuation, tried: Counter[str]) -> Iterator[str]:
    for at, proof in enumerate(one.proofs, 1):
        cells = list(valuation.of(assertion_name(at)).values())
        fails = any(cell is False or (value_of(cell) or 0) != 0 for cell in cells)
        if proof.is_proved:
            tried["assertion"] += any(not isinstance(cell, Failure) for cell in cells)
            if fails:
                yield f"proved and does not hold: {proof.span.text}"
        if proof.with_lapsed and not any(isinstance(cell, Failure) for cell in cells):
            lapsed = _numbers(valuation, "bortfalt") or []
            tried["assertion but for lapsed"] += 1
            if fails is not any(lapsed):
                yield f"{proof.span.text} fails: {fails}, points lapse: {lapsed}"


# what is handed out and paid


def _handed_out(one: Checked, valuation: Valuation, tried: Counter[str]) -> Iterator[str]:
    known, payout = one.guarantee, one.checked.ruleset.payout
    points = _numbers(valuation, POINTS_NAME) if known.points is not None else None
    if points is not None:
        tried["points"] += 1
        if sum(points) != known.points:
            yield f"{known.points} points, not {sum(points)}"
    paid = _numbers(valuation, payout.name) if payout and known.kroner is not None else None
    if paid is not None:
        tried["kroner"] += 1
        if sum(paid) != known.kroner:
            yield f"{known.kroner} kroner, not {sum(paid)}"
    before = list(_before_rounding(one, valuation).values()) if known.before_rounding is not None else [None]
    if None not in before:
        tried["kroner before rounding"] += 1
        if sum(value or 0 for value in before) != known.before_rounding:
            yield f"{known.before_rounding} kroner before rounding, not {before}"
    for each in known.measures:
        handed = _numbers(valuation, f"{each.measure.name}.{POINTS_NAME}") if each.hands_out_all else None
        to_share = _to_share(one, valuation, each.measure.name) if handed is not None else None
        if handed is not None and to_share is not None:
            tried["measure hands out all"] += 1
            if sum(handed) != to_share:
                yield f"{each.measure.name} hands out {sum(handed)} of {to_share}"


def _to_share(one: Checked, valuation: Valuation, measure: str) -> Fraction | None:
    """What a measure has to share: the fixed number times its share of each indicator, as the rulesets are drawn."""
    points = one.checked.ruleset.measures[measure].points
    assert points is not None
    times = 2 if "× 2" in points.span.text else 1
    shares = [
        value_of(cell) or Fraction(0)
        for key, cell in valuation.of("poengandel").items()
        if measure in key
    ]  # fmt: skip
    return (value_of(valuation.of("p")[()]) or 0) * times * sum(shares, Fraction(0))


def _before_rounding(one: Checked, valuation: Valuation) -> dict[tuple[str, ...], Fraction | None]:
    payout = one.checked.ruleset.payout
    assert payout is not None
    node = valuation.graph.named[payout.name]
    cells = _operand(valuation, node) if payout.rounding else list(valuation.cells[node])
    return dict(zip(node.domain.keys, map(value_of, cells), strict=True))


def _paid(one: Checked, valuation: Valuation, tried: Counter[str]) -> Iterator[str]:
    payout = one.checked.ruleset.payout
    paid = _numbers(valuation, payout.name) if payout else None
    if one.can_always_be_paid and paid is not None:
        tried["can be paid"] += 1
        if any((100 * value).denominator > 1 for value in paid):
            yield f"can always be paid, but for {paid}"
    if one.stopped:
        tried["never paid"] += 1
        holds = all(
            cell is True or value_of(cell) == 0
            for at in range(len(one.proofs))
            for cell in valuation.of(assertion_name(at + 1)).values()
        )
        if paid is not None and holds and all((100 * value).denominator == 1 for value in paid) and sum(paid) >= 0:
            yield f"can never be paid, but {paid} can"


def _improvement(
    one: Checked, claim: Improvement, figures: Figures, valuation: Valuation, random: Random, tried: Counter[str]
) -> Iterator[str]:
    """One figure of one region gets better: what that region is paid does not fall."""
    sets = valuation.graph.named[claim.quantity].domain.sets
    at, region = sets.index(INDICATOR), sets.index(REGION)
    cells = [key for key in figures[claim.quantity] if key[at] == claim.indicator]
    if not cells:
        return
    key = random.choice(cells)
    before, quantity = figures[claim.quantity][key], one.checked.ruleset.quantities[claim.quantity]
    better = claim.better == "higher"
    if isinstance(before, Fraction):
        after = figure_of(quantity, random, before if better else None, None if better else before)
    else:
        after = better
    was = _before_rounding(one, valuation)[(key[region],)]
    now = _before_rounding(one, run(one.graph, improved(figures, claim.quantity, key, after)))[(key[region],)]
    if was is not None and now is not None:
        tried["improvement"] += after != before
        if now < was:
            yield f"{claim.quantity}{key} from {before} to {after}: paid {now}, was {was}"

"""What is certain of a ruleset whatever the data: which assertions hold, and what is always handed out.

Takes a checked ruleset. `prove` gives a proof for each `kontroll`: it is proved where both sides have the same normal
form (see `algebra`), under conditions that are each proved or named: no divisor is zero, and what largest remainders
share out is whole. Of one where a side is short by exactly the points that lapse, it is proved that it holds as long as
none lapse and never else. Everything else is left to be checked when the ruleset is run. `guarantee` gives what a clean
check says: how many points and kroner are handed out, and where points may lapse. Both are computed when asked for; a
run asks only where an assertion failed. Figures that are pinned in the data are outside every proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal

from attrs import frozen

from rbflang.graph.nodes import Apportion, Node, Round
from rbflang.proofs.lapsing import all_places_of_lapsing, sharing_measures
from rbflang.proofs.provisos import Condition, conditions, is_whole, nothing_lapses, of_nobody
from rbflang.proofs.unfolding import Unfolded, unfolded
from rbflang.ruleset.model import LAPSED_NAME, POINTS_NAME, CheckedRuleset, Measure, Quantity, Ruleset
from rbflang.ruleset.payouts import payouts_summed
from rbflang.source import Span
from rbflang.syntax.tree import AssertionDecl
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.tables.algebra import Form, TooLarge, number_in, plus
from rbflang.tables.forms import Forms


@frozen
class Proof:
    """An assertion, whether it is proved (`bevist`) or left to the run, and what the proof rests on.

    Where it fails as soon as any points lapse, `with_lapsed` is the assertion with those points counted in, which is
    proved.
    """

    span: Span
    verdict: Literal["proved", "checked_at_run"]
    conditions: tuple[Condition, ...] = ()
    with_lapsed: str = ""

    @property
    def is_proved(self) -> bool:
        """True if both sides are equal for all data."""
        return self.verdict == "proved"

    @property
    def open_conditions(self) -> tuple[Condition, ...]:
        """The conditions that are only named."""
        return tuple(one for one in self.conditions if not one.is_proved)


@frozen
class MeasureGuarantee:
    """A measure that shares points, and the places in the rules that let points lapse; none: it hands out all."""

    measure: Measure
    lapses: tuple[Span, ...]

    @property
    def hands_out_all(self) -> bool:
        """True if the whole pot is handed out whatever the data."""
        return not self.lapses


@frozen
class Guarantee:
    """What is handed out whatever the data.

    `points` is the sum of all points that measures hand out, `kroner` the sum of the payouts; `None` where it depends
    on the data. `conditions` is what the kroner rest on, the named ones only. `is_whole_proved` where the kroner are
    known, or it is proved what is paid adds up to, if that comes with the data. `is_proved_before_rounding` where that
    is proved only of what the payouts are before each is rounded; `before_rounding` is their sum then, where it is the
    same for all data. `total_rests_on` is what a proof of what the payouts add up to rests on, the named ones only.
    """

    points: Fraction | None
    kroner: Fraction | None
    measures: tuple[MeasureGuarantee, ...]
    conditions: tuple[Condition, ...]
    is_whole_proved: bool
    is_proved_before_rounding: bool
    before_rounding: Fraction | None
    total_rests_on: tuple[Condition, ...]

    @property
    def lapses(self) -> tuple[Span, ...]:
        """Every place that lets points lapse, in the order of the text."""
        return tuple(sorted({span for one in self.measures for span in one.lapses}, key=lambda span: span.start))


def prove(checked: CheckedRuleset) -> tuple[Proof, ...]:
    """A proof for each assertion, in the order of the text; `Proof.verdict` tells whether there is one."""
    return tuple(_proof(unfolded(checked), one) for one in checked.ruleset.assertions)


def proof_of(checked: CheckedRuleset, assertion: AssertionDecl) -> Proof:
    """The proof of one assertion."""
    return _proof(unfolded(checked), assertion)


def places_of_lapsing(checked: CheckedRuleset) -> tuple[Span, ...]:
    """Every place that lets points lapse, in the order of the text."""
    return all_places_of_lapsing(checked.ruleset, unfolded(checked).data)


def guarantee(checked: CheckedRuleset) -> Guarantee:
    """What is handed out whatever the data, and where points may lapse."""
    rules, ruleset = unfolded(checked), checked.ruleset
    sharing = sharing_measures(ruleset)
    measures = tuple(MeasureGuarantee(one, rules.lapses(one)) for one in sharing)
    points = ruleset.quantities.get(POINTS_NAME)
    handed_out, _ = _total(rules, points) if points and len(sharing) == len(ruleset.measures) else (None, ())
    kroner, conditions = _total(rules, ruleset.payout) if ruleset.payout else (None, ())
    named = tuple(one for one in conditions if not one.is_proved)
    proofs = prove(checked)
    asserted = _totals_asserted(rules, proofs) if kroner is None else ()
    only_before = not all(one.is_about_what_is_paid(ruleset) for one in asserted)
    before = _number_in(rules, asserted) if only_before else None
    if before is not None:
        named = _each_once(condition for one in asserted for condition in one.proof.open_conditions)
    if breaking := [one for one in proofs if one.with_lapsed]:
        places = tuple(span for one in measures for span in one.lapses)
        named = (nothing_lapses(breaking[0].span, places), *(one for one in named if not one.is_about_lapsing))
    total_rests_on = _each_once(_rests_on(rules, asserted)) if asserted else () if kroner is None else named
    if handed_out is not None and points:
        told = {one.span for one in named}
        named += tuple({one.span: one for one in of_nobody(rules, [points.name]) if one.span not in told}.values())
    is_whole_proved = ruleset.payout is None or kroner is not None or bool(asserted and not only_before)
    return Guarantee(handed_out, kroner, measures, named, is_whole_proved, only_before, before, total_rests_on)


@frozen(eq=False, repr=False)
class _Asserted:
    """A proved assertion that says what all that is paid by some payouts adds up to, by something that is no payout."""

    assertion: AssertionDecl
    proof: Proof
    payouts: frozenset[str]

    def is_about_what_is_paid(self, ruleset: Ruleset) -> bool:
        """True if the sum in it is the one that is paid: largest remainders keep it, other roundings do not."""
        roundings = (ruleset.quantities[name].rounding for name in self.payouts)
        keep_it = all(one is None or one.mode == "largest_remainder" for one in roundings)
        return keep_it or not self.assertion.is_before_rounding


def _totals_asserted(rules: Unfolded, proofs: Iterable[Proof]) -> tuple[_Asserted, ...]:
    """Assertions that say of each payout once what it adds up to; none where some payout is in none of them."""
    found, payouts = list(_sums_asserted(rules, proofs)), {one.name for one in rules.ruleset.payouts}
    whole = [one for one in found if one.payouts == payouts][:1]
    apart: list[_Asserted] = []
    for one in found:
        if not any(one.payouts & other.payouts for other in apart):
            apart.append(one)
    are_all = {name for one in apart for name in one.payouts} == payouts
    return tuple(whole or (apart if are_all else ()))


def _sums_asserted(rules: Unfolded, proofs: Iterable[Proof]) -> Iterator[_Asserted]:
    for assertion, proof in zip(rules.ruleset.assertions, proofs, strict=True):
        sides = rules.sides(assertion) if proof.is_proved else None
        for side, at in ((assertion.left, 1), (assertion.right, 0)) if sides else ():
            summed = payouts_summed(rules.ruleset, side)
            if sides and summed and not _reads_payouts(rules, sides[at]):
                yield _Asserted(assertion, proof, summed)
                break


def _rests_on(rules: Unfolded, asserted: Iterable[_Asserted]) -> Iterator[Condition]:
    """What the sum rests on that assertions prove: of one before rounding, that there are no parts of units too."""
    for one in asserted:
        yield from one.proof.open_conditions
        for node in map(rules.named, sorted(one.payouts) if one.assertion.is_before_rounding else ()):
            whole = is_whole(rules, node) if isinstance(node, Apportion) else None
            if whole is not None and not whole.is_proved:
                yield whole


def _each_once(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple({one.span: one for one in conditions}.values())


def _reads_payouts(rules: Unfolded, other: Node) -> bool:
    """True if a node rests on payouts, or on what is the payouts before they are rounded and has no name of its own."""
    payouts: set[Node] = set()
    for paid in filter(None, (rules.named(one.name) for one in rules.ruleset.payouts)):
        nameless = [one.node for one in paid.operands if one.node not in rules.data.graph.names]
        payouts |= {paid, *(nameless if isinstance(paid, Apportion | Round) else ())}
    return not payouts.isdisjoint(rules.forms.behind([other]))


def _number_in(rules: Unfolded, asserted: Iterable[_Asserted]) -> Fraction | None:
    """What the sides of proved assertions add up to, where each is a number."""
    total: Fraction | None = Fraction(0)
    for one in asserted:
        numbers = (number_in(rules.form_of(side)) for side in rules.sides(one.assertion) or ())
        number = next((value for value in numbers if value is not None), None)
        total = None if number is None or total is None else total + number
    return total


def _total(rules: Unfolded, quantity: Quantity) -> tuple[Fraction | None, tuple[Condition, ...]]:
    """The sum of all cells of a quantity where it is the same for all data, and what that rests on."""
    node = rules.named(quantity.name)
    if node is None or not rules.forms.is_computed([node]):
        return None, ()
    try:
        total = number_in(rules.forms.sum_of(node, rules.form_of(node)))
    except TooLarge:
        total = None
    return (None, ()) if total is None else (total, conditions(rules, [node], [quantity.name]))


def _proof(rules: Unfolded, assertion: AssertionDecl) -> Proof:
    sides = rules.sides(assertion)
    if sides is None:
        return Proof(assertion.span, "checked_at_run")
    if not rules.forms.is_computed(sides):
        return Proof(assertion.span, "checked_at_run")
    one, other = map(rules.form_of, sides)
    if not _are_equal(rules.forms, one, other):
        return Proof(assertion.span, "checked_at_run", with_lapsed=_with_lapsed(rules, assertion, sides))
    return Proof(assertion.span, "proved", conditions(rules, sides, assertion=assertion))


def _with_lapsed(rules: Unfolded, assertion: AssertionDecl, sides: tuple[Node, Node]) -> str:
    """The assertion with the points that lapse added to the side that is short by exactly them; else nothing."""
    ruleset, forms = rules.ruleset, rules.forms
    lapsed, node = ruleset.quantities.get(LAPSED_NAME), rules.named(LAPSED_NAME)
    if lapsed is None or node is None or not any(map(rules.lapses, sharing_measures(ruleset))):
        return ""
    one, other = map(rules.form_of, sides)
    over = frozenset(node.domain.sets) - frozenset(name for side in sides for name in side.domain.sets)
    try:
        points = forms.algebra.sum_over(over, rules.form_of(node))
        with_points = plus(one, points), plus(other, points)
    except TooLarge:
        return ""
    text = _sum_of(ruleset, lapsed, over)
    word, ending = (BY_NAME[name].spelled(ruleset.tree.language) for name in ("ASSERTION", "BEFORE_ROUNDING"))
    ending = ending if assertion.is_before_rounding else ""
    left, right = (" ".join(side.span.text.split()) for side in (assertion.left, assertion.right))
    if _are_equal(forms, with_points[0], other):
        return f"{word} {left} + {text} = {right}{ending}"
    return f"{word} {left} = {right} + {text}{ending}" if _are_equal(forms, one, with_points[1]) else ""


def _sum_of(ruleset: Ruleset, quantity: Quantity, over: Iterable[str]) -> str:
    """The sum of a quantity over sets, as it is written."""
    summed = [name for name in quantity.sets if name in over]
    kept = [name for name in ruleset.space.closure(summed) if name not in over]
    language = ruleset.tree.language
    words = {name: BY_NAME[name].spelled(language) for name in ("SUM", "OVER", "PER")}
    per = f" {words['PER']} {', '.join(kept)}" if kept else ""
    return f"{words['SUM']} {quantity.name} {words['OVER']} {', '.join(summed)}{per}" if summed else quantity.name


def _are_equal(forms: Forms, one: Form, other: Form) -> bool:
    algebra = forms.algebra
    try:
        rest = algebra.cleared(plus(one, other, -1))
        if rest and algebra.written_out in algebra.sets_of(rest):
            return all(not algebra.cleared(algebra.at_member(rest, name)) for name in algebra.members)
    except TooLarge:
        return False
    return not rest

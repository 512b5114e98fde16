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

from attrs import field, frozen

from rbflang.proofs.algebra import Form, TooLarge, number_in, plus
from rbflang.proofs.forms import Division, Forms
from rbflang.proofs.positivity import BELOW, is_above, points_of, sign_of
from rbflang.ruleset.findings import GroupCanBeEmpty
from rbflang.ruleset.model import (
    LAPSED_NAME,
    MEASURE,
    POINTS_NAME,
    CheckedRuleset,
    Measure,
    Quantity,
    Ruleset,
)
from rbflang.ruleset.nouns import per_sets
from rbflang.ruleset.order import resting_on, target_of
from rbflang.ruleset.usage import is_sum_of_payouts
from rbflang.source import Span
from rbflang.syntax.expressions import Aggregate, Rank, Sharing
from rbflang.syntax.traversal import names_read
from rbflang.syntax.tree import AssertionDecl
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, listing


@frozen
class Condition:
    """Something a proof rests on: where it stands, whether it is proved too, and if not, the words `så lenge …`.

    `is_about_lapsing` where they say that points must not lapse.
    """

    span: Span
    is_proved: bool
    words: Words
    is_about_lapsing: bool = False


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
    conditions: tuple[Condition, ...] = field(default=())
    is_whole_proved: bool = True
    is_proved_before_rounding: bool = False
    before_rounding: Fraction | None = None
    total_rests_on: tuple[Condition, ...] = ()

    @property
    def lapses(self) -> tuple[Span, ...]:
        """Every place that lets points lapse, in the order of the text."""
        return tuple(sorted({span for one in self.measures for span in one.lapses}, key=lambda span: span.start))


def prove(checked: CheckedRuleset) -> tuple[Proof, ...]:
    """A proof for each assertion, in the order of the text; `Proof.verdict` tells whether there is one."""
    forms = Forms(checked)
    return tuple(_proof(forms, one) for one in checked.ruleset.assertions)


def proof_of(checked: CheckedRuleset, assertion: AssertionDecl) -> Proof:
    """The proof of one assertion."""
    return _proof(Forms(checked), assertion)


def places_of_lapsing(checked: CheckedRuleset) -> tuple[Span, ...]:
    """Every place that lets points lapse, in the order of the text."""
    forms = Forms(checked)
    return tuple(
        sorted({span for one in _sharing(checked.ruleset) for span in forms.lapses(one)}, key=lambda span: span.start)
    )


def _sharing(ruleset: Ruleset) -> tuple[Measure, ...]:
    return tuple(one for one in ruleset.measures.values() if isinstance(one.points, Sharing))


def guarantee(checked: CheckedRuleset) -> Guarantee:
    """What is handed out whatever the data, and where points may lapse."""
    forms = Forms(checked)
    ruleset = checked.ruleset
    sharing = _sharing(ruleset)
    measures = tuple(MeasureGuarantee(one, forms.lapses(one)) for one in sharing)
    points = ruleset.quantities.get(POINTS_NAME)
    handed_out, _ = _total(forms, points) if points and len(sharing) == len(ruleset.measures) else (None, ())
    kroner, conditions = _total(forms, ruleset.payout) if ruleset.payout else (None, ())
    named = tuple(one for one in conditions if not one.is_proved)
    proofs = prove(checked)
    asserted = _total_asserted(forms, proofs) if kroner is None else None
    only_before = asserted is not None and not _is_about_what_is_paid(ruleset, asserted[0])
    before = _number_in(forms, asserted[0]) if asserted and only_before else None
    if asserted and before is not None:
        named = asserted[1].open_conditions
    if breaking := [one for one in proofs if one.with_lapsed]:
        places = tuple(span for one in measures for span in one.lapses)
        named = (_nothing_lapses(breaking[0], places), *(one for one in named if not one.is_about_lapsing))
    total_rests_on = _rests_on(forms, *asserted) if asserted else () if kroner is None else named
    if handed_out is not None and points:
        told = {one.span for one in named}
        named += tuple({one.span: one for one in _of_nobody(forms, [points.name]) if one.span not in told}.values())
    is_whole_proved = ruleset.payout is None or kroner is not None or (asserted is not None and not only_before)
    return Guarantee(handed_out, kroner, measures, named, is_whole_proved, only_before, before, total_rests_on)


def _total_asserted(forms: Forms, proofs: Iterable[Proof]) -> tuple[AssertionDecl, Proof] | None:
    """The assertion that is proved, and says what all payouts add up to by something that is no payout."""
    payout = forms.ruleset.payout
    for assertion, proof in zip(forms.ruleset.assertions, proofs, strict=True):
        for side, other in ((assertion.left, assertion.right), (assertion.right, assertion.left)):
            is_total = proof.is_proved and payout is not None and is_sum_of_payouts(forms.ruleset, side)
            if is_total and payout is not None and payout.name not in forms.prepare(other):
                return assertion, proof
    return None


def _rests_on(forms: Forms, assertion: AssertionDecl, proof: Proof) -> tuple[Condition, ...]:
    """What the sum rests on that an assertion proves: of one before rounding, that there are no parts of units too."""
    payout = forms.ruleset.payout
    whole = _whole(forms, payout) if payout is not None and assertion.is_before_rounding else None
    return (*proof.open_conditions, *([whole] if whole is not None and not whole.is_proved else []))


def _is_about_what_is_paid(ruleset: Ruleset, assertion: AssertionDecl) -> bool:
    """True if a sum of payouts in the assertion is the sum that is paid: largest remainders keep it, others do not."""
    rounding = ruleset.payout.rounding if ruleset.payout else None
    return not assertion.is_before_rounding or rounding is None or rounding.mode == "largest_remainder"


def _number_in(forms: Forms, assertion: AssertionDecl) -> Fraction | None:
    """What both sides of a proved assertion are, where that is a number."""
    sides = forms.of_both(assertion)[:2]
    return next((value for value in map(number_in, sides) if value is not None), None)


def _nothing_lapses(proof: Proof, places: Iterable[Span]) -> Condition:
    """What everything that is paid rests on where an assertion fails as soon as points lapse."""
    nb, en = lines_of(places)
    words = Words(f"så lenge ingen poeng bortfaller, se {nb}", f"unless points lapse, see {en}")
    return Condition(proof.span, False, words, True)


def lines_of(places: Iterable[Span]) -> tuple[str, str]:
    """`linje 13`, `lines 13 and 14`: the lines of these places, in Norwegian and in English."""
    lines = [str(line) for line in sorted({place.line for place in places})]
    return f"linje {listing(lines)}", f"line{'s' if len(lines) > 1 else ''} {listing(lines, 'en')}"


def _total(forms: Forms, quantity: Quantity) -> tuple[Fraction | None, tuple[Condition, ...]]:
    """The sum of all cells of a quantity where it is the same for all data, and what that rests on."""
    unfolded = forms.prepare_names([quantity.name])
    try:
        total = number_in(forms.sum_of(quantity, forms.known[quantity.name]))
    except TooLarge:
        total = None
    return (total, ()) if total is None else (total, _conditions(forms, unfolded, ()))


def _proof(forms: Forms, assertion: AssertionDecl) -> Proof:
    unfolded = forms.prepare(assertion.left, assertion.right)
    one, other, met = forms.of_both(assertion)
    if not _are_equal(forms, one, other):
        return Proof(assertion.span, "checked_at_run", with_lapsed=_with_lapsed(forms, assertion, one, other))
    not_rounded = _not_rounded(forms, assertion, unfolded)
    return Proof(assertion.span, "proved", _conditions(forms, unfolded, met, not_rounded, assertion))


def _not_rounded(forms: Forms, assertion: AssertionDecl, unfolded: Iterable[str]) -> frozenset[str]:
    """The formulas that an assertion means before they are rounded, and that nothing else it rests on reads."""
    if not assertion.is_before_rounding:
        return frozenset()
    named = frozenset(name.text for side in (assertion.left, assertion.right) for name in names_read(side))
    return named - {name for one in unfolded for name in forms.read_by(forms.ruleset.quantities[one])}


def _with_lapsed(forms: Forms, assertion: AssertionDecl, one: Form, other: Form) -> str:
    """The assertion with the points that lapse added to the side that is short by exactly them; else nothing."""
    lapsed = forms.ruleset.quantities.get(LAPSED_NAME)
    if lapsed is None or not any(forms.lapses(each) for each in _sharing(forms.ruleset)):
        return ""
    forms.prepare_names([lapsed.name])
    known = forms.checked.inference.expressions
    found = [known[id(side)][1].sets for side in (assertion.left, assertion.right) if id(side) in known]
    kept = frozenset(forms.ruleset.space.closure(name for sets in found for name in sets))
    over = forms.sets_of(lapsed.name) - kept
    try:
        points = forms.algebra.sum_over(over, forms.known[lapsed.name])
        with_points = plus(one, points), plus(other, points)
    except TooLarge:
        return ""
    text = _sum_of(forms.ruleset, lapsed, over)
    word, ending = (BY_NAME[name].spelled(forms.ruleset.tree.language) for name in ("ASSERTION", "BEFORE_ROUNDING"))
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
        if rest and MEASURE in algebra.sets_of(rest) and forms.measures_stand_alone:
            return all(not algebra.cleared(algebra.at_measure(rest, name)) for name in algebra.measures)
    except TooLarge:
        return False
    return not rest


# conditions


def _conditions(
    forms: Forms,
    unfolded: Iterable[str],
    met: tuple[Division, ...],
    not_rounded: frozenset[str] = frozenset(),
    assertion: AssertionDecl | None = None,
) -> tuple[Condition, ...]:
    """What the proof of something that rests on these quantities rests on, each condition once."""
    found: dict[Span | str, Condition] = {}
    for name in unfolded:
        for division in forms.divisions[name]:
            found.setdefault(division.expression.span, _not_zero(forms, division))
        if name in forms.unrounded and name not in not_rounded:
            whole = _whole(forms, forms.ruleset.quantities[name])
            found.update({whole.span: whole} if whole else {})
    for division in met:
        found.setdefault(division.expression.span, _not_zero(forms, division))
    for one in _of_nobody(forms, unfolded, assertion):
        found.setdefault(one.span, one)
    return tuple(found.values())


def _of_nobody(forms: Forms, names: Iterable[str], assertion: AssertionDecl | None = None) -> Iterator[Condition]:
    """That there is something in each group that may be empty, in all that the quantities and the assertion rest on."""
    sides = (assertion.left, assertion.right) if assertion else ()
    read = (target_of(forms.ruleset, name.text, None) for side in sides for name in names_read(side))
    behind = resting_on(forms.ruleset, (*names, *filter(None, read)))
    for one in forms.checked.inference.found(GroupCanBeEmpty):
        if one.within in behind or any(side.span.start <= one.span.start < side.span.end for side in sides):
            yield _somebody(one.gathering)


def _somebody(one: Aggregate | Rank) -> Condition:
    text, line = " ".join(one.span.text.split()), one.span.line
    text = text[1:-1] if text.startswith("(") else text
    if isinstance(one, Rank):
        words = Words(
            f"så lenge alle har en plassering i «{text}» på linje {line}",
            f"as long as everybody has a place in “{text}” in line {line}",
        )
    else:
        words = Words(
            f"så lenge det finnes noe å regne ut «{text}» på linje {line} av",
            f"as long as there is something to compute “{text}” in line {line} from",
        )
    return Condition(one.span, False, words)


def _not_zero(forms: Forms, division: Division) -> Condition:
    span = division.expression.span
    text = " ".join(span.text.split())
    if is_above(forms, division.form) or is_above(forms, plus({}, division.form, -1)):
        return Condition(span, True, Words(f"«{text}» er aldri 0.", f"“{text}” is never 0."))
    lapsing = _all_points_lapse(forms, division.form)
    if lapsing:
        lines, en = lines_of(place for measure in lapsing for place in forms.lapses(measure))
        return Condition(
            span, False,
            Words(f"så lenge ikke alle poeng bortfaller, se {lines}", f"unless all points lapse, see {en}"),
            True,
        )  # fmt: skip
    return Condition(
        span,
        False,
        Words(f"så lenge «{text}» på linje {span.line} ikke er 0", f"unless “{text}” in line {span.line} is 0"),
    )


def _all_points_lapse(forms: Forms, form: Form) -> tuple[Measure, ...]:
    """All measures, if the form is zero exactly where none of them hands out any points."""
    if sign_of(forms, form) == BELOW or forms.algebra.sets_of(form):
        return ()
    found = [points_of(forms, product) for product in form]
    named = frozenset(name for names in found for name in names)
    measures = forms.ruleset.measures
    return tuple(measures.values()) if all(found) and named == frozenset(measures) else ()


def _whole(forms: Forms, quantity: Quantity) -> Condition | None:
    """That what largest remainders share out is a whole number of units."""
    rounding = quantity.rounding
    if rounding is None or rounding.mode != "largest_remainder":
        return None
    try:
        sums = forms.algebra.given(forms.sum_of(quantity, forms.unrounded[quantity.name], forms.kept_over(quantity)))
    except TooLarge:
        sums = None
    scale = 10 ** int(rounding.decimals.value) if rounding.decimals else 1
    if sums is not None and all((total * scale).denominator == 1 for total in sums):
        return Condition(rounding.span, True, Words("Summen er et helt antall enheter.", "The sum is whole."))
    name, line = quantity.name, rounding.span.line
    per = per_sets([one.text for one in rounding.per])
    return Condition(
        rounding.span,
        False,
        Words(
            f"så lenge summen av «{name}»{per.nb} før avrunding, se linje {line}, er et helt antall enheter",
            f"as long as the sum of “{name}”{per.en} before rounding, see line {line}, is whole",
        ),
    )

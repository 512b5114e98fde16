"""A divisor that can be zero for some possible results, where a payout or an assertion rests on the quotient.

Ranges are followed from the inputs; a `hvis` that excludes the case is understood, and so is a sharing that always
hands out its points: their sum, weighted by anything above zero, is not zero. A figure that nothing is paid by may
lack an answer in an odd year; that is no warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from attrs import frozen

from rbflang.checks.division_by_a_given_zero import computed_zeros, zeros
from rbflang.checks.measure_incomplete import is_complete
from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.graph.nodes import Quotient
from rbflang.inventory.divisors import is_never_zero
from rbflang.proofs.all_data import as_far_as_sensible
from rbflang.ruleset.findings import GroupCanBeEmpty
from rbflang.ruleset.model import Measure, Ruleset
from rbflang.ruleset.order import dependencies, expressions_of, resting_on, target_of
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import can_be_written, figure
from rbflang.ruleset.values import ZERO
from rbflang.source import Span
from rbflang.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Choice,
    Comparison,
    Expression,
    Logic,
    Name,
    Negative,
    Not,
    RampOf,
    Rank,
)
from rbflang.syntax.traversal import every, names_read, parts_of
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, listing

KIND = Kind(
    "division-can-be-by-zero",
    Severity.WARNING,
    Words("Nevneren kan bli 0", "The divisor can be zero"),
    Words(
        "Det kan ikke deles på 0. Regelsettet er gyldig likevel, for tallet er kanskje aldri 0 i praksis. Blir det 0, "
        "stopper beregningen, og ingenting betales ut. Varselet blir borte når inndata sies å være over 0 («fra 1 til "
        "…»), eller når et «hvis» utelukker 0. Divisjoner som verken en utbetaling eller en kontroll bygger på, gir "
        "ikke noe varsel.",
        "Nothing can be divided by zero. The ruleset is valid all the same, for perhaps the number never is zero. If "
        "it is, the calculation stops and nothing is paid. The warning goes away when inputs are said to be above "
        "zero (“from 1 to …”), or when an “if” excludes zero. Divisions that neither a payout nor an assertion rests "
        "on give no warning.",
    ),
    Words(
        "inndata aktivitet per region : antall\n"
        "formel per_aktivitet = bevilgning / sum aktivitet over region [regelverk 4.2]\n"
        "kontroll per_aktivitet × sum aktivitet over region = bevilgning",
        "input activity per region : count\n"
        "formula per_activity = appropriation / sum activity over region [rulebook 4.2]\n"
        "assertion per_activity × sum activity over region = appropriation",
    ),
    Words(
        "inndata aktivitet per region : antall fra 1 til 1 000 000\n"
        "formel per_aktivitet = bevilgning / sum aktivitet over region [regelverk 4.2]\n"
        "kontroll per_aktivitet × sum aktivitet over region = bevilgning",
        "input activity per region : count from 1 to 1,000,000\n"
        "formula per_activity = appropriation / sum activity over region [rulebook 4.2]\n"
        "assertion per_activity × sum activity over region = appropriation",
    ),
)

# What a choice inside these needs brackets for.
STAND_ALONE = (Aggregate, Arithmetic, Choice, Comparison, Logic, Negative, Not, RampOf, Rank)
OTHERWISE = Words(
    "Skal noe bestemt gjelde da, så skriv det. Er svaret 0:",
    "If something is to hold then, write it. If it is zero:",
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each divisor that can be zero; divisions by the same are one warning."""
    needed = _needed(ruleset)
    told = {division.right for zero in zeros(ruleset) for division in zero.divisions}
    told |= {one.division.right for one in computed_zeros(ruleset, inference)}
    together: dict[Expression, list[_Division]] = {}
    for one in _divisions(ruleset, inference):
        is_told = one.within not in needed or one.whole.right in told
        if not is_told and _can_be_zero(ruleset, inference, one):
            together.setdefault(one.whole.right, []).append(one)
    lapsing = _lapsing(ruleset, inference) if together else {}
    for divisions in together.values():
        whole, user = divisions[0].whole, ruleset.quantities.get(divisions[0].within)
        read = [target_of(ruleset, one.text, user.measure if user else None) for one in names_read(whole.right)]
        behind = {one: measure for name in read if name for one, measure in lapsing[name].items()}
        if _is_unknown(ruleset, inference, [name for name in read if name]):
            continue
        yield _fault(ruleset, inference, divisions, tuple(behind.values()))


@frozen(repr=False)
class _Division:
    """A division, the quantity it is met in, none where it stands in an assertion, and whether it is an operand."""

    whole: Arithmetic
    within: str
    is_operand: bool


def _divisions(ruleset: Ruleset, inference: Inference) -> Iterator[_Division]:
    """Every division of the text once, in an order of dependence."""
    told: set[Span] = set()
    roots = [(one, name) for name in inference.order for one in expressions_of(ruleset, ruleset.quantities[name])]
    roots += [(side, "") for assertion in ruleset.assertions for side in (assertion.left, assertion.right)]
    for root, name in roots:
        operands = {part.span for one in every(root) if isinstance(one, STAND_ALONE) for part in parts_of(one)}
        for one in every(root):
            if isinstance(one, Arithmetic) and one.operator == "/" and one.span not in told:
                told.add(one.span)
                yield _Division(one, name, one.span in operands)


def _can_be_zero(ruleset: Ruleset, inference: Inference, one: _Division) -> bool:
    """True if what is divided by can be zero where it stands, and the rules alone do not say that it never is."""
    data = as_far_as_sensible(ruleset, inference)
    if not any(data.ranges.can_be_zero(node, 1) for node in data.written(one.whole.span, Quotient)):
        return False
    return not is_never_zero(ruleset, inference, ruleset.quantities.get(one.within), one.whole)


def _is_unknown(ruleset: Ruleset, inference: Inference, roots: Iterable[str]) -> bool:
    """True if another fault leaves open what stands behind a divisor: then nothing is known of it before that is
    cured."""
    behind = resting_on(ruleset, roots)
    if any(not isinstance(one, GroupCanBeEmpty) and one.within in behind for one in inference.findings):
        return True
    measures = {ruleset.quantities[name].measure for name in behind}
    complete = all(is_complete(one) for one in ruleset.measures.values() if one.name in measures)
    return not complete or any(name not in inference.signatures for name in behind)


def _needed(ruleset: Ruleset) -> set[str]:
    """What payouts and assertions rest on; everything, where nothing is paid or asserted. Assertions are in it too."""
    roots = [name for name, one in ruleset.quantities.items() if one.role == "payout"]
    for assertion in ruleset.assertions:
        for side in (assertion.left, assertion.right):
            roots += [target for one in names_read(side) if (target := target_of(ruleset, one.text, None))]
    return {*resting_on(ruleset, roots or ruleset.quantities), ""}


def _fault(
    ruleset: Ruleset, inference: Inference, divisions: Sequence[_Division], lapsing: tuple[Measure, ...]
) -> Fault:
    whole = divisions[0].whole
    text = " ".join(whole.right.span.text.split())
    stop = Words("Skjer det, kan utbetalingene ikke regnes ut.", "If that happens, the payouts cannot be computed.")
    paste = tuple(dict.fromkeys(line for one in divisions for line in _cure(ruleset, inference, one)))
    return Fault(
        KIND,
        Words(
            f"«{text}» kan bli 0, og da kan det ikke deles", f"“{text}” can be zero, and nothing can be divided by zero"
        ),
        (
            *(Label(one.whole.right.span, Words("det deles på dette", "this is divided by")) for one in divisions),
            *(Label(_place(one), Words("poengene kan bortfalle", "the points can lapse")) for one in lapsing),
        ),
        (_story(text, lapsing), stop),
        OTHERWISE if paste else NOTHING,
        paste,
    )


def _lapsing(ruleset: Ruleset, inference: Inference) -> dict[str, dict[str, Measure]]:
    """For each quantity the measures behind it whose points may all lapse."""
    found: dict[str, dict[str, Measure]] = {}
    for name in inference.order:
        quantity = ruleset.quantities[name]
        behind = {
            one: measure for read in dependencies(ruleset, quantity) for one, measure in found.get(read, {}).items()
        }
        if quantity.role == "points" and quantity.measure:
            lapses = not as_far_as_sensible(ruleset, inference).is_somewhere_above_zero(name)
            behind = {quantity.measure: ruleset.measures[quantity.measure]} if lapses else {}
        found[name] = behind
    return found


def _place(measure: Measure) -> Any:
    gates = [gate.span for gate in measure.gates]
    return gates[0] if gates else measure.points.span if measure.points is not None else measure.span


def _story(text: str, lapsing: tuple[Measure, ...]) -> Words:
    if lapsing:
        names = [f"«{one.title}»" for one in lapsing]
        return Words(
            f"Poengene for {listing(names)} kan bortfalle. Bortfaller de for alle, er «{text}» 0.",
            f"The points for {listing(names, 'en').replace('«', '“').replace('»', '”')} can lapse. If they lapse for "
            f"all, “{text}” is zero.",
        )
    return Words(
        f"Ingenting i regelsettet hindrer at «{text}» blir 0 for noen resultater.",
        f"Nothing in the ruleset keeps “{text}” from being zero for some results.",
    )


def _cure(ruleset: Ruleset, inference: Inference, one: _Division) -> Iterator[str]:
    """`hvis nevner er 0 så 0 ellers teller / nevner`, where the zeros can be written; in brackets as an operand."""
    whole = one.whole
    under = inference.expressions.get(id(whole.right))
    over = inference.expressions.get(id(whole))
    if under is None or over is None or not isinstance(whole.right, Name | Aggregate):
        return
    units = under[1].kind.unit, over[1].kind.unit
    if not all(map(can_be_written, units)):
        return
    language, text = ruleset.tree.language, whole.span.source.text
    words = {name: BY_NAME[name].spelled(language) for name in ("IF", "IS", "THEN", "ELSE")}
    zeros = [figure(ZERO, unit, language) for unit in units]
    divisor, quotient = (
        " ".join(text[first.start : last.end].split())
        for first, last in ((whole.right.span, whole.right.span), (whole.left.span, whole.right.span))
    )
    line = f"{words['IF']} {divisor} {words['IS']} {zeros[0]} {words['THEN']} {zeros[1]} {words['ELSE']} {quotient}"
    is_wrapped = whole.span.start < whole.left.span.start
    yield f"({line})" if one.is_operand or is_wrapped else line

"""A divisor that is zero by the rules themselves, given so or computed, in a division that every payout needs.

What is computed for certain is followed from the payout: not the branches of a `hvis`, what stands behind `og`, `eller`
or `der`, nor parts and points of a measure that a requirement keeps regions out of, or of indicators it does not apply
to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from attrs import evolve, frozen

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.domain import Key
from rbflang.inventory.divisors import zeros_divided_by
from rbflang.ruleset.applicability import applies_to
from rbflang.ruleset.model import INDICATOR, Given, Quantity, Ruleset
from rbflang.ruleset.nouns import begun, the_quantity
from rbflang.ruleset.order import dependencies, target_of
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import ZERO, exact, is_number
from rbflang.syntax import expressions as ex
from rbflang.syntax.traversal import parts_of
from rbflang.wording import Words, listing

KIND = Kind(
    "division-by-a-given-zero",
    Severity.FAULT,
    Words("Det deles på et tall som regelsettet gir som 0", "There is a division by a number that the rules give as 0"),
    Words(
        "Et måltall på 0 % kan ikke nås noe mer eller mindre: resultatet kan ikke deles på det. Utbetalingen kan ikke "
        "regnes ut, uansett hva resultatene er. Gi tallet en annen verdi, eller si med «hvis» hva som skal gjelde når "
        "det er 0.",
        "A result cannot be divided by a target of 0%. The payout cannot be computed, whatever the results are. Give "
        "the number another value, or say with “if” what holds when it is 0.",
    ),
    Words("indikator video { måltall 0 % [regelverk 2] }", "indicator video { target 0 % [rulebook 2] }"),
    Words("indikator video { måltall 15 % [regelverk 2] }", "indicator video { target 15 % [rulebook 2] }"),
)
GIVEN = ("fixed", "table", "property")
MOST_NAMED = 3
KEPT_BACK = {"parts": "no_parts", "points": "lapse"}  # what is not computed where nobody meets a requirement
# The indicators that something is computed for; `None`: all of them.
Applying: TypeAlias = "frozenset[str] | None"
NEVER_PAID = Words(
    "Utbetalingene kan ikke regnes ut, uansett hva resultatene er.",
    "The payouts cannot be computed, whatever the results are.",
)


@frozen
class Zero:
    """A number that the rules give as zero, and the divisions by it."""

    quantity: Quantity
    key: Key
    given: Given
    divisions: tuple[ex.Arithmetic, ...]


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each number that is zero, at its first division, and for each divisor that comes to zero."""
    for zero in zeros(ruleset):
        yield _fault(zero)
    for one in computed_zeros(ruleset, inference):
        yield _fault_of_computed(one)


@frozen
class ComputedZero:
    """A divisor that comes to zero by the numbers of the rules, for these members."""

    division: ex.Arithmetic
    members: tuple[str, ...]


def computed_zeros(ruleset: Ruleset, inference: Inference) -> tuple[ComputedZero, ...]:
    """The divisors of what is certainly computed that are no given zero, and come to zero by the rules alone."""
    told = {division.right for zero in zeros(ruleset) for division in zero.divisions}
    found: dict[ex.Expression, ComputedZero] = {}
    for user, division, applying in _divisions(ruleset):
        if division.right not in told and division.right not in found:
            cells = [
                at
                for at in zeros_divided_by(ruleset, inference, user, division)
                if (applying is None or at.get(INDICATOR) in applying) and _is_above_somebody(ruleset, at)
            ]
            if cells:
                found[division.right] = ComputedZero(division, tuple(_whose(ruleset, at) for at in cells))
    return tuple(found.values())


def _is_above_somebody(ruleset: Ruleset, at: Mapping[str, str]) -> bool:
    """True if each member has others under it, where its set has sets below: else nothing may be computed for it."""
    for name, member in at.items():
        for lower, axis in ruleset.space.axes.items():
            domain = ruleset.space.domain((lower,))
            if name in axis.above and not any(key[domain.sets.index(name)] == member for key in domain.keys):
                return False
    return True


def _whose(ruleset: Ruleset, at: Mapping[str, str]) -> str:
    """The members of a cell, without those that others lie under."""
    above = {upper for name in at for upper in ruleset.space.axes[name].above}
    return ", ".join(member for name, member in at.items() if member and name not in above)


def zeros(ruleset: Ruleset) -> tuple[Zero, ...]:
    """The zeros that what is certainly computed is divided by."""
    found: dict[tuple[str, Key], Zero] = {}
    for user, division, applying in _divisions(ruleset):
        for name in _factors(division.right):
            quantity = ruleset.quantities.get(target_of(ruleset, name.text, user.measure) or "")
            if quantity is not None and quantity.role in GIVEN:
                for key, given in _zeros_of(ruleset, applying, quantity):
                    before = found.get((quantity.name, key), Zero(quantity, key, given, ()))
                    found[quantity.name, key] = evolve(before, divisions=(*before.divisions, division))
    return tuple(found.values())


def _zeros_of(ruleset: Ruleset, applying: Applying, quantity: Quantity) -> Iterator[tuple[Key, Given]]:
    """The cells that are zero, of the indicators that the rule is about."""
    sets = ruleset.space.closure(quantity.sets)
    for key, given in quantity.given.items():
        if key != quantity.beside(key)[0]:
            continue
        indicator = dict(zip(sets, key, strict=True)).get(INDICATOR)
        concerned = indicator is None or applying is None or indicator in applying
        is_exact = is_number(given.value) and not isinstance(given.value, ex.Between)
        if concerned and is_exact and exact(given.value) == ZERO:
            yield key, given


def _factors(expression: ex.Expression) -> Iterator[ex.Name]:
    """The names that make a divisor zero where they are zero."""
    if isinstance(expression, ex.Name):
        yield expression
    elif isinstance(expression, ex.Negative):
        yield from _factors(expression.operand)
    elif isinstance(expression, ex.Arithmetic) and expression.operator in "*/":
        yield from _factors(expression.left)
        yield from _factors(expression.right) if expression.operator == "*" else ()


def _divisions(ruleset: Ruleset) -> Iterator[tuple[Quantity, ex.Arithmetic, Applying]]:
    """The divisions that are certainly computed for the payout: the quantity each stands in, and for whom it is."""
    pending: list[tuple[str, Applying]] = [(ruleset.payout.name, None)] if ruleset.payout else []
    done = set(pending)
    while pending:
        name, applying = pending.pop()
        quantity = ruleset.quantities[name]
        if quantity.measure:
            measure = ruleset.measures[quantity.measure]
            if any(gate.consequence == KEPT_BACK.get(quantity.role, "") for gate in measure.gates):
                continue
            applying = _both(applying, applies_to(ruleset, measure) or frozenset())
        inside = tuple(_certain(quantity.expression)) if quantity.expression is not None else ()
        for one in inside:
            if isinstance(one, ex.Arithmetic) and one.operator == "/":
                yield quantity, one, applying
        names = {target_of(ruleset, one.text, quantity.measure) for one in inside if isinstance(one, ex.Name)}
        # what is handed out is made of what the measures hand out, each of it by its parts
        made = names if quantity.role in ("formula", "payout", "whole") else {*names, *_made_of(ruleset, quantity)}
        reached = [(name, applying) for name in sorted(filter(None, made)) if (name, applying) not in done]
        done.update(reached)
        pending.extend(reached)


def _both(a: Applying, b: frozenset[str]) -> frozenset[str]:
    return b if a is None else a & b


def _made_of(ruleset: Ruleset, quantity: Quantity) -> Iterator[str]:
    if quantity.role in ("points", "gathered"):
        yield from (
            name for name in dependencies(ruleset, quantity) if ruleset.quantities[name].role in ("parts", "points")
        )


def _certain(expression: ex.Expression) -> Iterator[ex.Expression]:
    """The expression and all inside it that is computed whatever the figures are."""
    yield expression
    if isinstance(expression, ex.Choice):
        parts: tuple[ex.Expression, ...] = (expression.condition,)
    elif isinstance(expression, ex.Logic):
        parts = (expression.left,)
    elif isinstance(expression, ex.Aggregate | ex.Rank) and expression.where is not None:
        parts = (expression.where,)
    else:
        parts = () if isinstance(expression, ex.Exists | ex.Sharing) else parts_of(expression)
    for part in parts:
        yield from _certain(part)


def _fault_of_computed(zero: ComputedZero) -> Fault:
    text = " ".join(zero.division.right.span.text.split())
    named = [one for one in zero.members if one]
    shown, more = named[:MOST_NAMED], len(named) - MOST_NAMED
    nb = listing([*(f"«{one}»" for one in shown), *([f"{more} til"] if more > 0 else [])])
    en = listing([*(f"“{one}”" for one in shown), *([f"{more} more"] if more > 0 else [])], "en")
    return Fault(
        KIND,
        Words(
            f"«{text}» er 0{f' for {nb}' if named else ''}, og det deles på det",
            f"“{text}” is 0{f' for {en}' if named else ''}, and something is divided by it",
        ),
        (Label(zero.division.right.span, Words("dette er 0", "this is 0")),),
        (NEVER_PAID,),
        Words(
            "Rett tallene det er regnet ut av. Skal noe bestemt gjelde når det er 0, så skriv det med «hvis» i "
            "formelen.",
            "Correct the numbers it is computed from. If something is to hold when it is 0, write it with “if” in the "
            "formula.",
        ),
    )


def _fault(zero: Zero) -> Fault:
    what, members = the_quantity(zero.quantity.name), ", ".join(filter(None, zero.key))
    written = " ".join(zero.given.value.span.text.split())
    nb, en = (f" for «{members}»", f" for “{members}”") if members else ("", "")
    title = begun(
        Words(
            f"{what.nb}{nb} er {written}, og det deles på det",
            f"{what.en}{en} is “{written}”, and something is divided by it",
        )
    )
    return Fault(
        KIND,
        title,
        (
            Label(zero.given.value.span, Words("dette er 0", "this is 0")),
            Label(zero.divisions[0].right.span, Words("det deles på det her", "it is divided by here")),
        ),
        (NEVER_PAID,),
        Words(
            "Rett tallet. Skal noe bestemt gjelde når det er 0, så skriv det med «hvis» i formelen.",
            "Correct the number. If something is to hold when it is 0, write it with “if” in the formula.",
        ),
        address=".".join((zero.quantity.name, *zero.key)),
    )

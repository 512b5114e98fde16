"""A divisor that the rules themselves give as zero, in a division that every payout needs.

What is computed for certain is followed from the payout: not the branches of a `hvis`, what stands behind `og`, `eller`
or `der`, nor the parts of a measure that a requirement keeps regions out of, or of indicators it does not apply to.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.domain import Key
from rbflang.ruleset.applicability import applies_to
from rbflang.ruleset.model import INDICATOR, Given, Quantity, Ruleset
from rbflang.ruleset.nouns import begun, the_quantity
from rbflang.ruleset.order import dependencies, target_of
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import ZERO, exact, is_number
from rbflang.syntax import expressions as ex
from rbflang.syntax.walk import parts_of
from rbflang.wording import Words

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
    "indikator video { måltall 0 % [regelverk 2] }",
    "indikator video { måltall 15 % [regelverk 2] }",
)
GIVEN = ("fixed", "table", "property")


@frozen
class Zero:
    """A number that the rules give as zero, and the divisions by it."""

    quantity: Quantity
    key: Key
    given: Given
    divisions: tuple[ex.Arithmetic, ...]


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each number that is zero, at its first division."""
    for zero in zeros(ruleset):
        yield _fault(zero)


def zeros(ruleset: Ruleset) -> tuple[Zero, ...]:
    """The zeros that what is certainly computed is divided by."""
    found: dict[tuple[str, Key], Zero] = {}
    for user, division in _divisions(ruleset):
        for name in _factors(division.right):
            quantity = ruleset.quantities.get(target_of(ruleset, name.text, user.measure) or "")
            if quantity is not None and quantity.role in GIVEN:
                for key, given in _zeros_of(ruleset, user, quantity):
                    before = found.get((quantity.name, key), Zero(quantity, key, given, ()))
                    found[quantity.name, key] = evolve(before, divisions=(*before.divisions, division))
    return tuple(found.values())


def _zeros_of(ruleset: Ruleset, user: Quantity, quantity: Quantity) -> Iterator[tuple[Key, Given]]:
    """The cells that are zero, of the indicators that the rule is about."""
    applying = applies_to(ruleset, ruleset.measures[user.measure]) if user.measure else None
    sets = ruleset.space.closure(quantity.sets)
    for key, given in quantity.given.items():
        if key != quantity.beside(key)[0]:
            continue
        indicator = dict(zip(sets, key, strict=True)).get(INDICATOR)
        concerned = indicator is None or user.measure is None or indicator in (applying or ())
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


def _divisions(ruleset: Ruleset) -> Iterator[tuple[Quantity, ex.Arithmetic]]:
    """The divisions that are certainly computed for the payout, with the quantity each stands in."""
    pending = [ruleset.payout.name] if ruleset.payout else []
    done: set[str] = set()
    while pending:
        quantity = ruleset.quantities[pending.pop()]
        done.add(quantity.name)
        inside = tuple(_certain(quantity.expression)) if quantity.expression is not None else ()
        for one in inside:
            if isinstance(one, ex.Arithmetic) and one.operator == "/":
                yield quantity, one
        names = {target_of(ruleset, one.text, quantity.measure) for one in inside if isinstance(one, ex.Name)}
        # what is handed out is made of what the measures hand out, each of it by its parts
        made = names if quantity.role in ("formula", "payout") else {*names, *_made_of(ruleset, quantity)}
        pending.extend(sorted(name for name in made if name and name not in done))


def _made_of(ruleset: Ruleset, quantity: Quantity) -> Iterator[str]:
    keeping_out = {
        one.name for one in ruleset.measures.values() if any(gate.consequence == "no_parts" for gate in one.gates)
    }
    if quantity.role in ("points", "gathered"):
        for name in dependencies(ruleset, quantity):
            read = ruleset.quantities[name]
            if read.role in ("parts", "points") and not (read.role == "parts" and read.measure in keeping_out):
                yield name


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


def _fault(zero: Zero) -> Fault:
    what, members = the_quantity(zero.quantity.name), ", ".join(filter(None, zero.key))
    written = " ".join(zero.given.value.span.text.split())
    nb, en = (f" for «{members}»", f" for “{members}”") if members else ("", "")
    title = begun(
        Words(
            f"{what.nb}{nb} er {written}, og det deles på det",
            f"{what.en}{en} is {written}, and something is divided by it",
        )
    )
    return Fault(
        KIND,
        title,
        (
            Label(zero.given.value.span, Words("dette er 0", "this is 0")),
            Label(zero.divisions[0].right.span, Words("det deles på det her", "it is divided by here")),
        ),
        (
            Words(
                "Utbetalingene kan ikke regnes ut, uansett hva resultatene er.",
                "The payouts cannot be computed, whatever the results are.",
            ),
        ),
        Words(
            "Rett tallet. Skal noe bestemt gjelde når det er 0, så skriv det med «hvis» i formelen.",
            "Correct the number. If something is to hold when it is 0, write it with “if” in the formula.",
        ),
        address=".".join((zero.quantity.name, *zero.key)),
    )

"""Assertions after a run: every `kontroll` that can be computed must hold, or nothing is paid.

Takes a computed ruleset and gives a fault for each assertion that does not hold. What rests on figures that the payout
does not need, and that nobody has given, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.shown import cell_words
from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.failures.lapsed import lapsed_words
from rbflang.graph.nodes import Failure, Node, printed_of
from rbflang.graph.origin import assertion_name
from rbflang.quantities import NUMBER, POINTS, Unit
from rbflang.ruleset.model import CheckedRuleset
from rbflang.ruleset.unit_words import apart_words, shown
from rbflang.syntax.tree import AssertionDecl
from rbflang.wording import Words, same

ASSERTION_FAILED = Kind(
    "assertion-failed",
    Severity.FAULT,
    Words("En kontroll i regelsettet stemmer ikke", "An assertion of the ruleset does not hold"),
    Words(
        "Med «kontroll a = b» sier regelsettet at to størrelser alltid skal være like. Kan det ikke bevises, "
        "prøves det hver gang regelsettet kjøres. Stemmer det ikke, vises ingen utbetaling.",
        "With “assertion a = b” a ruleset says that two quantities are always equal. What cannot be proved beforehand "
        "is checked in every run. Where it does not hold, no payout is shown.",
    ),
)
WITH_LAPSED = Words(
    "Regn med poengene som bortfaller. Da er kontrollen bevist:",
    "Count the points that lapse. The assertion is proved then:",
)


def assertions_failed(computed: Computed) -> tuple[Fault, ...]:
    """A fault for each assertion that does not hold."""
    assertions = computed.checked.ruleset.assertions
    found = (_failed(computed, one, assertion_name(at)) for at, one in enumerate(assertions, 1))
    return tuple(fault for fault in found if fault)


def _failed(computed: Computed, assertion: AssertionDecl, name: str) -> Fault | None:
    valuation = computed.valuation
    node = valuation.graph.named[name]
    wrong = [at for at, cell in enumerate(valuation.cells[node]) if _is_wrong(cell)]
    if not wrong:
        return None
    from rbflang.proofs.guarantees import proof_of

    line = assertion.span.line
    cure = "" if computed.figures.pins else proof_of(computed.checked, assertion).with_lapsed
    return Fault(
        ASSERTION_FAILED,
        Words(f"Kontrollen på linje {line} stemmer ikke", f"The assertion in line {line} does not hold"),
        (Label(assertion.span, Words("skal alltid stemme", "must always hold")),),
        tuple(_story(computed, assertion, node, wrong)),
        WITH_LAPSED if cure else _tip(computed),
        (cure,) if cure else (),
    )


def assertion_of_other_numbers(
    checked: CheckedRuleset, assertion: AssertionDecl, left: Fraction, right: Fraction
) -> Fault:
    """A fault for an assertion that fails whatever the data, for both sides are numbers of the rules."""
    found = checked.inference.expressions.get(id(assertion.left))
    unit = found[1].kind.unit if found else NUMBER
    line, text = assertion.span.line, " ".join(assertion.left.span.text.split())
    ours, wanted = shown(left, unit), shown(right, unit)
    return Fault(
        ASSERTION_FAILED,
        Words(f"Kontrollen på linje {line} stemmer aldri", f"The assertion in line {line} never holds"),
        (Label(assertion.span, Words("skal alltid stemme", "must always hold")),),
        (
            Words(
                f"«{text}» er {ours.nb}, ikke {wanted.nb}, uansett hva resultatene er. Da vises aldri noen utbetaling.",
                f"“{text}” is {ours.en}, not {wanted.en}, whatever the results. So no payout is ever shown.",
            ),
        ),
        Words("Rett tallene, formelen eller kontrollen.", "Correct the numbers, the formula or the assertion."),
    )


def _is_wrong(cell: object) -> bool:
    return cell is False or (isinstance(cell, Fraction) and cell != 0)


def _story(computed: Computed, assertion: AssertionDecl, node: Node, wrong: list[int]) -> Iterator[Words]:
    at = wrong[0]
    where = cell_words(computed.checked.ruleset, node.domain, node.domain.keys[at])
    nb, en = (f"For {where.nb} er", f"For {where.en},") if where.nb else ("Med disse tallene er", "With these figures")
    unit = _unit(computed, assertion)
    left, right = (_side(computed, node, side, at, unit) for side in (0, 1))
    text = " ".join(assertion.left.span.text.split())
    found = Words(f"{nb} «{text}» {left.nb}, ikke {right.nb}.", f"{en} “{text}” is {left.en}, not {right.en}.")
    apart = computed.valuation.cells[node][at]
    if isinstance(apart, Fraction):
        size = apart_words(apart, unit)
        found = Words(f"{found.nb} Forskjellen er {size.nb}.", f"{found.en} The difference is {size.en}.")
    yield found
    yield from lapsed_words(computed) if unit == POINTS else ()
    if len(wrong) > 1:
        more = len(wrong) - 1
        yield Words(f"Kontrollen stemmer heller ikke for {more} til.", f"Nor does it hold for {more} more.")
    yield Words(
        "Regelsettet sier at de to alltid er like. Derfor vises ingen utbetaling.",
        "The ruleset says that the two are always equal. Therefore no payout is shown.",
    )


def _side(computed: Computed, node: Node, side: int, at: int, unit: Unit) -> Words:
    operand = node.operands[side]
    cell = computed.valuation.cells[operand.node][at if operand.cells is None else operand.cells[at]]
    value = printed_of(cell)
    if isinstance(value, bool):
        return Words("ja", "yes") if value else Words("nei", "no")
    if isinstance(value, Fraction):
        return shown(value, unit)
    return NOTHING if isinstance(value, Failure) else same(str(value))


def _unit(computed: Computed, assertion: AssertionDecl) -> Unit:
    known = computed.checked.inference.expressions
    for side in (assertion.left, assertion.right):
        found = known.get(id(side))
        if found and not found[1].bare and found[1].kind.what == "number":
            return found[1].kind.unit
    return NUMBER


def _tip(computed: Computed) -> Words:
    pins = computed.figures.pins.values()
    if not pins:
        return Words(
            "Rett tallene i dataene, formelen eller kontrollen. «rbflang check» sier hvilke kontroller som ikke er "
            "bevist.",
            "Correct the figures of the data, the formula or the assertion. “rbflang check” says which assertions are "
            "not proved.",
        )
    names = ", ".join(sorted({one.quantity for one in pins}))
    return Words(
        f"Datafilen gir celler av {names} direkte. Se etter om de passer med resten.",
        f"The data file gives cells of {names} directly. See whether they fit the rest.",
    )

"""An appropriation below zero: the payouts would add up to a charge."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.quantities import KRONER
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.payouts import fixed_sums
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unit_words import figure
from rbflang.ruleset.values import exact
from rbflang.source import Span
from rbflang.wording import Currency, Words, in_both, plain

KIND = Kind(
    "appropriation-below-zero",
    Severity.FAULT,
    Words("Det som deles ut, er mindre enn 0", "What is handed out is below zero"),
    Words(
        "En kontroll sier at utbetalingene til sammen er lik dette beløpet. Er det mindre enn 0, blir utbetalingene "
        "krav, og alle virkninger snur.",
        "An assertion says that the payouts add up to this amount. Below zero the payouts become charges, and every "
        "effect is turned round.",
    ),
    Words(
        "fastsatt bevilgning = −5 000 kr [regelverk 1]\nkontroll sum inntekt over region = bevilgning",
        "fixed appropriation = −5,000 kr [rulebook 1]\nassertion sum income over region = appropriation",
    ),
    Words(
        "fastsatt bevilgning = 5 000 kr [regelverk 1]\nkontroll sum inntekt over region = bevilgning",
        "fixed appropriation = 5,000 kr [rulebook 1]\nassertion sum income over region = appropriation",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each amount below zero that the payouts add up to."""
    for quantity, _ in fixed_sums(ruleset):
        value = quantity.given[()].value
        if exact(value) < 0:
            yield Fault(
                KIND,
                Words(
                    f"«{quantity.name}» er mindre enn 0, og det er dette utbetalingene til sammen skal være",
                    f"“{quantity.name}” is below zero, and the payouts are to add up to it",
                ),
                (Label(value.span, _below_nothing(ruleset.currency)),),
                (),
                Words("Er fortegnet et ved et uhell, så skriv:", "If the sign is there by chance, write:"),
                (figure(-exact(value), KRONER.counted_in(ruleset.currency), ruleset.tree.language),),
            )


def _below_nothing(currency: Currency) -> Words:
    nought = in_both(lambda language: currency.amount("0", language))
    return Words(f"mindre enn {nought.nb}", f"below {nought.en}")


def fault_of(text: str, span: Span, amount: Fraction, currency: Currency) -> Fault:
    """The fault of an expression that the payouts are to add up to."""
    nb, en = (currency.amount(plain(amount, language), language) for language in ("nb", "en"))
    return Fault(
        KIND,
        Words(
            f"«{text}» er {nb}, og det er dette utbetalingene til sammen skal være",
            f"“{text}” is {en}, and the payouts are to add up to it",
        ),
        (Label(span, _below_nothing(currency)),),
        (),
        Words(
            "Kontroller fortegnene til tallene som går inn her.", "Check the signs of the numbers that go into this."
        ),
    )

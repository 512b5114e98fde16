"""An appropriation of nothing: everyone is paid 0 kr."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.payouts import fixed_sums
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import exact
from rbflang.source import Span
from rbflang.wording import Words

KIND = Kind(
    "appropriation-is-zero",
    Severity.WARNING,
    Words("Det er ingenting å dele ut", "There is nothing to hand out"),
    Words(
        "En kontroll sier at utbetalingene til sammen er lik dette beløpet, og det er 0. Da viser ikke resultatene "
        "noe: alle får det samme i kroner, og andeler av beløpet finnes ikke.",
        "An assertion says that the payouts add up to this amount, and it is 0. Then results show nothing: all get the "
        "same in kroner, and there are no shares of the amount.",
    ),
    Words(
        "fastsatt bevilgning = 0 kr [regelverk 1]\nkontroll sum inntekt over region = bevilgning",
        "fixed appropriation = 0 kr [rulebook 1]\nassertion sum income over region = appropriation",
    ),
    Words(
        "fastsatt bevilgning = 671 631 000 kr [regelverk 1]\nkontroll sum inntekt over region = bevilgning",
        "fixed appropriation = 671,631,000 kr [rulebook 1]\nassertion sum income over region = appropriation",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A warning for each amount of nothing that the payouts add up to."""
    for quantity, _ in fixed_sums(ruleset):
        value = quantity.given[()].value
        if not exact(value):
            yield Fault(
                KIND,
                Words(
                    f"«{quantity.name}» er 0, og det er dette utbetalingene til sammen skal være",
                    f"“{quantity.name}” is 0, and the payouts are to add up to it",
                ),
                (Label(value.span, Words("ingenting å dele ut", "nothing to hand out")),),
                (),
                Words("Skriv beløpet når det er kjent.", "Write the amount when it is known."),
            )


def fault_of(text: str, span: Span) -> Fault:
    """The warning of an expression that the payouts are to add up to."""
    return Fault(
        KIND,
        Words(
            f"«{text}» er 0, og det er dette utbetalingene til sammen skal være",
            f"“{text}” is 0, and the payouts are to add up to it",
        ),
        (Label(span, Words("ingenting å dele ut", "nothing to hand out")),),
        (),
        Words("Skriv beløpet når det er kjent.", "Write the amount when it is known."),
    )

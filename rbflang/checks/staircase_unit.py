"""A staircase used on something in another unit than its limits."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.proofs.calls import Use, uses_of_staircases
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import begun, the_staircase
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.staircases import fits_limits, limit_unit
from rbflang.ruleset.unit_words import is_what, limits_in
from rbflang.wording import Words

KIND = Kind(
    "staircase-unit",
    Severity.FAULT,
    Words("Trappen brukes på noe i en annen enhet", "The staircase is used on another unit"),
    Words(
        "Grensene i en trapp sammenlignes med det trappen brukes på, og da må de ha samme enhet. En trapp i prosent "
        "brukes på en andel, en trapp i kroner på et beløp, og en trapp uten enhet på et antall eller et rent tall.",
        "The limits of a staircase are compared with what it is used on, so they must be in the same unit: per cent "
        "with a share, kroner with an amount, plain limits with a count or a plain number.",
    ),
    Words(
        "inndata beløp per region : kr fra 0 kr til 1 mill. kr\n"
        "trapp beløpstrapp [regelverk 4] { fra 0 % gir 0 deler  fra 50 % gir 1 del }\n"
        "formel uttelt per region = beløpstrapp(beløp) [regelverk 4]",
        "input amount per region : kr from 0 kr to 1 million kr\n"
        "staircase amount_steps [rulebook 4] { from 0 % gives 0 parts  from 50 % gives 1 part }\n"
        "formula credited per region = amount_steps(amount) [rulebook 4]",
    ),
    Words(
        "inndata beløp per region : kr fra 0 kr til 1 mill. kr\n"
        "trapp beløpstrapp [regelverk 4] { fra 0 kr gir 0 deler  fra 500 000 kr gir 1 del }\n"
        "formel uttelt per region = beløpstrapp(beløp) [regelverk 4]",
        "input amount per region : kr from 0 kr to 1 million kr\n"
        "staircase amount_steps [rulebook 4] { from 0 kr gives 0 parts  from 500,000 kr gives 1 part }\n"
        "formula credited per region = amount_steps(amount) [rulebook 4]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each use in another unit."""
    for use in uses_of_staircases(ruleset, inference):
        if use.staircase.steps and not fits_limits(use.staircase, use.argument):
            yield _fault(use)


def _fault(use: Use) -> Fault:
    what, text = begun(the_staircase(use.staircase)), " ".join(use.call.argument.span.text.split())
    inside = limits_in(limit_unit(use.staircase))
    state = is_what(use.argument.kind)
    return Fault(
        KIND,
        Words(
            f"{what.nb} har grenser {inside.nb}, men «{text}» {state.nb}",
            f"{what.en} has limits {inside.en}, but “{text}” {state.en}",
        ),
        (
            Label(use.call.argument.span, Words(f"dette {state.nb}", f"this {state.en}")),
            Label(use.staircase.steps[0].limit.span, Words(f"grensene er {inside.nb}", f"the limits are {inside.en}")),
        ),
        (Words("Da kan de ikke sammenlignes.", "Then they cannot be compared."),),
        Words(
            "Bruk trappen på noe i samme enhet, for eksempel ved å dele på et måltall, eller skriv grensene i den "
            "andre enheten.",
            "Use the staircase on something in the same unit, for instance by dividing by a target, or write the "
            "limits in the other unit.",
        ),
    )

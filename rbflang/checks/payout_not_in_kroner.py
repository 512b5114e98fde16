"""A payout whose formula gives something else than kroner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.quantities import KRONER
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.signatures import Finding, Inference
from rbflang.ruleset.unit_words import is_what, kind_name, unit_name
from rbflang.wording import Words

KIND = Kind(
    "payout-not-in-kroner",
    Severity.FAULT,
    Words("Utbetalingen er ikke i kroner", "The payout is not in kroner"),
    Words(
        "Det som betales ut, er kroner. Poeng gjøres om til kroner ved å gange dem med det ett poeng er verdt, i "
        "kroner per poeng.",
        "What is paid is kroner. Points become kroner when they are multiplied by what one point is worth, in kroner "
        "per point.",
    ),
    "utbetaling inntekt per region = poengsum [regelverk 4.2]",
    "utbetaling inntekt per region = poengverdi × poengsum [regelverk 4.2]",
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each payout in another unit."""
    for finding in inference.found(KIND.slug):
        yield _fault(inference, finding)


def _fault(inference: Inference, finding: Finding) -> Fault:
    facts: Any = finding.facts
    quantity, kind = facts["quantity"], facts["kind"]
    state, what = is_what(kind), kind_name(kind)
    tip = NOTHING
    paste: tuple[str, ...] = ()
    wanted = KRONER / kind.unit
    fitting = [
        name
        for name, one in inference.signatures.items()
        if kind.what == "number" and wanted.powers and one.kind.what == "number" and one.kind.unit == wanted
    ]
    if fitting:
        tip = Words(f"Gang med «{fitting[0]}» ({_worth(kind)}):", f"Multiply by “{fitting[0]}”:")
        text = " ".join(finding.span.text.split())
        paste = (f"{fitting[0]} × {text if text.isidentifier() else f'({text})'}",)
    return Fault(
        KIND,
        Words(f"Utbetalingen «{quantity.name}» er ikke i kroner", f"The payout “{quantity.name}” is not in kroner"),
        (
            Label(finding.span, Words(f"dette {state.nb}", f"this {state.en}")),
            Label(quantity.span, Words("her skal det stå kroner", "kroner are expected here")),
        ),
        (
            Words(
                f"Formelen gir {what.nb}, og det kan ikke betales ut.",
                f"The formula gives {what.en}, which nobody can pay.",
            ),
        ),
        tip,
        paste,
    )


def _worth(kind: Any) -> str:

    return unit_name(KRONER / kind.unit).nb

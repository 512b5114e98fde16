"""A payout whose formula gives something else than kroner."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.quantities import KRONER
from rbflang.ruleset.findings import PayoutNotInKroner
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.signatures import Inference, ValueKind
from rbflang.ruleset.unit_words import is_what, kind_name, unit_name
from rbflang.ruleset.values import exact
from rbflang.syntax.expressions import Number, Value
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
    Words(
        "utbetaling inntekt per region = poengsum [regelverk 4.2]",
        "payout income per region = total_points [rulebook 4.2]",
    ),
    Words(
        "utbetaling inntekt per region = poengverdi × poengsum [regelverk 4.2]",
        "payout income per region = point_value × total_points [rulebook 4.2]",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each payout in another unit."""
    for finding in inference.found(PayoutNotInKroner):
        yield _fault(ruleset, inference, finding)


def _fault(ruleset: Ruleset, inference: Inference, finding: PayoutNotInKroner) -> Fault:
    quantity, kind, many = finding.quantity, finding.kind, ruleset.currency.named
    state, what = is_what(kind), kind_name(kind)
    amount = _without_a_mark(ruleset, kind)
    tip, paste = _amount_of_money(ruleset, amount) if amount else _cure(inference, ruleset, finding)
    return Fault(
        KIND,
        Words(
            f"Utbetalingen «{quantity.name}» er ikke i {many.nb}", f"The payout “{quantity.name}” is not in {many.en}"
        ),
        (
            Label(finding.span, Words(f"dette {state.nb}", f"this {state.en}")),
            Label(quantity.span, Words(f"her skal det stå {many.nb}", f"{many.en} are expected here")),
            *([Label(amount.given[()].value.span, Words("dette tallet", "this number"))] if amount else ()),
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


def _amount_of_money(ruleset: Ruleset, amount: Quantity) -> tuple[Words, tuple[str, ...]]:
    """The unit of money behind an amount that is written without it."""
    text = " ".join(amount.given[()].value.span.text.split())
    written = text.removesuffix("%").rstrip()
    how = Words("uten enhet", "without a unit") if written == text else Words("med %", "in per cent")
    many, line = ruleset.currency.named, amount.span.line
    tip = Words(
        f"«{amount.name}» på linje {line} er skrevet {how.nb}. Er det {ruleset.currency.many}, så skriv det:",
        f"“{amount.name}” on line {line} is written {how.en}. If it is {many.en}, say so:",
    )
    return tip, (ruleset.currency.amount(written, ruleset.tree.language),)


def _cure(inference: Inference, ruleset: Ruleset, finding: PayoutNotInKroner) -> tuple[Words, tuple[str, ...]]:
    """What the formula can be multiplied by."""
    kind = finding.kind
    wanted = KRONER.counted_in(ruleset.currency) / kind.unit
    fitting = [
        name
        for name, one in inference.signatures.items()
        if kind.what == "number" and wanted.powers and one.kind.what == "number" and one.kind.unit == wanted
    ]
    if not fitting or kind.unit.is_dimensionless:
        return NOTHING, ()
    text = " ".join(finding.span.text.split())
    paste = (f"{fitting[0]} × {text if text.isidentifier() else f'({text})'}",)
    worth = unit_name(wanted)
    tip = Words(f"Gang med «{fitting[0]}» ({worth.nb}):", f"Multiply by “{fitting[0]}” ({worth.en}):")
    return tip, paste


def _without_a_mark(ruleset: Ruleset, kind: ValueKind) -> Quantity | None:
    """The largest fixed number above 1 with nothing or per cent behind it, where the payout has no unit."""
    if kind.what != "number" or not kind.unit.is_dimensionless:
        return None
    bare = [
        one
        for one in ruleset.quantities.values()
        if one.role == "fixed" and () in one.given and _is_bare_amount(one.given[()].value)
    ]
    return max(bare, key=lambda one: exact(one.given[()].value), default=None)


def _is_bare_amount(value: Value) -> bool:
    return isinstance(value, Number) and value.mark in ("", "percent") and value.value > 1

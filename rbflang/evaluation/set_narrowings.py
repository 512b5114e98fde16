"""A narrowing set with `--set`: with the sign of shares where its figure has one, and without where it has none."""

from __future__ import annotations

from fractions import Fraction

from rbflang import share_faults
from rbflang.diagnostics import Fault
from rbflang.evaluation.printed import Printed, read_printed
from rbflang.evaluation.share_signs import bare_number, is_signed_text, signs_of
from rbflang.numerals import Fashion
from rbflang.observations import ObservationRow
from rbflang.quantities import SHARE
from rbflang.ruleset.model import CheckedRuleset, Quantity
from rbflang.ruleset.unit_words import shown


def narrowing_amiss(
    checked: CheckedRuleset, quantity: Quantity, row: ObservationRow, is_signed_beside: bool
) -> Fault | None:
    """A narrowing written otherwise than its figure, or than the figures of the same quantity beside it."""
    fashion = Fashion(checked.ruleset.tree.language)
    signs = signs_of(checked, quantity, {}, fashion)
    if signs is None or not row.text("narrowing"):
        return None
    value, narrowing = row.fields["value"], row.fields["narrowing"]
    is_signed = is_signed_text(value.text) or (is_signed_beside and not is_signed_text(narrowing.text))
    unlike = narrowing if is_signed else value if is_signed_text(narrowing.text) else None
    digits = bare_number(unlike.text, fashion) if unlike else ""
    if unlike is None or not digits:
        return None
    printed = read_printed(digits, signs.kind, fashion)
    means = shown(printed.value if isinstance(printed, Printed) else Fraction(0), SHARE)
    sign = "‰" if "‰" in value.text + narrowing.text else "%"
    return share_faults.without_sign(quantity.name, [(unlike.span, digits, means)], sign)

"""A narrowing set with `--set`: with the sign of shares where its figure has one, and without where it has none."""

from __future__ import annotations

from rbflang import share_faults
from rbflang.data.lost_signs import instead_of, places_of
from rbflang.data.share_signs import bare_number, is_signed_text, signs_of
from rbflang.diagnostics import Fault
from rbflang.numerals import Fashion
from rbflang.observations import ObservationRow
from rbflang.ruleset.model import CheckedRuleset, Quantity


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
    if unlike is None or not bare_number(unlike.text, fashion):
        return None
    sign = share_faults.sign_of_texts((value.text + narrowing.text,))
    return share_faults.without_sign(quantity.name, places_of([unlike], signs), instead_of(unlike.text, signs), sign)

"""Limits of the rules that have no sign, where the figures they are put beside have one.

Takes a checked ruleset and figures, gives faults; hardly ever one, so what words them is loaded when there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.data.figures import Figures, Observation
from rbflang.data.share_signs import is_signed_text
from rbflang.diagnostics import Fault
from rbflang.ruleset.model import CheckedRuleset, ShareNeighbours


def limits_without_sign(checked: CheckedRuleset, figures: Figures) -> Iterator[Fault]:
    """Numbers of the rules without a sign, put beside figures that have one."""
    if not checked.limits_beside:
        return
    signed: dict[str, Observation] = {}
    for one in figures.observations.values():
        if one.quantity not in signed and is_signed_text(one.printed):
            signed[one.quantity] = one
    from rbflang.ruleset.shares_beside import untold

    for place in untold((one, not signed.keys().isdisjoint(one.inputs)) for one in checked.limits_beside):
        yield _fault(checked, place, next(one for name, one in signed.items() if name in place.inputs))


def _fault(checked: CheckedRuleset, place: ShareNeighbours, row: Observation) -> Fault:
    from rbflang import share_faults
    from rbflang.quantities import SHARE
    from rbflang.ruleset.unit_words import figure, shown
    from rbflang.ruleset.written_shares import as_written

    limits = [(one.span, as_written(one), shown(one.value, SHARE)) for one in place.limits]
    instead = figure(place.limits[0].value, SHARE, checked.ruleset.tree.language)
    return share_faults.limits_without_sign(limits, instead, row.span, row.printed)

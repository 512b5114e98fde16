"""What each correction moves of a settlement: the settlement as it is, less the one with the old figure.

Takes both rounds of a ruleset, computed; each figure that replaces another is put back by itself, in both rounds where
it stands in both, and only what depends on it is computed again. The last is for all of them at once, which need not be
the sum of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import Observation, pinned_place
from rbflang.graph.domain import Key
from rbflang.graph.nodes import printed_of
from rbflang.ruleset.model import Member
from rbflang.tables.valuation import Values


@frozen(eq=False, repr=False)
class CorrectionEffect:
    """Corrections, and what they move for each who is paid; nothing where that cannot be computed without them."""

    corrections: tuple[Observation, ...]
    moved: Mapping[str, Fraction | None]


def correction_effects(earlier: Computed, later: Computed, payees: Sequence[Member]) -> Iterator[CorrectionEffect]:
    """Each correction of either round, and all of them where they are several."""
    rows = [one for computed in (earlier, later) for one in computed.figures.corrections]
    found = tuple({one.span: one for one in rows}.values())
    for one in found:
        yield CorrectionEffect((one,), _moved(earlier, later, (one,), payees))
    if len(found) > 1:
        yield CorrectionEffect(found, _moved(earlier, later, found, payees))


def _moved(
    earlier: Computed, later: Computed, corrections: Sequence[Observation], payees: Sequence[Member]
) -> Mapping[str, Fraction | None]:
    before, after = (_moved_in(one, corrections) for one in (earlier, later))
    found: dict[str, Fraction | None] = {}
    for payee in payees:
        first, second = before.get((payee.name,)), after.get((payee.name,))
        found[payee.name] = None if first is None or second is None else second - first
    return found


def _moved_in(computed: Computed, corrections: Sequence[Observation]) -> Mapping[Key, Fraction]:
    """What corrections move of the payouts of a round; nothing where they are not of it."""
    ruleset = computed.checked.ruleset
    payout = ruleset.payout
    assert payout is not None, "a ruleset that pays nothing has no settlement"
    spans = {one.span for one in corrections}
    old: Values = {
        pinned_place(ruleset, one.quantity, one.key): one.replaces.cell
        for one in computed.figures.corrections
        if one.span in spans and one.replaces
    }
    now, was = (each.of(payout.name) for each in (computed.valuation, computed.valuation.with_cells(old)))
    found = {}
    for key in now:
        first, second = printed_of(was[key]), printed_of(now[key])
        if isinstance(first, Fraction) and isinstance(second, Fraction):
            found[key] = second - first
    return found

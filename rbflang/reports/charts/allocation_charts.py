"""The charts of an allocation: those of all who are paid, and those of one.

Takes accounts; gives blocks. A chart is left out where the rules do not tell what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from rbflang.data.computed import Computed
from rbflang.explanation.allocation_account import AllocationAccount
from rbflang.explanation.indicator.standings_on_staircases import climbed_staircases
from rbflang.explanation.standings_on_ramps import climbed_ramps
from rbflang.graph.domain import Key
from rbflang.published.cut_spans import cut_spans
from rbflang.published.statements import PublishedRow
from rbflang.reports.charts.effect_waterfall import effect_waterfall
from rbflang.reports.charts.payment_bars import payment_bars
from rbflang.reports.charts.payout_development import payout_development
from rbflang.reports.charts.points_drawn import points_heat_map, points_stacked
from rbflang.reports.charts.ramp_drawn import ramp_chart
from rbflang.reports.charts.staircase_drawn import staircase_chart
from rbflang.reports.document import Chart, Unfolding
from rbflang.reports.titles import round_title
from rbflang.ruleset.model import Member
from rbflang.wording import Voice


def allocation_charts(
    account: AllocationAccount,
    computed: Computed,
    published: Sequence[PublishedRow],
    say: Voice,
    asked: Member | None = None,
) -> Iterator[Chart]:
    """The charts of all who are paid; the first one's sentence begins with the one who is asked for."""
    yield payment_bars(account, _ends(computed, published), say, asked)
    now = f"{account.ruleset.title}, {round_title(computed, say)}"
    over_time = payout_development(account, now, say, computed.is_synthetic)
    yield from filter(None, (points_stacked(account, say), points_heat_map(account, say), over_time))


def staircase_charts(computed: Computed, say: Voice) -> Iterator[Unfolding]:
    """Every staircase and every ramp with all who stand on it, which unfolds."""
    stairs = (staircase_chart(one, say) for one in climbed_staircases(computed))
    ramps = (ramp_chart(one, say) for one in climbed_ramps(computed))
    for chart in chain(stairs, ramps):
        if chart:
            yield Unfolding(chart.title, (chart,))


def payee_charts(account: AllocationAccount, payee: Member, say: Voice) -> Iterator[Chart]:
    """The charts of one who is paid."""
    found = effect_waterfall(account, payee, say)
    if found:
        yield found


def _ends(computed: Computed, published: Sequence[PublishedRow]) -> dict[Key, tuple[Fraction, Fraction]]:
    """Between which ends each amount may lie, where it is not sure and has ends."""
    ends = {key: (one.least.amount, one.greatest.amount) for key, one in cut_spans(computed, published).items()}
    return {key: (low, high) for key, (low, high) in ends.items()
            if low is not None and high is not None and low != high}  # fmt: skip

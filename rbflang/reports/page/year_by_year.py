"""The results of each indicator from year to year, drawn where several years have them.

Takes a computed round and those of earlier rulesets; gives blocks, none where the figures are not the ruleset's own, or
are made up. Which indicator of an earlier one is which is what `compare` says of the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rbflang.comparison.counterparts import counterparts
from rbflang.data.computed import Computed
from rbflang.reports.charts.result_development import IndicatorRound, result_development
from rbflang.reports.document import Block, Heading, Unfolding
from rbflang.ruleset.model import INDICATOR, MemberSet
from rbflang.wording import Voice


def year_by_year(computed: Computed, earlier: Iterable[Computed], say: Voice) -> Iterator[Block]:
    """A chart for each result, which unfolds; `earlier` begins with the oldest."""
    if computed.is_synthetic or not computed.is_of_own_figures:
        return
    drawn = [chart for rounds in _rounds(computed, earlier) for chart in result_development(rounds, say)]
    if drawn:
        yield Heading(say("Resultatene fra år til år", "Results from year to year"))
        yield from (Unfolding(chart.title, (chart,)) for chart in drawn)


def _rounds(computed: Computed, earlier: Iterable[Computed]) -> Iterator[Sequence[IndicatorRound]]:
    """For each indicator the rounds that it is in, this one last."""
    ruleset = computed.checked.ruleset
    before = [
        (one, counterparts(one.checked.ruleset, ruleset))
        for one in earlier
        if _indicators(one) and _indicators(computed)
    ]
    for indicator in ruleset.sets[INDICATOR].members if before else ():
        same = [
            IndicatorRound(one, member)
            for one, shared in before
            for member in one.checked.ruleset.sets[INDICATOR].members
            if shared.member(INDICATOR, member.name) == indicator.name
        ]
        yield (*same, IndicatorRound(computed, indicator))


def _indicators(one: Computed) -> MemberSet | None:
    return one.checked.ruleset.sets.get(INDICATOR)

"""What two rulesets count in the same episodes, where that is not the same: patients or stays, and shares.

Takes what each counted and the names that both share; gives blocks, and the same as data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rbflang.comparison.counterparts import THE_SAME, Counterparts
from rbflang.comparison.differences import RulesetComparison
from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.rounds.counted_results import ObservedCell
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.reports.compare.told_changes import titles_of
from rbflang.reports.document import Block, Heading, Notes, Paragraph
from rbflang.reports.measure.counted_tables import small_note
from rbflang.reports.measure.measurement_data import counts_data, members_data
from rbflang.reports.measure.other_reading import Pair, moved_table
from rbflang.wording import Voice

Place = tuple[str, frozenset[tuple[str, str]]]


def counted_differently(
    comparison: RulesetComparison, before: MeasuredRound, after: MeasuredRound, say: Voice
) -> Iterator[Block]:
    """The results that the two count in another way, in the episodes of the same days."""
    yield Heading(say("Hva som telles annerledes", "What is counted in another way"))
    pairs = _pairs(comparison, before, after)
    moved = [(counted, one, new) for counted, one, new in pairs if one.counts != new.counts]
    if not moved:
        count = len(pairs)
        yield Paragraph(
            say(f"Begge teller det samme i {count} resultater.", f"Both count the same in {count} results.")
        )
    for counted in after.counted:
        own: list[Pair] = [(one, new) for found, one, new in moved if found is counted]
        if own:
            yield from moved_table(after, counted, own, titles_of(comparison), say)
    if any(each.counts.is_small for _, one, new in moved for each in (one, new)):
        yield Notes((small_note(say),))
    yield Paragraph(
        say(
            f"Begge er talt i de samme episodene, fra {after.basis}. Tallene kan være små, og skal ikke deles.",
            f"Both are counted in the same episodes, from {after.basis}. Numbers may be small, and are not to be "
            "shared.",
        )
    )


def counted_data(comparison: RulesetComparison, before: MeasuredRound, after: MeasuredRound) -> list[dict[str, Any]]:
    """The same as data: the members that a result is of, as the later ruleset names them, and both counts."""
    return [
        {
            "quantity": counted.measurement.quantity,
            "members": members_data(after, counted, new),
            "before": counts_data(old.counts),
            "after": counts_data(new.counts),
        }
        for counted, old, new in _pairs(comparison, before, after)
        if old.counts != new.counts
    ]


def _pairs(
    comparison: RulesetComparison, before: MeasuredRound, after: MeasuredRound
) -> list[tuple[CountedEpisodes, ObservedCell, ObservedCell]]:
    """The results that both have, in the order of the later ruleset, with its measurement."""
    earlier = {place: one for place, _, one in _results(before, comparison.before.names)}
    return [(counted, earlier[place], one) for place, counted, one in _results(after, THE_SAME) if place in earlier]


def _results(found: MeasuredRound, names: Counterparts) -> Iterator[tuple[Place, CountedEpisodes, ObservedCell]]:
    """Each result by its quantity and members, in the names that both share."""
    for counted, cells in found.cells:
        for one in cells:
            at = found.members(counted, one.cell, one.payee)
            members = frozenset((name, names.member(name, member)) for name, member in at.items() if member)
            yield (names.quantity(counted.measurement.quantity), members), counted, one

"""Which results the line «Resultatene» is of: the figures that are others before and after, by indicator.

Takes what the changes move, gives a sentence. Figures that one ruleset alone has are used before and after, and are
none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.moved_kroner import MovedKroner, MovedPart
from rbflang.comparison.shared_figures import Place, places_of, shared
from rbflang.comparison.switches import RESULTS
from rbflang.reports.compare.figures_of_one import quantity_title
from rbflang.reports.compare.not_moved import members_at
from rbflang.wording import Voice, counted, lowered

MOST_NAMED = 8


def results_changed(
    comparison: RulesetComparison, moved: MovedKroner, moving: Sequence[MovedPart], say: Voice
) -> Iterator[str]:
    """The sentence, where the results move something."""
    if not any(RESULTS in part.switches for part in moving):
        return
    both, changed = _common(comparison, moved)
    told = []
    for quantity in dict.fromkeys(name for name, _ in changed):
        own, all_of = ([one for one in some if one[0] == quantity] for some in (changed, both))
        title = lowered(quantity_title(comparison, comparison.after, quantity, say))
        if len(own) == len(all_of) > 1:
            told.append(say(f"alle tall for {title} som begge har", f"all figures of {title} that both have"))
        else:
            whom = list(_whom(comparison, own, all_of, say))
            told.append(
                say(f"{title} for {say.listing(whom)}", f"{title} of {say.listing(whom)}") if any(whom) else title
            )
    if told:
        figures = "; ".join(told)
        yield say(
            f"I «Resultatene» er disse tallene endret: {figures}.",
            f"In “The results” these figures are changed: {figures}.",
        )


def _common(comparison: RulesetComparison, moved: MovedKroner) -> tuple[list[Place], list[Place]]:
    """The places that both rulesets have for what they are paid by, and those whose figure is another."""
    sides = comparison.before, comparison.after
    first, second = (shared(side, figures) for side, figures in zip(sides, moved.figures, strict=True))
    own = places_of(sides[0]) & places_of(sides[1])
    both, changed = [], []
    for mine, yours in ((first.observations, second.observations), (first.pins, second.pins)):
        for place in dict.fromkeys((*mine, *yours)):
            if place in own and any(place[0] in side.reached for side in sides):
                both.append(place)
                old, new = mine.get(place), yours.get(place)
                if (old and old.cell) != (new and new.cell):
                    changed.append(place)
    return both, changed


def _whom(comparison: RulesetComparison, changed: Sequence[Place], both: Sequence[Place], say: Voice) -> Iterator[str]:
    """Each indicator, with those who are paid where not all of them have another figure; many are counted."""
    payout = comparison.after.ruleset.payout
    among = payout.sets[-1] if payout else ""
    heads = dict.fromkeys(_head(one, among) for one in changed)
    for head in list(heads)[:MOST_NAMED]:
        own, all_of = ([one for one in some if _head(one, among) == head] for some in (changed, both))
        named, payees = members_at(comparison, head, say), [_payee(comparison, one, among, say) for one in own]
        if len(own) == len(all_of) or not any(payees):
            yield named
        else:
            yield f"{named} ({say.listing(payees)})" if named else say.listing(payees)
    if len(heads) > MOST_NAMED:
        yield say(f"{counted(len(heads) - MOST_NAMED)} til", f"{len(heads) - MOST_NAMED} more")


def _head(place: Place, among: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in place[1] if pair[0] != among)


def _payee(comparison: RulesetComparison, place: Place, among: str, say: Voice) -> str:
    return members_at(comparison, tuple(pair for pair in place[1] if pair[0] == among), say)

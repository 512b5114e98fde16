"""That figures which one ruleset alone has are used before and after, and which these are.

Takes the places of the figures, gives a sentence. The change of results is then that of figures which both have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.comparison.differences import RulesetComparison, Side
from rbflang.comparison.shared_figures import Place, places_of
from rbflang.reports.compare.not_moved import members_at, title_at
from rbflang.reports.compare.told_changes import titles_of
from rbflang.wording import Voice


def figures_of_one(
    comparison: RulesetComparison, of_one: tuple[Sequence[Place], Sequence[Place]], say: Voice
) -> Iterator[str]:
    """The sentence, where there are such figures."""
    told = []
    sides = (comparison.before, comparison.after)
    for side, places, title in zip(sides, of_one, titles_of(comparison), strict=True):
        if places:
            names = say.listing(list(_named(comparison, side, places, say)))
            told.append(say(f"fra {title} {names}", f"from {title} {names}"))
    if told:
        yield say(
            f"Tall som bare det ene regelsettet har, er brukt både før og etter: {', '.join(told)}. Linjen "
            "«Resultatene» gjelder bare tall som begge har.",
            f"Figures that one ruleset alone has are used both before and after: {', '.join(told)}. The line “The "
            "results” is of figures that both have.",
        )


def _named(comparison: RulesetComparison, side: Side, places: Sequence[Place], say: Voice) -> Iterator[str]:
    """`måloppnåelse for Individuell plan (PHV)`: each quantity, and of whom, where both ask for it."""
    every = places_of(side)
    for quantity in dict.fromkeys(name for name, _ in places):
        title = title_at(comparison, ("quantity", quantity), say).lower()
        alone, whole = ([at for name, at in some if name == quantity] for some in (places, every))
        firsts = dict.fromkeys(pair for at in alone for pair in at[:1] if pair[1])
        whom = say.listing([members_at(comparison, (pair,), say) for pair in firsts])
        is_all = len(alone) == len(whole)
        yield title if is_all or not whom else say(f"{title} for {whom}", f"{title} of {whom}")

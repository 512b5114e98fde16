"""That figures which one ruleset alone has are used before and after, and which these are.

Takes what the changes move, gives sentences. The change of results is then that of the other figures: those that both
have, and what is given directly in one of the rulesets and computed in the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.comparison.differences import RulesetComparison, Side
from rbflang.comparison.moved_kroner import MovedKroner
from rbflang.comparison.shared_figures import Place, places_of, shared
from rbflang.comparison.switches import RESULTS
from rbflang.reports.compare.not_moved import members_at, title_at
from rbflang.reports.compare.told_changes import titles_of
from rbflang.wording import Voice


def figures_of_one(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> Iterator[str]:
    """The sentences, where there are such figures."""
    told = []
    sides = (comparison.before, comparison.after)
    for side, places, title in zip(sides, moved.of_one, titles_of(comparison), strict=True):
        if places:
            names = say.listing(list(_named(comparison, side, places, say)))
            told.append(say(f"fra {title} {names}", f"from {title} {names}"))
    if told:
        yield say(
            f"Tall som bare det ene regelsettet har, er brukt både før og etter: {', '.join(told)}. Linjen "
            "«Resultatene» gjelder de andre tallene.",
            f"Figures that one ruleset alone has are used both before and after: {', '.join(told)}. The line “The "
            "results” covers the other figures.",
        )
    if any(RESULTS in part.switches for part in moved.parts):
        yield from _given_directly(comparison, moved, say)


def _given_directly(comparison: RulesetComparison, moved: MovedKroner, say: Voice) -> Iterator[str]:
    """What is given in one ruleset and computed in the other: it changes with the results."""
    sides, titles = (comparison.before, comparison.after), titles_of(comparison)
    pins = [shared(side, figures).pins for side, figures in zip(sides, moved.figures, strict=True)]
    for at, other in ((0, 1), (1, 0)):
        places = [one for one in pins[at] if one not in pins[other] and one not in moved.of_one[at]]
        if places:
            names = say.listing(list(_named(comparison, sides[at], places, say)))
            yield say(
                f"{names[:1].upper()}{names[1:]} er gitt direkte i {titles[at]}. Linjen «Resultatene» bytter det med "
                f"det som regnes ut av resultatene i {titles[other]}.",
                f"Given directly in {titles[at]}: {names}. The line “The results” exchanges "
                f"that for what is computed from the results of {titles[other]}.",
            )


def _named(comparison: RulesetComparison, side: Side, places: Sequence[Place], say: Voice) -> Iterator[str]:
    """`måloppnåelse for Individuell plan (PHV)`: each quantity, and of whom, where both ask for it."""
    every = places_of(side)
    for quantity in dict.fromkeys(name for name, _ in places):
        title = quantity_title(comparison, side, quantity, say).lower()
        alone, whole = ([at for name, at in some if name == quantity] for some in (places, every))
        firsts = dict.fromkeys(pair for at in alone for pair in at[:1] if pair[1])
        whom = say.listing([members_at(comparison, (pair,), say) for pair in firsts])
        is_all = len(alone) == len(whole)
        yield title if is_all or not whom else say(f"{title} for {whom}", f"{title} of {whom}")


def quantity_title(comparison: RulesetComparison, side: Side, quantity: str, say: Voice) -> str:
    """The title of a quantity; what every ruleset has, no line declares."""
    address = ("quantity", quantity)
    declared = any(address in one.pieces for one in (comparison.before, comparison.after))
    return (
        title_at(comparison, address, say) if declared else side.ruleset.quantities[quantity].titled.say(say.language)
    )

"""A figure that was varied, in words and cells: whose it is, what it must be, and how far that is."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from rbflang.data.printed import counts_printed
from rbflang.explanation.item import Item
from rbflang.questions.goal import GoalReached, ResultAsked
from rbflang.reports.cell_words import worded
from rbflang.reports.explain.on_the_staircase import bound_cell
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import DASH, Cell, Phrase, Quoted
from rbflang.ruleset.model import INDICATOR, SUBAREA, Ruleset
from rbflang.wording import Voice, decimals_needed, lowered, number

SHOWN = 10**6


def figure_name(
    item: Item, beside: Sequence[Item], ruleset: Ruleset, among: str, say: Voice, is_titled: bool = False
) -> str:
    """The indicator, and whose it is within it; what the figure is where it has none, another has the same, or asked
    for."""
    at = item.members(ruleset)
    names = [name for name in item.quantity.sets if at[name] and name != among]
    names.sort(key=lambda name: name != INDICATOR)
    members = [at[name] if name == SUBAREA else called(ruleset.sets[name][at[name]], say) for name in names]
    alike = [
        each for each in beside if each.quantity is not item.quantity and _whose(each, ruleset) == _whose(item, ruleset)
    ]
    own = [title(item.quantity, say)] if alike or is_titled or not members else []
    return ", ".join([*members, *map(lowered if members else str, own)])


def _whose(item: Item, ruleset: Ruleset) -> dict[str, str]:
    """The members that a figure is of, in the sets that it has a member of."""
    return {name: member for name, member in item.members(ruleset).items() if member}


def told_apart(names: Sequence[str], say: Voice) -> list[str]:
    """Names as they stand in a list: quoted, where one of several has a comma in it."""
    is_unclear = len(names) > 1 and any(", " in name for name in names)
    return [say.quoted(name) if is_unclear else name for name in names]


def not_given_text(found: Sequence[Item], ruleset: Ruleset, among: str, say: Voice) -> str:
    """Which figures are not given, so that nothing can be told of them."""
    names = _listed(found, ruleset, among, say)
    return say(f"Ikke oppgitt, og derfor ikke prøvd: {names}.", f"Not given, and so not tried: {names}.")


def known_by_bound_text(found: Sequence[Item], ruleset: Ruleset, among: str, say: Voice) -> str:
    """Of which figures a bound alone is known, so that nobody can tell how far it is from them."""
    names = _listed(found, ruleset, among, say)
    return say(f"Bare kjent ved en grense, og derfor ikke prøvd: {names}.",
               f"Known by a bound alone, and so not tried: {names}.")  # fmt: skip


def _listed(found: Sequence[Item], ruleset: Ruleset, among: str, say: Voice) -> str:
    return say.listing(told_apart([lowered(figure_name(one, (), ruleset, among, say, True)) for one in found], say))


def must_be(one: ResultAsked, reached: GoalReached, say: Voice) -> Cell:
    """The number that the figure must be; or that it must be beyond it."""
    shown = must_count(one, reached) or bound_cell(shown_value(one, reached), one.item.unit)
    if reached.included:
        return shown
    beyond = say("over", "above") if reached.is_above else say("under", "below")
    return Phrase(f"{beyond} {worded(shown, say.language)}")


def must_count(one: ResultAsked, reached: GoalReached) -> Cell | None:
    """The counts that a share must be, `1 473/12 269`, where its per cent has no end; nothing for other figures."""
    counts = counts_printed(one.item.row.printed) if one.item.row else None
    if counts is None or decimals_needed(reached.value * 100) is not None:
        return None
    numerator = reached.value * counts[1]
    text = f"{number(numerator)}/{number(counts[1])}"
    return Quoted(text, reached.value, one.item.unit) if numerator.denominator == 1 else None


def shown_value(one: ResultAsked, reached: GoalReached) -> Fraction:
    """The number; where it has no end, rounded away from what the figure is."""
    scale = 100 if one.item.unit.is_share else 1
    scaled = reached.value * scale
    if decimals_needed(scaled) is not None:
        return reached.value
    rounded = ceil(scaled * SHOWN) if reached.is_above else floor(scaled * SHOWN)
    return Fraction(rounded, SHOWN) / scale


def way_cell(one: ResultAsked, reached: GoalReached, say: Voice) -> Cell:
    """The change from the figure as it is printed, of a share in percentage points."""
    printed = one.item.exact if one.item.exact is not None else one.now
    to = shown_value(one, reached) if must_count(one, reached) is None else reached.value
    way = (to - printed) * (100 if one.item.unit.is_share else 1)
    if not way or one.item.is_hidden:
        return DASH
    needed = decimals_needed(way)
    return Phrase(say.number(way, 6 if needed is None else min(needed, 6), sign=True))

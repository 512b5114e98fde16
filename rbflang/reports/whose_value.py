"""Whose a value of the rules is, and that there is none: what is told of optional values, and of those from above.

Takes items of an account; gives words.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from fractions import Fraction

from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.item import Item
from rbflang.quantities import Unit
from rbflang.reports.cell_words import in_unit, worded
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import BLANK, DASH, FromTo, Phrase, plain_cell
from rbflang.reports.typed_cells import Cell as TableCell
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import SETS
from rbflang.wording import Voice, lowered

MOST_TOLD = 4


def not_given(say: Voice) -> str:
    """What stands in place of a value that is not there, be it one of the rules or a figure."""
    return say("ikke oppgitt", "not given")


def whose_value(item: Item, ruleset: Ruleset, say: Voice) -> str:
    """`, satt for hele indikatoren`: that a value is that of the member above; nothing for a value of its own."""
    if not item.taken_from:
        return ""
    set_name = item.taken_from[-1]
    noun = SETS.get(set_name)
    if noun is None:
        title = ruleset.sets[set_name][item.members(ruleset)[set_name]].title
        return say(f", satt for «{title}»", f", set for “{title}”")
    return say(f", satt for hele {noun.the}", f", set for the whole {noun.en}")


def target_in_short(placings: Sequence[Placing], say: Voice) -> TableCell:
    """The target that all sub-areas have; a dash where theirs differ, words where there is none."""
    if not placings:
        return BLANK
    told = list(dict.fromkeys(_target(one, say) for one in placings))
    return told[0] if len(told) == 1 else DASH


def target_words(placing: Placing, say: Voice) -> str:
    """A target as the rules have it; one known only within bounds as an interval."""
    bounds = placing.target_interval
    if placing.target is not None or bounds is None:
        return worded(_target(placing, say), say.language)
    unit = _unit(placing)
    low, high = (plain_cell(end or Fraction(0), unit, is_named=True) for end in (bounds.low, bounds.high))
    return worded(FromTo(low, say(" til ", " to "), high), say.language)


def _target(placing: Placing, say: Voice) -> TableCell:
    """A target in a table: bounds in whole per cent, moved out so that they hold, or in whole units."""
    unit = _unit(placing)
    if placing.target is not None:
        return plain_cell(placing.target, unit, is_named=True)
    bounds = placing.target_interval
    if bounds is None:
        return Phrase(not_given(say)) if placing.has_target else BLANK
    low, high = (end or Fraction(0) for end in (bounds.low, bounds.high))
    size = 100 if unit.is_share else 1
    down, up = Fraction((low * size).__floor__(), size), Fraction((high * size).__ceil__(), size)
    return FromTo(plain_cell(down, unit), "–", plain_cell(up, unit, is_named=True))


def _unit(placing: Placing) -> Unit:
    """What a target is counted in."""
    return placing.target_item.unit if placing.target_item else placing.unit


def targets_note(placings: Sequence[Placing], say: Voice) -> str:
    """`. Måltall: 30 % for PHV og 50 % for TSB`; nothing where they have the same."""
    together: dict[str, list[str]] = {}
    for one in placings:
        together.setdefault(target_words(one, say), []).append(one.subarea)
    if len(together) < 2:
        return ""
    each = [f"{words} for {say.listing(areas)}" for words, areas in together.items()]
    return say(f". Måltall: {say.listing(each)}", f". Targets: {say.listing(each)}")


def not_given_note(found: Sequence[Item], ruleset: Ruleset, asked: Container[str], say: Voice) -> str:
    """`Ikke oppgitt i reglene: x.`: what the rules ask for and do not give, among what is rested on.

    Each is told with the members that tell it from the same of others, but for those of the sets `asked` about.
    """
    told = []
    for one in found:
        key = one.members(ruleset)
        about = [
            called(ruleset.sets[name][key[name]], say) for name in one.quantity.sets if name not in asked and key[name]
        ]
        told.append(lowered(one.quantity.titled.say(say.language)) + (f" ({', '.join(about)})" if about else ""))
    some = _some(told, say)
    return say("Ikke oppgitt i reglene: ", "Not given in the rules: ") + say.listing(some) + "." if some else ""


def taken_note(found: Sequence[Item], ruleset: Ruleset, asked: Container[str], say: Voice) -> str:
    """`Måltall (TSB) 50 %, satt for hele indikatoren.`: what is rested on of a member above, told nowhere else."""
    told = []
    for one in found:
        key = one.members(ruleset)
        below = [called(ruleset.sets[name][key[name]], say) for name in one.quantity.sets if name not in asked]
        about = f" ({', '.join(below)})" if below else ""
        title = one.quantity.titled.say(say.language)
        told.append(f"{title}{about} {_shown(one, say)}{whose_value(one, ruleset, say)}")
    some = _some(told, say)
    return "; ".join(some) + "." if some else ""


def _some(told: Sequence[str], say: Voice) -> list[str]:
    """The first few, each once, and how many more there are."""
    each = list(dict.fromkeys(told))
    more = len(each) - MOST_TOLD
    return [*each[:MOST_TOLD], *([say(f"{more} til", f"{more} more")] if more > 0 else [])]


def _shown(item: Item, say: Voice) -> str:
    value = item.value
    if isinstance(value, bool):
        return say("ja", "yes") if value else say("nei", "no")
    if not isinstance(value, Fraction):
        return str(value)
    return say.percent(value) if item.unit.is_share else in_unit(say.plain(value), item.unit, say.language)

"""Whose a value of the rules is, and that there is none: what is told of optional values, and of those from above.

Takes the cells of a valuation and a quantity that the rules give; gives words.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.placing import Placing
from rbflang.explanation.roles import unit_of
from rbflang.graph.nodes import Cell, Constant, Failure, printed_of
from rbflang.quantities import SHARE, Unit
from rbflang.reports.cell_words import ending, worded
from rbflang.reports.typed_cells import BLANK, DASH, FromTo, Phrase, amount_cell, share_cell
from rbflang.reports.typed_cells import Cell as TableCell
from rbflang.ruleset.model import Quantity
from rbflang.ruleset.nouns import SETS
from rbflang.tables.reads import Place
from rbflang.wording import Voice

MOST_TOLD = 4


def not_given(say: Voice) -> str:
    """What stands in place of a value that is not there, be it one of the rules or a figure."""
    return say("ikke oppgitt", "not given")


def is_not_given(cells: Cells, place: Place) -> bool:
    """True for a cell of the rules that they give nothing."""
    cell = cells.computed.valuation.cells[place[0]][place[1]]
    return isinstance(place[0], Constant) and isinstance(cell, Failure)


def whose_value(cells: Cells, quantity: Quantity, members: Mapping[str, str], say: Voice) -> str:
    """`, satt for hele indikatoren`: that a value is that of the member above; nothing for a value of its own."""
    given = quantity.given.get(cells.key(quantity.name, members))
    if given is None or not given.taken_from:
        return ""
    set_name = given.taken_from[-1]
    noun = SETS.get(set_name)
    if noun is None:
        key = dict(zip(cells.space.domain(quantity.sets).sets, cells.key(quantity.name, members), strict=True))
        title = cells.ruleset.sets[set_name][key[set_name]].title
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
    return worded(_target(placing, say), say.language)


def _target(placing: Placing, say: Voice) -> TableCell:
    if placing.target is not None:
        return share_cell(placing.target)
    bounds = placing.target_interval
    if bounds is None:
        return Phrase(not_given(say)) if placing.has_target else BLANK
    low, high = (end or Fraction(0) for end in (bounds.low, bounds.high))
    return FromTo(amount_cell(low, 1, SHARE), "–", share_cell(high, 1))


def targets_note(placings: Sequence[Placing], say: Voice) -> str:
    """`. Måltall: 30 % for PHV og 50 % for TSB`; nothing where they have the same."""
    together: dict[str, list[str]] = {}
    for one in placings:
        together.setdefault(target_words(one, say), []).append(one.subarea)
    if len(together) < 2:
        return ""
    each = [f"{words} for {say.listing(areas)}" for words, areas in together.items()]
    return say(f". Måltall: {say.listing(each)}", f". Targets: {say.listing(each)}")


def not_given_note(cells: Cells, behind: Iterable[Place], members: Mapping[str, str], say: Voice) -> str:
    """`Ikke oppgitt i reglene: x.`: what the rules ask for and do not give, among what is rested on."""
    told = list(dict.fromkeys(_missing(cells, behind, members, say)))
    if not told:
        return ""
    more = len(told) - MOST_TOLD
    rest = [say(f"{more} til", f"{more} more")] if more > 0 else []
    return say("Ikke oppgitt i reglene: ", "Not given in the rules: ") + say.listing([*told[:MOST_TOLD], *rest]) + "."


def _missing(cells: Cells, behind: Iterable[Place], members: Mapping[str, str], say: Voice) -> Iterator[str]:
    """Each value with the members that tell it from the same of others, beyond those asked about."""
    names = cells.computed.valuation.graph.names
    for place in behind:
        node, cell = place
        if node not in names or not is_not_given(cells, place):
            continue
        quantity = cells.ruleset.quantities[names[node]]
        key = dict(zip(node.domain.sets, node.domain.keys[cell], strict=True))
        if all(key.get(name, member) == member for name, member in members.items()):
            title = quantity.titled.say(say.language)
            about = [
                cells.ruleset.sets[name][key[name]].short for name in quantity.sets if name not in members and key[name]
            ]
            yield lowered(title) + (f" ({', '.join(about)})" if about else "")


def taken_note(
    cells: Cells, behind: Iterable[Place], members: Mapping[str, str], told: Container[str], say: Voice
) -> str:
    """`Måltall (TSB) 50 %, satt for hele indikatoren.`: what is rested on of a member above, told nowhere else."""
    taken = list(dict.fromkeys(_taken(cells, behind, members, told, say)))
    more = len(taken) - MOST_TOLD
    rest = [say(f"{more} til", f"{more} more")] if more > 0 else []
    return "; ".join([*taken[:MOST_TOLD], *rest]) + "." if taken else ""


def _taken(
    cells: Cells, behind: Iterable[Place], members: Mapping[str, str], told: Container[str], say: Voice
) -> Iterator[str]:
    names = cells.computed.valuation.graph.names
    for node, cell in behind:
        name = names.get(node, "")
        quantity = cells.ruleset.quantities.get(name)
        if quantity is None or name in told or not isinstance(node, Constant):
            continue
        key = dict(zip(node.domain.sets, node.domain.keys[cell], strict=True))
        whose = whose_value(cells, quantity, key, say)
        if whose and all(key.get(name, member) == member for name, member in members.items()):
            below = [cells.ruleset.sets[name][key[name]].short for name in quantity.sets if name not in members]
            about = f" ({', '.join(below)})" if below else ""
            title = quantity.titled.say(say.language)
            shown = _shown(cells.computed.valuation.cells[node][cell], unit_of(cells.computed.checked, quantity), say)
            yield f"{title}{about} {shown}{whose}"


def _shown(cell: Cell, unit: Unit, say: Voice) -> str:
    value = printed_of(cell)
    if isinstance(value, bool):
        return say("ja", "yes") if value else say("nei", "no")
    if not isinstance(value, Fraction):
        return str(value)
    return say.percent(value) if unit.is_share else say.plain(value) + ending(unit, say.language)

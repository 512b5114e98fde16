"""How cells, members and intervals are written in messages about figures.

Takes exact values and the ruleset they belong to; gives figures and names in both languages.
"""

from __future__ import annotations

from rbflang.diagnostics import NOTHING
from rbflang.graph.domain import Domain, Key
from rbflang.intervals import Interval
from rbflang.quantities import Unit
from rbflang.ruleset.model import INDICATOR, SUBAREA, Ruleset
from rbflang.ruleset.unit_words import shown
from rbflang.wording import Words, same

# The word for one member of a set, and for all of them: «hver region», «alle regioner».
_SET_WORDS = {
    "region": Words("alle regioner", "all regions"), "indikator": Words("alle indikatorer", "all indicators"),
    "delområde": Words("alle delområder", "all sub-areas"), "foretak": Words("alle foretak", "all trusts"),
    "gruppe": Words("alle grupper", "all groups"), "prestasjonsmål": Words("alle prestasjonsmål", "all measures"),
}  # fmt: skip


def bounds_words(interval: Interval, unit: Unit) -> Words:
    """Where a number certainly lies: `mellom 0,55 % og 0,65 %`."""
    low = None if interval.low is None else shown(interval.low, unit)
    high = None if interval.high is None else shown(interval.high, unit)
    if low is not None and high is not None:
        return Words(f"mellom {low.nb} og {high.nb}", f"between {low.en} and {high.en}")
    if high is not None:
        word = ("høyst", "at most") if interval.high_included else ("under", "below")
        return Words(f"{word[0]} {high.nb}", f"{word[1]} {high.en}")
    if low is not None:
        word = ("minst", "at least") if interval.low_included else ("over", "above")
        return Words(f"{word[0]} {low.nb}", f"{word[1]} {low.en}")
    return Words("ukjent", "unknown")


def part_words(part: Interval, whole: Interval, unit: Unit) -> Words:
    """Which part of an interval is meant, as a narrowing says it: `under 0,6 %`, `minst 0,6 %`."""
    if part == whole:
        return bounds_words(part, unit)
    if part.is_point and part.low is not None:
        exactly = shown(part.low, unit)
        return Words(f"nøyaktig {exactly.nb}", f"exactly {exactly.en}")
    from_below = (part.low, part.low_included) == (whole.low, whole.low_included)
    from_above = (part.high, part.high_included) == (whole.high, whole.high_included)
    if from_below or from_above:
        cut = Interval(None if from_below else part.low, None if from_above else part.high,
                       not from_below and part.low_included, not from_above and part.high_included)  # fmt: skip
        return bounds_words(cut, unit)
    return bounds_words(part, unit)


def member_words(ruleset: Ruleset, set_name: str, member: str) -> Words:
    """A member as messages name it: indicators and sub-areas by their names in the data, others by title."""
    if set_name in (INDICATOR, SUBAREA) or set_name not in ruleset.sets:
        return same(member)
    known = ruleset.sets[set_name][member]
    return Words(known.spoken, known.titles.english or known.spoken)


def cell_words(ruleset: Ruleset, domain: Domain, key: Key) -> Words:
    """What a cell is about: `epikrisetid PHV, Helse Vest`; nothing for the cell of a quantity without sets."""
    at = dict(zip(domain.sets, key, strict=True))
    below = {ruleset.sets[name].above for name in domain.sets if name != SUBAREA}
    told = [name for name in domain.sets if at[name] and name not in below]
    words = NOTHING
    for name in told:
        text, between = member_words(ruleset, name, at[name]), " " if name == SUBAREA else ", "
        words = Words(f"{words.nb}{between}{text.nb}", f"{words.en}{between}{text.en}") if words.nb else text
    return words


def all_of(set_name: str) -> Words:
    """All members of a set: `alle regioner`."""
    return _SET_WORDS.get(set_name, Words(f"alle i «{set_name}»", f"all of “{set_name}”"))

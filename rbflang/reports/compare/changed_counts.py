"""What is changed in what is counted in a register: numerators, denominators, and within what patients are counted.

Takes a comparison, gives a section in words; what a change moves is not told, for that takes the episodes.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.comparison.counted_differences import CountedDifference, CountedLine
from rbflang.comparison.differences import RulesetComparison, Side
from rbflang.reports.compare.told_changes import Section, Told, place, titles_of, words_of
from rbflang.reports.standings import standing, status
from rbflang.ruleset.model import INDICATOR, SUBAREA
from rbflang.wording import Voice, Words

PARTS = {
    "numerator": Words("Telleren", "The numerator"),
    "denominator": Words("Nevneren", "The denominator"),
}


def changed_counts(comparison: RulesetComparison, say: Voice) -> Section:
    """Every change in what is counted."""
    told = tuple(_told(comparison, one, say) for one in comparison.counted)
    return Section(say("Endringer i hva som telles", "Changes in what is counted"), (), told)


def _told(comparison: RulesetComparison, one: CountedDifference, say: Voice) -> Told:
    if one.what in ("measured", "not_measured"):
        return _whole(comparison, one, say)
    if one.what in ("row_in", "row_out"):
        return _row(comparison, one, say)
    if one.what in ("counted_per", "counted_where"):
        return _rule(one, _all_counts(comparison, one, say), say)
    part, title = PARTS[one.what].say(say.language), _title(comparison.after, one.key, say)
    if not (one.more or one.fewer):
        return _rule(
            one,
            say(f"{part} for «{title}» telles på en annen måte:", f"{part} of “{title}” is counted otherwise:"),
            say,
        )
    mark = standing(one.after.citation, say) if one.after else ""
    more, fewer = (_codes(one.column, codes, say) for codes in (one.more, one.fewer))
    also = say(f"teller også {more}", f"also counts {more}") if more else ""
    no_longer = say(f"ikke lenger {fewer}", f"no longer {fewer}") if fewer and more else ""
    only = say(f"teller ikke lenger {fewer}", f"no longer counts {fewer}") if fewer and not more else ""
    text = say.listing([words for words in (also, no_longer, only) if words])
    sentence = say(f"{part} for «{title}» {text}{mark}.", f"{part} of “{title}” {text}{mark}.")
    return Told(
        "counted", (one.quantity, *one.key), sentence, *_words(one), places=_places(one), statuses=_statuses(one)
    )


def _whole(comparison: RulesetComparison, one: CountedDifference, say: Voice) -> Told:
    """A ruleset that says what is counted where the other does not."""
    before, after = titles_of(comparison)
    here, there = (after, before) if one.what == "measured" else (before, after)
    title = _quantity(comparison, one, say)
    text = say(
        f"{here} sier hva som telles for «{title}» i et register. Det gjør ikke {there}.",
        f"{here} says what is counted for “{title}” in a register. {there} does not.",
    )
    return Told("measured", (one.quantity,), text, places=_places(one), statuses=_statuses(one))


def _row(comparison: RulesetComparison, one: CountedDifference, say: Voice) -> Told:
    is_in = one.what == "row_in"
    title = _title(comparison.after, one.key, say)
    text = (
        say(f"«{title}» telles i registeret:", f"“{title}” is counted in the register:")
        if is_in
        else say(f"«{title}» telles ikke lenger i registeret:", f"“{title}” is no longer counted in the register:")
    )
    return _rule(one, text, say)


def _all_counts(comparison: RulesetComparison, one: CountedDifference, say: Voice) -> str:
    title = _quantity(comparison, one, say)
    if one.what == "counted_per":
        return say(
            f"Hva pasientene telles innenfor, er endret for «{title}»:",
            f"Within what patients are counted is changed for “{title}”:",
        )
    return say(f"Hvilke rader som telles for «{title}», er endret:", f"Which rows count for “{title}” is changed:")


def _rule(one: CountedDifference, text: str, say: Voice) -> Told:
    before, after = _words(one)
    about = (one.quantity, *one.key)
    return Told("counted", about, text, before, after, places=_places(one), layout="rule", statuses=_statuses(one))


def _words(one: CountedDifference) -> tuple[str, str]:
    return _said(one.before), _said(one.after)


def _said(line: CountedLine | None) -> str:
    return words_of(line.span, line.citation) if line else ""


def _places(one: CountedDifference) -> tuple[str, str]:
    return place(one.before.span if one.before else None), place(one.after.span if one.after else None)


def _statuses(one: CountedDifference) -> tuple[str, str]:
    return status(one.before.citation if one.before else None), status(one.after.citation if one.after else None)


def _codes(column: str, codes: Sequence[str], say: Voice) -> str:
    return f"{column} {say.listing(codes)}" if codes else ""


def _title(side: Side, key: Sequence[str], say: Voice) -> str:
    """The titles of an indicator and its sub-area, or of other members."""
    found = []
    for set_name, name in zip((INDICATOR, SUBAREA), key, strict=False):
        members = side.ruleset.sets[set_name].by_name if set_name in side.ruleset.sets else {}
        found.append(members[name].titled.say(say.language) if name in members else name)
    return ", ".join(found)


def _quantity(comparison: RulesetComparison, one: CountedDifference, say: Voice) -> str:
    for side in (comparison.after, comparison.before):
        if one.quantity in side.ruleset.quantities:
            return side.ruleset.quantities[one.quantity].titled.say(say.language)
    return one.quantity

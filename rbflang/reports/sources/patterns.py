"""Which parts would give the printed points as well, in words: the patterns for one sub-area, for two, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.published.parts_patterns import Pattern, Patterns
from rbflang.reports.document import Block, Heading, Line, Lines
from rbflang.reports.titles import called
from rbflang.ruleset.model import INDICATOR, Ruleset
from rbflang.wording import Voice, counted

MOST_SHOWN = 6


def pattern_blocks(ruleset: Ruleset, found: Sequence[Patterns], say: Voice) -> Iterator[Block]:
    """For each indicator whose parts are given directly: what else gives the printed points."""
    for one in found:
        indicator = ruleset.sets[INDICATOR][one.indicator]
        title = called(indicator, say)
        yield Heading(say(f"Deler som er gitt direkte: {title}", f"Parts given directly: {title}"))
        yield Lines(tuple(_lines(ruleset, one, say)))


def _lines(ruleset: Ruleset, one: Patterns, say: Voice) -> Iterator[Line]:
    yield Line(say("Gitt", "Given"), _pattern(one.given, say))
    for count, patterns in enumerate(one.found, 1):
        areas = say("Ett område" if count == 1 else f"{counted(count).capitalize()} områder",
                    f"{count} {'sub-area' if count == 1 else 'sub-areas'}")  # fmt: skip
        yield Line(areas, _found(patterns, say))
    titles = {member.name: called(member, say) for member in ruleset.sets[one.among].members}
    for member, steps in zip((titles[name] for name in one.members), one.steps, strict=True):
        sums = [" + ".join(say.plain(step) for step in each) for each in steps]
        yield Line(member, say.listing(sums) if len(sums) < 2 else say(" eller ", " or ").join(sums))


def _found(patterns: Sequence[Pattern], say: Voice) -> str:
    if not patterns:
        return say("Ingen trinn gir de trykte poengene.", "No steps give the printed points.")
    shown = say.listing([_pattern(one, say) for one in patterns[:MOST_SHOWN]])
    if len(patterns) == 1:
        return say(f"Bare {shown} gir de trykte poengene.", f"Only {shown} gives the printed points.")
    more = len(patterns) - MOST_SHOWN
    left = say(f" og {more} til", f" and {more} more") if more > 0 else ""
    return say(f"{shown}{left} gir de trykte poengene.", f"{shown}{left} give the printed points.")


def _pattern(one: Pattern, say: Voice) -> str:
    return " : ".join(say.plain(part) for part in one)

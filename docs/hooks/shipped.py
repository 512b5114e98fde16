"""The rulesets that ship, as the pages of the site read them: ready to compute, each indicator with its years.

Takes nothing but the rulesets, gives values and words. An indicator is the same in two years where they share its
name, title or another name.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

import rbflang
from rbflang.evaluation.computed import Computed
from rbflang.nearest import folded
from rbflang.pipeline import Prepared
from rbflang.ruleset.model import INDICATOR, Given, Member, Quantity
from rbflang.syntax.format_words import Spelling
from rbflang.syntax.vocabulary import STATUSES

WORDS = Spelling("nb")


@cache
def prepared(name: str) -> Prepared:
    """A ruleset that ships, ready to compute."""
    shelf = rbflang.find(name)
    assert shelf is not None
    found = rbflang.prepare(shelf)
    assert not isinstance(found, tuple), found
    return found


def computed(one: Prepared, round_name: str) -> Computed | None:
    """The round computed on its published observations, where they are complete."""
    found = rbflang.compute(one, round_name)
    return None if isinstance(found, tuple) else found


def round_title(one: Prepared, name: str) -> str:
    found = [each for each in one.checked.ruleset.rounds.values() if rbflang.library.round_name(each.name.text) == name]
    return (found[0].titles.title or found[0].name.text) if found else name


def is_shown(one: Quantity) -> bool:
    return (
        one.role == "property"
        and one.sets == (INDICATOR,)
        and one.typing is not None
        and "tekst" not in one.typing.words
    )


def value_of(given: Given | None) -> str:
    """A value as it is written, and its status where it is not simply documented: `15 % (utledet)`."""
    if given is None:
        return "–"
    said = {entry.status for entry in given.citation.entries} if given.citation else set()
    weakest = [status.nb.removesuffix(" fra") for status in STATUSES if status.name in said][-1:]
    return " ".join([WORDS.value(given.value), *(f"({status})" for status in weakest if status)])


def cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|")


@frozen(eq=False)
class Yearly:
    """An indicator in one year."""

    year: Prepared
    member: Member

    @property
    def names(self) -> frozenset[str]:
        """Everything it is called, spelled alike."""
        titles = self.member.titles
        return frozenset(map(folded, (self.member.name, self.member.title, *titles.aliases)))


@cache
def indicators() -> tuple[tuple[Yearly, ...], ...]:
    """Every indicator with its years, the newest first; those of the newest year come first."""
    found: list[list[Yearly]] = []
    for shelf in reversed(list(rbflang.shelves())):
        year = prepared(shelf.name)
        for member in year.checked.ruleset.sets[INDICATOR].members:
            one = Yearly(year, member)
            same = next((each for each in found if _is_same(each, one)), None)
            found.append([one]) if same is None else same.append(one)
    return tuple(map(tuple, found))


def _is_same(known: list[Yearly], one: Yearly) -> bool:
    latest = known[-1]
    return latest.year is not one.year and bool(latest.names & one.names)


def slug(years: tuple[Yearly, ...]) -> str:
    """The name of the page: that of the indicator in its newest year."""
    plain = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "_": "-"})
    return years[0].member.name.lower().translate(plain)

"""The rulesets that ship, as the pages of the site read them: ready to compute, each indicator with its years.

Takes nothing but the rulesets, gives values and words.
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

import rbflang
from rbflang.comparison.counterparts import counterparts
from rbflang.data.computed import Computed
from rbflang.pipeline import Prepared
from rbflang.render.markdown import escaped
from rbflang.ruleset.model import INDICATOR, Given, Member, Quantity, Ruleset
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


def given_to(member: Member, quantity: Quantity) -> Given | None:
    """What the rules give an indicator, by itself or in its group."""
    return next((given for key, given in quantity.given.items() if key and key[-1] == member.name), None)


def groups(ruleset: Ruleset) -> dict[str, Member]:
    """The group of each indicator that lies in one."""
    above = ruleset.sets[INDICATOR].above
    return {} if above is None else {
        one.name: ruleset.sets[above][one.above] for one in ruleset.sets[INDICATOR].members if one.above
    }  # fmt: skip


def value_of(given: Given | None) -> str:
    """A value as it is written, and its status where it is not simply documented: `15 % (utledet)`."""
    if given is None:
        return "–"
    said = {entry.status for entry in given.citation.entries} if given.citation else set()
    weakest = [status.nb.removesuffix(" fra") for status in STATUSES if status.name in said][-1:]
    return " ".join([WORDS.value(given.value), *(f"({status})" for status in weakest if status)])


def cell(text: str) -> str:
    """A text of a ruleset inside a line of a page, whatever signs of Markdown are in it."""
    return escaped(re.sub(r"\s+", " ", text))


@frozen(eq=False)
class Yearly:
    """An indicator in one year."""

    year: Prepared
    member: Member


@cache
def years() -> tuple[Prepared, ...]:
    """Every ruleset that ships, oldest first."""
    return tuple(sorted((prepared(one.name) for one in rbflang.shelves()), key=lambda one: one.shelf.name[-4:]))


@cache
def indicators() -> tuple[tuple[Yearly, ...], ...]:
    """Every indicator with its years, newest first; those of the newest year come first.

    What an indicator of one year is in the next is what `compare` says of the two years.
    """
    found: list[list[Yearly]] = []
    for newer, year in zip((None, *reversed(years())), reversed(years()), strict=False):
        ruleset = year.checked.ruleset
        now = counterparts(ruleset, newer.checked.ruleset).members[INDICATOR] if newer else {}
        latest = {each[-1].member.name: each for each in found if each[-1].year is newer}
        for member in ruleset.sets[INDICATOR].members:
            same = latest.get(now.get(member.name, ""))
            if same is None:
                found.append([Yearly(year, member)])
            else:
                same.append(Yearly(year, member))
    return tuple(map(tuple, found))


def slug(years: tuple[Yearly, ...]) -> str:
    """The name of the page: that of the indicator in its newest year."""
    plain = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "_": "-"})
    return years[0].member.name.lower().translate(plain)

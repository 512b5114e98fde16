"""Registers and the rounds they give data to: `datagrunnlag NPR "årsdata 2024", NKI som i foreløpig`.

Takes declarations of rounds and a ruleset; tells which figures a register's are. It reads no data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rbflang.graph.domain import Key
from rbflang.ruleset.model import INDICATOR, Quantity, Ruleset
from rbflang.ruleset.values import quantity_kind
from rbflang.syntax.expressions import Name, Text
from rbflang.syntax.tree import RoundDecl


def earlier_rounds(one: RoundDecl) -> Iterator[tuple[Name, Name]]:
    """Each register or input whose figures are those of another round, with the name of that round."""
    yield from ((register, basis) for register, basis in one.basis if isinstance(basis, Name))


def unconfirmed_periods(one: RoundDecl) -> Iterator[tuple[Name, Text]]:
    """Each register whose data are told with the word for unconfirmed, and the text: `"ubekreftet årsdata 2024"`."""
    texts = ((register, basis) for register, basis in one.basis if isinstance(basis, Text))
    yield from ((register, text) for register, text in texts if unmarked(text) != text.text)


def unmarked(period: Text) -> str:
    """What data are told to be, without the word for unconfirmed."""
    return _unconfirmed().sub("", period.text)


@cache
def _unconfirmed() -> re.Pattern[str]:
    from rbflang.syntax.vocabulary import BY_STATUS

    mark = BY_STATUS["unconfirmed"]
    return re.compile(rf"^(?:{mark.nb}|{mark.en})\b[\s,:]*")


def belongs_to(ruleset: Ruleset, register: str, quantity: str, key: Key) -> bool:
    """True for a cell of the input named, or of an indicator for which a property names the register."""
    if quantity == register:
        return True
    sets = ruleset.space.domain(ruleset.quantities[quantity].sets).sets
    return INDICATOR in sets and key[sets.index(INDICATOR)] in indicators_of(ruleset, register)


def indicators_of(ruleset: Ruleset, register: str) -> tuple[str, ...]:
    """The indicators for which a property of words is the register."""
    at = ruleset.space.domain((INDICATOR,)).sets.index(INDICATOR) if INDICATOR in ruleset.sets else 0
    named = [one for one in ruleset.quantities.values() if _is_word_of_indicators(one)]
    return tuple(key[at] for one in named for key, given in one.given.items() if _says(given.value, register))


def registers(ruleset: Ruleset) -> tuple[str, ...]:
    """Every word that a property of the indicators has, each once."""
    named = [one for one in ruleset.quantities.values() if _is_word_of_indicators(one)]
    words = [given.value.text for one in named for given in one.given.values() if isinstance(given.value, Name)]
    return tuple(dict.fromkeys(words))


def _is_word_of_indicators(one: Quantity) -> bool:
    return one.role == "property" and one.sets == (INDICATOR,) and quantity_kind(one).what == "word"


def _says(value: object, register: str) -> bool:
    return isinstance(value, Name) and value.text == register

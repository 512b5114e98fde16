"""The periods that a round says its figures are from, and which of them nobody has confirmed for the year.

Takes the text behind a register; gives the period it names. A new year's text says the period of the year it was made
from, with words that say so; those words are no part of the period.
"""

from __future__ import annotations

import re

from rbflang.syntax.expressions import Text
from rbflang.syntax.tree import RoundDecl

_OF_ANOTHER_YEAR = re.compile(r"(?:ubekreftet, i|unconfirmed, in) [^:]+: ")


def period(text: str) -> str:
    """The period without the words that say that it is another year's: `ubekreftet, i RBF 2025: årsdata 2024`."""
    found = _OF_ANOTHER_YEAR.match(text)
    return text[found.end() :] if found else text


def has_unconfirmed_period(one: RoundDecl) -> bool:
    """True if a period of the round was taken from another year, and not confirmed."""
    return any(isinstance(what, Text) and bool(_OF_ANOTHER_YEAR.match(what.text)) for _, what in one.basis)

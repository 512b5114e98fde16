"""Words that carry facts as a document prints them: a code, a period or a name, held against those of the rules.

Takes a row whose printed column stands between « and »; says what the ruleset has there, and whether it is that word. A
text of the rules must hold the word whole; what a round is computed from, and what a member is called, must be equal. A
word at the head of a cell or a sentence has a capital, which is no difference, and a hyphen between spaces is a dash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rbflang.data.figures import find_member
from rbflang.published.statements import PublishedRow
from rbflang.ruleset.model import Member, Ruleset
from rbflang.syntax.expressions import Name, Text
from rbflang.wording import Words, listing

_PRINTED = re.compile("«(?P<word>[^«»]+)»")


def printed_word(row: PublishedRow) -> str | None:
    """The word that a row prints; `None` where it prints something else."""
    match = _PRINTED.fullmatch(row.text("printed"))
    return match["word"] if match else None


def wrong_in_word(ruleset: Ruleset, row: PublishedRow, word: str) -> Words | None:
    """Why the rules do not have a printed word where the row says; `None` where they do."""
    name = row.text("quantity")
    found = _basis(ruleset, name) if "." in name else _names(ruleset, row) if name in ruleset.sets else None
    if found is None:
        texts = _texts(ruleset, row)
        return None if texts and all(_holds(text, word) for text in texts) else _has(texts)
    spelled = _alike(word)
    is_called = all(spelled in map(_alike, names) for names in found)
    return None if found and is_called else _has([one for names in found for one in names])


def _alike(word: str) -> str:
    """A word without what is no difference: a capital at its head, a hyphen for a dash."""
    return (word[:1].lower() + word[1:]).replace(" - ", " – ")


def _holds(text: str, word: str) -> bool:
    alike = _alike(word)
    head = f"(?i:{re.escape(alike[:1])})" if alike[1:2].islower() else re.escape(word[:1])
    return re.search(rf"(?<!\w){head}{re.escape(alike[1:])}(?!\w)", text.replace(" - ", " – ")) is not None


def _has(found: Sequence[str]) -> Words:
    if not found:
        return Words("Regelsettet har ikke noe ord der.", "The ruleset has no word there.")
    said = [f"«{one}»" for one in found if one]
    return Words(f"Regelsettet har {listing(said)}.", f"The ruleset has {listing(said, 'en')}.")


def _basis(ruleset: Ruleset, name: str) -> list[Sequence[str]]:
    """What a register gives a round: `foreløpig.NPR`."""
    stem, _, register = name.partition(".")
    basis = ruleset.rounds[stem].basis if stem in ruleset.rounds else ()
    return [(given.text,) for one, given in basis if one.text == register and isinstance(given, Text)]


def _names(ruleset: Ruleset, row: PublishedRow) -> list[Sequence[str]]:
    """All that each member of a row is called."""
    return [(one.titles.title, one.titles.short, *one.titles.aliases) for one in _members(ruleset, row)]


def _members(ruleset: Ruleset, row: PublishedRow, name: str = "") -> list[Member]:
    name = name or row.text("quantity")
    written = row.member(name)
    asked = [one.strip() for one in written.split(",") if one.strip()]
    found = [find_member(ruleset.sets[name], one) for one in asked]
    return [ruleset.sets[name][one] for one in found if one is not None]


def _texts(ruleset: Ruleset, row: PublishedRow) -> list[str]:
    """The texts and words of a property for the members of a row."""
    quantity = ruleset.quantities.get(row.text("quantity"))
    if quantity is None or len(quantity.sets) != 1:
        return []
    given = [quantity.given.get((one.name,)) for one in _members(ruleset, row, quantity.sets[0])]
    return [one.value.text if one and isinstance(one.value, Text | Name) else "" for one in given]

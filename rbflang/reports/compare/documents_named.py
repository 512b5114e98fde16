"""Documents where two rulesets are compared: by their titles, as the same name may be of another one in each.

Takes a document or a note of a ruleset, gives words.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.comparison.borrowed import issued
from rbflang.inventory.section_notes import SectionNote
from rbflang.reports.titles import noted
from rbflang.ruleset.model import Ruleset
from rbflang.syntax.tree import SourceDecl
from rbflang.wording import Voice

_YEAR = 4  # a year in digits


def document_named(document: SourceDecl, say: Voice) -> str:
    """`«Kvalitetsbasert finansiering (KBF)» (2018)`: the title, and when it was issued if that tells more."""
    when = issued(document)
    title = say.quoted(document.title)
    return title if not when or when[-_YEAR:] in document.title else f"{title} ({when})"


def places_named(ruleset: Ruleset, name: str, places: Sequence[str], say: Voice) -> str:
    """`«Resultatbasert finansiering 2022», tabell 7 og tabell 8`: places of a document that a ruleset has by a name."""
    document = ruleset.sources.get(name)
    title = document_named(document, say) if document else name
    return f"{title}, {say.cited(say.listing(list(places)))}"


def noted_there(ruleset: Ruleset, one: SectionNote, say: Voice) -> str:
    """A note of a ruleset, with the document and the places that it cites."""
    return noted(one, say, places_named(ruleset, one.document, one.places, say))

"""What a file of published figures says in sentences of its own: as it is in its language, quoted in the other.

Takes a row and one of its texts; gives words for both languages.
"""

from __future__ import annotations

from rbflang.published.statements import AS_PRINTED, PublishedRow
from rbflang.wording import Words


def noted_in(row: PublishedRow, text: str) -> Words:
    """A note of the file."""
    if not text:
        return Words("", "")
    if _is_in_english(row):
        return Words(f"Filen sier, med egne ord: «{text}»", text)
    return Words(text, f"The file says, in its own words: “{text}”")


def missing_in(row: PublishedRow) -> Words:
    """What a row says is missing."""
    text = row.text("missing")
    if _is_in_english(row):
        return Words(f"Mangler, med filens ord: «{text}».", f"Missing: {text}.")
    return Words(f"Mangler: {text}.", f"Missing, in the words of the file: “{text}”.")


def _is_in_english(row: PublishedRow) -> bool:
    """Only a file under English headings was read into other words, and keeps those of the print."""
    return AS_PRINTED in row.fields

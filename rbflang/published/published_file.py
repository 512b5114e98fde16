"""The file of published figures: its rows, whichever language its headings are in.

Takes a CSV text; gives rows with their places. It must not know what the figures are of.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.column_names import set_heading
from rbflang.observations import ObservationFile, read_columns
from rbflang.published.statements import BEFORE_SETS, BEHIND_SETS, COLUMNS, NEEDED
from rbflang.source import Source
from rbflang.wording import Words, in_both


def read_published(
    source: Source, about: Sequence[str] = ("",), sets: Sequence[str] = ("indikator", "region")
) -> ObservationFile:
    """The rows of a file of published figures, or only those about some quantities; English ones as they are kept.

    A heading that cannot be read is told with one that has a column for each of the `sets`.
    """
    file = read_columns(source, COLUMNS, NEEDED, _sample(sets), about)
    if file.fashion.language == "nb":
        return file
    from rbflang.published.written_in_english import kept

    return kept(file)


def _sample(sets: Sequence[str]) -> Words:
    """A heading with a column for each of some sets."""
    named = in_both(lambda language: ";".join(set_heading(one, language) for one in sets))
    nb = ";".join(filter(None, (BEFORE_SETS.nb, named.nb, BEHIND_SETS.nb)))
    return Words(nb, ";".join(filter(None, (BEFORE_SETS.en, named.en, BEHIND_SETS.en))))

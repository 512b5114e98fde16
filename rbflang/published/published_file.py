"""The file of published figures: its rows, whichever language its headings are in.

Takes a CSV text; gives rows with their places. It must not know what the figures are of.
"""

from __future__ import annotations

from collections.abc import Sequence

from rbflang.observations import ObservationFile, read_columns
from rbflang.published.statements import COLUMNS, NEEDED, SAMPLE
from rbflang.source import Source


def read_published(source: Source, about: Sequence[str] = ("",)) -> ObservationFile:
    """The rows of a file of published figures, or only those about some quantities; English ones as they are kept."""
    file = read_columns(source, COLUMNS, NEEDED, SAMPLE, about)
    if file.fashion.language == "nb":
        return file
    from rbflang.published.written_in_english import kept

    return kept(file)

"""What a spreadsheet writes in a cell that it could not compute.

Takes the text of a cell and says whether it is such an error, in Norwegian or English. It must not know where the cell
stands.
"""

from __future__ import annotations

import re
from functools import cache

_ERROR = (
    r"#(?:DIV/0|I/T|N/A|N/D|IKKE TILGJENGELIG|GETTING_DATA|HENTER_DATA)[!?]?|#[^\W\d_][\w/ ]{0,30}[!?]|#{2,}"
    r"|(?:err|feil):\d{3}"
)


def is_error(text: str) -> bool:
    """True for `#DIV/0!`, `#I/T`, `#REF!`, `#NAVN?`, `Err:502`, and for the `####` of a column that is too narrow."""
    return may_hold_errors(text) and _error().fullmatch(text) is not None


def may_hold_errors(text: str) -> bool:
    """False for a text, or a line of cells, that has none of the signs of an error."""
    return "#" in text or ":" in text


@cache
def _error() -> re.Pattern[str]:
    return re.compile(_ERROR, re.IGNORECASE)

"""What a spreadsheet writes in a cell that it could not compute.

Takes the text of a cell and says whether it is such an error, in Norwegian or English. It must not know where the cell
stands.
"""

from __future__ import annotations

import re

_ERROR = re.compile(
    r"#(?:DIV/0|I/T|N/A|N/D|IKKE TILGJENGELIG|GETTING_DATA|HENTER_DATA)[!?]?|#[^\W\d_][\w/ ]{0,30}[!?]|#{2,}"
    r"|(?:err|feil):\d{3}",
    re.IGNORECASE,
)


def is_error(text: str) -> bool:
    """True for `#DIV/0!`, `#I/T`, `#REF!`, `#NAVN?`, `Err:502`, and for the `####` of a column that is too narrow."""
    return ("#" in text or ":" in text) and _ERROR.fullmatch(text) is not None

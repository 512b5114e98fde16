"""Figures that stand in for one that is not published: `100 %; i stedet for minst 50 %`.

The figure is computed with as if it were exact. What is known of the one it stands for is a bound, and that is what is
told; the derivation beside it says why any figure within the bound gives the same.
"""

from __future__ import annotations

import re

from rbflang.characters import in_one_space

_STANDS_IN = re.compile(r"(?:i stedet for|in place of)\s+(.+)", re.IGNORECASE)


def known_bound(narrowing: str) -> str:
    """What is known of the figure that another stands in for: `minst 50 %`; nothing for any other narrowing."""
    match = _STANDS_IN.fullmatch(in_one_space(narrowing))
    return match[1] if match else ""

"""What is shown on a console that lacks a sign: one that can be read in its place, never a question mark.

Takes the signs that an encoding does not have, gives what is written instead. An amount keeps its minus.
"""

from __future__ import annotations

import codecs
import unicodedata

READABLE = "rbflang.readable"
_INSTEAD = {
    **dict.fromkeys("−–—‑‒―─━┄┈╌", "-"), **dict.fromkeys("│┃┆┊╎|", "|"), **dict.fromkeys("┌┐└┘├┤┬┴┼", "+"),
    **dict.fromkeys("«»“”„", '"'), **dict.fromkeys("‘’‚", "'"), **dict.fromkeys("•·∙", "*"),
    **dict.fromkeys("\xa0\u2002\u2003\u2007\u2009\u202f", " "), "×": "x", "÷": "/", "…": "...", "≤": "<=", "≥": ">=",
    "≠": "/=", "≈": "~", "±": "+/-", "→": "->", "←": "<-", "⋮": ":", "‰": " per mille", "€": "EUR", "£": "GBP",
    "æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "½": "1/2", "\ufffd": "_", "█": "#", "§": "par.",
}  # fmt: skip


def readable(text: str) -> str:
    """A text in signs that every console has."""
    return "".join(one if one.isascii() else _instead(one) for one in text)


def _instead(sign: str) -> str:
    plain = _INSTEAD.get(sign) or unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return plain or f"[U+{ord(sign):04X}]"


def _instead_of_what_is_lacking(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    return readable(problem.object[problem.start : problem.end]), problem.end


codecs.register_error(READABLE, _instead_of_what_is_lacking)

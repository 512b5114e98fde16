"""Signs that steer a terminal or turn the direction of a text, made visible before a text is shown.

Takes any text on its way out: titles, sources, names of files, arguments that are said again. Each such sign becomes
one that stands for it, so that nothing moves; in JSON it is written as its number, so that nothing is lost.
"""

from __future__ import annotations

import re

INSTEAD = "\ufffd"
FORMULA_SIGNS = ("=", "+", "-", "@")
# Control signs (C0, DEL, C1), signs that turn or isolate a direction, separators of lines and paragraphs, halves of
# signs, marks of annotations, and tags that no font shows.
_BEYOND_C0 = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f"


def harmless(text: str) -> str:
    """One line of text as it may be shown: what would steer or turn it is replaced, sign for sign."""
    # hardly any text holds such a sign, and the pattern takes longer to compile than a report to look through
    return text if text.isprintable() else re.sub(f"[\x00-\x1f{_BEYOND_C0}]", INSTEAD, text)


def harmless_lines(text: str) -> str:
    """Text of several lines as it may be shown."""
    return "\n".join(map(harmless, text.split("\n")))


def no_formula(text: str) -> str:
    """One line of text that no spreadsheet takes for a formula."""
    shown = harmless(text)
    return f"'{shown}" if shown.startswith(FORMULA_SIGNS) else shown


def harmless_json(text: str) -> str:
    """JSON as it may be shown: such signs, which stand in its strings alone, are written as their numbers."""
    return re.sub(f"[{_BEYOND_C0}]", _escaped, text)


def _escaped(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))

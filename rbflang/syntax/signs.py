"""Where signs stand together that must not: two of them before an operand, digits of two scripts, signs in names.

Takes places in a text and gives the stretch that a fault is about. It must not know grammar rules.
"""

from __future__ import annotations

import re
import unicodedata

from rbflang.characters import SPACES, with_own_digits
from rbflang.source import Source, Span

MINUSES = "-−–"
_OPERAND = re.compile(rf"\s*([0-9]+(?:[{SPACES}.,][0-9]+)*|\w+(?:\.\w+)*)")
_FOREIGN = re.compile(r"\d(?:[\d.,]*\d)?")
_BEFORE = re.compile(r"\d[\d.,]*$")


def is_minus(source: Source, at: int) -> bool:
    """True if a minus sign stands at a place."""
    return source.text[at : at + 1] in MINUSES and at < len(source.text)


def signs_before(span: Span) -> Span | None:
    """The sign of a span and the one before it, where nothing but space is between them."""
    before = span.source.text[: span.start].rstrip()
    is_sign = before.endswith((*MINUSES, "+"))
    return Span(span.source, len(before) - 1, span.end) if is_sign else None


def operand_at(source: Source, start: int) -> str:
    """The name or number that begins at a place; `…` for anything else."""
    found = _OPERAND.match(source.text, start)
    return found[1] if found else "…"


def foreign_number(span: Span) -> Span:
    """The digits around one of another script."""
    before = _BEFORE.search(span.source.line(span.line)[: span.column - 1])
    start = span.start - (len(before[0]) if before else 0)
    found = _FOREIGN.match(span.source.text, start)
    return Span(span.source, start, found.end() if found else span.end)


def usual_name(name: str) -> str:
    """A name with ordinary letters and digits for what only stands for them."""
    return with_own_digits(unicodedata.normalize("NFKC", name))

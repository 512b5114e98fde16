"""Where signs stand together that must not: two of them before an operand, digits of two scripts, signs in names.

Takes places in a text and gives the stretch that a fault is about. It must not know grammar rules.
"""

from __future__ import annotations

import re
import unicodedata

from rbflang.characters import MINUSES, end_before, with_own_digits
from rbflang.numerals import BETWEEN_DIGITS
from rbflang.source import Source, Span
from rbflang.syntax.expressions import Arithmetic, Expression, Negative

_DIGITS = rf"[0-9]+(?:{BETWEEN_DIGITS}[0-9]+)*"
_WORD = rf"[^\W\d]\w*\b(?![ \t]*[:,(]|[ \t]+[{MINUSES}]?[0-9])"  # no name of a row, and no word that a number follows
_UNIT = rf"(?:[ \t]*(?:%|‰|[£$€]|(?:mill\.?|million)[ \t]+{_WORD}|{_WORD}))?"
_VALUE = re.compile(rf"\s*([£$€]?{_DIGITS}{_UNIT}|\w+(?:\.\w+)*)")
_FOREIGN = re.compile(r"\d(?:[\d.,]*\d)?")
_BEFORE = re.compile(r"\d[\d.,]*$")


def is_minus(source: Source, at: int) -> bool:
    """True if a minus sign stands at a place."""
    return source.text[at : at + 1] in MINUSES and at < len(source.text)


def signs_before(span: Span) -> Span | None:
    """The sign of a span and the one before it, where nothing but space is between them."""
    end = end_before(span.source.text, span.start)
    is_sign = span.source.text.endswith((*MINUSES, "+"), 0, end)
    return Span(span.source, end - 1, span.end) if is_sign else None


def value_at(source: Source, start: int) -> str:
    """The number with its unit, or the name, that begins at a place; nothing for anything else."""
    found = _VALUE.match(source.text, start)
    return found[1] if found else ""


def negated(expression: Expression) -> str:
    """What stands behind the signs that an expression begins with, as it is written."""
    while not isinstance(expression, Negative) and isinstance(expression, Arithmetic):
        expression = expression.left
    while isinstance(expression, Negative):
        expression = expression.operand
    return " ".join(expression.span.text.split())


def foreign_number(span: Span) -> Span:
    """The digits around one of another script."""
    before = _BEFORE.search(span.source.line(span.line)[: span.column - 1])
    start = span.start - (len(before[0]) if before else 0)
    found = _FOREIGN.match(span.source.text, start)
    return Span(span.source, start, found.end() if found else span.end)


def usual_name(name: str) -> str:
    """A name with ordinary letters and digits for what only stands for them."""
    return with_own_digits(unicodedata.normalize("NFKC", name))

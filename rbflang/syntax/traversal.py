"""Walks over expressions: their parts, and the names they read."""

from __future__ import annotations

from collections.abc import Iterator

from rbflang.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Call,
    Choice,
    Comparison,
    Exists,
    Expression,
    Extreme,
    Logic,
    Name,
    Negative,
    Not,
    RampOf,
    Rank,
    Sharing,
)


def parts_of(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside an expression, in the order they are written."""
    if isinstance(expression, Arithmetic | Comparison | Logic):
        return expression.left, expression.right
    if isinstance(expression, Negative | Not | Exists):
        return (expression.operand,)
    if isinstance(expression, Choice):
        return expression.condition, expression.chosen, expression.otherwise
    if isinstance(expression, Call):
        return (expression.argument,)
    if isinstance(expression, Aggregate | Rank):
        return tuple(one for one in (expression.operand, expression.where) if one is not None)
    if isinstance(expression, Extreme):
        return expression.arguments
    if isinstance(expression, RampOf):
        points = zip(expression.places, expression.gives, strict=True)
        return expression.argument, *(part for point in points for part in point)
    if isinstance(expression, Sharing):
        return expression.points, expression.parts
    return ()


def names_read(expression: Expression) -> Iterator[Name]:
    """Every name of a quantity (or word) in an expression, in the order they are written."""
    if isinstance(expression, Name):
        yield expression
    for part in parts_of(expression):
        yield from names_read(part)


def every(expression: Expression) -> Iterator[Expression]:
    """The expression and all expressions inside it."""
    yield expression
    for part in parts_of(expression):
        yield from every(part)

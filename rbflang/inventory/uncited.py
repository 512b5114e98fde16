"""The numbers and rules that have no citation, though each needs one.

Takes a ruleset, gives the places with what stands there. A bracket on the head of a block covers the lines that have
none, and a bracket behind a rounding the formula it ends. Sets, inputs, titles, words, texts and assertions need none.
It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.said import settings_of
from rbflang.ruleset.values import is_number
from rbflang.source import Span
from rbflang.syntax.expressions import Missing, Value, YesNo
from rbflang.syntax.nodes.episode_nodes import CountedPer, CountedRow
from rbflang.syntax.tree import (
    Clause,
    ColumnsDecl,
    Declaration,
    FormulaDecl,
    MeasureDecl,
    MeasurementDecl,
    QuantityDecl,
    SideCalculationDecl,
    StaircaseDecl,
)

What = Literal[
    "value", "cell", "column", "table", "staircase", "step", "formula", "payout", "rounding", "point_share", "gate",
    "parts", "points", "counted", "counted_per", "counted_where",
]  # fmt: skip


@frozen
class Uncited:
    """Something without a citation: what it is, its name, whom it is for, and its words up to where a bracket goes."""

    what: What
    name: str
    span: Span
    member: str = ""

    @property
    def is_number(self) -> bool:
        """True where the bracket goes behind a single number."""
        return self.what in ("value", "cell", "point_share")


def uncited(ruleset: Ruleset) -> Iterator[Uncited]:
    """Everything that needs a citation and has none, in the order of the text."""
    for one in ruleset.tree.declarations:
        if isinstance(one, QuantityDecl):
            yield from _quantity(one)
        elif isinstance(one, ColumnsDecl):
            yield from _columns(one)
        elif isinstance(one, StaircaseDecl):
            yield from _staircase(one)
        elif isinstance(one, FormulaDecl):
            yield from _formula(one)
        elif isinstance(one, SideCalculationDecl):
            yield from (found for formula in one.formulas for found in _formula(formula, bool(one.citation)))
        elif isinstance(one, MeasureDecl):
            yield from (found for clause in one.clauses for found in _clause(one, clause))
        elif isinstance(one, MeasurementDecl) and not one.citation:
            yield from _measurement(one)
        yield from _settings(one)


def _counts(value: Value) -> bool:
    return is_number(value) or isinstance(value, YesNo)


def _to(start: Span, end: Span) -> Span:
    return Span(start.source, start.start, end.end)


def _quantity(one: QuantityDecl) -> Iterator[Uncited]:
    if one.citation:
        return
    if one.value and _counts(one.value):
        yield Uncited("value", one.name.text, _to(one.span, one.value.span))
    given = [row for row in one.rows if row.values and not isinstance(row.values[0][0], Missing)]
    bare = [row for row in given if row.values[0][1] is None]
    if bare and len(bare) == len(given):
        yield Uncited("table", one.name.text, one.name.span)
        return
    for row in bare:
        member = ", ".join(name.text for name in row.key)
        yield Uncited("cell", one.name.text, _to(row.key[0].span, row.values[0][0].span), member)


def _columns(one: ColumnsDecl) -> Iterator[Uncited]:
    if one.citation:
        return
    for at, (column, citation) in enumerate(one.columns):
        cells = [(row, *row.values[at]) for row in one.rows if len(row.values) > at]
        needed = [(row, value, own) for row, value, own in cells if _counts(value)]
        bare = [(row, value) for row, value, own in needed if own is None]
        if citation or not bare:
            continue
        if len(bare) == len(needed):
            yield Uncited("column", column.text, column.span)
            continue
        for row, value in bare:
            yield Uncited("cell", column.text, value.span, ", ".join(name.text for name in row.key))


def _settings(one: Declaration) -> Iterator[Uncited]:
    for members, line, citation in settings_of(one):
        if citation is None and _counts(line.value):
            whose = ", ".join(name for _, name in members)
            yield Uncited("cell", line.name.text, _to(line.name.span, line.value.span), whose)


def _staircase(one: StaircaseDecl) -> Iterator[Uncited]:
    bare = [step for step in one.steps if step.citation is None]
    if one.citation or not bare:
        return
    if len(bare) == len(one.steps):
        yield Uncited("staircase", one.name.text, one.name.span)
        return
    yield from (Uncited("step", one.name.text, _to(step.span, step.result.span)) for step in bare)


def _measurement(one: MeasurementDecl) -> Iterator[Uncited]:
    for line in one.lines:
        if line.citation is None:
            key = ", ".join(name.text for name in line.key) if isinstance(line, CountedRow) else ""
            is_per = isinstance(line, CountedPer)
            what: What = "counted" if isinstance(line, CountedRow) else "counted_per" if is_per else "counted_where"
            yield Uncited(what, one.name.text, line.span, key)


def _formula(one: FormulaDecl, is_covered: bool = False) -> Iterator[Uncited]:
    behind = one.citation or (one.rounding and one.rounding.citation)
    if not behind and not is_covered:
        yield Uncited(one.kind, one.name.text, one.name.span)
    if one.rounding and not one.rounding.citation and not is_covered:
        yield Uncited("rounding", one.name.text, one.rounding.span)


def _clause(measure: MeasureDecl, one: Clause) -> Iterator[Uncited]:
    name = measure.name.text
    if one.citation or measure.citation or one.kind in ("applies", "explanation"):
        return
    if one.rows:
        bare = [row for row in one.rows if row.values and row.values[0][1] is None]
        for row in bare:
            yield Uncited("cell", "poengandel", _to(row.key[0].span, row.values[0][0].span), row.key[0].text)
        return
    yield Uncited(one.kind, name, one.span)  # type: ignore[arg-type]

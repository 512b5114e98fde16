"""Every number and every rule that has a citation: its name, what is written, its citation, and where it stands.

Takes a ruleset, gives them in the order of the text. A bracket on the head of a block covers the lines that have none.
Words and texts are left out. It words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen

from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.unresolved import members_of
from rbflang.ruleset.values import is_number
from rbflang.source import Span
from rbflang.syntax.expressions import Value, YesNo
from rbflang.syntax.tree import (
    Citation,
    Clause,
    ColumnsDecl,
    Declaration,
    FormulaDecl,
    MeasureDecl,
    QuantityDecl,
    Row,
    Setting,
    SideCalculationDecl,
    StaircaseDecl,
    Step,
    SubareaList,
)
from rbflang.syntax.vocabulary import STATUSES

What = Literal["number", "step", "rule", "check"]
ORDER = tuple(one.name for one in STATUSES)


@frozen(eq=False, repr=False)
class Cited:
    """A number, a step, a rule, or a formula that only checks a document; `members` tell which cell a number fills."""

    what: What
    name: str
    members: tuple[str, ...]
    span: Span
    citation: Citation

    @property
    def address(self) -> str:
        """The name with its members: `vekt.video`."""
        return ".".join((self.name, *self.members))

    @property
    def written(self) -> str:
        """What is written, on one line."""
        return " ".join(self.span.text.split())

    @property
    def status(self) -> str:
        """The weakest status of its citation."""
        return weakest(self.citation)


def weakest(citation: Citation) -> str:
    """The status of a citation: that of its weakest entry."""
    return max((entry.status for entry in citation.entries), key=ORDER.index)


def cited(ruleset: Ruleset) -> Iterator[Cited]:
    """Everything that is cited, in the order of the text."""
    for one in ruleset.tree.declarations:
        yield from (found for found in _in_declaration(one))


def _in_declaration(one: Declaration) -> Iterator[Cited]:
    if isinstance(one, QuantityDecl):
        if one.value:
            yield from _value("number", one.name.text, (), one.value, one.citation)
        yield from _rows(one.rows, (one.name.text,), (one.citation,))
    elif isinstance(one, ColumnsDecl):
        names = tuple(name.text for name, _ in one.columns)
        yield from _rows(one.rows, names, tuple(citation or one.citation for _, citation in one.columns))
    elif isinstance(one, StaircaseDecl):
        for at, step in enumerate(one.steps, 1):
            yield from _one("step", one.name.text, (str(at),), _without_citation(step), step.citation or one.citation)
    elif isinstance(one, FormulaDecl):
        yield from _formula(one, "rule", None)
    elif isinstance(one, SideCalculationDecl):
        for formula in one.formulas:
            yield from _formula(formula, "check", one.citation)
    elif isinstance(one, MeasureDecl):
        for clause in one.clauses:
            yield from _clause(one, clause)
    for _, member in members_of(one):
        for line in member.lines:
            if isinstance(line, Setting):
                yield from _value(
                    "number", line.name.text, (member.name.text,), line.value, line.citation or member.citation
                )
            elif isinstance(line, SubareaList):
                yield from _one(
                    "rule", f"{member.name.text}.delområder", (), line.span, line.citation or member.citation
                )


def _without_citation(step: Step) -> Span:
    return Span(step.span.source, step.span.start, step.result.span.end)


def _rows(rows: Sequence[Row], names: Sequence[str], citations: Sequence[Citation | None]) -> Iterator[Cited]:
    for row in rows:
        members = tuple(name.text for name in row.key)
        for name, (value, own), common in zip(names, row.values, citations, strict=False):
            yield from _value("number", name, members, value, own or common)


def _formula(one: FormulaDecl, what: What, common: Citation | None) -> Iterator[Cited]:
    yield from _one(what, one.name.text, (), one.expression.span, one.citation or common)
    rounding = one.rounding
    if rounding and rounding.citation and rounding.citation != one.citation:
        yield from _one(what, f"{one.name.text}, avrunding", (), rounding.span, rounding.citation)


def _clause(measure: MeasureDecl, one: Clause) -> Iterator[Cited]:
    citation, name = one.citation or measure.citation, measure.name.text
    if one.kind == "point_share":
        if one.rows:
            yield from _rows(one.rows, (f"{name}.poengandel",), (citation,))
        else:
            yield from _value("number", f"{name}.poengandel", (), one.value, citation)  # type: ignore[arg-type]
    elif one.kind != "explanation":
        yield from _one("rule", f"{name}.{CLAUSES[one.kind]}", (), one.span, citation)


CLAUSES = {"applies": "gjelder", "gate": "krav", "parts": "deler", "points": "poeng"}


def _value(what: What, name: str, members: tuple[str, ...], value: Value, citation: Citation | None) -> Iterator[Cited]:
    if is_number(value) or isinstance(value, YesNo):
        yield from _one(what, name, members, value.span, citation)


def _one(what: What, name: str, members: tuple[str, ...], span: Span, citation: Citation | None) -> Iterator[Cited]:
    if citation:
        yield Cited(what, name, members, span, citation)

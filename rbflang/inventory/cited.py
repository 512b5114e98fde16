"""Everything that has a citation and is part of the model: its name, what is written, its citation, where it stands.

Takes a ruleset, gives numbers, rules, words, members, rounds and quantities in the order of the text. A bracket on the
head of a block covers the lines that have none. Notes and alternatives, which stand beside the model, are left out. It
words nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from attrs import frozen

from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.said import members_of, settings_of
from rbflang.source import Span
from rbflang.syntax.expressions import Missing, Name, Text, Value
from rbflang.syntax.nodes.episode_nodes import ColumnDecl, CountedPer, CountedRow
from rbflang.syntax.tree import (
    AssertionDecl,
    Citation,
    Clause,
    ColumnsDecl,
    Declaration,
    FormulaDecl,
    MeasureDecl,
    MeasurementDecl,
    MemberDecl,
    QuantityDecl,
    RegisterDecl,
    RoundDecl,
    Row,
    SideCalculationDecl,
    StaircaseDecl,
    Step,
    SubareaList,
)
from rbflang.syntax.vocabulary import BY_NAME, STATUSES, written_name
from rbflang.wording import Words

What = Literal["number", "step", "rule", "word", "member", "round", "quantity", "check"]
KINDS: tuple[str, ...] = get_args(What)
ROUNDING = Words("avrunding", "rounding")
ORDER = tuple(one.name for one in STATUSES)


@frozen(eq=False, repr=False)
class Cited:
    """A number or a word, a step, a rule, a member of a set, a round, a quantity without its own numbers, or a check.

    `members` tell which cell a number or a word fills, which member of its set it is, and which round.
    """

    what: What
    name: str
    members: tuple[str, ...]
    span: Span
    citation: Citation

    @property
    def address(self) -> str:
        """The name with its members: `vekt.video`, `indikator.video`."""
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


def strongest(citation: Citation) -> str:
    """The status of its strongest entry: a source that names a member tells that it is there, whatever is assumed."""
    return min((entry.status for entry in citation.entries), key=ORDER.index)


def cited(ruleset: Ruleset) -> Iterator[Cited]:
    """Everything that is cited, in the order of the text."""
    for one in ruleset.tree.declarations:
        yield from _in_declaration(one, ruleset.tree.language)


def _in_declaration(one: Declaration, language: str) -> Iterator[Cited]:
    if isinstance(one, QuantityDecl):
        yield from _quantity(one)
    elif isinstance(one, ColumnsDecl):
        names = tuple(name.text for name, _ in one.columns)
        yield from _rows(one.rows, names, tuple(citation or one.citation for _, citation in one.columns))
    elif isinstance(one, StaircaseDecl):
        for at, step in enumerate(one.steps, 1):
            yield from _one("step", one.name.text, (str(at),), _without_citation(step), step.citation or one.citation)
    elif isinstance(one, FormulaDecl):
        yield from _formula(one, "rule", None, language)
    elif isinstance(one, SideCalculationDecl):
        for formula in one.formulas:
            yield from _formula(formula, "check", one.citation, language)
    elif isinstance(one, MeasureDecl):
        for clause in one.clauses:
            yield from _clause(one, clause, language)
    elif isinstance(one, RegisterDecl):
        yield from _register(one, language)
    elif isinstance(one, MeasurementDecl):
        yield from _measurement(one, language)
    elif isinstance(one, RoundDecl):
        word = BY_NAME["ROUND"].spelled(language)
        yield from _one("round", word, (one.name.text,), _head(one.span, one.citation), one.citation)
    elif isinstance(one, AssertionDecl):
        yield from _one("check", BY_NAME["ASSERTION"].spelled(language), (), one.span, one.citation)
    for set_name, member in members_of(one):
        yield from _member(written_name(set_name, language), member, language)
    for members, line, citation in settings_of(one):
        yield from _value(line.name.text, tuple(name for _, name in members), line.value, citation)


def _quantity(one: QuantityDecl) -> Iterator[Cited]:
    """Its numbers, or else itself where it only says what the data give."""
    found = [*_rows(one.rows, (one.name.text,), (one.citation,))]
    if one.value:
        found += _value(one.name.text, (), one.value, one.citation)
    yield from found or _one("quantity", one.name.text, (), _head(one.span, one.citation), one.citation)


def _register(one: RegisterDecl, language: str) -> Iterator[Cited]:
    """That it is there, and each of its columns."""
    name = one.name.text
    yield from _one("quantity", name, (), _head(one.span, one.citation), one.citation)
    for line in one.lines:
        column = written_name(line.name.text, language) if isinstance(line, ColumnDecl) else ""
        part = column or BY_NAME["DATA_BASIS"].spelled(language)
        citation = line.citation or one.citation
        yield from _one("quantity", name, (part,), _head(line.span, line.citation), citation)


def _measurement(one: MeasurementDecl, language: str) -> Iterator[Cited]:
    """Within what is counted, what holds for all counts, and the counts of each row."""
    for line in one.lines:
        word = "COUNTED_PER" if isinstance(line, CountedPer) else "WHERE"
        own = (
            tuple(key.text for key in line.key) if isinstance(line, CountedRow) else (BY_NAME[word].spelled(language),)
        )
        citation = line.citation or one.citation
        yield from _one("rule", one.name.text, own, _head(line.span, line.citation), citation)


def _member(set_name: str, one: MemberDecl, language: str) -> Iterator[Cited]:
    """That it is there, and that it has sub-areas."""
    name = one.name.text
    yield from _one("member", set_name, (name,), _head(one.span, one.citation), one.citation)
    for line in one.lines:
        if isinstance(line, SubareaList):
            yield from _one(
                "rule", f"{name}.{BY_NAME['SUBAREAS'].spelled(language)}", (), line.span, line.citation or one.citation
            )


def _head(span: Span, citation: Citation | None) -> Span:
    """What stands before the citation."""
    return Span(span.source, span.start, citation.span.start) if citation else span


def _without_citation(step: Step) -> Span:
    return Span(step.span.source, step.span.start, step.result.span.end)


def _rows(rows: Sequence[Row], names: Sequence[str], citations: Sequence[Citation | None]) -> Iterator[Cited]:
    for row in rows:
        members = tuple(name.text for name in row.key)
        for name, (value, own), common in zip(names, row.values, citations, strict=False):
            yield from _value(name, members, value, own or common)


def _formula(one: FormulaDecl, what: What, common: Citation | None, language: str) -> Iterator[Cited]:
    yield from _one(what, one.name.text, (), one.expression.span, one.citation or common)
    rounding = one.rounding
    if rounding and rounding.citation and rounding.citation != one.citation:
        yield from _one(what, f"{one.name.text}, {ROUNDING.say(language)}", (), rounding.span, rounding.citation)


def _clause(measure: MeasureDecl, one: Clause, language: str) -> Iterator[Cited]:
    if one.kind == "explanation":
        return
    citation, name = one.citation or measure.citation, f"{measure.name.text}.{CLAUSES[one.kind].spelled(language)}"
    if one.rows:
        yield from _rows(one.rows, (name,), (citation,))
    elif one.kind == "point_share":
        yield from _value(name, (), one.value, citation)  # type: ignore[arg-type]
    else:
        yield from _one("rule", name, (), one.span, citation)


CLAUSES = {kind: BY_NAME[kind.upper()] for kind in ("point_share", "applies", "gate", "parts", "points")}


def _value(name: str, members: tuple[str, ...], value: Value, citation: Citation | None) -> Iterator[Cited]:
    if not isinstance(value, Missing):
        what: What = "word" if isinstance(value, Name | Text) else "number"
        yield from _one(what, name, members, value.span, citation)


def _one(what: What, name: str, members: tuple[str, ...], span: Span, citation: Citation | None) -> Iterator[Cited]:
    if citation:
        yield Cited(what, name, members, span, citation)

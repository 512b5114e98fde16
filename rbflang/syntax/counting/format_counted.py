"""Registers and measurements as blocks: columns in columns, and a row of counts on one line or two.

Takes one declaration, gives finished lines without the comments before and behind it.
"""

from __future__ import annotations

from rbflang.syntax.counting.shape_counted import KINDS
from rbflang.syntax.format_lines import CITATION_COLUMN, INDENT, UnlaidLine, braced, columns, laid_out, spread
from rbflang.syntax.format_words import Spelling, quoted
from rbflang.syntax.nodes.episode_nodes import (
    Code,
    ColumnDecl,
    CountedPer,
    CountedRow,
    CountedWhere,
    MeasurementDecl,
    PeriodFrom,
    RegisterDecl,
    WrittenCount,
)

_WORDS = {kind: word for word, kind in KINDS.items()}


def register_block(one: RegisterDecl, spelling: Spelling, indent: str) -> list[str]:
    """A register, its columns below each other."""
    head = [f"{spelling.word('REGISTER')} {spelling.name(one.name)}", *spelling.titles(one.titles)]
    named = [(line, _column(line, spelling)) for line in one.columns]
    texts = (
        dict(zip(map(id, one.columns), columns([cells for _, cells in named], ("", " ")), strict=True)) if named else {}
    )
    lines = [
        UnlaidLine(
            f"{spelling.word('DATA_BASIS')} {spelling.name(line.basis)}"
            if isinstance(line, PeriodFrom)
            else texts[id(line)],
            spelling.citation(line.citation),
            line.comments.before,
            line.comments.behind,
        )
        for line in one.lines
    ]
    return braced(head, spelling.citation(one.citation), laid_out(lines, indent + INDENT), one.comments.closing, indent)


def _column(one: ColumnDecl, spelling: Spelling) -> tuple[str, str]:
    """The name of a column, and what stands behind its colon."""
    said = spelling.name(one.of) if one.of and one.kind == "member" else spelling.word(_WORDS[one.kind])
    if one.kind == "unit" and one.of:
        said += f" {spelling.name(one.of)}"
    if one.codes:
        said += f" {spelling.word('OF')} {_codes(one.codes, spelling)}"
    also = [f"{spelling.word('ALSO')} {quoted(heading)}" for heading in one.aliases]
    return spelling.name(one.name), " ".join((f": {said}", *also))


def _codes(codes: tuple[Code, ...], spelling: Spelling) -> str:
    return ", ".join(map(spelling.value, codes))


def measurement_block(one: MeasurementDecl, spelling: Spelling, indent: str) -> list[str]:
    """A measurement: within what and for which rows is counted, and then the counts."""
    word = f"{spelling.word('MEASUREMENT')} {spelling.name(one.name)}"
    head = [word, f"{spelling.word('FROM')} {spelling.name(one.register)}"]
    lines = [line for each in one.lines for line in _line(each, spelling, indent + INDENT)]
    return braced(head, spelling.citation(one.citation), laid_out(lines, indent + INDENT), one.comments.closing, indent)


def _line(one: CountedPer | CountedWhere | CountedRow, spelling: Spelling, indent: str) -> list[UnlaidLine]:
    if isinstance(one, CountedPer):
        texts = [f"{spelling.word('COUNTED_PER')} {spelling.name(one.column)}"]
    elif isinstance(one, CountedWhere):
        texts = [f"{spelling.word('WHERE')} {spelling.expression(one.condition)}"]
    else:
        key = f"{spelling.names(one.key)}: " if one.key else ""
        texts = [key + _counted(one.numerator, spelling)]
        if one.denominator:
            of = f"/ {_counted(one.denominator, spelling)}"
            has_room = len(indent) + len(texts[0]) + len(of) + 3 <= CITATION_COLUMN
            texts = [f"{texts[0]} {of}"] if has_room else [*texts, INDENT + of]
    return spread(texts, spelling.citation(one.citation), one.comments.before, one.comments.behind)


def _counted(one: WrittenCount, spelling: Spelling) -> str:
    what = f"{spelling.word('UNIQUE')} {spelling.name(one.unique)}" if one.unique else spelling.word("COUNT")
    return f"{what} {spelling.word('WHERE')} {spelling.expression(one.where)}" if one.where is not None else what


def counted_text(one: WrittenCount, language: str) -> str:
    """What is counted, as a text in a language has it."""
    return _counted(one, Spelling(language))

"""The declarations that are entries of a line or two, in columns with their like.

Takes a group of declarations of one kind, gives finished lines with all their comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from rbflang.syntax import tree
from rbflang.syntax.expressions import Text
from rbflang.syntax.format_blocks import member_name, setting, upper
from rbflang.syntax.format_lines import (
    CITATION_COLUMN,
    INDENT,
    WIDTH,
    UnlaidLine,
    aligned,
    braced,
    columns,
    filled,
    laid_out,
    spread,
)
from rbflang.syntax.format_words import Spelling, quoted

ONE, TWO = ("", " "), ("", " ", "  ")  # the gaps before the columns; titles have room around them


def entries(group: Sequence[Any], spelling: Spelling, indent: str) -> list[str]:
    """A group of declarations of one kind."""
    if isinstance(group[0], tree.FormulaDecl):
        return laid_out(_formulas(group, spelling, indent), indent, CITATION_COLUMN)
    if isinstance(group[0], tree.NoteDecl):
        return laid_out([_note(one, spelling) for one in group], indent)
    rows = [_cells(one, spelling, indent) for one in group]
    citations = [spelling.citation(getattr(one, "citation", None)) for one in group]
    if any(row[-1].startswith("{") for row in rows):
        rows = [(*row[:-1], citation, row[-1]) for row, citation in zip(rows, citations, strict=True)]
        citations = [""] * len(rows)
    if isinstance(group[0], tree.SetDecl):
        texts = [filled(row, indent) for row in rows]
    else:
        texts = aligned(rows, TWO if isinstance(group[0], tree.MemberDecl) else ONE, indent)
    return laid_out(list(_lines(group, texts, citations)), indent)


def entry_block(one: Any, spelling: Spelling, indent: str) -> list[str]:
    """A source or a round whose braces hold comments or contents, and so need lines of their own."""
    *head, block = _cells(one, spelling, indent)
    body = [indent + INDENT + block[2:-2]] if block else []
    texts = [quoted(text.text) for text in getattr(one, "contents", ())]
    if texts:
        first, *others = [*(f"{text}," for text in texts[:-1]), texts[-1]]
        lines = filled([f"{spelling.word('CONTENTS')} {first}", *others], indent + INDENT)
        body += [indent + INDENT + line for line in lines]
    return braced(head, spelling.citation(getattr(one, "citation", None)), body, one.comments.closing, indent)


def inline_block(one: tree.MemberDecl, spelling: Spelling, indent: str) -> str | None:
    """The block of a member where it is empty or one property for which there is room; `None` where it needs lines."""
    if one.comments.closing or len(one.lines) > 1:
        return None
    if not one.lines:
        return ""
    only = one.lines[0]
    if not isinstance(only, tree.Setting) or only.comments != tree.NO_COMMENTS:
        return None
    said = " ".join(filter(None, (setting(only, spelling), spelling.citation(only.citation))))
    head = (member_name(one, spelling), *spelling.titles(one.titles), upper(one, spelling))
    room = WIDTH - len(indent) - len("  ".join(filter(None, (*head, spelling.citation(one.citation)))))
    return f"{{ {said} }}" if len(said) + 6 <= room else None


def _lines(group: Sequence[Any], texts: Sequence[Sequence[str]], citations: Sequence[str]) -> Iterator[UnlaidLine]:
    for one, said, citation in zip(group, texts, citations, strict=True):
        yield from spread(said, citation, one.comments.before, one.comments.behind)


def _note(one: tree.NoteDecl, spelling: Spelling) -> UnlaidLine:
    said = (spelling.word("NOTE"), spelling.citation(one.citation), quoted(one.text))
    return UnlaidLine(" ".join(filter(None, said)), "", one.comments.before, one.comments.behind)


def _cells(one: Any, spelling: Spelling, indent: str) -> tuple[str, ...]:
    """The columns of an entry, a block on its line last; each may be empty."""
    match one:
        case tree.MemberDecl():
            block = inline_block(one, spelling, indent) or ""
            return member_name(one, spelling), *spelling.titles(one.titles), upper(one, spelling), block
        case tree.CurrencyDecl(currency=unit):
            sign, decimals = f"{spelling.word('SIGN')} {quoted(unit.sign)},", spelling.word("DECIMALS")
            english = f"{spelling.word('IN_ENGLISH')} {quoted(unit.english)}" if unit.english else ""
            return _named("CURRENCY", one, spelling), quoted(unit.many), english, sign, f"{unit.decimals} {decimals}"
        case tree.SourceDecl():
            facts = "  ".join(f"{spelling.word(word.upper())} {quoted(text)}" for word, text in one.facts)
            return _named("SOURCE", one, spelling), quoted(one.title), f"{{ {facts} }}" if facts else ""
        case tree.RoundDecl():
            return _named("ROUND", one, spelling), *spelling.titles(one.titles), _basis(one, spelling)
        case tree.SetDecl():
            members = spelling.names([member.name for member in one.members])
            said = spelling.word("FROM_DATA") if one.from_data else f"{{ {members} }}" if members else ""
            return _named("SET", one, spelling), *spelling.titles(one.titles), upper(one, spelling), said
        case tree.AssertionDecl():
            left, right = spelling.expression(one.left), spelling.expression(one.right)
            unrounded = spelling.word("BEFORE_ROUNDING") if one.is_before_rounding else ""
            return f"{spelling.word('ASSERTION')} {left}", f"= {right}{unrounded}"
        case _:
            value = f"= {spelling.value(one.value)}" if one.value is not None else ""
            titles, per = spelling.titles(one.titles), spelling.per(one.per)
            return _named(one.kind.upper(), one, spelling), *titles, per, spelling.typing(one.typing), value


def _named(word: str, one: Any, spelling: Spelling) -> str:
    return f"{spelling.word(word)} {spelling.name(one.name)}"


def _basis(one: tree.RoundDecl, spelling: Spelling) -> str:
    """The block of a round: what each register gives it."""
    said = [
        f"{spelling.name(register)} {spelling.word('SAME_AS_IN')} {spelling.name(basis)}"
        if not isinstance(basis, Text)
        else f"{spelling.name(register)} {quoted(basis.text)}"
        for register, basis in one.basis
    ]
    return f"{{ {spelling.word('DATA_BASIS')} {', '.join(said)} }}" if said else ""


def _formulas(group: Sequence[tree.FormulaDecl], spelling: Spelling, indent: str) -> list[UnlaidLine]:
    """Formulas in columns where each has room on one line; else each of them below its name and titles."""
    plain = all(one.titles == tree.Titles() and not one.rounding and not one.explanation for one in group)
    if plain:
        citations = [spelling.citation(one.citation) for one in group]
        names = [_named(one.kind.upper(), one, spelling) for one in group]
        pers = [spelling.per(one.per) for one in group]
        cells = list(zip(names, pers, [_defined(one, spelling) for one in group], strict=True))
        texts = columns(cells, ONE)
        if len(indent) + max(map(len, texts)) + 2 + max(map(len, citations)) <= WIDTH:
            return list(_lines(group, [[text] for text in texts], citations))
    return [line for one in group for line in _formula(one, spelling, indent)]


def _defined(one: tree.FormulaDecl, spelling: Spelling) -> str:
    return f"= {spelling.expression(one.expression)}"


def _formula(one: tree.FormulaDecl, spelling: Spelling, indent: str) -> list[UnlaidLine]:
    head = (_named(one.kind.upper(), one, spelling), *spelling.titles(one.titles), spelling.per(one.per))
    rounding = one.rounding
    once = rounding is not None and rounding.citation == one.citation
    lines = [UnlaidLine(text) for text in filled(head, indent)]
    lines.append(UnlaidLine(INDENT + _defined(one, spelling), "" if once else spelling.citation(one.citation)))
    if rounding is not None:
        lines.append(UnlaidLine(INDENT + spelling.rounding(rounding), spelling.citation(rounding.citation)))
    if one.explanation:
        lines.append(UnlaidLine(f"{INDENT}{spelling.word('EXPLANATION')} {quoted(one.explanation)}"))
    lines[0] = evolve(lines[0], before=one.comments.before)
    lines[-1] = evolve(lines[-1], behind=one.comments.behind)
    return lines

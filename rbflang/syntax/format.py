"""From tree to text in its one canonical layout, in either vocabulary.

Takes a tree without faults, gives a text that reads as the same tree. Declarations of one kind stand together in
columns, kinds are set apart by a blank line, blocks stand alone, and a heading has two blank lines before it. It must
not change what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import evolve

from rbflang.syntax import tree
from rbflang.syntax.counting.format_counted import measurement_block, register_block
from rbflang.syntax.format_blocks import (
    columns_block,
    measure_block,
    member_block,
    staircase_block,
    table_block,
    upper,
    with_comments,
)
from rbflang.syntax.format_entries import entries, entry_block, inline_block
from rbflang.syntax.format_lines import INDENT, braced, commented
from rbflang.syntax.format_words import Spelling, quoted

Group: TypeAlias = list[tree.Declaration]


def formatted(ruleset: tree.RulesetTree, language: str | None = None) -> str:
    """The text of a ruleset in its own vocabulary, or in the one named."""
    spelling = Spelling(language or ruleset.language)
    parts = [_header(ruleset.header, spelling)] if ruleset.header else []
    parts += _groups(ruleset.declarations, spelling, "")
    if ruleset.comments.closing:
        parts.append(list(commented(ruleset.comments.closing, "")))
    return "\n".join(line for part in _set_apart(parts) for line in part) + "\n"


def _header(header: tree.Header, spelling: Spelling) -> list[str]:
    title = f" {quoted(header.title)}" if header.title else ""
    line = f"{spelling.word('RULESET')} {header.scheme} {header.year}{title}"
    return with_comments([line], header.comments, "")


def _set_apart(parts: Sequence[list[str]]) -> Iterator[list[str]]:
    """The parts with a blank line between; two before a heading, that is a comment that stands by itself."""
    for at, part in enumerate(parts):
        if at:
            yield ["", ""] if _has_heading(part) else [""]
        yield part


def _has_heading(part: Sequence[str]) -> bool:
    return (
        part[0].startswith("#") and "" in part[: next((at for at, line in enumerate(part) if line[:1] not in "#"), 0)]
    )


def _groups(declarations: Sequence[tree.Declaration], spelling: Spelling, indent: str) -> list[list[str]]:
    groups: list[tuple[str, Group]] = []
    for one in declarations:
        kind = _kind(one, spelling, indent)
        if groups and kind and kind == groups[-1][0] and not one.comments.before:
            groups[-1][1].append(one)
        else:
            groups.append((kind, [one]))
    return [_group(kind, group, spelling, indent) for kind, group in groups]


def _kind(one: tree.Declaration, spelling: Spelling, indent: str) -> str:
    """What stands together with its like; nothing for a block, which stands alone."""
    match one:
        case tree.SourceDecl() | tree.RoundDecl():
            return "" if one.comments.closing or getattr(one, "contents", ()) else type(one).__name__
        case tree.MemberDecl():
            return "" if inline_block(one, spelling, indent) is None else f"member of {one.set_name}"
        case tree.SetDecl():
            return "set" if one.from_data or _is_plain(one) else ""
        case tree.QuantityDecl():
            return "" if one.kind == "table" else one.kind
        case tree.FormulaDecl():
            return one.kind
        case tree.AssertionDecl() | tree.NoteDecl() | tree.CurrencyDecl():
            return type(one).__name__
        case _:
            return ""


def _is_plain(one: tree.SetDecl) -> bool:
    """True if the members of a set are mere names."""
    bare = all(
        evolve(member, name=one.name) == tree.MemberDecl(member.span, "", one.name, tree.Titles(), None, None, ())
        for member in one.members
    )
    return bare and not one.comments.closing


def _group(kind: str, group: Group, spelling: Spelling, indent: str) -> list[str]:
    if kind:
        return entries(group, spelling, indent)
    return with_comments(_block(group[0], spelling, indent), group[0].comments, indent)


def _block(one: tree.Declaration, spelling: Spelling, indent: str) -> list[str]:
    match one:
        case tree.MemberDecl():
            return member_block(one, spelling, indent)
        case tree.QuantityDecl():
            return table_block(one, spelling, indent)
        case tree.ColumnsDecl():
            return columns_block(one, spelling, indent)
        case tree.StaircaseDecl():
            return staircase_block(one, spelling, indent)
        case tree.MeasureDecl():
            return measure_block(one, spelling, indent)
        case tree.RegisterDecl():
            return register_block(one, spelling, indent)
        case tree.MeasurementDecl():
            return measurement_block(one, spelling, indent)
        case _:
            return _nesting_block(one, spelling, indent)


def _nesting_block(one: tree.Declaration, spelling: Spelling, indent: str) -> list[str]:
    """A block of declarations, or one that only comments make a block."""
    match one:
        case tree.SetDecl():
            head = [f"{spelling.word('SET')} {spelling.name(one.name)}", *spelling.titles(one.titles)]
            head.append(upper(one, spelling))
            inner: Sequence[tree.Declaration] = one.members
            citation = ""
        case tree.SideCalculationDecl():
            head = [spelling.word("SIDE_CALCULATION"), *spelling.titles(one.titles)]
            inner, citation = one.formulas, spelling.citation(one.citation)
        case tree.AlternativeDecl():
            head = [spelling.word("ALTERNATIVE"), *spelling.titles(one.titles)]
            inner, citation = one.rules, spelling.citation(one.citation)
        case _:
            return entry_block(one, spelling, indent)
    body = [line for part in _set_apart(_groups(inner, spelling, indent + INDENT)) for line in part]
    return braced(head, citation, body, one.comments.closing, indent)

"""What is made wrong in the text of a ruleset, one small place at a time, each mutant with a name that tells which.

Only what the rules say is touched: no notes, sources, citations and comments, no other readings (`alternativ`), no
assertions (`kontroll`), which compute nothing but hold what is computed, nothing that is counted in a register, which
figures that are given do not show, and of titles those of members and measures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import fields, frozen, has

from rbflang.source import Source, Span
from rbflang.syntax.expressions import (
    Aggregate,
    Arithmetic,
    Comparison,
    Logic,
    Name,
    Number,
    Rank,
    Sharing,
    Text,
    YesNo,
)
from rbflang.syntax.read import read
from rbflang.syntax.tree import (
    AlternativeDecl,
    AssertionDecl,
    Citation,
    Clause,
    ColumnsDecl,
    Comments,
    Declaration,
    FormulaDecl,
    Header,
    MeasureDecl,
    MeasurementDecl,
    MemberDecl,
    NoteDecl,
    QuantityDecl,
    RegisterDecl,
    RoundDecl,
    Rounding,
    Row,
    SetDecl,
    Setting,
    SourceDecl,
    StaircaseDecl,
    Step,
)
from rbflang.wording import number

Change = tuple[int, int, str]
Nodes = Sequence[Any]


@frozen
class RuleMutant:
    """A change of a ruleset's text: of what kind, where, and what stands there before and after."""

    year: str
    kind: str
    name: str
    changes: tuple[Change, ...]

    def applied(self, text: str) -> str:
        """The text with the change."""
        for start, end, new in sorted(self.changes, reverse=True):
            text = text[:start] + new + text[end:]
        return text


Found = Iterator[tuple[str, tuple[Change, ...]]]
"""The name of a mutant inside its kind and declaration, and its changes."""


def mutants_of(year: str, text: str) -> Iterator[RuleMutant]:
    """All mutants of a ruleset's text, in the order of the kinds."""
    tree = read(Source(f"{year}.rbf", text), keeping=False).tree
    touched = [one for one in tree.declarations if not isinstance(one, NOT_TOUCHED)]
    seen: Counter[str] = Counter()
    for kind, make in KINDS.items():
        for declaration in touched:
            for told, changes in make(_within(declaration), text):
                name = f"{year} {kind}: {_called(declaration)}: {told}"
                seen[name] += 1
                yield RuleMutant(year, kind, f"{name} ({seen[name]})" if seen[name] > 1 else name, changes)


NOT_TOUCHED = (SourceDecl, NoteDecl, AlternativeDecl, AssertionDecl, RegisterDecl, MeasurementDecl, Header)


def _called(one: Declaration) -> str:
    name = getattr(one, "name", None)
    return name.text if name else " ".join(one.span.text.split()[:3])


def _within(node: Any) -> Nodes:
    """A node and all nodes in it, but citations and comments."""
    found: list[Any] = []

    def walk(one: Any) -> None:
        if isinstance(one, tuple):
            for part in one:
                walk(part)
        elif has(type(one)) and not isinstance(one, Citation | Comments | Span):
            found.append(one)
            for part in fields(type(one)):
                walk(getattr(one, part.name))

    walk(node)
    return found


def _short(text: str) -> str:
    return " ".join(text.split())


def _replaced(text: str, start: int, end: int, new: str) -> tuple[str, tuple[Change, ...]]:
    old = _short(text[start:end])
    return f"{old} -> {_short(new) or 'nothing'}", ((start, end, new),)


# numbers and signs


def numbers(nodes: Nodes, text: str) -> Found:
    """A number one unit of its last digit more or less."""
    for one in _of(nodes, Number):
        start, end = one.span.start, one.span.start + len(one.digits)
        if text[start:end] != one.digits:
            continue
        unit = Fraction(1, 10**one.decimals)
        written = Fraction(one.digits.replace(" ", "").replace("\u00a0", "").replace(",", "."))
        for value in (written + unit, written - unit):
            if value >= 0:
                yield _replaced(text, start, end, number(value, one.decimals))


WORDS_OF = {
    "at_least": "minst", "at_most": "høyst", "more_than": "mer enn", "less_than": "mindre enn", "is": "er",
    "is_not": "er ikke",
}  # fmt: skip
TURNED = {
    "at_least": ("more_than", "less_than"), "at_most": ("less_than", "more_than"), "more_than": ("at_least", "at_most"),
    "less_than": ("at_most", "at_least"), "is": ("is_not",), "is_not": ("is",),
}  # fmt: skip


def comparisons(nodes: Nodes, text: str) -> Found:
    """A comparison that leaves its limit out or takes it in, and one that is turned round."""
    for one in _of(nodes, Comparison):
        for other in TURNED[one.operator]:
            yield from _between(one, text, WORDS_OF[one.operator], WORDS_OF[other])


OTHER_SIGN = {"+": ("−",), "-": ("+",), "*": ("/",), "/": ("×",)}
SIGNS = {"+": r"\+", "-": "[−-]", "*": "[×*]", "/": "/"}
OTHER_AGGREGATE = {
    "sum": "gjennomsnitt", "gjennomsnitt": "sum", "minste": "største", "største": "minste", "antall": "",
}  # fmt: skip


def operators(nodes: Nodes, text: str) -> Found:
    """Another operator: divided for times, less for more, or for and, a mean for a sum, the least for the greatest."""
    for one in _of(nodes, Arithmetic):
        for other in OTHER_SIGN[one.operator]:
            yield from _between(one, text, SIGNS[one.operator], other, is_pattern=True)
    for one in _of(nodes, Logic):
        old, new = ("og", "eller") if one.operator == "and" else ("eller", "og")
        yield from _between(one, text, old, new)
    for one in _of(nodes, Aggregate):
        word = re.match(r"\w+", text[one.span.start :])
        if word and OTHER_AGGREGATE.get(word[0]):
            yield _replaced(text, one.span.start, one.span.start + len(word[0]), OTHER_AGGREGATE[word[0]])


def _between(one: Any, text: str, old: str, new: str, is_pattern: bool = False) -> Found:
    gap = text[one.left.span.end : one.right.span.start]
    found = re.search(old if is_pattern else rf"\b{re.escape(old)}\b", gap)
    if found:
        start = one.left.span.end + found.start()
        name = f"{_short(one.span.text)}: {found[0]} -> {new}"
        yield name, ((start, start + len(found[0]), new),)


# members, lines, conditions


def swapped(nodes: Nodes, text: str) -> Found:
    """Two neighbours of a table, of a list of steps or of a property that have each other's values."""
    tables = [one.rows for one in nodes if isinstance(one, QuantityDecl | ColumnsDecl | Clause) and one.rows]
    for rows in tables:
        for above, below in pairwise(rows):
            for first, second in zip(above.values, below.values, strict=False):
                yield from _exchanged(first[0], second[0], _key_of(above), text)
    for stair in _of(nodes, StaircaseDecl):
        for first, second in pairwise(stair.steps):
            yield from _exchanged(first.result, second.result, _short(first.limit.span.text), text)


def _key_of(row: Row) -> str:
    return ".".join(one.text for one in row.key)


def _exchanged(first: Any, second: Any, where: str, text: str) -> Found:
    old, new = first.span.text, second.span.text
    if _short(old) != _short(new):
        changes = ((first.span.start, first.span.end, new), (second.span.start, second.span.end, old))
        yield f"{where}: {_short(old)} <-> {_short(new)}", changes


def removed(nodes: Nodes, text: str) -> Found:
    """A declaration, a line of a block or a table, or the condition of who counts left out."""
    kinds = (
        MemberDecl, FormulaDecl, QuantityDecl, StaircaseDecl, MeasureDecl, RoundDecl, SetDecl, ColumnsDecl, Row, Step,
        Setting, Clause,
    )  # fmt: skip
    for one in nodes:
        if isinstance(one, kinds) and not _is_explanation(one):
            span = one.span
            yield f"without {_short(span.text)[:60]}", ((span.start, _with_citation(one, text), ""),)
        elif isinstance(one, Aggregate | Rank) and one.where is not None:
            before = text[: one.where.span.start]
            start = before.rindex("der")
            yield f"without {_short(text[start : one.where.span.end])}", ((start, one.where.span.end, ""),)


def _is_explanation(one: Any) -> bool:
    return isinstance(one, Clause) and one.kind == "explanation"


def _with_citation(one: Any, text: str) -> int:
    """The end of a line with the citation that may stand behind its span."""
    citation = getattr(one, "citation", None)
    return max(one.span.end, citation.span.end if citation else 0)


# ranks, rounding, what becomes of points


def ties(nodes: Nodes, text: str) -> Found:
    """Equal figures share another of their places."""
    words = {"best": "beste", "worst": "dårligste", "middle": "midterste"}
    for one in _of(nodes, Rank):
        old = f"like får {words[one.ties]} plass"
        start = text.index(old, one.span.start)
        for other in words.values():
            if other != words[one.ties]:
                yield _replaced(text, start, start + len(old), f"like får {other} plass")


def ranks(nodes: Nodes, text: str) -> Found:
    """The other end of a ranking first."""
    for one in _of(nodes, Rank):
        old, new = ("høyest", "lavest") if one.highest_first else ("lavest", "høyest")
        start = text.index(f"{old} først", one.span.start)
        yield _replaced(text, start, start + len(old), new)


MODES = (", etter største rest", ", halve opp", ", nedover", ", oppover", ", halve til partall")


def rounding(nodes: Nodes, text: str) -> Found:
    """Another way of rounding, and none."""
    for one in _of(nodes, Rounding):
        start = one.span.start
        whole = re.match(r"avrundet til [\w ]+", text[start:])
        end = start + len(whole[0].rstrip()) if whole else one.span.end
        mode = next((mode for mode in MODES if text.startswith(mode, end)), "")
        stop = end + len(mode)
        for other in MODES:
            if other != mode and other != MODES[4]:
                yield f"{mode or 'no mode'} -> {other}", ((end, stop, other),)
        cited = one.citation.span.end if one.citation else stop
        yield "without rounding", ((start, max(stop, cited), ""),)


def nobody_has_parts(nodes: Nodes, text: str) -> Found:
    """Points that nobody has parts of are shared equally or lapse, the other way round."""
    both = (", likt når ingen har deler", ", bortfaller når ingen har deler")
    for one in _of(nodes, Sharing):
        for old, new in (both, both[::-1]):
            start = text.find(old, one.span.start, one.span.end + 40)
            if start >= 0:
                yield _replaced(text, start, start + len(old), new)


def consequences(nodes: Nodes, text: str) -> Found:
    """What becomes of who does not meet a requirement, the other way round."""
    both = ("ellers bortfaller poengene", "ellers ingen deler")
    for one in _of(nodes, Clause):
        for old, new in (both, both[::-1]) if one.kind == "gate" else ():
            start = text.find(old, one.span.start, one.span.end + 40)
            if start >= 0:
                yield _replaced(text, start, start + len(old), new)


# words


NOT_KNOWN = "ikke kjent"
CODE = re.compile(r"\b[A-ZÆØÅ]{2,}[0-9]*[A-ZÆØÅ]*\b")


def words(nodes: Nodes, text: str) -> Found:
    """A code, a period or a name spelled otherwise, another of the words a property has, no for yes.

    A title that says that the name is not known is none, and what stands around codes and numbers in a text is no fact.
    """
    for one in nodes:
        if isinstance(one, MemberDecl | MeasureDecl) and one.titles.title and NOT_KNOWN not in one.titles.title:
            start = text.index(f'"{one.titles.title}"', one.span.start) + 1
            yield from _numbers_more(one.titles.title, start)
            yield from _a_letter_less(re.search(r"[^\W\d]{3,}", one.titles.title), one.titles.title, start)
        elif isinstance(one, Text) and one.text:
            start = text.index(one.text, one.span.start)
            yield from _numbers_more(one.text, start)
            for code in CODE.finditer(one.text):
                yield from _a_letter_less(code, one.text, start)
        elif isinstance(one, YesNo):
            new = "nei" if one.value else "ja"
            yield _replaced(text, one.span.start, one.span.end, new)
    yield from _other_words(nodes, text)


def _numbers_more(old: str, start: int) -> Found:
    """Each number in a word one more."""
    for found in re.finditer(r"\d+", old):
        at, new = start + found.start(), f"{int(found[0]) + 1:0{len(found[0])}}"
        yield f"{_short(old)}: {found[0]} -> {new}", ((at, at + len(found[0]), new),)


def _a_letter_less(word: re.Match[str] | None, old: str, start: int) -> Found:
    if word:
        at = start + word.end() - 1
        yield f"{_short(old)}: {word[0]} without its last letter", ((at, at + 1, ""),)


OTHER_WORD = {"NPR": "NKI", "NKI": "NPR", "lavere": "høyere", "høyere": "lavere"}


def _other_words(nodes: Nodes, text: str) -> Found:
    lines = [one for one in nodes if isinstance(one, Setting)]
    values = [(one.name.text, one.value) for one in lines]
    for row in _of(nodes, Row):
        values += [(_key_of(row), value) for value, _ in row.values]
    for where, value in values:
        if isinstance(value, Name) and value.text in OTHER_WORD:
            yield (
                f"{where}: {value.text} -> {OTHER_WORD[value.text]}",
                ((value.span.start, value.span.end, OTHER_WORD[value.text]),),
            )


def _of(nodes: Nodes, kind: type) -> list[Any]:
    return [one for one in nodes if isinstance(one, kind)]


KINDS: dict[str, Callable[[Nodes, str], Found]] = {
    "number": numbers, "comparison": comparisons, "operator": operators, "swapped": swapped, "removed": removed,
    "tie": ties, "rank": ranks, "rounding": rounding, "nobody has parts": nobody_has_parts,
    "consequence": consequences, "word": words,
}  # fmt: skip

"""Every citation of a text, wherever it stands, and what it stands on.

Takes a tree, gives its brackets in the order of the text. It does not know which lines a bracket covers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from attrs import fields

from rbflang.syntax import tree
from rbflang.syntax.expressions import Name
from rbflang.syntax.nodes import episode_nodes
from rbflang.syntax.tree import Citation, RulesetTree
from rbflang.syntax.vocabulary import BY_NAME

Path = tuple[str, ...]
# What has no name is called by the word it begins with.
WORDS: dict[type[Any], str] = {
    tree.SubareaList: "SUBAREAS",
    tree.Rounding: "ROUNDED",
    tree.AssertionDecl: "ASSERTION",
    tree.SideCalculationDecl: "SIDE_CALCULATION",
    tree.AlternativeDecl: "ALTERNATIVE",
    tree.NoteDecl: "NOTE",
    episode_nodes.PeriodFrom: "DATA_BASIS",
    episode_nodes.CountedPer: "COUNTED_PER",
    episode_nodes.CountedWhere: "WHERE",
}
NODES = (tree.__name__, episode_nodes.__name__)


def citations_in(node: RulesetTree) -> Iterator[Citation]:
    """All citations, those inside blocks and tables too."""
    for _, citation in named_citations(node):
        yield citation


def named_citations(node: RulesetTree) -> Iterator[tuple[str, Citation]]:
    """All citations, each once, with what it stands on as its author calls that: `bevilgning`, `video, måltall`."""
    seen: set[int] = set()
    found = _inside(node.declarations, (), node.language)
    for path, citation in sorted(found, key=lambda one: (one[1].span.start, len(one[0]))):
        if citation.span.start not in seen:
            seen.add(citation.span.start)
            yield ", ".join(path), citation


def _inside(node: Any, path: Path, language: str) -> Iterator[tuple[Path, Citation]]:
    if isinstance(node, Citation):
        yield path, node
    elif isinstance(node, tuple):
        inner = (*path, node[0].text) if node and isinstance(node[0], Name) else path
        for one in node:
            yield from _inside(one, inner, language)
    elif isinstance(node, tree.ColumnsDecl):
        yield from _inside((node.citation, *node.columns), path, language)
        for row in node.rows:
            for (column, _), cell in zip(node.columns, row.values, strict=False):
                yield from _inside(cell[1], (*path, *_called(row, language), column.text), language)
    elif type(node).__module__ in NODES:
        kind: Any = type(node)
        inner = path + _called(node, language)
        for name in _fields(kind):
            yield from _inside(getattr(node, name), inner, language)


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """What may hold citations; places and comments do not."""
    return tuple(one.name for one in fields(kind) if one.name not in ("span", "name", "key", "comments", "expression"))


def _called(node: Any, language: str) -> Path:
    if isinstance(node, tree.Row | episode_nodes.CountedRow):
        return tuple(filter(None, (", ".join(name.text for name in node.key),)))
    if isinstance(node, tree.MeasurementDecl):
        return (f"{BY_NAME['MEASUREMENT'].spelled(language)} {node.name.text}",)
    if isinstance(node, tree.Step):
        return (" ".join(node.span.text.partition("[")[0].split()),)
    word = node.kind.upper() if isinstance(node, tree.Clause) else WORDS.get(type(node))
    if word:
        return (BY_NAME[word].spelled(language),)
    return (node.name.text,) if isinstance(getattr(node, "name", None), Name) else ()

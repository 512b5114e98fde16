"""Every citation of a text, wherever it stands.

Takes a tree, gives its brackets in the order of the text. It does not know which lines a bracket covers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import fields

from rbflang.syntax import tree
from rbflang.syntax.tree import Citation, RulesetTree


def citations_in(node: RulesetTree) -> Iterator[Citation]:
    """All citations, those inside blocks and tables too."""
    yield from sorted(_inside(node.declarations), key=lambda one: one.span.start)


def _inside(node: Any) -> Iterator[Citation]:
    if isinstance(node, Citation):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from _inside(one)
    elif type(node).__module__ == tree.__name__:
        for name in _fields(type(node)):
            yield from _inside(getattr(node, name))


def _fields(kind: type[Any]) -> tuple[str, ...]:
    """What may hold citations; places and comments do not."""
    return tuple(one.name for one in fields(kind) if one.name not in ("span", "name", "comments", "expression"))

"""A text as a tree: the one kept from the last time where the text has not changed, and the parser is not even loaded.

Takes a source, gives its tree and faults. Only trees without faults are kept.
"""

from __future__ import annotations

from rbflang import cache
from rbflang.source import Source
from rbflang.syntax.tree import Parsed, RulesetTree


def read(source: Source, keeping: bool = True) -> Parsed:
    """The tree of a text and all its faults; it need not be kept where what is made of it will be."""
    known = cache.known(RulesetTree, source)
    if known:
        return Parsed(known, ())
    from rbflang.syntax.parse import parse

    found = parse(source)
    if keeping and not found.faults:
        cache.keep(source, found.tree)
    return found

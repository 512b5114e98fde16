"""The declarations of a ruleset that are only about the documents of its own year.

Takes a tree, gives places among its declarations: alternatives, side calculations that no rule reads, the numbers,
tables and inputs that nothing but these read, and documents that nothing else cites. It changes nothing.
"""

from __future__ import annotations

from attrs import evolve

from rbflang.inventory.all_citations import citations_in
from rbflang.ruleset.resolve import resolve
from rbflang.ruleset.usage import names_used
from rbflang.syntax.tree import (
    AlternativeDecl,
    Declaration,
    NoteDecl,
    QuantityDecl,
    RulesetTree,
    SideCalculationDecl,
    SourceDecl,
)


def left_behind(tree: RulesetTree) -> frozenset[int]:
    """Where they stand, counted from 0."""
    out = {at for at, one in enumerate(tree.declarations) if isinstance(one, AlternativeDecl | SideCalculationDecl)}
    while True:
        used = names_used(resolve(_without(tree, out)))
        unread = {at for at, one in enumerate(tree.declarations) if _given(one) and not _names(one) & used}
        back = {at for at in out if _names(tree.declarations[at]) & used}
        if unread <= out and not back:
            return frozenset(out | _uncited(tree, out))
        out = (out | unread) - back


def _without(tree: RulesetTree, out: set[int]) -> RulesetTree:
    return evolve(tree, declarations=tuple(one for at, one in enumerate(tree.declarations) if at not in out))


def _given(one: Declaration) -> bool:
    """True for a number, a table or an input; what the members of a set have is told of them.

    That a figure is shown only from some size on is a rule, so such an input stays although no formula reads it.
    """
    is_hidden = isinstance(one, QuantityDecl) and one.typing is not None and one.typing.shown_from is not None
    return isinstance(one, QuantityDecl) and one.kind != "property" and not is_hidden


def _names(one: Declaration) -> frozenset[str]:
    """What rules may read of a declaration."""
    if isinstance(one, SideCalculationDecl):
        return frozenset(formula.name.text for formula in one.formulas)
    return frozenset({one.name.text}) if isinstance(one, QuantityDecl) else frozenset()


def _uncited(tree: RulesetTree, out: set[int]) -> set[int]:
    kept = _without(tree, out)
    rules = evolve(kept, declarations=tuple(one for one in kept.declarations if not isinstance(one, NoteDecl)))
    cited = {entry.source for citation in citations_in(rules) for entry in citation.entries}
    sources = enumerate(tree.declarations)
    return {at for at, one in sources if isinstance(one, SourceDecl) and one.name.text not in cited}

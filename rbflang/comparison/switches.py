"""The differences between two rulesets as switches: what is changed together, and can be changed or left.

Takes a comparison, gives at most so many switches that each can be changed with some of the others. What is one promise
is one switch: weights that add up to 100 % with the indicators that come and go, the point shares of all measures, a
whole key. Where there are very many changes, those of a kind are taken together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from rbflang.comparison.components import Address
from rbflang.comparison.differences import DifferingPiece, RulesetComparison
from rbflang.comparison.mixture import OF_A_MEASURE, stands_alone
from rbflang.ruleset.model import GROUP, INDICATOR
from rbflang.syntax.tree import QuantityDecl

MOST = 8
"""Of fewer switches, the results among them, every combination is run."""

FINEST, MOST_WORK = 10, 80_000
"""Of so many it is where rulesets are small: combinations times the pieces that each is put together of.

Of more, those of two orders are run, three for each switch, as far as that is no more work.
"""

Mark: TypeAlias = tuple[str, ...]


@frozen
class Switch:
    """Changes that are made together: what kind they are, what they are about, and the addresses they change."""

    kind: str
    about: tuple[str, ...]
    addresses: frozenset[Address]


RESULTS = Switch("results", (), frozenset())
MEMBERS, MEASURES = ("members",), ("measures",)
ORDER = (
    "members", "set", "subareas", "measures", "gates", "property", "cell", "staircase", "staircases", "formula",
    "formulas", "rules", "table", "tables", "fixed", "fixed_numbers", "input", "results",
)  # fmt: skip


def switches_of(comparison: RulesetComparison) -> tuple[Switch, ...]:
    """The switches in the order that the changes are told in, as fine as can be."""
    counting = [one for one in comparison.differences if _is_a_choice(comparison, one)]
    levels: tuple[Callable[[Mark], Mark], ...] = (_as_it_is, _by_property, _by_kind, _all_rules)
    for level in levels:
        found: dict[Mark, list[Address]] = {}
        for one in counting:
            found.setdefault(level(_mark(comparison, one)), []).append(one.address)
        if 3 * (len(found) + 1) * _pieces(comparison) <= MOST_WORK:
            break
    made = (Switch(mark[0], mark[1:], frozenset(addresses)) for mark, addresses in found.items())
    return tuple(sorted(made, key=lambda one: ORDER.index(one.kind)))


def can_all_be_run(comparison: RulesetComparison, count: int) -> bool:
    """True if every combination of so many switches can be run in reasonable time."""
    return count <= MOST or (count <= FINEST and _pieces(comparison) << count <= MOST_WORK)


def _pieces(comparison: RulesetComparison) -> int:
    return len({*comparison.before.pieces, *comparison.after.pieces})


def _is_a_choice(comparison: RulesetComparison, one: DifferingPiece) -> bool:
    both = one.before is not None and one.after is not None
    return one.address[0] != "round" and comparison.counts(one) and (both or not stands_alone(comparison, one.address))


def _mark(comparison: RulesetComparison, one: DifferingPiece) -> Mark:
    """What a difference belongs to, told as finely as can be."""
    kind, name = one.address[:2]
    if kind in ("member", "set"):
        return MEMBERS if name in (INDICATOR, GROUP) else ("set", name)
    if kind in OF_A_MEASURE or kind == "measure":
        return _mark_of_clause(kind, name)
    if kind in ("quantity", "cell"):
        return _mark_of_quantity(comparison, one)
    return kind, name


def _mark_of_clause(kind: str, measure: str) -> Mark:
    if kind == "gates":
        return "gates", measure
    return ("formula", f"{measure}.{kind}") if kind in ("parts", "points") else MEASURES


def _mark_of_quantity(comparison: RulesetComparison, one: DifferingPiece) -> Mark:
    name = one.address[1]
    heads = [side.pieces[("quantity", name)] for side in (comparison.after, comparison.before)
             if ("quantity", name) in side.pieces]  # fmt: skip
    head = heads[0].node
    if not isinstance(head, QuantityDecl):
        return "formula", name
    if head.kind != "property":
        return head.kind, name
    sets = {set_name.text for set_name in head.per}
    if head.typing and head.typing.total is not None and sets & {INDICATOR, GROUP} and _members_change(comparison):
        return MEMBERS
    typings = [piece.node.typing for piece in heads if isinstance(piece.node, QuantityDecl)]
    is_whole = any(typing.total is not None for typing in typings if typing)
    if is_whole or heads[0].meaning != heads[-1].meaning:
        return "property", name
    return "cell", *one.address[1:]


def _members_change(comparison: RulesetComparison) -> bool:
    return any(one.address[0] == "member" and one.address[1] in (INDICATOR, GROUP) for one in comparison.differences)


# taking together


def _as_it_is(mark: Mark) -> Mark:
    return mark


def _by_property(mark: Mark) -> Mark:
    return ("property", mark[1]) if mark[0] == "cell" else mark


def _by_kind(mark: Mark) -> Mark:
    kinds = {"staircase": "staircases", "formula": "formulas"}
    mark = _by_property(mark)
    return (kinds[mark[0]],) if mark[0] in kinds else mark


def _all_rules(mark: Mark) -> Mark:
    kinds = {"fixed": "fixed_numbers", "table": "tables", "gates": "measures", "members": "members"}
    mark = _by_kind(mark)
    return mark if mark == MEASURES else (kinds.get(mark[0], "rules"),)

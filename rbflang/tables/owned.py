"""Whose each cell is: the member of a set whose figures alone it rests on, beside what all have in common.

Takes a graph and the name of a set. It asks what a cell could read, whatever the figures are; it computes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from rbflang.graph import nodes as g
from rbflang.graph.closure import behind
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Node
from rbflang.tables.reads import Place, read_at

ALL = ""  # the owner of what belongs to no member
Owners = Mapping[Node, Sequence[str | None]]


def owners(graph: Graph, set_name: str) -> Owners:
    """The owner of each cell; `None` where it rests on the figures of several members."""
    found: dict[Node, list[str | None]] = {}
    for node in graph.nodes:
        sets = node.domain.sets
        at = sets.index(set_name) if set_name in sets else None
        members = [key[at] if at is not None else ALL for key in node.domain.keys]
        by_group: dict[int, set[str | None]] = {}
        found[node] = [_owner(node, cell, member, found, by_group) for cell, member in enumerate(members)]
    return found


def _owner(node: Node, cell: int, member: str, found: Owners, by_group: dict[int, set[str | None]]) -> str | None:
    """The owner of a cell; all cells of a group are computed from the same ones, which are asked once."""
    if isinstance(node, g.Observed):
        return member
    group = node.group_of[cell] if isinstance(node, g.GROUPED) else ~cell
    if group not in by_group:
        by_group[group] = {found[read][at] for read, at in readable(node, cell)} - {ALL}
    behind = by_group[group]
    if not behind:
        return ALL
    return member if behind == {member} else None


def readable(node: Node, cell: int) -> Iterator[Place]:
    """The cells that a cell is computed from, whatever they hold: all branches and all members of a group."""
    if isinstance(node, g.Gather):
        which, at = node.sources[cell]
        yield read_at(node, which, at)
        return
    for operand in range(len(node.operands)):
        for at in _group(node, cell):
            yield read_at(node, operand, at)


def _group(node: Node, cell: int) -> Sequence[int]:
    if isinstance(node, g.Reduce):
        return node.groups[cell]
    if isinstance(node, g.GROUPED):
        return node.groups[node.group_of[cell]]
    return (cell,)


def reached(places: Iterable[Place], closed: Collection[Place]) -> set[Place]:
    """The cells that these could rest on without passing through closed ones, themselves included."""
    return set(behind(places, lambda place: () if place in closed else readable(*place))) - set(closed)

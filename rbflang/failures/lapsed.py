"""Which points lapsed in a run, and why: a requirement that somebody fails, or a sharing in which nobody has parts.

Takes a computed ruleset, gives a sentence for each requirement and each sharing that let points lapse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.computed import Computed
from rbflang.data.shown import cell_words
from rbflang.graph.nodes import Cell, Choose, Figure, Node, ShareOut
from rbflang.quantities import POINTS
from rbflang.ruleset.model import POINTS_NAME, Measure
from rbflang.ruleset.unit_words import shown
from rbflang.wording import Words

ZERO = Fraction(0)
MOST_NAMED = 4


def lapsed_words(computed: Computed) -> tuple[Words, ...]:
    """A sentence for each place in the rules that let points lapse, in the order of the measures."""
    measures = computed.checked.ruleset.measures.values()
    return tuple(words for measure in measures for words in _of_measure(computed, measure))


def _of_measure(computed: Computed, measure: Measure) -> Iterator[Words]:
    node = computed.valuation.graph.named[f"{measure.name}.{POINTS_NAME}"]
    applying = set(range(node.domain.size))
    while isinstance(node, Choose):
        false = [at for at in range(node.domain.size) if _cell(computed, node, 0, at) is False]
        if node.origin is not None and node.origin.what == "lapsing":
            lost = [(at, _number(_cell(computed, node, 1, at))) for at in false if at in applying]
            yield from _told_gate(computed, node, [(at, points) for at, points in lost if points])
        else:
            applying.difference_update(false)
        node = node.operands[1].node
    if isinstance(node, ShareOut):
        yield from _told_sharing(computed, node, applying)


def _told_gate(computed: Computed, node: Choose, lost: Sequence[tuple[int, Fraction]]) -> Iterator[Words]:
    line = node.span.line if node.span else 0
    if lost:
        size, who = _size_and_names(computed, node, lost, len(node.domain.sets))
        yield Words(
            f"{size.nb} er bortfalt: kravet på linje {line} er ikke oppfylt for {who.nb}.",
            f"{size.en} lapsed: the requirement in line {line} is not met for {who.en}.",
        )


def _told_sharing(computed: Computed, node: ShareOut, applying: set[int]) -> Iterator[Words]:
    """The groups that handed out nothing of what they had."""
    cells = computed.valuation.cells[node]
    empty = [group for group in node.groups if not any(_number(cells[at]) for at in group)]
    lost = [(group[0], _number(_cell(computed, node, 0, group[0]))) for group in empty if applying.issuperset(group)]
    line = node.span.line if node.span else 0
    if lost := [(at, points) for at, points in lost if points]:
        size, who = _size_and_names(computed, node, lost, len(node.domain.sets) - 1)
        nb, en = (f" for {who.nb}", f" for {who.en}") if who.nb else ("", "")
        yield Words(
            f"{size.nb} er bortfalt: ingen har deler i delingen på linje {line}{nb}.",
            f"{size.en} lapsed: nobody has parts in the sharing in line {line}{en}.",
        )


def _size_and_names(
    computed: Computed, node: Node, lost: Sequence[tuple[int, Fraction]], sets: int
) -> tuple[Words, Words]:
    """How many points, and the first cells they were lost in, named by so many of their sets."""
    ruleset = computed.checked.ruleset
    narrow = ruleset.space.domain(node.domain.sets[:sets])
    names = [cell_words(ruleset, narrow, node.domain.keys[at][:sets]) for at, _ in lost]
    first, more = names[:MOST_NAMED], len(names) - MOST_NAMED
    who = Words("; ".join(one.nb for one in first), "; ".join(one.en for one in first))
    size = shown(sum((points for _, points in lost), ZERO), POINTS)
    return size, Words(f"{who.nb} og {more} til", f"{who.en} and {more} more") if more > 0 else who


def _cell(computed: Computed, node: Node, operand: int, at: int) -> Cell:
    read = node.operands[operand]
    cell = computed.valuation.cells[read.node][at if read.cells is None else read.cells[at]]
    return cell.printed if isinstance(cell, Figure) and cell.printed is not None else cell


def _number(cell: Cell) -> Fraction:
    return cell if isinstance(cell, Fraction) else ZERO

"""Where an open figure and its limits are written, and the line that would settle it.

Takes a computed ruleset and an open figure, gives spans, labels and text to paste. It computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.column_names import COLUMNS
from rbflang.data.computed import Computed
from rbflang.diagnostics import Label
from rbflang.graph.nodes import Node, Quotient, Staircase, printed_of
from rbflang.quantities import SHARE, Unit
from rbflang.ruleset.nouns import QUANTITIES
from rbflang.ruleset.staircases import stairs_of
from rbflang.ruleset.unit_words import shown
from rbflang.source import Span
from rbflang.tables.reads import read_at
from rbflang.uncertainty.open_decisions import OpenFigure, OpenRow
from rbflang.wording import Words

MOST_LABELS = 3


def own_place(computed: Computed, figure: OpenFigure) -> Span:
    """Where the figure stands in the data or in the rules."""
    row = computed.figures.observations.get((figure.quantity, figure.key))
    if row is None:
        quantity = computed.checked.ruleset.quantities[figure.quantity]
        given = quantity.given.get(figure.key)
        return given.span if given else quantity.span
    at = row.span.text.find(row.printed) if row.printed else -1
    return Span(row.span.source, row.span.start + at, row.span.start + at + len(row.printed)) if at >= 0 else row.span


def limit_labels(computed: Computed, row: OpenRow) -> Iterator[Label]:
    """The steps and requirements whose limits run through the interval."""
    cuts = [one.part.high for one in row.outcomes[:-1]]
    unit = computed.checked.inference.signatures[row.figure.quantity].kind.unit
    told: set[Span] = set()
    for decision in row.decisions:
        for span, limit in _limits(computed, decision.node, decision.interval.holds):
            if span not in told and len(told) < MOST_LABELS:
                told.add(span)
                words = _limit_words(computed, decision.node, decision.cell, limit, unit)
                yield Label(span, words or _at_cut(cuts, unit))


def _limits(computed: Computed, node: Node, holds) -> Iterator[tuple[Span, Fraction | None]]:  # type: ignore[no-untyped-def]
    if not isinstance(node, Staircase):
        if node.span:
            yield node.span, None
        return
    declared = computed.checked.ruleset.staircases[node.name]
    stairs = stairs_of(declared)
    for step, stair, before in zip(declared.steps[1:], stairs[1:], stairs, strict=False):
        low = stair.interval.low
        if low is not None and holds(low) and stair.result != before.result:
            yield step.span, low


def _at_cut(cuts: list[Fraction | None], unit: Unit) -> Words:
    at = [shown(cut, unit) for cut in dict.fromkeys(cuts) if cut is not None]
    nb, en = ", ".join(one.nb for one in at), ", ".join(one.en for one in at)
    return Words(f"grensen går ved {nb}", f"the limit runs at {en}")


def _limit_words(computed: Computed, node: Node, cell: int, limit: Fraction | None, unit: Unit) -> Words | None:
    """`60 % av måltall 1 % er 0,6 %`, where the figure is divided by a number of the rules."""
    ratio, at = read_at(node, 0, cell)
    if limit is None or not isinstance(ratio, Quotient):
        return None
    under, cell_under = read_at(ratio, 1, at)
    name = computed.valuation.graph.names.get(under)
    value = printed_of(computed.valuation.cells[under][cell_under])
    if name is None or not isinstance(value, Fraction):
        return None
    part, of, cut = shown(limit, SHARE), shown(value, unit), shown(limit * value, unit)
    known = QUANTITIES.get(name)
    called = known.en if known else f"“{name}”"
    return Words(f"{part.nb} av {name} {of.nb} er {cut.nb}", f"{part.en} of {called} {of.en} is {cut.en}")


DERIVED = Words("utledet", "derived")


def pasted_row(computed: Computed, figure: OpenFigure, narrowing: Words) -> str:
    """The line of the data file with a narrowing in it, in its language; nothing where the figure stands elsewhere."""
    row, file = computed.figures.observations.get((figure.quantity, figure.key)), computed.file
    if row is None or file is None or '"' in row.span.text:
        return ""
    said = narrowing.say(file.fashion.language)
    if row.span.source is not file.source:
        return f'{row.span.source.name} "{row.span.text.partition(";")[0]};{said}"'
    fields = [field.strip() for field in row.span.text.split(file.separator)]
    columns = [COLUMNS.get(heading, heading) for heading in file.headings]
    if not {"narrowing", "status", "source"} <= set(columns):
        return ""
    source = f"{row.source or '…'}: …"
    for column, text in (("narrowing", said), ("status", DERIVED.say(file.fashion.language)), ("source", source)):
        fields[columns.index(column)] = text
    return file.separator.join(fields)

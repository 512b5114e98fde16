"""What every verdict is decided from: what cells rest on, where each is printed, and how far each can move.

Takes a computed ruleset and the rows of `publisert.csv`; decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.explanation.resting import DocumentPlace, Rest, resting
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.statements import PublishedRow
from rbflang.tables.reads import Place
from rbflang.uncertainty.spans import Spans, spans_of


@frozen(eq=False, repr=False)
class Judge:
    """What every verdict is decided from: what cells rest on, where each is printed, how far each can move, and the
    documents and numbers that stand on several rows."""

    computed: Computed
    rests: Mapping[Place, Rest]
    printed_at: Mapping[str, frozenset[DocumentPlace]]
    spans: Spans
    repeated: frozenset[tuple[str, str]]


def judge_of(computed: Computed, rows: Sequence[PublishedRow], every: Sequence[PublishedRow] = ()) -> Judge:
    """What the verdicts of these rows are decided from; they are numbered among `every` row."""
    printed_at: dict[str, frozenset[DocumentPlace]] = {}
    for row in rows:
        target = target_of_row(computed, row) if row.text("quantity") else None
        for address in target.addresses if isinstance(target, Target) else ():
            printed_at[address] = printed_at.get(address, frozenset()) | places_of_row(row)
    counted = Counter(numbered(row) for row in every or rows if row.text("label"))
    repeated = frozenset(one for one, times in counted.items() if times > 1)
    return Judge(computed, resting(computed), printed_at, spans_of(computed, computed.valuation.graph.named), repeated)


def numbered(row: PublishedRow) -> tuple[str, str]:
    """The document and the number of a row."""
    return row.text("document"), row.text("label")


def places_of_row(row: PublishedRow) -> frozenset[DocumentPlace]:
    """Where a row is printed: its table or section, and in that its line and its column."""
    document, place = row.text("document"), row.text("place")
    inside = [f"{place} {row.text(part)}" for part in ("line", "column") if row.text(part)]
    return frozenset((document, one.lower()) for one in (place, *inside, ""))

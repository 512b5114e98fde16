"""Groups of nobody: what is certain as long as somebody is in them, and what they stop that was said to be certain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rbflang.graph.nodes import Failure
from rbflang.graph.origin import assertion_name
from rbflang.proofs.guarantees import Guarantee, Proof
from rbflang.ruleset.findings import GroupCanBeEmpty
from rbflang.ruleset.model import POINTS_NAME, CheckedRuleset
from rbflang.source import Span
from rbflang.tables.valuation import Valuation

KIND = "as long as somebody counts"
OF_NOBODY = ("nothing-to-aggregate", "too-few-to-aggregate", "not-ranked")
Said = tuple[tuple[str, frozenset[Span]], ...]


def said_of(checked: CheckedRuleset, known: Guarantee, proofs: Sequence[Proof]) -> Said:
    """Each quantity or assertion of which something is certain, and the groups that must not be of nobody."""
    payout = checked.ruleset.payout
    said = [(assertion_name(at), one.open_conditions) for at, one in enumerate(proofs, 1) if one.is_proved]
    if payout and (known.kroner is not None or known.before_rounding is not None):
        said.append((payout.name, known.conditions))
    said += [(POINTS_NAME, known.conditions)] if known.points is not None else []
    nobody = {one.gathering.span for one in checked.inference.found(GroupCanBeEmpty)}
    return tuple((name, frozenset(one.span for one in conditions) & nobody) for name, conditions in said)


def stopped_by_nobody(said: Said, valuation: Valuation, tried: Counter[str]) -> Iterator[str]:
    """A group of nobody that stops what is certain, though it is no condition of it."""
    for name, spans in said:
        tried[KIND] += len(spans)
        for cell in valuation.of(name).values():
            is_of_nobody = isinstance(cell, Failure) and cell.slug in OF_NOBODY
            span = cell.node.span if isinstance(cell, Failure) and cell.node is not None else None
            if is_of_nobody and span is not None and span not in spans:
                yield f"{name}: «{span.text}» is of nobody, and it is no condition"

"""What the payouts could be where a number that they need is known only within bounds.

Takes a computed ruleset that has no payout for that reason, and its faults; gives the faults with the least and the
greatest payout of each region, and how to try a number. Nothing is paid on bounds: this only tells how much hangs on
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from rbflang.data.computed import Computed, payout_places
from rbflang.data.figures import address_of
from rbflang.diagnostics import NOTHING, Fault
from rbflang.explanation.paid import shown_as_paid
from rbflang.failures.root_causes import arisen
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Constant, Figure, Observed, printed_of
from rbflang.intervals import Interval
from rbflang.ruleset.unit_words import figure
from rbflang.uncertainty.payout_spans import PayoutSpan, payout_spans, spans_of_payouts
from rbflang.wording import Words, same

Bounded = tuple[str, Key]


def with_spans(computed: Computed, faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """The faults; the first about a bound with a table of what the payouts could be, where that has ends."""
    tried = {at: _tried(interval) for at, interval in _bounded(computed)}
    values = {at: value for at, value in tried.items() if value is not None}
    if len(values) < len(tried):
        return tuple(faults)
    figures = {at: Figure(value, interval) for at, interval in _bounded(computed) if (value := values[at]) is not None}
    run = evolve(computed, valuation=computed.valuation.with_cells(figures))
    if any(_amount(run.valuation.cells[node][cell]) is None for node, cell in payout_places(run)):
        return tuple(faults)
    spans = payout_spans(run, spans_of_payouts(run))
    table = tuple(_table(run, spans)) if all(one.least is not None for one in spans.values()) else ()
    first = next(at for at, one in enumerate(faults) if one.slug == "known-only-by-a-bound")
    told = evolve(faults[first], story=(*faults[first].story, *_story(spans)) if table else faults[first].story,
                  table=table, after=tuple(_settings(computed, values)))  # fmt: skip
    return (*faults[:first], told, *faults[first + 1 :])


def _bounded(computed: Computed) -> Iterator[tuple[Bounded, Interval]]:
    """The numbers known only within bounds that the payout is to be computed with."""
    valuation = computed.valuation
    places = [
        one.place for one in arisen(valuation, payout_places(computed)) if one.failure.slug == "known-only-by-a-bound"
    ]
    for node, cell in valuation.behind(places):
        figure, name = valuation.cells[node][cell], valuation.graph.names.get(node)
        is_input = isinstance(node, Constant | Observed) and name is not None
        if is_input and isinstance(figure, Figure) and figure.printed is None:
            yield (name or "", node.domain.keys[cell]), figure.interval


def _tried(interval: Interval) -> Fraction | None:
    """A number in the middle, a whole one where there is one; `None` without both bounds."""
    if interval.low is None or interval.high is None:
        return None
    middle = (interval.low + interval.high) / 2
    whole = Fraction(middle.__floor__())
    return whole if interval.holds(whole) else middle


def _story(spans: Mapping[Key, PayoutSpan]) -> Iterator[Words]:
    exact = all(one.span.is_exact for one in spans.values())
    yield Words(
        f"Beløpene {'kan ligge' if exact else 'ligger'} mellom disse endene, alt etter hva tallet er.",
        f"The amounts {'may lie' if exact else 'lie'} between these ends, depending on the number.",
    )


def _table(computed: Computed, spans: Mapping[Key, PayoutSpan]) -> Iterator[tuple[Words, ...]]:
    ruleset = computed.checked.ruleset
    payout = ruleset.payout
    assert payout is not None
    paid = computed.valuation.of(payout.name)
    sets = ruleset.space.domain(payout.sets).sets
    yield (NOTHING, *(same(ruleset.sets[sets[-1]][key[-1]].short) for key in paid))
    for label, upwards in ((Words("minst", "at least"), False), (Words("høyst", "at most"), True)):
        ends = [_end(spans.get(key), _amount(cell), upwards) for key, cell in paid.items()]
        yield (label, *(shown_as_paid(computed, end) for end in ends))


def _end(span: PayoutSpan | None, amount: Fraction | None, upwards: bool) -> Fraction:
    end = (span.greatest if upwards else span.least) if span else amount
    assert end is not None
    return Fraction(end)


def _amount(cell: Cell) -> Fraction | None:
    value = printed_of(cell)
    return value if isinstance(value, Fraction) else None


def _settings(computed: Computed, values: Mapping[Bounded, Fraction]) -> Iterator[Words]:
    """How to try a number for each."""
    quantities, known = computed.checked.ruleset.quantities, computed.checked.inference.signatures
    language = computed.checked.ruleset.tree.language
    cells = [
        (address_of(quantities[name], computed.checked, key), name, value) for (name, key), value in values.items()
    ]
    each = [f'--set "{cell}={figure(value, known[name].kind.unit, language)}"' for cell, name, value in cells]
    what = Words("et bestemt tall", "a number") if len(each) == 1 else Words("bestemte tall", "numbers")
    yield Words(f"Vil du prøve med {what.nb}, så skriv {' '.join(each)}.", f"To try {what.en}, write {' '.join(each)}.")

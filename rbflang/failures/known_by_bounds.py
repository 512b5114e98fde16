"""The faults of figures that are known by a bound alone: where it settles nothing, and where a number is needed.

Takes where such failures arose, gives faults that say what is known of the figures, and which whole count gives what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.counts.whole_counts import counted_of, whole_numerators
from rbflang.data.shown import bounds_words
from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.failures.root_causes import Arisen
from rbflang.failures.told_of_cells import about_cells, by_inside, it_is_about, labelled, unit_of_operand
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Constant, Figure, Node, Observed, Staircase
from rbflang.intervals import Interval
from rbflang.quantities import Unit
from rbflang.ruleset.staircases import result_unit
from rbflang.ruleset.unit_words import shown
from rbflang.tables.apportion import interval_of
from rbflang.tables.reads import Place
from rbflang.wording import Words, listed, same

MOST_COUNTS = 20
BOUND_DOES_NOT_SETTLE = Kind(
    "bound-does-not-settle",
    Severity.FAULT,
    Words("En grense avgjør ikke hva som gjelder", "A bound does not settle what holds"),
    Words(
        "Et tall som bare er kjent innenfor grenser, kan brukes der alle mulige verdier gir det samme. Her gjør de "
        "ikke det.",
        "A number known only within bounds can be used where all its possible values give the same. Here they do not.",
    ),
)
ONLY_A_BOUND = Kind(
    "known-only-by-a-bound",
    Severity.FAULT,
    Words("Det trengs et tall, ikke bare en grense", "A number is needed, not just a bound"),
    Words(
        "Et tall som bare er kjent innenfor grenser, kan avgjøre trinn og krav, men det kan ikke regnes med.",
        "A number known only within bounds can settle steps and requirements, but nothing can be computed with it.",
    ),
)
WITHIN_BOUNDS = Words(
    "Hva hver kan få innenfor grensene, viser rbflang allocate med --partial.",
    "What each can get within the bounds is shown by rbflang allocate with --partial.",
)


@frozen(repr=False)
class CountsWithin:
    """The whole counts from `least` to `most` of so many."""

    least: int
    most: int
    of: int

    @property
    def words(self) -> Words:
        """`0 til 4 av 40`."""
        few = same(str(self.least)) if self.least == self.most else Words(
            f"{self.least} til {self.most}", f"{self.least} to {self.most}"
        )  # fmt: skip
        return Words(f"{few.nb} av {self.of}", f"{few.en} of {self.of}")


@frozen(eq=False, repr=False)
class BoundedRow:
    """A figure behind a decision that is known only within bounds, and its whole counts where it is one of them."""

    at: tuple[str, Key]
    node: Node
    bounds: Interval
    unit: Unit
    counts: CountsWithin | None


def bound_does_not_settle(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each decision that rests on numbers known only within bounds."""
    for one in found:
        about, what = about_cells(computed, (one,)), _what_decides(one.place[0])
        rows = tuple(_bounded_rows(computed, one.place))
        are_counts = bool(rows) and all(row.counts for row in rows)
        yield Fault(
            BOUND_DOES_NOT_SETTLE,
            Words(
                f"Grensene avgjør ikke hva {what.nb} gir{' for ' * bool(about.nb)}{about.nb}",
                f"The bounds do not settle what {what.en} gives{' for ' * bool(about.en)}{about.en}",
            ),
            (
                *(label for row in rows for label in _labels(computed, row)),
                *labelled(one.place[0].span, Words("her må det avgjøres", "here it must be decided")),
            ),
            tuple(_by_counts(computed, one, rows) or _by_bounds(computed, one, what)),
            Words(
                f"Gi {'antallet' if are_counts else 'tallet som det er trykt'}, eller trangere grenser, med kilden.",
                f"Give the {'count' if are_counts else 'number as printed'}, or narrower bounds, with the source.",
            ),
            after=() if _is_of_rules(computed, one.place) else (WITHIN_BOUNDS,),
            address=one.inside,
        )


def known_only_by_a_bound(computed: Computed, found: tuple[Arisen, ...]) -> Iterator[Fault]:
    """One fault for each quantity that a bound is computed with in."""
    for those in by_inside(found).values():
        one = those[0]
        about = about_cells(computed, those)
        yield Fault(
            ONLY_A_BOUND,
            Words(
                f"«{one.inside}» trenger et tall, ikke bare en grense", f"“{one.inside}” needs a number, not a bound"
            ),
            (
                *(label for row in _bounded_rows(computed, one.place) for label in _labels(computed, row)),
                *labelled(one.place[0].span, Words("her regnes det med det", "used here")),
            ),
            it_is_about(about),
            Words("Gi tallet som det er trykt, med kilden.", "Give the number as printed, with the source."),
            address=one.inside,
        )


def _by_bounds(computed: Computed, one: Arisen, what: Words) -> Iterator[Words]:
    """Where the number lies that is looked up or compared."""
    node, cell = one.place
    for place in computed.valuation.reads(node, cell)[:1]:
        span = node.operands[0].span or place[0].span
        text = " ".join(span.text.split()) if span else ""
        said = Words(f"«{text}»", f"“{text}”") if text else Words("Tallet", "The number")
        named = computed.checked.inference.signatures.get(computed.valuation.graph.names.get(place[0]) or "")
        unit = named.kind.unit if named else unit_of_operand(computed, one)
        lies = bounds_words(interval_of(computed.valuation.cells[place[0]][place[1]]), unit)
        yield Words(
            f"{said.nb} er {lies.nb}, og {what.nb} gir ikke det samme for alle de tallene.",
            f"{said.en} is {lies.en}, and {what.en} does not give the same for all of these numbers.",
        )


def _by_counts(computed: Computed, one: Arisen, rows: Sequence[BoundedRow]) -> tuple[Words, ...]:
    """What a staircase gives for the whole counts of the one figure behind it; nothing where they are too many."""
    node, cell = one.place
    counts = rows[0].counts if len(rows) == 1 else None
    if not isinstance(node, Staircase) or counts is None or counts.most - counts.least >= MOST_COUNTS:
        return ()
    part = computed.valuation.graph.behind([node])
    numerators = range(counts.least, counts.most + 1)
    tried = ({rows[0].at: Fraction(each, counts.of)} for each in numerators)
    given = [computed.valuation.with_cells(cells, part).cells[node][cell] for cells in tried]
    if len(set(given)) < 2 or not all(isinstance(each, Fraction) for each in given):
        return ()
    unit = result_unit(computed.checked.ruleset.staircases[node.name])
    same_result = groupby(zip(numerators, given, strict=True), key=lambda pair: pair[1])
    gives = [_gives([each for each, _ in pairs], counts.of, result, unit) for result, pairs in same_result]
    said = listed(gives)
    return (Words(f"Trappen gir {said.nb}.", f"The staircase gives {said.en}."),)


def _gives(numerators: Sequence[int], of: int, result: Cell, unit: Unit | None) -> Words:
    assert isinstance(result, Fraction)
    counts, gives = CountsWithin(numerators[0], numerators[-1], of).words, shown(result, unit)
    return Words(f"{gives.nb} for {counts.nb}", f"{gives.en} for {counts.en}")


def _is_of_rules(computed: Computed, place: Place) -> bool:
    """True if a number of the rules that is known only within bounds stands behind a decision."""
    cells = ((node, computed.valuation.cells[node][cell]) for node, cell in computed.valuation.behind([place]))
    return any(isinstance(node, Constant) and isinstance(one, Figure) and one.printed is None for node, one in cells)


def _what_decides(node: Node) -> Words:
    if isinstance(node, Staircase):
        return Words(f"trappen «{node.name}»", f"the staircase “{node.name}”")
    return Words("sammenligningen", "the comparison")


def _bounded_rows(computed: Computed, place: Place) -> Iterator[BoundedRow]:
    """The figures behind a decision that are known only within bounds."""
    for node, cell in computed.valuation.behind([place]):
        value = computed.valuation.cells[node][cell]
        name = computed.valuation.graph.names.get(node)
        if name is None or not isinstance(value, Figure) or value.printed is not None:
            continue
        at = name, node.domain.keys[cell]
        row = computed.figures.observations.get(at) if isinstance(node, Observed) else None
        of = counted_of(row.narrowing) if row and None not in (value.interval.low, value.interval.high) else None
        counts = CountsWithin(*whole_numerators(value.interval, of), of) if of else None
        yield BoundedRow(at, node, value.interval, computed.checked.inference.signatures[name].kind.unit, counts)


def _labels(computed: Computed, row: BoundedRow) -> tuple[Label, ...]:
    """Where such a figure stands, with what is known of it."""
    known = row.counts.words if row.counts else bounds_words(row.bounds, row.unit)
    text = Words(f"{known.nb}; mer er ikke kjent", f"{known.en}; no more is known")
    name, key = row.at
    given = computed.checked.ruleset.quantities[name].given.get(key) if isinstance(row.node, Constant) else None
    observed = computed.figures.observations.get(row.at) if isinstance(row.node, Observed) else None
    return labelled(given.span if given else observed.span if observed else None, text)

"""What is paid at every point of a grid: some numbers of the rules and of the data, each with several values.

Takes how a ruleset is computed with settings, and the axes of the grid. The rules of each point pass all checks first,
and what is computed there passes all that a payout must; a point that does not has faults in the place of amounts. Only
what depends on the data of a point is computed again; where they are many and numpy is there, of all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from importlib.util import find_spec
from itertools import product

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.failures.stopped import not_computed, not_payable
from rbflang.graph.domain import Key
from rbflang.graph.nodes import printed_of

FEWEST_AT_ONCE = 200
"""So many points are computed one by one in the time that it takes to make ready for all at once."""
Computing = Callable[[Sequence[str]], "Computed | tuple[Fault, ...]"]


@frozen(eq=False, repr=False)
class VariedCell:
    """A cell and its values, each with the text that sets it; `is_observed` where it is of the data."""

    quantity: str
    key: Key
    address: str
    is_observed: bool
    values: tuple[tuple[Fraction, str], ...]


@frozen(eq=False, repr=False)
class SweptPoint:
    """The values of a point in the order of the axes, and what is paid there; nothing where faults stop it."""

    values: tuple[Fraction, ...]
    payouts: Mapping[Key, Fraction]
    faults: tuple[Fault, ...]


def sweep(compute: Computing, axes: Sequence[VariedCell]) -> Iterator[SweptPoint]:
    """Every point of the grid; what is of the rules varies slowest, then in the order of the axes."""
    of_rules = [at for at, one in enumerate(axes) if not one.is_observed]
    of_data = [at for at, one in enumerate(axes) if one.is_observed]
    for rules in product(*(axes[at].values for at in of_rules)):
        computed = compute([text for _, text in rules])
        points = list(product(*(axes[at].values for at in of_data)))
        for data, told in zip(points, _at_once(computed, [axes[at] for at in of_data], points), strict=True):
            at_each = dict(zip((*of_rules, *of_data), (*rules, *data), strict=True))
            values = tuple(at_each[at][0] for at in range(len(axes)))
            cells = {(axes[at].quantity, axes[at].key): at_each[at][0] for at in of_data}
            yield SweptPoint(values, *(_paid(computed, cells) if told is None else (told, ())))


def _at_once(
    computed: Computed | tuple[Fault, ...],
    axes: Sequence[VariedCell],
    points: Sequence[Sequence[tuple[Fraction, str]]],
) -> Sequence[Mapping[Key, Fraction] | None]:
    """What is paid at each point; nothing where it is to be computed by itself."""
    if not isinstance(computed, Computed) or len(points) < FEWEST_AT_ONCE or not find_spec("numpy"):
        return [None] * len(points)
    from rbflang.batch.swept import paid_at_each

    cells = [(one.quantity, one.key) for one in axes]
    return paid_at_each(computed, cells, [[value for value, _ in point] for point in points])


def _paid(
    computed: Computed | tuple[Fault, ...], cells: Mapping[tuple[str, Key], Fraction]
) -> tuple[Mapping[Key, Fraction], tuple[Fault, ...]]:
    if not isinstance(computed, Computed):
        return {}, tuple(one for one in computed if one.is_fatal)
    if cells:
        computed = evolve(computed, valuation=computed.valuation.with_cells(cells))
    faults = (not_computed(computed) or not_payable(computed)) if cells else ()
    payout = computed.checked.ruleset.payout
    found = computed.valuation.of(payout.name) if payout and not faults else {}
    return {key: value for key, cell in found.items() if isinstance(value := printed_of(cell), Fraction)}, faults

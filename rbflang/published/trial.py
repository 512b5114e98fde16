"""What a model computed otherwise makes of the published figures: which it gives as well, misses, or gives alone.

Takes a computed ruleset, the rows of `publisert.csv`, and the same ruleset computed with something changed. There is no
tolerance: a figure is given when the computed value prints as it does. It words nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from rbflang.data.computed import Computed
from rbflang.diagnostics import Fault
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Failure
from rbflang.published.agreement import agrees
from rbflang.published.published_cells import Target, target_of_row
from rbflang.published.statements import CLAIM, IN_PRINT, PublishedRow, Statement, read_statement
from rbflang.tables.reads import Place
from rbflang.uncertainty.other_readings import Alternative
from rbflang.wording import Words


@frozen(eq=False, repr=False)
class Prints:
    """The published figures that can be computed, whether the ruleset as it stands gives each, and their cells."""

    rows: tuple[PublishedRow, ...]
    given: tuple[bool, ...]
    places: frozenset[Place]


@frozen(eq=False, repr=False)
class Trial:
    """The model computed otherwise: the rows it misses and those it gives that the ruleset does not, and what it pays.

    `faults` are those of a ruleset that could not be computed, or whose assertions then fail.
    """

    computed: Computed | None
    missed: tuple[PublishedRow, ...]
    gained: tuple[PublishedRow, ...]
    payouts: Mapping[Key, Fraction]
    faults: tuple[Fault, ...] = ()

    @property
    def agrees(self) -> bool:
        """True if no published figure tells it from the ruleset."""
        return self.computed is not None and not self.missed and not self.gained and not self.faults


def prints_of(computed: Computed, rows: Sequence[PublishedRow]) -> Prints:
    """The published figures and claims that are computed; what is only recorded says what is missing for that."""
    asked = (row for row in rows if row.text("kind") in IN_PRINT and row.text("quantity"))
    found = [(row, _is_given(computed, row)) for row in asked if not row.text("missing")]
    known = [(row, given) for row, given in found if given is not None]
    targets = (target_of_row(computed, row) for row, _ in known)
    places = frozenset(place for one in targets if isinstance(one, Target) for place in one.places)
    return Prints(tuple(row for row, _ in known), tuple(given for _, given in known), places)


def trial(prints: Prints, computed: Computed, faults: tuple[Fault, ...] = ()) -> Trial:
    """What a model computed otherwise makes of them."""
    now = [bool(_is_given(computed, row)) for row in prints.rows]
    pairs = list(zip(prints.rows, prints.given, now, strict=True))
    missed = tuple(row for row, before, after in pairs if before and not after)
    gained = tuple(row for row, before, after in pairs if after and not before)
    return Trial(computed, missed, gained, payouts_of(computed), faults)


def tried_readings(prints: Prints, computed: Computed, found: Sequence[Alternative]) -> list[tuple[Alternative, Trial]]:
    """What each reading of the narrowed figures makes of them."""
    return [(one, trial(prints, evolve(computed, valuation=one.valuation))) for one in found]


def misses(prints: Prints, computed: Computed) -> bool:
    """True if a model computed otherwise misses a published figure that the ruleset gives."""
    pairs = zip(prints.rows, prints.given, strict=True)
    return any(given and not _is_given(computed, row) for row, given in pairs)


def payouts_of(computed: Computed) -> Mapping[Key, Fraction]:
    """What is paid; nothing where nothing is, or it cannot be computed."""
    payout = computed.checked.ruleset.payout
    cells = computed.valuation.of(payout.name) if payout else {}
    return {key: cell for key, cell in cells.items() if isinstance(cell, Fraction)}


def _is_given(computed: Computed, row: PublishedRow) -> bool | None:
    """Whether a row prints what is computed; `None` where there is nothing to compare."""
    statement, target = read_statement(row, computed.checked.ruleset.currency), target_of_row(computed, row)
    if isinstance(statement, Words) or isinstance(target, Words):
        return None
    exact = tuple(value for value in target.values if not isinstance(value, Failure))
    if len(exact) < len(target.values) or _is_unlike(statement, target):
        return None
    return agrees(statement, target, exact, row.text("kind") == CLAIM)


def _is_unlike(statement: Statement, target: Target) -> bool:
    return isinstance(statement, bool) != isinstance(target.values[0], bool)

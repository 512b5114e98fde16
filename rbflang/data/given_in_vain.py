"""Figures that are given in vain, or where they may not be: found when everything is computed.

Takes a computed ruleset, gives faults. A pin may stand only where the data give nothing; a figure that no formula uses
must say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbflang import data_faults
from rbflang.data.computed import Computed
from rbflang.data.figures import address_of, pinned_place
from rbflang.diagnostics import Fault
from rbflang.graph.nodes import Failure, Figure
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.order import dependencies
from rbflang.syntax.traversal import names_read


def misused(computed: Computed) -> tuple[Fault, ...]:
    """The faults of pins over computed cells and of figures that nothing uses."""
    return (*_pins(computed), *_unused(computed))


def _pins(computed: Computed) -> Iterator[Fault]:
    ruleset, valuation = computed.checked.ruleset, computed.valuation
    for (name, key), one in computed.figures.pins.items():
        placed, at = pinned_place(ruleset, name, key)
        node = valuation.graph.named[placed]
        before = valuation.unpinned[node, node.domain.index[at]]
        is_computed = not isinstance(before, Failure) and not (isinstance(before, Figure) and before.printed is None)
        if one.status != "overrides" and is_computed:
            address = address_of(ruleset.quantities[name], computed.checked, key)
            yield data_faults.pin_over_computed(one.span, address)


def _unused(computed: Computed) -> Iterator[Fault]:
    used = inputs_used(computed.checked.ruleset)
    told: set[str] = set()
    for one in computed.figures.observations.values():
        if one.quantity not in used | told and one.status not in ("for_information", "overrides"):
            told.add(one.quantity)
            yield data_faults.used_by_nothing(one.span, one.quantity)


def inputs_used(ruleset: Ruleset) -> set[str]:
    """The quantities that a formula, a measure or an assertion reads."""
    used = {name for one in ruleset.quantities.values() for name in dependencies(ruleset, one)}
    for assertion in ruleset.assertions:
        used.update(name.text for side in (assertion.left, assertion.right) for name in names_read(side))
    return used

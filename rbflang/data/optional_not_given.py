"""The figures that need not be given and are not, of those that the payouts rest on: what is paid follows other rules.

Takes the figures of a round, gives the cells without one. It must not know what the rules say then.
"""

from __future__ import annotations

from rbflang.data.figures import Figures
from rbflang.graph.domain import Key
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.order import resting_on


def not_given(figures: Figures) -> dict[str, tuple[Key, ...]]:
    """The cells of each optional input behind the payouts that has any without a figure."""
    ruleset = figures.checked.ruleset
    found = {
        one.name: tuple(
            key
            for key in ruleset.space.domain(one.sets).keys
            if (one.name, key) not in figures.observations and (one.name, key) not in figures.pins
        )
        for one in optional_behind_payouts(ruleset)
    }
    return {name: keys for name, keys in found.items() if keys}


def optional_behind_payouts(ruleset: Ruleset) -> tuple[Quantity, ...]:
    """The optional inputs that a payout rests on, as the text has them."""
    behind = resting_on(ruleset, [one.name for one in ruleset.payouts])
    return tuple(one for one in ruleset.quantities.values() if one.name in behind and _is_optional(one))


def _is_optional(one: Quantity) -> bool:
    return one.role == "input" and one.typing is not None and one.typing.is_optional

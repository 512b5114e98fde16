"""Figures that are set for a comparison, each at its place in both rulesets, or in one put together of the two.

Takes the texts of the command line; a figure that neither ruleset asks for, but a mixture of them does, can be set as
well. What is set is the same before and after. Numbers of the rules are what is compared, and are not set, but for
those that are only known within bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from rbflang import data_faults
from rbflang.comparison.components import members_at
from rbflang.comparison.counterparts import THE_SAME, Counterparts
from rbflang.comparison.differences import RulesetComparison
from rbflang.comparison.mixture import mixture
from rbflang.comparison.shared_figures import Place, SharedFigures, is_loose
from rbflang.comparison.switches import switches_of
from rbflang.data.figures import Figures, Observation, address_of
from rbflang.data.settings import LEAVE_ONE_OUT, RULE_ROLES, cell_at, read_settings
from rbflang.diagnostics import Fault
from rbflang.graph.nodes import printed_of
from rbflang.ruleset.model import CheckedRuleset


@frozen(eq=False, repr=False)
class SetFigures:
    """The figures that were set, by their shared places, how each is told, what is amiss, and rules that were named."""

    figures: SharedFigures
    told: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    of_rules: tuple[str, ...] = ()


NOTHING_SET = SetFigures(SharedFigures({}, {}))


def set_figures(
    comparison: RulesetComparison, both: tuple[SharedFigures, SharedFigures], texts: Sequence[str]
) -> SetFigures:
    """What the texts set; each is read by the first ruleset that has its address."""
    left = list(texts)
    observations, pins = dict[Place, Observation](), dict[Place, Observation]()
    told: list[str] = []
    for checked, names, figures in _rulesets(comparison, both):
        fitting = [text for text in left if _is_figure(checked, text)]
        left = [text for text in left if text not in fitting]
        found = read_settings(checked, fitting, figures)
        if found.faults:
            return evolve(NOTHING_SET, faults=found.faults)
        chosen = {at: evolve(one, cell=printed_of(one.cell) or one.cell) for at, one in found.rules.items()}
        for shelf, cells in ((observations, found.observations), (pins, {**found.pins, **chosen})):
            for one in cells.values():
                place = _place(checked, names, one)
                if place in shelf:
                    twice = data_faults.row_twice(shelf[place].span, one.span, _address(checked, one), LEAVE_ONE_OUT)
                    return evolve(NOTHING_SET, faults=(twice,))
                shelf[place] = one
                told.append(_told(checked, one))
        if not left:
            return SetFigures(SharedFigures(observations, pins), tuple(told))
    after = comparison.after
    found = read_settings(after.checked, left, both[1].of(after))
    return evolve(NOTHING_SET, faults=found.faults, of_rules=tuple(one.quantity for one in found.rules.values()))


def _is_figure(checked: CheckedRuleset, text: str) -> bool:
    """True for the address of a cell that the ruleset has, and does not give itself, or only within bounds."""
    found = cell_at(checked, text.partition("=")[0].strip())
    return found is not None and (found[0].role not in RULE_ROLES or is_loose(*found))


def with_set(figures: SharedFigures, found: SetFigures) -> SharedFigures:
    """The figures with what was set in place of what was there."""
    return evolve(
        figures,
        observations={**figures.observations, **found.figures.observations},
        pins={**figures.pins, **found.figures.pins},
    )


def _rulesets(
    comparison: RulesetComparison, both: tuple[SharedFigures, SharedFigures]
) -> Iterator[tuple[CheckedRuleset, Counterparts, Figures]]:
    """The second ruleset, the first, and those with one change made or one change not made."""
    before, after = comparison.before, comparison.after
    yield after.checked, THE_SAME, both[1].of(after)
    yield before.checked, before.names, both[0].of(before)
    changes = [one.addresses for one in switches_of(comparison)]
    whole = frozenset(address for one in changes for address in one)
    for taken in (*changes, *(whole - one for one in changes)):
        mixed = mixture(comparison, taken).ruleset
        if mixed is not None:
            yield mixed, THE_SAME, both[1].on(mixed)


def _place(checked: CheckedRuleset, names: Counterparts, one: Observation) -> Place:
    quantity = checked.ruleset.quantities[one.quantity]
    return names.quantity(one.quantity), members_at(checked.ruleset, quantity, one.key, names)


def _address(checked: CheckedRuleset, one: Observation) -> str:
    return address_of(checked.ruleset.quantities[one.quantity], checked, one.key)


def _told(checked: CheckedRuleset, one: Observation) -> str:
    """`måloppnåelse.video.Nord = 24 %`."""
    value = ", ".join(filter(None, (one.printed, one.narrowing)))
    return f"{_address(checked, one)} = {value}"

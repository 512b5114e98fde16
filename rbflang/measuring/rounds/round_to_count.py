"""What a round asks of a register: which measurements, which days, and by which names its members are called there.

Takes a ruleset and a round, gives what an engine needs besides the episodes; faults where the rules do not say it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from rbflang.data.between_rounds import round_of
from rbflang.diagnostics import Fault
from rbflang.measuring.rounds import round_faults
from rbflang.register.definitions import ColumnKind, Measurement, Register
from rbflang.register.periods import Period, period_of
from rbflang.ruleset.model import CheckedRuleset, Member, Ruleset
from rbflang.ruleset.registers import unmarked
from rbflang.syntax.expressions import Text
from rbflang.syntax.tree import RoundDecl


@frozen
class RoundToCount:
    """A measurement, the days that count, and what the register and its period are called: `NPR 1. tertial 2024`.

    A register that names no data of the rounds has no period: all its episodes count.
    """

    measurement: Measurement
    period: Period | None
    basis: str


def round_to_count(checked: CheckedRuleset, round_name: str) -> tuple[RoundToCount, ...] | tuple[Fault, ...]:
    """What is counted in a round, a measurement at a time; faults where there is none, or no period to be read."""
    ruleset = checked.ruleset
    head = ruleset.tree.header.span if ruleset.tree.header else next(iter(ruleset.quantities.values())).head
    if not ruleset.measurements:
        return (round_faults.nothing_measured(head, ruleset.title),)
    declared = round_of(ruleset, round_name)
    if declared is None:
        return (round_faults.no_such_round(head, ruleset.title, round_name, list(ruleset.rounds)),)
    found = [_asked(ruleset, declared, one) for one in ruleset.measurements]
    faults = tuple(one for one in found if isinstance(one, Fault))
    return tuple(dict.fromkeys(faults)) or tuple(one for one in found if isinstance(one, RoundToCount))


def _asked(ruleset: Ruleset, declared: RoundDecl, measurement: Measurement) -> RoundToCount | Fault:
    name = measurement.register.data_basis
    if not name:
        return RoundToCount(measurement, None, measurement.register.title)
    basis = _basis(ruleset, declared, name)
    if basis is None:
        return round_faults.no_basis(declared.span, declared.name.text, name)
    period = period_of(unmarked(basis))
    if period is None:
        return round_faults.period_not_read(basis.span, basis.text)
    return RoundToCount(measurement, period, f"{name} {unmarked(basis)}")


def _basis(ruleset: Ruleset, declared: RoundDecl, register: str) -> Text | None:
    """The words for the period of a register, also where they are those of an earlier round."""
    seen: list[str] = []
    while declared.name.text not in seen:
        seen.append(declared.name.text)
        found = next((basis for name, basis in declared.basis if name.text == register), None)
        if found is None or isinstance(found, Text):
            return found
        declared = ruleset.rounds.get(found.text, declared)
    return None


def names_of_members(ruleset: Ruleset, register: Register) -> Mapping[str, Mapping[str, str]]:
    """The members of each set that a column of the register names, by all they may be called."""
    sets = dict.fromkeys(one.of for one in register.of_kind(ColumnKind.MEMBER) if one.of in ruleset.sets)
    return {name: _by_name(ruleset.sets[name].members) for name in sets}


def _by_name(members: Sequence[Member]) -> dict[str, str]:
    """The members by all they may be called; what several are called so is the first of them."""
    found: dict[str, str] = {}
    for one in members:
        titles = one.titles
        for text in filter(None, (one.name, titles.title, titles.short, titles.english, *titles.aliases)):
            found.setdefault(text, one.name)
    return found

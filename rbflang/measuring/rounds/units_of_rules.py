"""The units that a ruleset declares below those who are paid, and those of them that no episode names.

A ruleset may know its trusts where its register has free names: they are the same where any name of one stands there.
"""

from __future__ import annotations

from attrs import frozen

from rbflang.measuring.counts_found import CountedEpisodes
from rbflang.measuring.rounds.measured_round import MeasuredRound
from rbflang.nearest import folded
from rbflang.register.definitions import ColumnKind
from rbflang.ruleset.model import INDICATOR, Member, MemberSet, Quantity


@frozen(eq=False, repr=False)
class UnitsWithoutRows:
    """The declared units that no row in the period names, and the inputs that say whether such a one has reported.

    They `are_called_otherwise` where no unit of the episodes is among them at all: then nothing is known of any.
    """

    units: MemberSet
    without_rows: tuple[Member, ...]
    reports: tuple[Quantity, ...]
    are_called_otherwise: bool


def units_without_rows(measured: MeasuredRound, counted: CountedEpisodes) -> UnitsWithoutRows | None:
    """The declared units without rows; nothing where the rules declare no units, or all have rows."""
    units = _declared(measured, counted)
    if units is None or not units.members:
        return None
    seen = {folded(one.unit) for one in counted.units}
    gone = tuple(one for one in units.members if not seen & _names(one))
    if not gone:
        return None
    reports = tuple(one for one in measured.checked.ruleset.quantities.values() if _asks(measured, one, units.name))
    return UnitsWithoutRows(units, gone, reports, len(gone) == len(units.members))


def _declared(measured: MeasuredRound, counted: CountedEpisodes) -> MemberSet | None:
    """The set whose members the units are: that of their column, else the one below those who are paid."""
    sets, column = measured.checked.ruleset.sets, measured.unit_column(counted)
    if not column:
        return None
    found = counted.measurement.register.column(column)
    if found.kind is ColumnKind.MEMBER:
        return sets.get(found.of)
    return next((one for one in sets.values() if one.above == measured.payee_set(counted)), None)


def _names(member: Member) -> set[str]:
    titles = member.titles
    named = (member.name, titles.title, titles.short, titles.english, *titles.aliases)
    return {folded(one) for one in named if one}


def _asks(measured: MeasuredRound, one: Quantity, units: str) -> bool:
    """True for an input that is yes or no for each indicator in each unit, or in what lies under one."""
    checked = measured.checked
    if one.role != "input" or checked.inference.signatures[one.name].kind.what != "yes_no":
        return False
    return {INDICATOR, units} <= set(checked.ruleset.space.domain(one.sets).sets)

"""What a text declares, laid out to be looked up (docs/tour/sets.md). A cell maps sets to members, all above included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from rbflang.source import Source
from rbflang.syntax import expressions as ex
from rbflang.syntax import tree as t
from rbflang.syntax.parse import parse

Cell = Mapping[str, str]
Key = frozenset[tuple[str, str]]
MEASURE, INDICATOR, SUBAREA = "prestasjonsmål", "indikator", "delområde"


def cut(cell: Cell, sets: Iterable[str]) -> Key:
    """What a cell is in these sets alone."""
    return frozenset((name, cell[name]) for name in sets)


class Sets:
    """The members of each set in their order, each with the member above it."""

    def __init__(self, declarations: Iterable[Any], from_data: Iterable[tuple[str, str, str]]) -> None:
        self.members: dict[str, list[tuple[str, str]]] = {}
        self.upper = {SUBAREA: INDICATOR}
        for one in declarations:
            if isinstance(one, t.SetDecl):
                self.members.setdefault(one.name.text, [])
                self.upper.update({one.name.text: one.under.text} if one.under else {})
            for set_name, member in members_of(one):
                self._add(set_name, member.name.text, member.under.text if member.under else "")
                areas = [line.members for line in member.lines if isinstance(line, t.SubareaList)]
                for area in (name.text for name, _ in areas[0]) if areas else [""] * (set_name == INDICATOR):
                    self._add(SUBAREA, area, member.name.text)
            if isinstance(one, t.MeasureDecl):
                self._add(MEASURE, one.name.text, "")
        for set_name, member, under in from_data:
            self._add(set_name, member, under)
        if any(above for _, above in self.members.get(INDICATOR, ())):
            self.upper[INDICATOR] = "gruppe"
        if "foretak" in self.members:
            self.upper["foretak"] = "region"

    def _add(self, set_name: str, name: str, under: str) -> None:
        self.members.setdefault(set_name, []).append((name, under))

    def with_uppers(self, names: Iterable[str]) -> frozenset[str]:
        """The sets and all sets above them."""
        return frozenset(upper for name in names for upper in (name, *self.with_uppers([self.upper[name]] if name in self.upper else [])))

    def cells(self, names: Iterable[str]) -> list[Cell]:
        """All cells over these sets, in the order of the members as they are declared, the first set's first."""
        order = list(dict.fromkeys([*names, *sorted(self.with_uppers(names))]))
        choices = [list(dict.fromkeys(name for name, _ in self.members[one])) for one in order]
        every = (dict(zip(order, chosen, strict=True)) for chosen in product(*choices))
        paths = {name: self.upper[name] for name in order if name in self.upper}
        return [cell for cell in every if all((cell[low], cell[up]) in self.members[low] for low, up in paths.items())]

    def cell(self, names: Iterable[str], members: Cell) -> Cell | None:
        """The one cell over these sets that the members tell from all others."""
        agreeing = [cell for cell in self.cells(names) if members.items() <= cell.items()]
        return agreeing[0] if len(agreeing) == 1 else None


def members_of(declared: Any) -> Iterator[tuple[str, t.MemberDecl]]:
    """The members that a declaration declares, each with its set."""
    if isinstance(declared, t.MemberDecl | t.SetDecl):
        members = declared.members if isinstance(declared, t.SetDecl) else (declared,)
        yield from ((member.set_name or declared.name.text, member) for member in members)


class Rules:
    """The declarations of a text by name, and the values that it gives by cell."""

    def __init__(self, text: str, from_data: Iterable[tuple[str, str, str]]) -> None:
        parsed = parse(Source("regelsett.rbf", text))
        assert not parsed.faults, "the text cannot be read"
        declarations = parsed.tree.declarations
        side = [one for each in declarations if isinstance(each, t.SideCalculationDecl) for one in each.formulas]

        def by_name(kind: type, more: Iterable[Any] = ()) -> dict[str, Any]:
            return {one.name.text: one for one in (*declarations, *more) if isinstance(one, kind)}

        self.sets = Sets(declarations, from_data)
        self.given, self.formulas = by_name(t.QuantityDecl), by_name(t.FormulaDecl, side)
        self.staircases, self.measures = by_name(t.StaircaseDecl), by_name(t.MeasureDecl)
        self.assertions = [one for one in declarations if isinstance(one, t.AssertionDecl)]
        self.payouts = [name for name, one in self.formulas.items() if one.kind == "payout"]
        self.values: dict[tuple[str, Key], ex.Value] = {}
        for name, members, value in (row for one in declarations for row in _values(one)):
            if name in self.given and not isinstance(value, ex.Missing):
                cell = self.sets.cell(self.per(name), members)
                self.values.setdefault((name, frozenset((cell or {}).items())), value)

    def per(self, name: str) -> list[str]:
        """The sets that a quantity is declared over; what measures make, over indicators and whom they share between."""
        if declared := self.given.get(name) or self.formulas.get(name):
            return [one.text for one in declared.per]
        measure, _, made = name.rpartition(".")
        found = [one for one in (INDICATOR, MEASURE) if one in self.sets.members and (one != MEASURE or not measure)]
        sharings = [self.clause(one, "points") for one in ([self.measures[measure]] if measure else self.measures.values())]
        among = next((one.among.text for one in sharings if isinstance(one, ex.Sharing)), "region")
        return [*found, among] if made in ("deler", "poeng") else found

    def clause(self, measure: t.MeasureDecl, kind: str) -> Any:
        """The value of the clause of this kind; nothing where there is none."""
        return next((one.value for one in measure.clauses if one.kind == kind), None)


def _values(one: Any) -> Iterator[tuple[str, Cell, ex.Value]]:
    """The values that a declaration gives: the quantity, the members it is for, and the value."""
    if isinstance(one, t.QuantityDecl) and one.value:
        yield one.name.text, {}, one.value
    if isinstance(one, t.QuantityDecl | t.ColumnsDecl):
        columns = [one.name] if isinstance(one, t.QuantityDecl) else [name for name, _ in one.columns]
        for row in one.rows:
            members = {name.text: member.text for name, member in zip(one.per, row.key, strict=True)}
            for column, (value, _) in zip(columns, row.values, strict=True):
                yield column.text, members, value
    for set_name, member in members_of(one):
        for line in member.lines:
            if isinstance(line, t.Setting):
                yield line.name.text, {set_name: member.name.text}, line.value

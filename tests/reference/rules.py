"""What a text declares, laid out to be looked up (docs/tour/sets.md).

A cell is a mapping from sets to members; it holds, with a set, all sets above it.
"""

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
MADE = ("deltar", "deler", "poeng")


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
                for area in [one.name.text for one in areas_of(member)] or [""] * (set_name == INDICATOR):
                    self._add(SUBAREA, area, member.name.text)
            if isinstance(one, t.MeasureDecl):
                self._add(MEASURE, one.name.text, "")
        for row in from_data:
            self._add(*row)
        for low, up in ((INDICATOR, "gruppe"), ("foretak", "region")):
            if any(above for _, above in self.members.get(low, ())):
                self.upper[low] = up

    def _add(self, set_name: str, name: str, under: str) -> None:
        self.members.setdefault(set_name, []).append((name, under))

    def with_uppers(self, names: Iterable[str]) -> frozenset[str]:
        """The sets and all sets above them."""
        return frozenset(one for name in names for one in self.path(name))

    def path(self, name: str) -> list[str]:
        """A set, behind those above it, the highest first."""
        return [*(self.path(self.upper[name]) if name in self.upper else ()), name]

    def cells(self, names: Iterable[str]) -> list[Cell]:
        """All cells over these sets, in the order of the text: by the first set, or by the one it lies under."""
        order = list(dict.fromkeys(one for name in names for one in self.path(name)))
        choices = [list(dict.fromkeys(name for name, _ in self.members[one])) for one in order]
        every = (dict(zip(order, chosen, strict=True)) for chosen in product(*choices))
        paths = [(low, self.upper[low]) for low in order if low in self.upper]
        return [cell for cell in every if all((cell[low], cell[up]) in self.members[low] for low, up in paths)]


def members_of(declared: Any) -> Iterator[tuple[str, t.MemberDecl]]:
    """The members that a declaration declares, each with its set."""
    if isinstance(declared, t.MemberDecl | t.SetDecl):
        members = declared.members if isinstance(declared, t.SetDecl) else (declared,)
        yield from ((member.set_name or declared.name.text, member) for member in members)


def areas_of(member: t.MemberDecl) -> list[t.MemberDecl]:
    """The sub-areas of an indicator."""
    return [area for line in member.lines if isinstance(line, t.SubareaList) for area in line.areas]


class Rules:
    """The declarations of a text by name, its values by the members they are written for, and what varies over what."""

    def __init__(self, text: str, from_data: Iterable[tuple[str, str, str]]) -> None:
        parsed = parse(Source("regelsett.rbf", text))
        assert not parsed.faults, "the text cannot be read"
        self.all = parsed.tree.declarations
        self.sets = Sets(self.all, from_data)
        self.given, self.staircases = self._named(t.QuantityDecl), self._named(t.StaircaseDecl)
        self.formulas, self.measures = self._named(t.FormulaDecl), self._named(t.MeasureDecl)
        for one in self.all:
            self.formulas |= {each.name.text: each for each in getattr(one, "formulas", ())}
        self.payouts = [one for one in self.formulas.values() if one.kind == "payout"]
        are_lines = len(self.payouts) > 1 or any(len(one.per) > 1 for one in self.payouts)
        self.whole = {"utbetaling" if parsed.tree.language == "nb" else "payout": self.payouts[0]} if are_lines else {}
        values = [row for one in self.all for row in _values(one) if not isinstance(row[-1], ex.Missing)]
        self.values = {(name, frozenset(at.items())): value for name, at, value in values}

    def _named(self, kind: type) -> dict[str, Any]:
        return {one.name.text: one for one in self.all if isinstance(one, kind)}

    def clause(self, measure: t.MeasureDecl, kind: str) -> Any:
        """The value of the clause of this kind; nothing where there is none."""
        return next((one.value for one in measure.clauses if one.kind == kind), None)

    def gates(self, measure: t.MeasureDecl, consequence: str) -> list[Any]:
        """The requirements with this consequence."""
        return [one.value for one in measure.clauses if one.kind == "gate" and one.consequence == consequence]

    def per(self, name: str) -> list[str]:
        """The sets that a quantity is over; what measures make, over indicators and those that share."""
        if declared := self.given.get(name) or self.formulas.get(name) or self.whole.get(name):
            return [one.text for one in declared.per][: 1 if name in self.whole else None]
        of, _, made = name.rpartition(".")
        if of and made == "deltar":
            gates = (self.varies_over(one) for one in self.gates(self.measures[of], "no_parts"))
            return sorted(frozenset().union(*gates) - {MEASURE})
        upper = [one for one in (INDICATOR, MEASURE) if one in self.sets.members and not (of and one == MEASURE)]
        sharings = [self.clause(one, "points") for one in ([self.measures[of]] if of else self.measures.values())]
        among = [one.among.text for one in sharings if isinstance(one, ex.Sharing)] or ["region"]
        return [*upper, among[0]] if made in MADE else upper

    # what expressions vary over (docs/tour/payouts.md, Aggregates)

    def varies_over(self, one: Any, measure: str = "") -> frozenset[str]:
        """The sets that an expression varies over, and all above them; inside a measure `deltar` is this measure's."""
        if isinstance(one, ex.Name):
            return self.sets.with_uppers(self.per(f"{measure}.deltar" if one.text == "deltar" else one.text))
        if isinstance(one, ex.Aggregate | ex.Rank):
            return self.gathered_and_left(one, measure)[isinstance(one, ex.Aggregate)]
        fields = [getattr(one, each.name) for each in one.__attrs_attrs__ if each.name != "staircase"]
        parts = self.sides(one) if isinstance(one, ex.Comparison) else fields
        every = [each for part in parts for each in (part if isinstance(part, tuple) else (part,))]
        return frozenset().union(*(self.varies_over(each, measure) for each in every if isinstance(each, ex.Written)))

    def gathered_and_left(self, one: Any, measure: str) -> tuple[frozenset[str], frozenset[str]]:
        """The sets that are gathered from, and those left: `over` takes its sets and all above them, but for `per`."""
        over, per = ([name.text for name in names] for names in (one.over, one.per))
        parts = [self.varies_over(part, measure) for part in (one.operand, one.where) if part is not None]
        wide = self.sets.with_uppers(over if one.operand is None else ()).union(*parts)
        return wide, self.sets.with_uppers(wide - self.sets.with_uppers(over) | set(per))

    def sides(self, one: ex.Comparison) -> list[Any]:
        """Both sides; a name beside a quantity of words is a word, unless it is such a quantity too."""
        sides = [one.left, one.right]
        of_words = [isinstance(side, ex.Name) and self._is_of_words(self.given.get(side.text)) for side in sides]
        pairs = zip(sides, of_words, strict=True)
        are_words = [any(of_words) and isinstance(side, ex.Name) and not own for side, own in pairs]
        return [ex.Text(side.span, side.text) if word else side for side, word in zip(sides, are_words, strict=True)]

    def _is_of_words(self, given: t.QuantityDecl | None) -> bool:
        typing = given and given.typing
        return typing.words == ("ord",) if typing else given is not None and isinstance(given.value, ex.Name)


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
        at = {set_name: member.name.text}
        blocks = [(at, member), *(({**at, SUBAREA: area.name.text}, area) for area in areas_of(member))]
        settings = [(where, line) for where, block in blocks for line in block.lines if isinstance(line, t.Setting)]
        yield from ((line.name.text, where, line.value) for where, line in settings)

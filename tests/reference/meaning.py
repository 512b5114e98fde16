"""What a ruleset means, told as plainly as it can be: each cell is computed by itself, when it is asked for.

`docs/tour/` says the same in words. Where there is no value, `Refused` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from attrs import frozen

from rbflang.syntax import expressions as ex
from rbflang.syntax.tree import AssertionDecl, FormulaDecl, MeasureDecl

from . import intervals, printed
from .figures import Figure, Refused, Value, compared, computed, exact, gathered, rounded, stood_on, stretch, whole_units
from .rules import INDICATOR, MEASURE, Cell, Key, Rules, cut

NOTHING = exact(0)
NOT_GIVEN = ("figure-missing", "known-only-by-a-bound", "bound-does-not-settle")
Cells = Mapping[str, Mapping[Key, Value | Refused]]


@frozen
class Outcome:
    """Every cell of every quantity, or why it has no value; what is paid, or why nothing is."""

    cells: Cells
    paid: Mapping[tuple[str, Key], Fraction]
    refused: str = ""


def meaning(text: str, data: str, members: str = "") -> Outcome:
    """The outcome of a text on the rows of a data file, and of a file of members where sets are «fra data»."""
    from_data = [(row["inndeling"], row["medlem"], row["under"]) for row in printed.rows_of(members)] if members else []
    told = Meaning(Rules(text, from_data))
    try:
        told.read(data)
    except Refused as refused:
        return Outcome({}, {}, str(refused))
    cells = {name: {frozenset(one.items()): _tried(told.cell, name, one) for one in told.sets.cells(told.rules.per(name))}
             for name in told.names}  # fmt: skip
    refused = next(told.reasons(cells), "")
    paid = {(name, key): one.known for name in told.rules.payouts for key, one in cells[name].items() if not refused}
    return Outcome(cells, paid, refused)


def _tried(work: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return work(*arguments)
    except Refused as refused:
        return refused


class Meaning:
    """The cells of a text's quantities."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.sets = rules, rules.sets
        self.observed: dict[tuple[str, Key], Value] = {}
        self.pins: dict[tuple[str, Key], tuple[Value, bool]] = {}
        self.known: dict[tuple[str, Key], Value | Refused] = {}
        made = [f"{measure}.{name}" for measure in rules.measures for name in ("deler", "poeng")]
        common = ("poengandel", "deler", "poeng", "bortfalt") if rules.measures else ()
        self.names = (*rules.given, *rules.formulas, *made, *common)

    def read(self, data: str) -> None:
        """Figures of inputs are observed; a row for another cell is a pin, and says whether it overrides."""
        for row in printed.rows_of(data):
            name, status, per = row["størrelse"], row.get("status", ""), self.rules.per(row["størrelse"])
            named = {one: row[one] for one in self.sets.with_uppers(per) if row.get(one) or one == "delområde"}
            key = frozenset(self.sets.cell(per, named).items())
            if not row["verdi"] and not row.get("presisering"):
                continue
            if name in self.rules.given:
                figure = printed.of_row(row, self.rules.given[name].typing)
                self.observed.update({(name, key): figure} if status not in ("til opplysning", "for information") else {})
                continue
            if name in ("deler", "poeng"):
                name, key = f"{row[MEASURE]}.{name}", key - {(MEASURE, row[MEASURE])}
            self.pins[name, key] = printed.of_row(row, None), status in ("overstyrer", "overrides")

    # cells

    def cell(self, name: str, at: Cell) -> Value:
        """A quantity at a cell. What is pinned is not computed (docs/tour/figures.md)."""
        key = name, cut(at, self.sets.with_uppers(self.rules.per(name)))
        if key in self.pins:
            return self.pins[key][0]
        if key not in self.known:
            self.known[key] = _tried(self.computed, name, dict(key[1]))
        if isinstance(self.known[key], Refused):
            raise self.known[key]
        return self.known[key]

    def computed(self, name: str, at: Cell) -> Value:
        """A quantity at a cell, by what is given or by its rule."""
        rules, key = self.rules, (name, frozenset(at.items()))
        if name in rules.given:
            if key not in self.observed and key not in rules.values:
                raise Refused("figure-missing")
            return self.observed[key] if key in self.observed else printed.of_rules(rules.values[key], rules.given[name].typing)
        if name in rules.formulas:
            return self._formula(rules.formulas[name], at)
        of, _, made = name.rpartition(".")
        measure = rules.measures[of or at[MEASURE]]
        if made in ("deler", "poeng") and not of:
            return self.cell(f"{measure.name.text}.{made}", at)
        if not self._applies(measure, at):
            return NOTHING
        return {"poengandel": self._share, "deler": self._parts, "poeng": self._points, "bortfalt": self._lapsed}[made](measure, at)

    def _formula(self, formula: FormulaDecl, at: Cell) -> Value:
        """Rounding ends a formula (docs/tour/payouts.md, Rounding)."""
        rounding = formula.rounding
        if not rounding:
            return self.of(formula.expression, at)
        unit = 1 / Fraction(10) ** (int(rounding.decimals.value) if rounding.decimals else 0)
        if rounding.mode != "largest_remainder":
            return rounded(self.of(formula.expression, at), unit, rounding.mode or "half_up")
        cells = self.sets.cells([one.text for one in formula.per])
        return whole_units([self.of(formula.expression, one) for one in cells], unit)[cells.index(at)]

    # measures (docs/tour/measures.md)

    def _applies(self, measure: MeasureDecl, at: Cell) -> bool:
        """A measure is for the indicators that it lists, or those for which its condition on the rules holds."""
        indicators = [name for name, _ in self.sets.members.get(INDICATOR, ())]
        asked = self.rules.clause(measure, "applies")
        listed = [one.text for one in asked or () if isinstance(one, ex.Name) and one.text in indicators]
        return asked is None or (at[INDICATOR] in listed if listed else self.of(asked[0], at, measure))

    def _share(self, measure: MeasureDecl, at: Cell) -> Value:
        """The share of an indicator's points."""
        clause = next((one for one in measure.clauses if one.kind == "point_share"), None)
        rows = {row.key[0].text: row.values[0][0] for row in clause.rows} if clause else {}
        value = rows.get(at.get(INDICATOR, ""), clause.value if clause else None)
        return exact(printed.number(value)) if value is not None else NOTHING

    def _meets(self, measure: MeasureDecl, at: Cell, consequence: str) -> bool:
        """All requirements with this consequence are met: `no_parts` keeps out, `lapse` takes the points."""
        gates = (one.value for one in measure.clauses if one.kind == "gate" and one.consequence == consequence)
        return all(self.of(gate, at, measure) for gate in gates)

    def _parts(self, measure: MeasureDecl, at: Cell) -> Value:
        """Who takes no part has none, and needs no figures."""
        rule = self.rules.clause(measure, "parts")
        return self.of(rule, at, measure) if rule is not None and self._meets(measure, at, "no_parts") else NOTHING

    def _points(self, measure: MeasureDecl, at: Cell) -> Value:
        """By the sharing (the parts of all are needed, also of those who then lose their points), or by a rule."""
        rule = self.rules.clause(measure, "points")
        shared = self._shared(measure, rule, at) if isinstance(rule, ex.Sharing) else None
        if not self._meets(measure, at, "no_parts") or not self._meets(measure, at, "lapse"):
            return NOTHING
        return shared or self.of(rule, at, measure)

    def _group(self, measure: MeasureDecl, at: Cell) -> list[Cell]:
        """The cells that share with this one: those that differ in nothing but whom is shared between."""
        per = self.rules.per(f"{measure.name.text}.poeng")
        same = self.sets.with_uppers(self.sets.with_uppers(per) - self.sets.with_uppers(per[-1:]))
        return [one for one in self.sets.cells(per) if cut(one, same) == cut(at, same)]

    def _shared(self, measure: MeasureDecl, sharing: ex.Sharing, at: Cell) -> Figure:
        """The points, in proportion to the parts of those who take part."""
        points, cells = self.of(sharing.points, at, measure), self._group(measure, at)
        taking = [self._meets(measure, one, "no_parts") for one in cells]
        parts = [self.of(sharing.parts, one, measure) if takes else NOTHING for one, takes in zip(cells, taking, strict=True)]
        if any(one.printed is not None and one.printed < 0 for one in parts):
            raise Refused("parts-below-zero")
        own, whole = cells.index(at), gathered("sum", parts)
        if not taking[own]:
            return NOTHING
        if whole == NOTHING:
            return computed("/", points, exact(sum(taking))) if sharing.nobody == "equally" else NOTHING
        spans = [one.span.within(intervals.NOT_NEGATIVE) for one in parts]
        span = intervals.part_of_all(spans[own], intervals.total(spans[:own] + spans[own + 1 :]))
        if whole.printed == 0:
            part = Fraction(int(sharing.nobody == "equally"), sum(taking))
        else:
            part = None if whole.printed is None else parts[own].printed / whole.printed
        return computed("*", points, Figure(part, span))

    def _lapsed(self, measure: MeasureDecl, at: Cell) -> Value:
        """What was to be shared and was not handed out; points by a rule of their own are bound to no total."""
        rule = self.rules.clause(measure, "points")
        if not isinstance(rule, ex.Sharing):
            return NOTHING
        handed_out = [self.cell(f"{measure.name.text}.poeng", one) for one in self._group(measure, at)]
        return computed("-", self.of(rule.points, at, measure), gathered("sum", handed_out))

    # expressions (docs/tour/payouts.md)

    def of(self, one: Any, at: Cell, measure: MeasureDecl | None = None) -> Value:
        """The value of an expression in a cell."""
        return _KINDS[type(one)](self, one, at, lambda part, there=at: self.of(part, there, measure), measure)

    def _named(self, one: ex.Name, measure: MeasureDecl | None) -> str:
        """Inside a measure `deler` and `poeng` are its own."""
        return f"{measure.name.text}.{one.text}" if measure and one.text in ("deler", "poeng") else one.text

    def _quantity(self, one: ex.Name, at: Cell, of: Any, measure: MeasureDecl | None) -> Value:
        """Inside a measure a quantity per measure is this measure's."""
        return self.cell(self._named(one, measure), {**at, MEASURE: measure.name.text} if measure else at)

    def _exists(self, one: ex.Exists, at: Cell, of: Any, measure: MeasureDecl | None) -> bool:
        """Whether there is a figure; that it cannot be computed for another reason is no answer."""
        found = _tried(of, one.operand)
        if isinstance(found, Refused) and str(found) != "figure-missing":
            raise found
        return not isinstance(found, Refused)

    def _sides(self, one: ex.Comparison) -> tuple[Any, Any]:
        """Both sides; a name beside a quantity of words is a word, unless it is such a quantity too."""
        words = [isinstance(side, ex.Name) and self._is_of_words(side.text) for side in (one.left, one.right)]
        as_word = lambda side: ex.Text(side.span, side.text) if isinstance(side, ex.Name) and any(words) else side  # noqa: E731
        return one.left if words[0] else as_word(one.left), one.right if words[1] else as_word(one.right)

    def _is_of_words(self, name: str) -> bool:
        given = self.rules.given.get(name)
        return bool(given) and (given.typing.words == ("ord",) if given.typing else isinstance(given.value, ex.Name))

    def _step(self, one: ex.Call, at: Cell, of: Any, measure: MeasureDecl | None) -> Value:
        steps = self.rules.staircases[one.staircase.text].steps
        limits = [(printed.number(step.limit), printed.number(step.until or step.limit)) for step in steps]
        return stood_on([(stretch(steps, i, limits), printed.number(step.result)) for i, step in enumerate(steps)], of(one.argument))

    # what stands over sets (docs/tour/payouts.md, Aggregates)

    def varies_over(self, one: Any, measure: MeasureDecl | None) -> frozenset[str]:
        """The sets that an expression varies over, and all above them."""
        if isinstance(one, ex.Name):
            return self.sets.with_uppers(set(self.rules.per(self._named(one, measure))) - ({MEASURE} if measure else set()))
        if isinstance(one, ex.Aggregate | ex.Rank):
            return self._wide_and_kept(one, measure)[isinstance(one, ex.Aggregate)]
        parts = self._sides(one) if isinstance(one, ex.Comparison) else [getattr(one, name.name) for name in one.__attrs_attrs__]
        every = [each for part in parts for each in (part if isinstance(part, tuple) else (part,)) if isinstance(each, ex.Written)]
        skipped = one.staircase if isinstance(one, ex.Call) else None
        return frozenset().union(*(self.varies_over(part, measure) for part in every if part is not skipped))

    def _wide_and_kept(self, one: Any, measure: MeasureDecl | None) -> tuple[frozenset[str], frozenset[str]]:
        """The sets that are gathered from, and those left: `over` takes its sets and all above them, but for `per`."""
        over, per = ([name.text for name in names] for names in (one.over, one.per))
        parts = [self.varies_over(part, measure) for part in (one.operand, one.where) if part is not None]
        wide = self.sets.with_uppers(over if one.operand is None else ()).union(*parts)
        return wide, self.sets.with_uppers(wide - self.sets.with_uppers(over) | set(per))

    def _let_in(self, one: Any, at: Cell, of: Any, measure: MeasureDecl | None) -> list[Cell]:
        """The cells that agree with this one in the sets that are left, and for which `der` holds."""
        wide, kept = self._wide_and_kept(one, measure)
        cells = [each for each in self.sets.cells(wide) if cut(each, kept) == cut(at, kept)]
        return [each for each in cells if one.where is None or of(one.where, each)]

    def _aggregate(self, one: ex.Aggregate, at: Cell, of: Any, measure: MeasureDecl | None) -> Value:
        cells = self._let_in(one, at, of, measure)
        return exact(len(cells)) if one.kind == "count" else gathered(one.kind, [of(one.operand, each) for each in cells])

    def _rank(self, one: ex.Rank, at: Cell, of: Any, measure: MeasureDecl | None) -> Value:
        """The place as in sport, by figures as printed; equal figures share the best, worst or middle of their places."""
        wide, _ = self._wide_and_kept(one, measure)
        ranked = {cut(each, wide): of(one.operand, each).known for each in self._let_in(one, at, of, measure)}
        if cut(at, wide) not in ranked:
            raise Refused("not-ranked")
        own = ranked[cut(at, wide)]
        first = 1 + sum((other > own) if one.highest_first else (other < own) for other in ranked.values())
        last = first + list(ranked.values()).count(own) - 1
        return exact({"best": Fraction(first), "worst": Fraction(last), "middle": Fraction(first + last, 2)}[one.ties])

    # why nothing is paid (docs/tour/faults.md)

    def reasons(self, cells: Cells) -> Iterator[str]:
        """Figures amiss, then payouts without a value; where there are none, assertions that do not hold."""
        amiss = [*self._pins_in_vain(), *self._broken_totals()]
        paid = [_tried(lambda one=one: one.known) if isinstance(one, Figure) else one for name in self.rules.payouts for one in cells[name].values()]
        yield from amiss
        yield from (str(one) for one in paid if isinstance(one, Refused))
        yield from self._not_held()

    def _pins_in_vain(self) -> Iterator[str]:
        """A cell that can be computed is given only where the row says that it overrides."""
        for (name, key), (_, overrides) in self.pins.items():
            if not overrides and not isinstance(_tried(self.computed, name, dict(key)), Refused):
                yield "pin-over-computed"

    def _broken_totals(self) -> Iterator[str]:
        """Figures of an input that do not come to what it promises (docs/tour/sets.md)."""
        promising = {name: one.typing for name, one in self.rules.given.items() if one.kind == "input" and one.typing.total}
        for name, typing in promising.items():
            groups: dict[Key, list[Any]] = {}
            for one in self.sets.cells(self.rules.per(name)):
                groups.setdefault(cut(one, [each.text for each in typing.total_per]), []).append(_tried(self.cell, name, one))
            for group in groups.values():
                if typing.is_optional or not all(isinstance(one, Figure) and one.printed is not None for one in group):
                    continue
                found, wanted = gathered("sum", group), printed.number(typing.total)
                if found.printed != wanted and not (typing.is_approximate and found.span.holds(wanted)):
                    yield "figures-do-not-add-up"

    def _not_held(self) -> Iterator[str]:
        """Both sides of a `kontroll` are equal in every cell; where figures are not given it is not asked."""
        for one in self.rules.assertions:
            for cell in self.sets.cells(self.varies_over(one.left, None) | self.varies_over(one.right, None)):
                equal = _tried(self._is_equal, one, cell)
                if equal is False or (isinstance(equal, Refused) and str(equal) not in NOT_GIVEN):
                    yield "assertion-failed" if equal is False else str(equal)

    def _is_equal(self, one: AssertionDecl, cell: Cell) -> bool:
        left, right = (self.of(side, cell) for side in (one.left, one.right))
        return left.known == right.known if isinstance(left, Figure) else left == right


_KINDS: dict[type, Callable[[Meaning, Any, Cell, Any, Any], Value]] = {
    ex.Number: lambda me, one, at, of, measure: exact(one.value),
    ex.YesNo: lambda me, one, at, of, measure: one.value,
    ex.Text: lambda me, one, at, of, measure: one.text,
    ex.Name: Meaning._quantity,
    ex.Exists: Meaning._exists,
    ex.Call: Meaning._step,
    ex.Aggregate: Meaning._aggregate,
    ex.Rank: Meaning._rank,
    ex.Negative: lambda me, one, at, of, measure: computed("-", NOTHING, of(one.operand)),
    ex.Arithmetic: lambda me, one, at, of, measure: computed(one.operator, of(one.left), of(one.right)),
    ex.Extreme: lambda me, one, at, of, measure: gathered(one.kind, [of(part) for part in one.arguments]),
    ex.Comparison: lambda me, one, at, of, measure: compared(one.operator, *map(of, me._sides(one))),
    ex.Logic: lambda me, one, at, of, measure: of(one.right) if of(one.left) is (one.operator == "and") else one.operator == "or",
    ex.Not: lambda me, one, at, of, measure: not of(one.operand),
    ex.Choice: lambda me, one, at, of, measure: of(one.chosen if of(one.condition) else one.otherwise),
}

"""What a ruleset means, told as plainly as it can be: each cell is computed by itself, when it is asked for.

`docs/tour/` says the same in words. Where there is no value, `Refused` says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import frozen

from rbflang.syntax import expressions as ex
from rbflang.syntax.tree import AssertionDecl, FormulaDecl, MeasureDecl

from . import figures, printed
from .figures import Figure, Refused, Value, compared, computed, exact, gathered
from .rules import INDICATOR, MADE, MEASURE, SUBAREA, Cell, Key, Rules, cut

NOTHING, ZERO = exact(0), Fraction(0)
NOT_GIVEN = ("figure-missing", "known-only-by-a-bound", "bound-does-not-settle")
Cells = Mapping[str, Mapping[Key, Value | Refused]]


@frozen
class Outcome:
    """Every cell of every quantity, or why it has no value; why nothing is paid, if nothing is; what does not hold."""

    cells: Cells
    refused: str = ""
    lines_not_held: frozenset[int] = frozenset()


def meaning(text: str, rows: Iterable[Mapping[str, str]], members: Iterable[tuple[str, str, str]] = ()) -> Outcome:
    """The outcome of a text on the rows of a data file, and on members that come with the data (set, name, above)."""
    told = Meaning(Rules(text, members))
    if refused := tried(told.read, rows):
        return Outcome({}, str(refused))
    places = {name: told.sets.cells(told.rules.per(name)) for name in told.names}
    cells = {name: {frozenset(at.items()): tried(told.cell, name, at) for at in places[name]} for name in told.names}
    not_held = frozenset(line for line, reason in told.not_held() if reason == "assertion-failed")
    return Outcome(cells, next(told.reasons(cells), ""), not_held)


def tried(work: Callable[..., Any], *arguments: Any) -> Any:
    """What comes of it, or why nothing does."""
    try:
        return work(*arguments)
    except Refused as refused:
        return refused


def known(found: Any) -> Any:
    """The number of a figure, or why it has none; what is no figure is what it is."""
    return tried(getattr, found, "known") if isinstance(found, Figure) else found


def raised(found: Any) -> Any:
    """What was found, or the reason why nothing was, once more."""
    if isinstance(found, Refused):
        raise found
    return found


class Meaning:
    """The cells of a text's quantities."""

    def __init__(self, rules: Rules) -> None:
        self.rules, self.sets = rules, rules.sets
        self.observed: dict[tuple[str, Key], Value] = {}
        self.pins: dict[tuple[str, Key], tuple[Value, bool]] = {}
        self.known: dict[tuple[str, Key], Value | Refused] = {}
        own = [f"{measure}.{name}" for measure in rules.measures for name in MADE]
        common = ("poengandel", "deler", "poeng", "bortfalt") if rules.measures else ()
        self.names = (*rules.given, *rules.formulas, *own, *common, *rules.whole)

    def read(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Figures of inputs are observed; a row for another cell is a pin, and says whether it overrides."""
        for row in rows:
            name, status = row["størrelse"], row["status"]
            sets, is_input = self.sets.with_uppers(self.rules.per(name)), name in self.rules.given
            said = {one: row[one] for one in sets if row.get(one) or one == SUBAREA}
            (key,) = (frozenset(one.items()) for one in self.sets.cells(sets) if said.items() <= one.items())
            if not row["verdi"] and not row["presisering"]:
                continue
            figure = printed.of_row(row, self.rules.given[name].typing if is_input else None)
            if not is_input:
                place = (f"{row[MEASURE]}.{name}", key - {(MEASURE, row[MEASURE])}) if name in MADE else (name, key)
                self.pins[place] = figure, status in ("overstyrer", "overrides")
            elif status not in ("til opplysning", "for information"):
                self.observed[name, key] = figure

    # cells

    def cell(self, name: str, at: Cell) -> Value:
        """A quantity at a cell; one that is given in the data is not computed (docs/tour/figures.md)."""
        key = name, cut(at, self.sets.with_uppers(self.rules.per(name)))
        if key in self.pins:
            return self.pins[key][0]
        if key not in self.known:
            self.known[key] = tried(self.computed, name, dict(key[1]))
        return raised(self.known[key])

    def computed(self, name: str, at: Cell) -> Value:
        """A quantity at a cell, by what is given or by its rule."""
        if name in self.rules.given:
            return self._given(name, at)
        if name in self.rules.formulas:
            return self._formula(self.rules.formulas[name], at)
        if name in self.rules.whole:  # what one gets in all (docs/tour/payouts.md, Lines)
            payouts = [one.name.text for one in self.rules.payouts]
            lines = [(one, cell) for one in payouts for cell in self.sets.cells(self.rules.per(one))]
            return gathered("sum", [self.cell(one, cell) for one, cell in lines if at.items() <= cell.items()])
        of, _, made = name.rpartition(".")
        measure = self.rules.measures[of or at[MEASURE]]
        if made in MADE and not of:
            return self.cell(f"{measure.name.text}.{made}", at)
        inside = {**at, MEASURE: measure.name.text}  # so a quantity per measure is this measure's in its rules
        if made == "deltar":
            return self._meets(measure, inside, "no_parts")
        if not self._applies(measure, inside) and made != "bortfalt":
            return NOTHING
        rules = {"poengandel": self._point_share, "deler": self._parts, "poeng": self._points, "bortfalt": self._lapsed}
        return rules[made](measure, inside)

    def _given(self, name: str, at: Cell) -> Value:
        """What is observed, or what the rules say; a property of an upper member holds below it (docs/tour/sets.md)."""
        key, declared, per = frozenset(at.items()), self.rules.given[name], self.rules.per(name)
        if (name, key) in self.observed:
            return self.observed[name, key]
        lower = [one for one in per if one in self.sets.upper and declared.kind == "property"]
        for sets in (per, *({*per, self.sets.upper[one]} - {one} for one in lower)):
            if value := self.rules.values.get((name, cut(at, sets))):
                return printed.of_rules(value, declared.typing)
        raise Refused("figure-missing")

    def _formula(self, formula: FormulaDecl, at: Cell) -> Value:
        """Rounding ends a formula (docs/tour/payouts.md, Rounding)."""
        rounding = formula.rounding
        if not rounding:
            return self.of(formula.expression, at)
        unit = rounding.number.value if rounding.number else Fraction(1)
        unit = 1 / Fraction(10) ** int(unit) if rounding.to == "decimals" else unit
        if rounding.mode != "largest_remainder":
            return figures.rounded(self.of(formula.expression, at), unit, rounding.mode or "half_up")
        kept = self.sets.with_uppers(one.text for one in rounding.per)
        cells = [one for one in self.sets.cells(self.rules.per(formula.name.text)) if cut(one, kept) == cut(at, kept)]
        return figures.whole_units([self.of(formula.expression, one) for one in cells], unit)[cells.index(at)]

    # measures (docs/tour/measures.md)

    def _applies(self, measure: MeasureDecl, at: Cell) -> bool:
        """A measure is for the indicators that it lists, or those for which its condition on the rules holds."""
        asked = self.rules.clause(measure, "applies")
        indicators = [name for name, _ in self.sets.members.get(INDICATOR, ())]
        listed = [one.text for one in asked or () if isinstance(one, ex.Name) and one.text in indicators]
        return asked is None or (at[INDICATOR] in listed if listed else self.of(asked[0], at))

    def _point_share(self, measure: MeasureDecl, at: Cell) -> Value:
        rows = [row for one in measure.clauses if one.kind == "point_share" for row in one.rows]
        own = [row.values[0][0] for row in rows if row.key[0].text == at.get(INDICATOR)]
        return exact(printed.number([*own, self.rules.clause(measure, "point_share")][0]) or ZERO)

    def _meets(self, measure: MeasureDecl, at: Cell, consequence: str) -> bool:
        """All requirements are met that keep out (`no_parts`), or by which points lapse (the last first)."""
        gates = self.rules.gates(measure, consequence)
        return all(self.of(gate, at) for gate in (gates if consequence == "no_parts" else reversed(gates)))

    def _parts(self, measure: MeasureDecl, at: Cell) -> Value:
        """Who takes no part has none, and needs no figures."""
        rule = self.rules.clause(measure, "parts")
        return self.of(rule, at) if rule is not None and self._meets(measure, at, "no_parts") else NOTHING

    def _points(self, measure: MeasureDecl, at: Cell) -> Value:
        """By the sharing or by a rule of the measure's own; nothing for those who do not meet its requirements."""
        if not self._meets(measure, at, "no_parts") or not self._meets(measure, at, "lapse"):
            return NOTHING
        rule = self.rules.clause(measure, "points")
        return self._shared(measure, rule, at) if isinstance(rule, ex.Sharing) else self.of(rule, at)

    def _sharers(self, at: Cell) -> list[Cell]:
        """The cells that share the same points: those that differ in nothing but whom they are shared between."""
        per = self.rules.per("poeng")
        same = self.sets.with_uppers(self.sets.with_uppers(per) - self.sets.with_uppers(per[-1:]))
        return [one for one in self.sets.cells(per) if cut(one, same) == cut(at, same)]

    def _shared(self, measure: MeasureDecl, sharing: ex.Sharing, at: Cell) -> Figure:
        """The points, in proportion to the parts of those who take part."""
        points = self.of(sharing.points, at)
        takers = [one for one in self._sharers(at) if self._meets(measure, one, "no_parts")]
        parts = [self.of(sharing.parts, one) for one in takers]
        if any(one.printed is not None and one.printed < 0 for one in parts):
            raise Refused("parts-below-zero")
        own, whole = takers.index(at), gathered("sum", parts)
        equally = Fraction(int(sharing.nobody == "equally"), len(takers))
        part = equally if whole.printed == 0 else whole.printed and parts[own].printed / whole.printed
        spans = [one.span.within(figures.NOT_NEGATIVE) for one in parts]
        span = figures.part_of_all(spans[own], sum(spans[:own] + spans[own + 1 :], NOTHING.span))
        return computed("*", points, Figure(part, span))

    def _lapsed(self, measure: MeasureDecl, at: Cell) -> Value:
        """What was to be shared and was not handed out; points by a rule of their own are bound to no total."""
        rule = self.rules.clause(measure, "points")
        if not isinstance(rule, ex.Sharing):
            return NOTHING
        handed_out = gathered("sum", [self.cell("poeng", one) for one in self._sharers(at)])
        return computed("-", self.of(rule.points, at) if self._applies(measure, at) else NOTHING, handed_out)

    # expressions (docs/tour/payouts.md)

    def of(self, one: Any, at: Cell) -> Value:
        """The value of an expression in a cell."""
        return KINDS[type(one)](self, one, at)

    def name(self, one: ex.Name, at: Cell) -> Value:
        """A quantity by its name; in a `kontroll` «før avrunding», what it was before it was rounded."""
        formula = self.rules.formulas.get(one.text)
        if not at.get(BEFORE_ROUNDING) or not formula or not formula.rounding:
            return self.cell(one.text, at)
        return self.of(formula.expression, {**at, BEFORE_ROUNDING: ""})

    def exists(self, one: ex.Exists, at: Cell) -> bool:
        """Whether there is a figure; that it cannot be computed for another reason is no answer."""
        found = tried(self.of, one.operand, at)
        return str(found) != "figure-missing" and raised(found) is not None

    def step(self, one: ex.Call, at: Cell) -> Value:
        """What a staircase gives, or a ramp."""
        steps = self.rules.staircases[one.staircase.text].steps
        if steps and steps[0].kind == "at":
            points = [(printed.number(step.limit), printed.number(step.result)) for step in steps]
            return figures.on_ramp(points, self.of(one.argument, at))
        rows = [(step.kind, *map(printed.number, (step.limit, step.until, step.result))) for step in steps]
        return figures.stood_on(rows, self.of(one.argument, at))

    def ramp(self, one: ex.RampOf, at: Cell) -> Value:
        """A ramp in a formula; only points that are numbers are drawn."""
        points = zip(one.places, one.gives, strict=True)
        known = [(self.of(place, at).known, self.of(given, at).known) for place, given in points]
        return figures.on_ramp(known, self.of(one.argument, at))

    def let_in(self, one: Any, at: Cell) -> list[Cell]:
        """The cells that agree with this one in the sets that are left, and for which `der` holds."""
        wide, left = self.rules.gathered_and_left(one, at.get(MEASURE, ""))
        cells = [{**at, **each} for each in self.sets.cells(wide) if cut(each, left) == cut(at, left)]
        return [each for each in cells if one.where is None or self.of(one.where, each)]

    def aggregate(self, one: ex.Aggregate, at: Cell) -> Value:
        """A sum, mean, least, greatest, one in order, or how many there are."""
        cells = self.let_in(one, at)
        if one.kind == "count":
            return exact(len(cells))
        values = [self.of(one.operand, each) for each in cells]
        if one.place or one.kind == "median":
            return figures.in_order(one.kind, values, printed.number(one.place) if one.place else ZERO)
        return gathered(one.kind, values)

    def rank(self, one: ex.Rank, at: Cell) -> Value:
        """The place as in sport, by figures as printed; equals share the best, worst or middle of their places."""
        wide, _ = self.rules.gathered_and_left(one, at.get(MEASURE, ""))
        ranked = {cut(each, wide): self.of(one.operand, each).known for each in self.let_in(one, at)}
        if cut(at, wide) not in ranked:
            raise Refused("not-ranked")
        own = ranked[cut(at, wide)]
        first = 1 + sum((other > own) if one.highest_first else (other < own) for other in ranked.values())
        last = first + list(ranked.values()).count(own) - 1
        return exact({"best": Fraction(first), "worst": Fraction(last), "middle": Fraction(first + last, 2)}[one.ties])

    # why nothing is paid (docs/tour/faults.md)

    def reasons(self, cells: Cells) -> Iterator[str]:
        """Figures amiss, payouts without a value, assertions that do not hold."""
        yield from (*self._pins_in_vain(), *self._broken_totals())
        for formula in self.rules.payouts:
            paid = [known(one) for one in cells[formula.name.text].values()]
            yield from (str(one) for one in paid if isinstance(one, Refused))
            exact_ones = [one for one in paid if isinstance(one, Fraction) and not formula.rounding]
            yield from ("payout-not-rounded" for one in exact_ones if 100 % one.denominator)
        yield from (reason for _, reason in self.not_held())

    def _pins_in_vain(self) -> Iterator[str]:
        """A cell that can be computed is given only where the row says that it overrides."""
        for (name, key), (_, overrides) in self.pins.items():
            if not overrides and not isinstance(known(tried(self.computed, name, dict(key))), Refused):
                yield "pin-not-allowed"

    def _broken_totals(self) -> Iterator[str]:
        """Figures of an input that do not come to what it promises (docs/tour/sets.md)."""
        promised = [(name, one.typing) for name, one in self.rules.given.items() if one.kind == "input"]
        for name, typing in ((name, one) for name, one in promised if one.total and not one.is_optional):
            groups: dict[Key, list[Any]] = {}
            for at in self.sets.cells(self.rules.per(name)):
                inside = cut(at, [each.text for each in typing.total_per])
                groups.setdefault(inside, []).append(tried(self.cell, name, at))
            for group in groups.values():
                if all(isinstance(one, Figure) and one.printed is not None for one in group):
                    found, wanted = gathered("sum", group), printed.number(typing.total)
                    if found.printed != wanted and not (typing.is_approximate and found.span.holds(wanted)):
                        yield "figures-do-not-add-up"

    def not_held(self) -> Iterator[tuple[int, str]]:
        """Both sides of a `kontroll` are equal in every cell; where figures are not given it is not asked."""
        for one in (one for one in self.rules.all if isinstance(one, AssertionDecl)):
            for at in self.sets.cells(self.rules.varies_over(one.left) | self.rules.varies_over(one.right)):
                named = {**at, BEFORE_ROUNDING: one.is_before_rounding}
                found = [known(tried(self.of, side, named)) for side in (one.left, one.right)]
                refused = [str(side) for side in found if isinstance(side, Refused)]
                unlike = ["assertion-failed"] if not refused and found[0] != found[1] else []
                yield from ((one.span.line, why) for why in (*refused[:1], *unlike) if why not in NOT_GIVEN)


BEFORE_ROUNDING = "før avrunding"
KINDS: dict[type, Callable[[Meaning, Any, Cell], Value]] = {
    ex.Number: lambda me, one, at: exact(one.value),
    ex.YesNo: lambda me, one, at: one.value,
    ex.Text: lambda me, one, at: one.text,
    ex.Name: Meaning.name,
    ex.Exists: Meaning.exists,
    ex.Call: Meaning.step,
    ex.RampOf: Meaning.ramp,
    ex.Aggregate: Meaning.aggregate,
    ex.Rank: Meaning.rank,
    ex.Negative: lambda me, one, at: computed("-", NOTHING, me.of(one.operand, at)),
    ex.Arithmetic: lambda me, one, at: computed(one.operator, me.of(one.left, at), me.of(one.right, at)),
    ex.Extreme: lambda me, one, at: gathered(one.kind, [me.of(part, at) for part in one.arguments]),
    ex.Comparison: lambda me, one, at: compared(one.operator, *(me.of(side, at) for side in me.rules.sides(one))),
    ex.Logic: lambda me, one, at: me.of(one.right if me.of(one.left, at) is (one.operator == "and") else one.left, at),
    ex.Not: lambda me, one, at: not me.of(one.operand, at),
    ex.Choice: lambda me, one, at: me.of(one.chosen if me.of(one.condition, at) else one.otherwise, at),
}

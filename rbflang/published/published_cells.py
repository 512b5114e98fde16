"""Which cells a published figure is about: the quantity and members of a row met with a computed ruleset.

Takes a row of `publisert.csv`; gives the values of its cells, or in words why it names none. A set left empty means
every member, and several members are separated by commas; then the figure is said of each of them.
"""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from rbflang.data.computed import Computed
from rbflang.data.figures import find_member
from rbflang.graph.domain import Domain, Key
from rbflang.graph.nodes import Failure, Figure
from rbflang.published.statements import Print, PublishedRow, read_statement
from rbflang.quantities import PARTS, Unit
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.staircases import limit_unit, result_unit
from rbflang.ruleset.values import exact, unit_of
from rbflang.syntax.expressions import Comparison, Number
from rbflang.tables.reads import Place
from rbflang.wording import Currency, Words

SIDES = ("fra", "til", "gir")
GIVEN = ("fixed", "table", "property", "input", "point_share")


@frozen(eq=False, repr=False)
class Target:
    """The cells of a row: their addresses, keys, places and values; whether they are given; the unit of numbers."""

    quantity: str
    keys: tuple[Key, ...]
    sets: tuple[str, ...]
    places: tuple[Place, ...]
    values: tuple[Fraction | bool | Failure, ...]
    is_given: bool
    unit: Unit | None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the cells, each the same in every row that prints it."""
        return tuple(".".join((self.quantity, *filter(None, key))) for key in self.keys)

    def failure(self) -> Failure | None:
        """Why a cell has no value; `None` where all have one."""
        return next((value for value in self.values if isinstance(value, Failure)), None)


def target_of_row(computed: Computed, row: PublishedRow, name: str = "") -> Target | Words:
    """The cells that a row is about; with a name, the same members of that quantity instead."""
    ruleset = computed.checked.ruleset
    name = name or row.text("quantity")
    stem, _, side = name.rpartition(".")
    if stem in ruleset.staircases and side in SIDES:
        return _step(computed, row, stem, side)
    counted = _stated_once(ruleset, stem, side)
    if counted is not None:
        return Target(name, ((),), (), (), (counted,), True, None)
    if stem in ruleset.measures and side == "krav":
        return _requirement(computed, row, stem)
    quantity = ruleset.quantities.get(name)
    if quantity is None:
        return Words(f"Regelsettet har ingen størrelse «{name}».", f"The ruleset has no quantity “{name}”.")
    node = computed.valuation.graph.named[name]
    keys = _keys(computed, row, quantity, node.domain)
    if isinstance(keys, Words):
        return keys
    places = tuple((node, node.domain.index[key]) for key in keys)
    values = tuple(_value(computed, name, place) for place in places)
    signature = computed.checked.inference.signatures.get(name)
    unit = signature.kind.unit if signature and signature.kind.what == "number" else None
    return Target(name, keys, node.domain.sets, places, values, quantity.role in GIVEN, unit)


def _value(computed: Computed, name: str, place: Place) -> Fraction | bool | Failure:
    """The value of a cell; of a figure for information, which no formula reads, the one in the data."""
    node, cell = place
    row = computed.figures.observations.get((name, node.domain.keys[cell]))
    found = row.cell if row else computed.valuation.cells[node][cell]
    if isinstance(found, Figure):
        return Failure("known-only-by-a-bound", "") if found.printed is None else found.printed
    return Failure("not-a-number", "") if isinstance(found, str) else found


def _keys(computed: Computed, row: PublishedRow, quantity: Quantity, domain: Domain) -> tuple[Key, ...] | Words:
    wanted: dict[str, tuple[str, ...]] = {}
    for set_name in row.members:
        text = row.member(set_name)
        if not text:
            continue
        if set_name not in domain.sets:
            if row.text("times"):
                continue
            return Words(
                f"«{quantity.name}» varierer ikke over {set_name}.", f"“{quantity.name}” does not vary over {set_name}."
            )
        found = [find_member(computed.checked.ruleset.sets[set_name], one.strip()) for one in text.split(",")]
        if None in found:
            return Words(f"«{text}» finnes ikke.", f"There is no “{text}”.")
        wanted[set_name] = tuple(one for one in found if one is not None)
    asked = [(domain.sets.index(name), members) for name, members in wanted.items()]
    fits = [key for key in domain.keys if all(key[place] in members for place, members in asked)]
    none = Words(f"«{quantity.name}» har ingen slik celle.", f"“{quantity.name}” has no such cell.")
    return tuple(fits) or none


def _step(computed: Computed, row: PublishedRow, name: str, side: str) -> Target | Words:
    """A limit (`fra`, `til`) or a result (`gir`) of a step; with `ganger`, times the quantity named there."""
    staircase = computed.checked.ruleset.staircases[name]
    number = row.text("step")
    steps = staircase.steps[1:] if side == "til" else staircase.steps
    if not number.isdecimal() or not 0 < int(number) <= len(steps):
        return Words(f"Trappen «{name}» har ikke trinn «{number}».", f"“{name}” has no step “{number}”.")
    step = steps[int(number) - 1]
    value = exact(step.result if side == "gir" else step.limit)
    unit = result_unit(staircase) or PARTS if side == "gir" else limit_unit(staircase)
    places: tuple[Place, ...] = ()
    if row.text("times"):
        factor = target_of_row(computed, row, row.text("times"))
        if isinstance(factor, Words):
            return factor
        if len(factor.values) != 1 or not isinstance(factor.values[0], Fraction):
            return Words("Kolonnen «ganger» må gi ett tall.", "The column “ganger” must give one number.")
        value, places = value * factor.values[0], factor.places
    if side == "til":
        value -= _last_digit(row, computed.checked.ruleset.currency)
    return Target(f"{name}.{side}", ((number,),), ("trinn",), places, (value,), not row.text("times"), unit)


def _last_digit(row: PublishedRow, currency: Currency) -> Fraction:
    """One unit of the last printed digit: the upper end 2,99 is printed of a step that ends just below 3."""
    statement = read_statement(row, currency)
    return statement.last * statement.factor if isinstance(statement, Print) else Fraction(0)


def _stated_once(ruleset: Ruleset, name: str, side: str) -> Fraction | None:
    """How many steps a staircase has (`trinn`), and the count from which a figure is shown (`vises`)."""
    if side == "trinn" and name in ruleset.staircases:
        return Fraction(len(ruleset.staircases[name].steps))
    typing = ruleset.quantities[name].typing if side == "vises" and name in ruleset.quantities else None
    return exact(typing.shown_from) if typing and typing.shown_from else None


def _requirement(computed: Computed, row: PublishedRow, name: str) -> Target | Words:
    """The number that a requirement of a measure compares with; `trinn` says which requirement, the first if empty."""
    gates = computed.checked.ruleset.measures[name].gates
    number = row.text("step") or "1"
    chosen = gates[int(number) - 1 : int(number)] if number.isdecimal() and int(number) else ()
    condition = chosen[0].condition if chosen else None
    if not isinstance(condition, Comparison) or not isinstance(condition.right, Number):
        return Words(f"«{name}» har ikke noe slikt krav.", f"“{name}” has no such requirement.")
    unit = unit_of(condition.right)
    return Target(f"{name}.krav", ((number,),), ("trinn",), (), (exact(condition.right),), True, unit)

"""`--set ADDRESS=VALUE`: one cell made another, wherever it is given.

Takes the texts of the command line and a checked ruleset; an observation replaces that of the data, a cell of a formula
is pinned, and a number of the rules gives another ruleset. The value is read as in a data file, and may be followed by
`;` and a narrowing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import permutations

from attrs import evolve, field, frozen

from rbflang import cell_faults, data_faults
from rbflang.cell_faults import set_to_nothing
from rbflang.data.figures import OPTION, Figures, Observation, address_of, find_member
from rbflang.data.lost_signs import setting_amiss, signed_like
from rbflang.data.not_to_be_set import NOT_SET, not_to_be_set
from rbflang.data.printed import Printed, read_printed
from rbflang.data.rows import DASHES, QuantityRows
from rbflang.data.set_narrowings import narrowing_amiss
from rbflang.data.share_signs import with_sign_of_nought
from rbflang.diagnostics import Fault
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Figure
from rbflang.intervals import point
from rbflang.nearest import nearest
from rbflang.numerals import Fashion
from rbflang.observations import Field, ObservationRow
from rbflang.ruleset.model import CheckedRuleset, Given, Quantity, Ruleset
from rbflang.ruleset.signatures import ValueKind
from rbflang.sign_faults import invisible_signs
from rbflang.source import Source, Span
from rbflang.spreadsheet_errors import is_error
from rbflang.syntax.expressions import Name, Negative, Number, Ratio, Text, Value, YesNo
from rbflang.wording import Words

MOST_PARTS = 4
RULE_ROLES = ("fixed", "table", "property")
LEAVE_ONE_OUT = Words(f"Ta bort den «{OPTION}» som ikke gjelder.", f"Leave out the “{OPTION}” that does not hold.")
Cells = Mapping[tuple[str, Key], Observation]


@frozen(eq=False, repr=False)
class Settings:
    """What was set: observations, pins, numbers of the rules, all in the order given; and what was amiss."""

    observations: Cells = field(factory=dict)
    pins: Cells = field(factory=dict)
    rules: Cells = field(factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def all(self) -> tuple[Observation, ...]:
        """Everything that was set."""
        return (*self.rules.values(), *self.observations.values(), *self.pins.values())


def read_settings(checked: CheckedRuleset, texts: Iterable[str], beside: Figures) -> Settings:
    """What the texts set beside the figures of a data file; a cell set twice is a fault, however it is spelled."""
    shelves: dict[str, dict[tuple[str, Key], Observation]] = {"observations": {}, "pins": {}, "rules": {}}
    faults: list[Fault] = []
    known = [*beside.observations.values(), *beside.pins.values()]
    for text in texts:
        found = _setting(checked, text, known)
        if isinstance(found, Fault):
            faults.append(found)
            continue
        role = checked.ruleset.quantities[found.quantity].role
        shelf = shelves["observations" if role == "input" else "rules" if role in RULE_ROLES else "pins"]
        before = shelf.setdefault((found.quantity, found.key), found)
        if before is not found:
            address = address_of(checked.ruleset.quantities[found.quantity], checked, found.key)
            faults.append(data_faults.row_twice(before.span, found.span, address, LEAVE_ONE_OUT))
        known.append(found)
    return Settings(**shelves, faults=tuple(faults))


def laid_on(figures: Figures, settings: Settings) -> Figures:
    """The figures with what was set in place of what was there."""
    observations = {**figures.observations, **settings.observations}
    return evolve(figures, observations=observations, pins={**figures.pins, **settings.pins})


def with_rules(checked: CheckedRuleset, rules: Cells) -> Ruleset:
    """The ruleset with other numbers in it; it is yet to be checked."""
    ruleset = checked.ruleset
    quantities = dict(ruleset.quantities)
    for (name, key), one in rules.items():
        old = quantities[name]
        before = old.given.get(key)
        kind = checked.inference.signatures[name].kind
        value = _value(one, before.value if before else None, kind)
        if old.typing and old.typing.is_rounded and isinstance(value, Number):
            value = _exactly(value)
        given = Given(value, before.citation if before else None, value.span)
        quantities[name] = evolve(old, given={**old.given, key: given})
    return evolve(ruleset, quantities=quantities)


def _value(one: Observation, before: Value | None, kind: ValueKind) -> Value:
    """The value as the language would write it, where it stands behind its address."""
    span = _value_field(one.span.source).span
    if isinstance(one.cell, bool):
        return YesNo(span, one.cell)
    if isinstance(one.cell, str):
        return Text(span, one.cell) if isinstance(before, Text) else Name(span, one.cell)
    printed = read_printed(one.printed, kind)
    assert isinstance(printed, Printed)
    currency = kind.unit.currency
    number = Number(span, one.printed, abs(printed.value), printed.decimals, printed.mark, currency)
    return Negative(span, number) if printed.value < 0 else number


# Faults of a total: what is set is right, and the others must follow.
ADDED_UP = ("weights-do-not-add-up", "key-does-not-add-up", "point-shares-do-not-add-up")
ALL_TOGETHER = Words(
    "Sett også de andre tallene, med en --set til for hvert av dem, så summen blir den samme som før.",
    "Set the other numbers too, by one more --set for each of them, so that they add up to the same as before.",
)


def cured_where_set(faults: Iterable[Fault], rules: Cells) -> tuple[Fault, ...]:
    """Faults of what was computed with other numbers of the rules: a cure of what was set is to set it otherwise."""
    sources = [one.span.source for one in rules.values()]
    return tuple(_set_otherwise(one) if _place(one) in sources else one for one in faults)


def _place(fault: Fault) -> Source | None:
    return fault.labels[0].span.source if fault.labels else None


def _set_otherwise(fault: Fault) -> Fault:
    address = fault.labels[0].span.source.text.partition("=")[0].strip()
    if fault.slug in ADDED_UP:
        return evolve(fault, tip=ALL_TOGETHER, paste=())
    texts = [one for one in fault.paste if isinstance(one, str)]
    return evolve(fault, paste=tuple(one if OPTION in one else f'{OPTION} "{address}={one}"' for one in texts))


def _exactly(number: Number) -> Ratio:
    """A number that is not rounded, though those beside it are: what is set is set."""
    return Ratio(number.span, number, Number(number.span, "1", Fraction(1), 0, ""))


def _setting(checked: CheckedRuleset, text: str, known: Sequence[Observation]) -> Observation | Fault:
    source = Source(OPTION, unicodedata.normalize("NFC", text))
    text = source.text
    hidden = next(invisible_signs(source), None)
    if hidden:
        return hidden
    address, equals, rest = text.partition("=")
    whole = Span(source, 0, len(text))
    if not equals or not rest.strip():
        return data_faults.setting_without_value(whole, address.strip())
    found = cell_at(checked, address.strip())
    if found is None:
        return data_faults.unknown_address(
            Span(source, 0, len(address)), address.strip(), _near(checked, address.strip())
        )
    quantity, key = found
    if quantity.role in NOT_SET:
        return not_to_be_set(Span(source, 0, len(address)), address.strip(), quantity.role)
    row = _row(source, quantity, checked.ruleset, key, len(address) + 1)
    broken = next((row.fields[column] for column in ("value", "narrowing") if is_error(row.text(column))), None)
    if broken:
        return cell_faults.error_in_cell(broken.span, broken.text, "setting")
    value = row.fields["value"]
    if value.text in DASHES:
        return set_to_nothing(value.span, address_of(quantity, checked, key))
    fashion = Fashion(checked.ruleset.tree.language)
    unclear = setting_amiss(checked, quantity, key, row, known)
    if unclear:
        return unclear
    beside = signed_like(checked, quantity, known)
    unclear = narrowing_amiss(checked, quantity, row, beside is not None)
    if unclear:
        return unclear
    row = with_sign_of_nought(row, beside)
    observed = QuantityRows(checked, quantity).observation(row, fashion)
    if isinstance(observed, Observation):
        return _in_whole_kroner(observed, checked.inference.signatures[quantity.name].kind)
    return observed or data_faults.setting_without_value(whole, address.strip())


def _in_whole_kroner(one: Observation, kind: ValueKind) -> Observation:
    """An amount that is written in whole kroner is so many kroner, and not every amount that rounds to it."""
    printed = read_printed(one.printed, kind) if kind.unit.is_money and not one.narrowing else None
    if isinstance(printed, Printed) and printed.last_digit == 1:
        return evolve(one, cell=Figure(printed.value, point(printed.value)))
    return one


def _row(source: Source, quantity: Quantity, ruleset: Ruleset, key: Key, start: int) -> ObservationRow:
    """The setting as a row of a data file."""
    whole = Span(source, 0, len(source.text))
    value, _, narrowing = source.text[start:].partition(";")
    middle = start + len(value)
    fields = {
        "quantity": Field.standing(quantity.name, whole),
        "value": _value_field(source),
        "narrowing": _field(source, middle + 1, narrowing),
        "status": Field.standing("overstyrer", whole),
        "source": Field.standing(OPTION, whole),
    }
    members = dict(zip(ruleset.space.domain(quantity.sets).sets, key, strict=True))
    return ObservationRow(whole, fields, {name: Field.standing(member, whole) for name, member in members.items()})


def _value_field(source: Source) -> Field:
    """The value of a setting: what stands behind the first `=`, up to a narrowing."""
    address, _, rest = source.text.partition("=")
    return _field(source, len(address) + 1, rest.partition(";")[0])


def _field(source: Source, start: int, text: str) -> Field:
    lead = start + len(text) - len(text.lstrip())
    shown = text.strip()
    return Field(shown, source, min(lead, len(source.text)), min(lead + len(shown), len(source.text)))


def cell_at(checked: CheckedRuleset, address: str) -> tuple[Quantity, Key] | None:
    """The quantity and cell that an address names; members by name, title or another name."""
    parts = [part.strip() for part in address.split(".")]
    for size in range(min(2, len(parts)), 0, -1):
        quantity = checked.ruleset.quantity_called(".".join(parts[:size]))
        key = _cell(checked.ruleset, quantity, parts[size:]) if quantity else None
        if quantity and key is not None:
            return quantity, key
    return None


def _cell(ruleset: Ruleset, quantity: Quantity, parts: Sequence[str]) -> Key | None:
    known: dict[tuple[str, str], str | None] = {}

    def member(set_name: str, part: str) -> str | None:
        if (set_name, part) not in known:
            known[set_name, part] = find_member(ruleset.sets[set_name], part)
        return known[set_name, part]

    domain = ruleset.space.domain(quantity.sets)
    for key in domain.keys:
        at = dict(zip(domain.sets, key, strict=True))
        wanted = [name for name in quantity.sets if at[name]]
        if len(wanted) == len(parts) and all(member(n, p) == at[n] for n, p in zip(wanted, parts, strict=True)):
            return key
    return None


def _near(checked: CheckedRuleset, address: str) -> tuple[str, ...]:
    """The addresses most like one that is not there; that of the same parts in another order before all."""
    quantities = checked.ruleset.quantities
    in_order = _in_order(checked, [part.strip() for part in address.split(".")])
    if in_order:
        return (in_order,)
    known = nearest(address.partition(".")[0], quantities)
    if not known:
        return ()
    quantity = quantities[known[0]]
    keys = checked.ruleset.space.domain(quantity.sets).keys
    addresses = [address_of(quantity, checked, key) for key in keys[:2000]]
    return nearest(address, addresses) or tuple(addresses[:3])


def _in_order(checked: CheckedRuleset, parts: Sequence[str]) -> str:
    """The address that the parts make in another order; empty where there is none."""
    found = (cell_at(checked, ".".join(order)) for order in permutations(parts)) if len(parts) <= MOST_PARTS else ()
    quantity, key = next((one for one in found if one), (None, ()))
    return address_of(quantity, checked, key) if quantity else ""

"""Rows of data made fit for the graph: each becomes a cell, an interval and a place, or a fault.

Takes the rows of a data file (or of `--set`) and a ruleset. A printed figure stands for every number that rounds to
it, cut to the range of its quantity and to its narrowing; counts, `nøyaktig` and what stands in for a figure that is
not published are exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from attrs import field, frozen

from rbflang import data_faults, file_faults
from rbflang.characters import MINUSES
from rbflang.column_names import COLUMNS, SET_HEADINGS
from rbflang.data.counts.counts_behind import Parted, behind_figures, parted, unit_columns
from rbflang.data.dates import is_date
from rbflang.data.figures import Figures, NotUsed, Observation, Replaced, address_of, find_member, twin_of
from rbflang.data.not_to_be_set import NOT_SET, not_to_be_set
from rbflang.data.per_cent_heading import with_shares_clear
from rbflang.data.printed import Printed, in_norwegian, misprint_of, read_otherwise, read_printed
from rbflang.data.printed_bounds import limits_said, misprint_of_bound, read_alone, read_bound
from rbflang.data.readable_shares import readable
from rbflang.data.stand_ins import known_bound
from rbflang.data.statuses import stated_source, status_of
from rbflang.data.unknown_quantities import UnknownQuantities
from rbflang.diagnostics import Fault, told_once
from rbflang.graph.domain import Domain, Key
from rbflang.graph.nodes import Cell, Figure
from rbflang.intervals import Interval
from rbflang.nearest import Names, nearest
from rbflang.numerals import Fashion, Misprint
from rbflang.observations import ObservationFile, ObservationRow
from rbflang.quantities import COUNT
from rbflang.ruleset.model import SUBAREA, CheckedRuleset, Quantity, Ruleset
from rbflang.ruleset.nouns import set_noun
from rbflang.ruleset.signatures import ValueKind
from rbflang.ruleset.unit_words import figure
from rbflang.ruleset.values import range_of
from rbflang.source import Span
from rbflang.syntax.vocabulary import written_name
from rbflang.wording import Words

TOLD_ONCE = ("unknown-in-data", "members-not-understood")
ANSWERS = {
    "ja": True, "nei": False, "yes": True, "no": False, "sann": True, "usann": False, "true": True, "false": False,
}  # fmt: skip
EXACT = ("nøyaktig", "exact")
DASHES = ("-", "–", "—", "−", ".", "..", "...", "…", ":")
NO_FIGURE = (*DASHES, "i/t", "i.t.", "n/a", "n.a.", "na", "n/d")
GIVEN_ROLES = ("input", "fixed", "table", "property")


def figures_of(checked: CheckedRuleset, *files: ObservationFile) -> Figures:
    """The figures that data files give a ruleset together; each unknown name is reported once.

    A cell that is given twice is a fault with both places, in whichever files they are.
    """
    observations: dict[tuple[str, Key], Observation] = {}
    pins: dict[tuple[str, Key], Observation] = {}
    faults: list[Fault] = []
    not_used: list[NotUsed] = []
    units: list[Parted] = []
    for one in files:
        file, of_units = parted(checked, _laid_out(checked.ruleset, one))
        units += of_units
        not_used += [NotUsed(span, "above_headings") for span in file.above]
        for found in _read(checked, file):
            if isinstance(found, Fault):
                faults.append(found)
            elif isinstance(found, NotUsed):
                not_used.append(found)
            else:
                faults.extend(_placed(checked, found, observations, pins))
    behind, unfit = behind_figures(checked, units, observations, QuantityRows)
    return Figures(observations, pins, tuple(told_once((*faults, *unfit))), checked, tuple(not_used), behind)


def _laid_out(ruleset: Ruleset, file: ObservationFile) -> ObservationFile:
    """The file as rows, also where it is a wide table."""
    if not file.is_wide:
        return file
    from rbflang.data.wide_tables import laid_out

    return laid_out(ruleset, file)


def _read(checked: CheckedRuleset, file: ObservationFile) -> Iterator[Observation | NotUsed | Fault]:
    """What each row of a file is to a ruleset."""
    amiss = tuple(_unknown_columns(checked.ruleset, file))
    yield from (*amiss, *(file.faults if file.is_wide else ()))
    told: set[tuple[str, str]] = set()
    quantity_of = cache(checked.ruleset.quantity_called)
    rows_of: dict[str, QuantityRows] = {}
    fashion = file.fashion
    clear = with_shares_clear(checked, file, quantity_of)
    rows, unclear = readable(checked, clear, quantity_of) if not amiss else ((), ())
    yield from _in_a_sheet(unclear, file) if file.source.sheet else unclear
    unknown = UnknownQuantities(Names(tuple(checked.ruleset.quantities)))
    for row in rows:
        quantity = quantity_of(row.text("quantity"))
        if quantity is None:
            yield from unknown.faults(row)
            continue
        if quantity.name not in rows_of:
            rows_of[quantity.name] = QuantityRows(checked, quantity)
        found = rows_of[quantity.name].observation(row, fashion)
        if isinstance(found, Fault) and quantity.role != "input" and not quantity.is_computed:
            found = data_faults.given_by_the_rules(row.span, quantity.span, quantity.name)
        if isinstance(found, Fault) and found.slug in TOLD_ONCE and (found.slug, found.title.nb) in told:
            continue
        if isinstance(found, Fault) and found.slug in TOLD_ONCE:
            told.add((found.slug, found.title.nb))
        yield found or _without_value(rows_of[quantity.name], row, file.is_wide)


def _without_value(rows: QuantityRows, row: ObservationRow, is_wide: bool) -> NotUsed:
    key = rows.key(row)
    cell = None if isinstance(key, Fault) else (rows.quantity.name, key)
    return NotUsed(row.place("value"), "empty_cell" if is_wide else "no_value", cell)


def _in_a_sheet(unclear: Iterable[Fault], file: ObservationFile) -> Iterator[Fault]:
    from rbflang.workbook_faults import without_formats

    for one in unclear:
        yield without_formats(one, file.source)


def _placed(
    checked: CheckedRuleset,
    found: Observation,
    observations: dict[tuple[str, Key], Observation],
    pins: dict[tuple[str, Key], Observation],
) -> Iterator[Fault]:
    """Lay an observation in its place; a fault where it has none."""
    quantity = checked.ruleset.quantities[found.quantity]
    if quantity.role != "input" and not quantity.is_computed:
        yield data_faults.given_by_the_rules(found.span, quantity.span, address_of(quantity, checked, found.key))
        return
    if quantity.role in NOT_SET:
        yield not_to_be_set(found.span, address_of(quantity, checked, found.key), quantity.role)
        return
    place = observations if quantity.role == "input" else pins
    twin = pins.get(twin_of(checked.ruleset, found.quantity, found.key), found) if place is pins else found
    first = place.setdefault((found.quantity, found.key), twin)
    if first is not found:
        from rbflang.data.corrections import laid_over

        yield from laid_over(first, found, place, address_of(quantity, checked, found.key))
    elif place is pins and found.status not in ("derived", "overrides"):
        yield data_faults.pin_without_derivation(found.span, address_of(quantity, checked, found.key))


def _unknown_columns(ruleset: Ruleset, file: ObservationFile) -> Iterator[Fault]:
    """Headings that are almost the name of a column; others may be the author's own."""
    if file.faults and not file.rows:
        return
    units = (one.name for one in unit_columns(ruleset).values())
    known = (*COLUMNS, *SET_HEADINGS, *ruleset.sets, *units)
    for heading in file.headings:
        near = () if heading in known or not heading else nearest(heading, known)
        if near:
            yield data_faults.unknown_column(file.source, heading, near[0])


@frozen(eq=False, repr=False)
class QuantityRows:
    """How the rows of a quantity are read; texts that were read before are not read again."""

    checked: CheckedRuleset
    quantity: Quantity
    _read: dict[tuple[str, str, Fashion], tuple[Cell, str, str]] = field(factory=dict)

    @cached_property
    def domain(self) -> Domain:
        """The cells of the quantity."""
        return self.checked.ruleset.space.domain(self.quantity.sets)

    @cached_property
    def idle(self) -> frozenset[str]:
        """The columns of sets that it does not vary over."""
        return (SET_NAMES | self.checked.ruleset.sets.keys()) - frozenset(self.domain.sets)

    def observation(self, row: ObservationRow, fashion: Fashion) -> Observation | Fault | None:
        """The observation in a row; a fault where it makes none, and nothing where no value is written."""
        key = self.key(row)
        if isinstance(key, Fault):
            return key
        status = status_of(row)
        if isinstance(status, Fault):
            return status
        value, narrowing = row.text("value"), row.text("narrowing")
        replaced = self._replaced(row, fashion) if row.text("replaces") else None
        if isinstance(replaced, Fault):
            return replaced
        if not value and not narrowing:
            return None
        if status == "documented" and known_bound(narrowing):
            return data_faults.stand_in_without_derivation(row.place("narrowing"), value)
        fashion = row.fields["value"].spelled(fashion) if row.span.source.sheet and "value" in row.fields else fashion
        read = self._read.get((value, narrowing, fashion))
        if read is None:
            cell = self._cell(row, fashion)
            if isinstance(cell, Fault):
                return cell
            read = cell, in_norwegian(value, fashion), in_norwegian(narrowing, fashion)
            self._read[value, narrowing, fashion] = read
        return Observation(self.quantity.name, key, *read, status, stated_source(row), row.span, replaced)

    def _replaced(self, row: ObservationRow, fashion: Fashion) -> Replaced | Fault:
        """The figure that a row says it replaces; a fault where it does not say why, or with what."""
        from rbflang.data.corrections import row_before

        before, old = row_before(row), row.fields["replaces"]
        if isinstance(before, Fault):
            return before
        fashion = old.spelled(fashion) if row.span.source.sheet else fashion
        cell = self._cell(before, fashion)
        if isinstance(cell, Fault):
            return cell
        return Replaced(in_norwegian(old.text, fashion), cell, row.text("reason"), old.span)

    def key(self, row: ObservationRow) -> Key | Fault:
        """The cell that the members of a row name; a fault where they name none."""
        return _key(self, row)

    def _cell(self, row: ObservationRow, fashion: Fashion) -> Cell | Fault:
        kind, narrowing = self.checked.inference.signatures[self.quantity.name].kind, row.text("narrowing")
        if _may_be_narrowed(narrowing.lower(), self.quantity, kind):
            return read_cell(row, self.quantity, kind, fashion)
        tip = Words(
            "Bare tall i inndata kan presiseres. Tøm feltet, og skriv verdien eksakt.",
            "Only numbers of the input can be narrowed. Empty the field, and write the exact value.",
        )
        return data_faults.value_not_understood(row.place("narrowing"), narrowing, tip)


def _may_be_narrowed(narrowing: str, quantity: Quantity, kind: ValueKind) -> bool:
    """What is no printed figure of the input has nothing to narrow; that it is exact may be said of everything."""
    return not narrowing or narrowing in EXACT or (quantity.role == "input" and kind.what == "number")


# members


def _key(rows: QuantityRows, row: ObservationRow) -> Key | Fault:
    ruleset, quantity, domain = rows.checked.ruleset, rows.quantity, rows.domain
    members: dict[str, str] = {}
    for set_name in domain.sets:
        found = _member(ruleset, row, set_name)
        if isinstance(found, Fault):
            return found
        if found is not None:
            members[set_name] = found
    idle = next((row.members[name] for name in row.members if name in rows.idle and row.member(name)), None)
    if idle:
        return data_faults.set_not_of_quantity(idle.span, idle.text, quantity.name)
    lacking = next((name for name in quantity.sets if name not in members), None)
    if lacking:
        return data_faults.member_missing(row.span, quantity.name, lacking, set_noun(lacking).en)
    key = ruleset.space.keys_by(domain, tuple(members)).get(tuple(members.values()))
    if key is not None and ruleset.space.domain(members) is domain:
        return key
    return _no_such_cell(ruleset, row, quantity, members)


SET_NAMES = frozenset(SET_HEADINGS.values())


def _no_such_cell(ruleset: Ruleset, row: ObservationRow, quantity: Quantity, members: dict[str, str]) -> Fault:
    if members.get(SUBAREA) == "":
        return data_faults.member_missing(row.span, quantity.name, SUBAREA, set_noun(SUBAREA).en)
    named = ", ".join(name for name in members.values() if name)
    return data_faults.unknown_in_data(
        row.span, named, Words(f"celle i «{quantity.name}» for", f"cell of “{quantity.name}” for"), ()
    )


def _member(ruleset: Ruleset, row: ObservationRow, set_name: str) -> str | Fault | None:
    members = ruleset.sets[set_name]
    text = row.member(set_name)
    if not text:
        return "" if set_name == SUBAREA else None
    found = find_member(members, text)
    if found is not None:
        return found
    found_field = row.members[set_name]
    near = members.spellings.nearest(found_field.text)
    if members.from_data:
        return file_faults.not_among_members(found_field.span, Words(set_name, written_name(set_name, "en")), near)
    return data_faults.unknown_in_data(found_field.span, found_field.text, Words(set_name, set_noun(set_name).en), near)


# values


def read_cell(row: ObservationRow, quantity: Quantity, kind: ValueKind, fashion: Fashion) -> Cell | Fault:
    """The cell that the value and narrowing of a row give a quantity of this kind."""
    text = row.text("value")
    if text.lower() in (NO_FIGURE if kind.what in ("number", "yes_no") else DASHES):
        from rbflang.cell_faults import nothing_filled_in

        return nothing_filled_in(row.place("value"), text)
    if kind.what == "yes_no":
        known = ANSWERS.get(text.lower())
        tip = Words("Skriv ja eller nei.", "Write yes or no.")
        return data_faults.value_not_understood(row.place("value"), text, tip) if known is None else known
    if kind.what != "number":
        return text
    return _number(row, quantity, kind, fashion)


def _number(row: ObservationRow, quantity: Quantity, kind: ValueKind, fashion: Fashion) -> Cell | Fault:
    text, narrowing = row.text("value"), row.text("narrowing")
    limits = range_of(quantity.typing) if quantity.typing and quantity.role == "input" else Interval(None, None)
    misprinted = misprint_of_bound(narrowing, fashion)
    if misprinted:
        return _misprint(row.place("narrowing"), misprinted)
    known = known_bound(narrowing)
    bound = (read_bound if text else read_alone)(known or narrowing, kind, fashion)
    if bound is None and narrowing and narrowing.lower() not in EXACT:
        tip = Words("Skriv under, minst, over eller høyst og et tall, eller nøyaktig.",
                    "Write below, at least, above or at most and a number, or exact.")  # fmt: skip
        return data_faults.value_not_understood(row.place("narrowing"), narrowing, tip)
    if not text and bound and not known:
        alone = bound.within(limits)
        return (
            data_faults.narrowing_empty(row.place("narrowing"), "", narrowing)
            if alone.is_empty
            else Figure(None, alone)
        )
    printed = _printed(row, quantity, kind, fashion)
    if isinstance(printed, Fault):
        return printed
    if not limits.holds(printed.value):
        other, said = read_otherwise(text, kind, fashion), in_norwegian(text, fashion)
        meant = figure(other, kind.unit, fashion.language) if other is not None and limits.holds(other) else ""
        return data_faults.out_of_range(row.place("value"), said, quantity.name, limits_said(limits, kind), meant)
    is_said = quantity.typing is not None and quantity.typing.is_exact
    exact = printed.is_exact or kind.unit == COUNT or narrowing.lower() in EXACT or is_said or bool(known)
    if exact and bound and not bound.holds(printed.value):
        return data_faults.narrowing_empty(row.place("narrowing"), text, narrowing)
    if exact or quantity.role != "input":
        return printed.value
    interval = printed.interval.within(limits)
    if bound:
        interval = interval.within(bound)
    if interval.is_empty:
        return data_faults.narrowing_empty(row.place("narrowing"), text, narrowing)
    return Figure(printed.value, interval)


def _printed(row: ObservationRow, quantity: Quantity, kind: ValueKind, fashion: Fashion) -> Printed | Fault:
    """The printed figure of a row; a fault where its digits can be read in two ways or not at all."""
    text = row.text("value")
    twice = _two_signs().match(text) if not text.strip()[:1].isdigit() else None
    if twice:
        from rbflang.sign_faults import two_signs

        place, operand = row.place("value"), text[twice.end() :].strip()
        return two_signs(place, twice[0].strip(), operand, is_value=True)
    wrong = misprint_of(text, fashion)
    printed = None if wrong else read_printed(text, kind, fashion)
    if not isinstance(printed, Printed) and is_date(text):
        from rbflang.cell_faults import date_in_text

        return date_in_text(row.place("value"), text)
    if wrong:
        return _misprint(row.place("value"), wrong)
    assert printed is not None
    if isinstance(printed, Words):
        return data_faults.value_not_understood(row.place("value"), text, printed)
    if quantity.role in GIVEN_ROLES and kind.unit == COUNT and printed.value.denominator > 1:
        tip = Words("Et antall er et helt tall.", "A count is a whole number.")
        return data_faults.value_not_understood(row.place("value"), text, tip)
    return printed


@cache
def _two_signs() -> re.Pattern[str]:
    return re.compile(rf"\s*[{MINUSES}+](?:\s*[{MINUSES}+])+")


def _misprint(span: Span, wrong: Misprint) -> Fault:
    from rbflang.syntax.misprints import misprint

    return misprint(span, wrong)

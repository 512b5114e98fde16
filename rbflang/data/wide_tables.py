"""A table with the members of one set down its side and those of another across: its cells as the rows of a data file.

    Måloppnåelse;Nord;Vest
    video;16,2 %;10,7 %

Takes a file whose lines name no columns of rows, gives its rows for a ruleset, or why there are none. The quantity is
the one asked for, or stands in the corner or above the table. Nothing is guessed from the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve, field, frozen

from rbflang import data_faults, file_faults
from rbflang.characters import in_one_space
from rbflang.column_names import COLUMNS, IN_PER_CENT, SET_HEADINGS, row_headings
from rbflang.data import wide_table_faults
from rbflang.data.figures import find_member
from rbflang.delimited import Line, begins_with_hash, first_lines, lines, span_of
from rbflang.diagnostics import Fault
from rbflang.nearest import folded, nearest
from rbflang.observations import Field, ObservationFile, ObservationRow, amiss_above, fields_of, unreadable
from rbflang.ruleset.model import SUBAREA, Quantity, Ruleset
from rbflang.ruleset.nouns import set_noun
from rbflang.source import Source, Span
from rbflang.wording import Words

HEADINGS = {"nb": ("størrelse", "verdi"), "en": ("quantity", "value")}
OF_ONE_FIGURE = ("narrowing", "replaces", "reason")
PER_CENTS = {"nb": ("størrelse", "verdi (%)"), "en": ("quantity", "value (%)")}


Body: TypeAlias = Sequence[tuple[Line, Sequence[Field]]]
"""The lines below the head, with their fields."""


@frozen(eq=False, repr=False)
class Head:
    """The line of a wide table that names members across: their set, the columns they head, and the lines above."""

    line: Line
    separator: str
    fields: Sequence[Field]
    across: str
    at: tuple[int, ...]
    above: tuple[Span, ...]


@frozen(eq=False, repr=False)
class NamedQuantity:
    """The quantity of a table, where it is named, and whether it says there that the figures are per cents.

    `is_in_title` where it only stands among the words of a title.
    """

    quantity: Quantity
    field: Field
    is_per_cent: bool
    is_in_title: bool = False


@frozen(eq=False, repr=False)
class WideTable:
    """A wide table whose head and quantity are known; `sides` says which column names the members of each set."""

    ruleset: Ruleset
    head: Head
    named: NamedQuantity
    body: Body
    sides: Mapping[str, int] = field(factory=dict)

    @property
    def source(self) -> Source:
        """The text that the table stands in."""
        return self.named.field.source


def laid_out(ruleset: Ruleset, file: ObservationFile) -> ObservationFile:
    """The rows of a wide table; where it is none, its faults."""
    found = _table(ruleset, file)
    if not isinstance(found, WideTable):
        return evolve(file, faults=found)
    headings = (PER_CENTS if found.named.is_per_cent else HEADINGS)[ruleset.tree.language]
    read = tuple(_rows(found))
    above = tuple(one for one in found.head.above if not one.start <= found.named.field.start <= one.end)
    return evolve(
        file,
        separator=found.head.separator,
        rows=tuple(one for one in read if isinstance(one, ObservationRow)),
        faults=tuple(one for one in read if isinstance(one, Fault)),
        headings=headings,
        above=above,
    )


def _table(ruleset: Ruleset, file: ObservationFile) -> WideTable | tuple[Fault, ...]:
    source = file.source
    first = span_of(source, next(first_lines(source))[0])
    asked = _quantity(ruleset, file.asked, first)
    if file.asked and asked is None:
        names = [one.name for one in ruleset.quantities.values() if one.role == "input"]
        return (wide_table_faults.unknown_quantity(first, file.asked, nearest(file.asked, names)),)
    head = _head(ruleset, source, asked.quantity if asked else None)
    if head is None:
        return (_no_head(ruleset, first, asked.quantity),) if asked else file.unnamed
    body = [
        (line, fields_of(source, line, head.separator))
        for line in lines(source, head.separator)
        if line[0] > head.line[0] and not (begins_with_hash(line[1]) and head.separator not in line[1])
    ]
    found = _named(ruleset, head)
    named = asked or found
    if named is None:
        return (_not_named(ruleset, head, body, source),)
    if asked and found and found.quantity is not asked.quantity and not found.is_in_title:
        return (wide_table_faults.named_otherwise(found.field.span, asked.quantity.name, found.quantity.name),)
    if asked and found and found.quantity is asked.quantity:
        named = found
    if head.across not in ruleset.space.domain(named.quantity.sets).sets:
        member = head.fields[head.at[0]]
        return (wide_table_faults.set_not_of_quantity(member.span, member.text, named.quantity.name),)
    table = WideTable(ruleset, head, named, body)
    sides = _sides(table)
    amiss = (*unreadable(head.fields), *amiss_above(head.above, head.separator))
    if isinstance(sides, Fault) or amiss:
        return (*amiss, *((sides,) if isinstance(sides, Fault) else ()))
    return evolve(table, sides=sides)


# the head and the name of a table


def _head(ruleset: Ruleset, source: Source, asked: Quantity | None) -> Head | None:
    """The first line that names two members of one set; one is enough where the quantity is known."""
    sets = ruleset.space.domain(asked.sets).sets if asked else tuple(ruleset.sets)
    above: list[Span] = []
    for line, separator in first_lines(source):
        fields = fields_of(source, line, separator)
        found = {name: _members_at(ruleset, name, fields) for name in sets}
        across = max(found, key=lambda name: len(found[name]), default="")
        at = found.get(across, ())
        is_known = asked or any(_quantity(ruleset, one.text, one.span) for one in fields[: min(at, default=0)])
        if len(at) > 1 or (at and at[0] > 0 and is_known):
            return Head(line, separator, fields, across, at, tuple(above))
        above.append(span_of(source, line))
    return None


def _members_at(ruleset: Ruleset, set_name: str, fields: Sequence[Field]) -> tuple[int, ...]:
    members = ruleset.sets[set_name]
    return tuple(at for at, one in enumerate(fields) if one.text and find_member(members, one.text))


def _named(ruleset: Ruleset, head: Head) -> NamedQuantity | None:
    """The quantity that the corner names, else the nearest line above that names one."""
    for one in head.fields[: head.at[0]]:
        found = _quantity(ruleset, one.text, one.span)
        if found:
            return found
    for span in reversed(head.above):
        text = in_one_space(span.text.replace(head.separator, " ").replace('"', " "))
        found = _quantity(ruleset, text, span) or _within(ruleset, text, span)
        if found:
            return found
    return None


def _quantity(ruleset: Ruleset, text: str, span: Span) -> NamedQuantity | None:
    """The quantity that a text names, by name or title, with or without that its figures are per cents."""
    name, is_per_cent = _without_per_cent(text)
    for one in ruleset.quantities.values() if name else ():
        if folded(name) in map(folded, (one.name, one.title, one.titles.english)):
            return NamedQuantity(one, Field.standing(one.name, span), is_per_cent)
    return None


def _within(ruleset: Ruleset, text: str, span: Span) -> NamedQuantity | None:
    """The one input whose name or title stands in a title: `Tabell 1.3 Måloppnåelse 2025`."""
    name, is_per_cent = _without_per_cent(text)
    found = [one for one in ruleset.quantities.values() if one.role == "input" and _stands_in(one, name.lower())]
    return NamedQuantity(found[0], Field.standing(found[0].name, span), is_per_cent, True) if len(found) == 1 else None


def _stands_in(quantity: Quantity, text: str) -> bool:
    names = (quantity.name.replace("_", " "), quantity.title, quantity.titles.english)
    return any(one and re.search(rf"(?<!\w){re.escape(one.lower())}(?!\w)", text) for one in names)


def _without_per_cent(text: str) -> tuple[str, bool]:
    small = in_one_space(text.lower())
    ending = next((one for one in IN_PER_CENT if small.endswith(one)), "")
    return small.removesuffix(ending).strip(" ,:"), bool(ending)


def _not_named(ruleset: Ruleset, head: Head, body: Body, source: Source) -> Fault:
    """The fault of a table without a name, with the inputs that it may be of."""
    span = span_of(source, head.line)
    inputs = (one for one in ruleset.quantities.values() if one.role == "input" and head.across in one.sets)
    tables = (
        WideTable(ruleset, head, NamedQuantity(one, Field.standing(one.name, span), False), body) for one in inputs
    )
    possible = [one.named.quantity.name for one in tables if _may_be_of(one)]
    return wide_table_faults.quantity_not_named(span, possible, _a_member(head.across))


def _may_be_of(table: WideTable) -> bool:
    """True where the sides of a table name members of what else its quantity varies over, and nothing more."""
    sides, others = _sides(table), set(table.named.quantity.sets) - {table.head.across, SUBAREA}
    if isinstance(sides, Fault) or not all(_count(table, name, sides[name]) for name in others):
        return False
    return bool(others) or not any(one.text for _, fields in table.body for one in fields[: table.head.at[0]])


def _no_head(ruleset: Ruleset, first: Span, quantity: Quantity) -> Fault:
    nouns = [set_noun(one) for one in ruleset.space.domain(quantity.sets).sets]
    return wide_table_faults.no_members_across(first, quantity.name, [Words(one.many, one.en_many) for one in nouns])


def _a_member(set_name: str) -> Words:
    noun = set_noun(set_name)
    return Words(noun.a, noun.en)


# the sides


def _sides(table: WideTable) -> Mapping[str, int] | Fault:
    """Which column names the members of each set down the side: by its heading, else by what most of its cells name."""
    ruleset, head, quantity = table.ruleset, table.head, table.named.quantity
    headed = {_set_of(one.text): at for at, one in enumerate(head.fields[: head.at[0]])}
    down = [one for one in ruleset.space.domain(quantity.sets).sets if one != head.across]
    sides = {name: headed[name] for name in down if name in headed}
    free = [
        at
        for at in range(head.at[0])
        if at not in sides.values() and any(at < len(fields) and fields[at].text for _, fields in table.body)
    ]
    for name in quantity.sets:
        if name in sides or name == head.across:
            continue
        count = {at: _count(table, name, at) for at in free}
        best = max(free, key=lambda at: count[at], default=None)
        if best is not None and (count[best] or name != SUBAREA):
            sides[name] = best
            free.remove(best)
        elif name != SUBAREA:
            return wide_table_faults.side_not_named(
                span_of(table.source, head.line), quantity.name, _a_member(name), name
            )
    return sides


def _set_of(heading: str) -> str:
    small = in_one_space(heading.lower())
    return SET_HEADINGS.get(small, small)


def _count(table: WideTable, set_name: str, at: int) -> int:
    """How many cells of a column name members of a set."""
    members = table.ruleset.sets[set_name]
    return sum(bool(at < len(one) and find_member(members, one[at].text)) for _, one in table.body)


# the cells


def _rows(table: WideTable) -> Iterator[ObservationRow | Fault]:
    """A row for each cell under a member; what stands elsewhere with a figure is a fault."""
    yield from _strange_columns(table)
    yield from _of_one_figure(table)
    head = table.head
    columns = [_column(table, at) for at in range(len(head.fields))]
    for line, fields in table.body:
        has_figures = any(at < len(fields) and fields[at].text for at in head.at)
        if has_figures and len(fields) != len(head.fields):
            span = span_of(table.source, line)
            yield file_faults.wrong_field_count(span, len(fields), len(head.fields), head.separator)
            return
        if not has_figures and not _is_about_members(table, fields):
            continue
        amiss = unreadable(fields, columns, COLUMNS)
        yield from amiss or _cells(table, fields)


def _column(table: WideTable, at: int) -> str:
    """What a column is called where rows have it: `verdi` for one of figures."""
    if at in table.head.at:
        return "verdi"
    return next((name for name, own in table.sides.items() if own == at), "")


def _is_about_members(table: WideTable, fields: Sequence[Field]) -> bool:
    """True for a line that names a member though it has no figures; others are notes, or head a group of lines."""
    if len(fields) != len(table.head.fields):
        return False
    return any(find_member(table.ruleset.sets[name], fields[at].text) for name, at in table.sides.items())


def _cells(table: WideTable, fields: Sequence[Field]) -> Iterator[ObservationRow | Fault]:
    head, named = table.head, table.named
    beside = {
        column: fields[at] for at, one in enumerate(head.fields)
        if (column := COLUMNS.get(one.text.lower(), "")) in ("source", "status")
    }  # fmt: skip
    sides = {name: fields[at] for name, at in table.sides.items()}
    other = next((fields[at] for at in range(head.at[0]) if not sides and fields[at].text), None)
    if other and not _is(named.quantity, table.ruleset, other):
        yield data_faults.set_not_of_quantity(other.span, other.text, named.quantity.name)
        return
    for at in head.at:
        value = _in_own_language(fields[at], table.ruleset)
        own = {**beside, "quantity": named.field, "value": value}
        yield ObservationRow(value.span, own, {**sides, head.across: head.fields[at]})


def _is(quantity: Quantity, ruleset: Ruleset, other: Field) -> bool:
    found = _quantity(ruleset, other.text, other.span)
    return found is not None and found.quantity is quantity


def _in_own_language(value: Field, ruleset: Ruleset) -> Field:
    """The number of a sheet, which is written out with a decimal comma, as the ruleset's language spells it."""
    is_comma = ruleset.tree.language == "en" and "," in value.text and value.span.is_number
    return evolve(value, text=value.text.replace(",", ".")) if is_comma else value


def _of_one_figure(table: WideTable) -> Iterator[Fault]:
    """Columns that say something of one figure, which a line of several figures cannot."""
    language, sets = table.ruleset.tree.language, table.named.quantity.sets
    for at, heading in enumerate(table.head.fields):
        cell = next((fields[at] for _, fields in table.body if at < len(fields) and fields[at].text), None)
        if cell is not None and COLUMNS.get(heading.text.lower()) in OF_ONE_FIGURE:
            yield wide_table_faults.of_one_figure(cell.span, heading.text, row_headings(sets, language))
            return


def _strange_columns(table: WideTable) -> Iterator[Fault]:
    """Columns among or behind those of members that hold something and head no member."""
    head, members = table.head, table.ruleset.sets[table.head.across]
    for at in range(head.at[0], len(head.fields)):
        heading = head.fields[at]
        cell = next((fields[at] for _, fields in table.body if at < len(fields) and fields[at].text), None)
        if at in head.at or cell is None or heading.text.lower() in COLUMNS:
            continue
        if heading.text:
            near = members.spellings.nearest(heading.text)
            yield wide_table_faults.heads_no_member(heading.span, heading.text, _a_member(members.name), near)
        else:
            yield wide_table_faults.column_without_heading(cell.span, _a_member(members.name))

"""A fixed number, a table or a property that lacks a value: for a member, or altogether."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.domain import Key
from rbflang.inventory.declared import dashes_of
from rbflang.inventory.needed import NameInPlace, Readings, needing, readings_of
from rbflang.inventory.unresolved import uncertain
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import begun, set_noun, the_quantity
from rbflang.ruleset.said import Members
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.values import quantity_kind
from rbflang.source import Span
from rbflang.syntax.expressions import Number
from rbflang.syntax.tree import ColumnsDecl
from rbflang.syntax.vocabulary import BY_NAME
from rbflang.wording import Words, counted, listing

KIND = Kind(
    "property-missing",
    Severity.FAULT,
    Words("En verdi som trengs, mangler", "A value that is needed is missing"),
    Words(
        "Alle medlemmene som en tabell eller en egenskap gjelder for, må ha en verdi, også der bare en kontroll eller "
        "en kontrollberegning leser den. En verdi som mangler, regnes aldri som 0. Gjelder et prestasjonsmål bare "
        "noen indikatorer, trengs verdien bare for dem. Skal en verdi kunne mangle, sier typen «valgfri», og reglene "
        "spør med «finnes(…)».",
        "Every member that a table or a property is for must have a value, also where only an assertion or a side "
        "calculation reads it. A missing value never counts as 0. Where a measure applies to some indicators only, "
        "the value is needed for those alone. Where a value may be missing, the type says “optional”, and the rules "
        "ask with “exists(…)”.",
    ),
    Words(
        "tabell fordelingsnøkkel per region : andel [regelverk tabell 7] {\n    Nord: 40 %\n}",
        "table allocation_key per region : proportion [rulebook table 7] {\n    North: 40 %\n}",
    ),
    Words(
        "tabell fordelingsnøkkel per region : andel [regelverk tabell 7] {\n    Nord: 40 %   Vest: 60 %\n}",
        "table allocation_key per region : proportion [rulebook table 7] {\n    North: 40 %   West: 60 %\n}",
    ),
)
GIVEN = ("fixed", "table", "property")
MOST_SHOWN = 4
Dashes = Mapping[tuple[str, Key], Span]


@frozen(eq=False, repr=False)
class Lacking:
    """The cells of a quantity that have no value, each as its members in the declared order, and a place that reads
    one of them, if any does."""

    quantity: Quantity
    cells: tuple[Members, ...]
    reading: NameInPlace | None


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for the members that lack values; several values of the same members are one fault."""
    together: dict[object, list[Lacking]] = {}
    for one in lacking(ruleset).values():
        own = "" if one.quantity.role == "property" else one.quantity.name
        together.setdefault((own, one.cells), []).append(one)
    dashes = {(one.quantity, one.members): one.span for one in dashes_of(ruleset)}
    for found in together.values():
        yield _fault(ruleset, found, dashes)


def lacking(ruleset: Ruleset) -> dict[str, Lacking]:
    """What every fixed number, table and property lacks, by its name; nothing for those that lack nothing."""
    readings = readings_of(ruleset)
    quantities, members = uncertain(ruleset)
    found: dict[str, Lacking] = {}
    for quantity in ruleset.quantities.values():
        is_given = quantity.role in GIVEN and set(quantity.sets) <= set(ruleset.space.axes)
        if is_given and quantity.name not in quantities and (one := _lacking(ruleset, readings, quantity, members)):
            found[quantity.name] = one
    return found


def _lacking(
    ruleset: Ruleset, readings: Readings, quantity: Quantity, uncertain_members: frozenset[str]
) -> Lacking | None:
    is_optional = quantity.typing is not None and quantity.typing.is_optional
    if quantity_kind(quantity).what == "text" or is_optional or _is_only_declared(readings, quantity):
        return None
    domain = ruleset.space.domain(quantity.sets)
    is_read = quantity.name in readings.by_name
    missing: list[Members] = []
    reading: NameInPlace | None = None
    for key in domain.keys:
        if key not in quantity.given and not uncertain_members & set(key):
            at = dict(zip(domain.sets, key, strict=True))
            found = needing(readings, quantity.name, at)
            if found or not is_read:
                reading = reading or found
                missing.append(tuple((name, at[name]) for name in quantity.sets if at[name]))
    return Lacking(quantity, tuple(missing), reading) if missing else None


def _is_only_declared(readings: Readings, quantity: Quantity) -> bool:
    """True for a property that nothing reads, and that is given to nobody or only shown; a table is complete."""
    is_shown = quantity_kind(quantity).what == "word" or not quantity.given
    return quantity.role == "property" and quantity.name not in readings.by_name and is_shown


IN_ITS_PLACE = Words("Skriv verdien i stedet for «–».", "Write the value in place of “–”.")


def _fault(ruleset: Ruleset, found: Sequence[Lacking], dashes: Dashes) -> Fault:
    quantities, missing, reading = [one.quantity for one in found], found[0].cells, found[0].reading
    names = [", ".join(_key(cell)) for cell in missing]
    what = Words(
        listing([the_quantity(one.name).nb for one in quantities]),
        listing([the_quantity(one.name).en for one in quantities], "en"),
    )
    are_dashes = all((one.name, _key(cell)) in dashes for one in quantities for cell in missing)
    tip, paste = (IN_ITS_PLACE, ()) if are_dashes else _cure(ruleset, quantities, missing)
    return Fault(
        KIND,
        _title(what, names, quantities),
        (*_labels(ruleset, quantities, missing, dashes), *_reader(reading)),
        (_story(reading, names),),
        tip,
        paste,
        (_may_be_missing(ruleset, quantities),),
        address=".".join((quantities[0].name, *_key(missing[0]))),
    )


def _title(what: Words, names: Sequence[str], quantities: Sequence[Quantity]) -> Words:
    verb = "are" if len(quantities) > 1 else "is"
    if names == [""]:
        return begun(Words(f"{what.nb} mangler", f"{what.en} {verb} missing"))
    if len(names) == 1:
        return begun(Words(f"{what.nb} for «{names[0]}» mangler", f"{what.en} of “{names[0]}” {verb} missing"))
    noun = set_noun(quantities[0].sets[-1])
    return begun(
        Words(
            f"{what.nb} mangler for {counted(len(names))} {noun.many}",
            f"{what.en} {verb} missing for {len(names)} {noun.en_many}",
        )
    )


def _story(reading: NameInPlace | None, names: Sequence[str]) -> Words:
    zero = Words("En verdi som mangler, regnes aldri som 0.", "A missing value never counts as 0.")
    if reading is None:
        return zero
    line, name = reading.name.span.line, reading.name.text
    nb, en = f"trenger «{name}»", f"needs “{name}”"
    if names != [""]:
        nb += f" for {listing([f'«{one}»' for one in names])}"
        en += f" for {listing([f'“{one}”' for one in names], 'en')}"
    lead = Words("Formelen på linje", "The formula on line") if reading.reader else Words("Linje", "Line")
    return Words(f"{lead.nb} {line} {nb}. {zero.nb}", f"{lead.en} {line} {en}. {zero.en}")


def _labels(
    ruleset: Ruleset, quantities: Sequence[Quantity], missing: Sequence[Members], dashes: Dashes
) -> Iterator[Label]:
    """A dash is lacking where it stands, a row where the table does, and a property where its member is declared."""
    quantity = quantities[0]
    read = Words(
        listing([f"«{one.name}»" for one in quantities]), listing([f"“{one.name}”" for one in quantities], "en")
    )
    without = [cell for cell in missing if (quantity.name, _key(cell)) not in dashes]
    for cell in missing[:MOST_SHOWN]:
        if cell not in without:
            yield Label(dashes[quantity.name, _key(cell)], Words("ingen verdi her", "no value here"))
        elif quantity.role == "property":
            yield Label(_declared(ruleset, cell), Words(f"mangler {read.nb}", f"lacks {read.en}"))
    if quantity.role == "table" and without:
        rows = [", ".join(_key(cell)) for cell in without]
        yield Label(quantity.span, Words(f"ingen rad for {listing(rows)}", f"no row for {listing(rows, 'en')}"))


def _key(cell: Members) -> Key:
    return tuple(name for _, name in cell)


def _reader(reading: NameInPlace | None) -> Iterator[Label]:
    if reading is not None:
        name = reading.name
        yield Label(name.span, Words(f"leser «{name.text}»", f"reads “{name.text}”"))


def _declared(ruleset: Ruleset, cell: Members) -> Span:
    """Where the last of the members is declared; of several with one name, the one under the member before it."""
    set_name, name = cell[-1]
    above = dict(cell).get(ruleset.sets[set_name].above or "")
    named = [one for one in ruleset.sets[set_name].members if one.name == name]
    return next((one for one in named if one.above == above), named[0]).span


def _may_be_missing(ruleset: Ruleset, quantities: Sequence[Quantity]) -> Words:
    """How the rules say that a value may be missing, in the words of the text."""
    optional, exists = (BY_NAME[one].spelled(ruleset.tree.language) for one in ("OPTIONAL", "EXISTS"))
    name = quantities[0].name
    return Words(
        f"Skal verdien kunne mangle, så skriv «, {optional}» etter typen, og spør med «{exists}({name})» der den "
        "leses.",
        f"If the value may be missing, write “, {optional}” after the type, and ask with “{exists}({name})” where it "
        "is read.",
    )


def _cure(
    ruleset: Ruleset, quantities: Sequence[Quantity], missing: Sequence[Members]
) -> tuple[Words, tuple[str, ...]]:
    """The rows to add where the values stand side by side in a table, or else a line for each value."""
    table = _columns_with(ruleset, quantities)
    shown = missing[:MOST_SHOWN]
    if table and not {tuple(name.text for name in row.key) for row in table.rows} & set(map(_key, missing)):
        line = table.span.line
        tip = Words(f"Legg til i tabellen på linje {line}:", f"Add to the table on line {line}:")
        named = [ruleset.quantities.get(name.text) for name, _ in table.columns]
        cells = " | ".join(f"…{_mark(one)}" for one in named)
        return tip, tuple(f"{', '.join(_key(cell))}: {cells}" for cell in shown)
    if quantities[0].role == "property" and (blocks := _blocks(ruleset, quantities[0], missing[0])):
        return blocks, tuple(_line(one) for one in quantities)
    tip = Words("Legg til det som mangler, med kilde:", "Add what is missing, with its source:")
    return tip, tuple(_row(one, cell) for cell in shown for one in quantities)


def _blocks(ruleset: Ruleset, quantity: Quantity, cell: Members) -> Words | None:
    """In which blocks the value of a lower member can stand; `None` where its members do not lie under each other."""
    (set_name, name), space = cell[-1], ruleset.space
    uppers = [(upper, member) for upper, member in cell[:-1] if upper in space.axes[set_name].above]
    if not uppers or len(uppers) + 1 < len(cell) or space.closure((set_name,)) != space.closure(quantity.sets):
        return None
    above, noun, own = uppers[-1][1], set_noun(uppers[-1][0]), set_noun(set_name)
    return Words(
        f"Legg verdien i blokken til {own.the} «{name}», eller i blokken til {noun.the} «{above}», så gjelder den for "
        "alle under som ikke har en egen:",
        f"Put the value in the block of the {own.en} “{name}”, or in that of the {noun.en} “{above}” for all below "
        "that have none of their own:",
    )


def _columns_with(ruleset: Ruleset, quantities: Sequence[Quantity]) -> ColumnsDecl | None:
    """The table that has a column for each of the quantities."""
    wanted = {one.name for one in quantities}
    tables = (one for one in ruleset.tree.declarations if isinstance(one, ColumnsDecl))
    return next((one for one in tables if wanted <= {name.text for name, _ in one.columns}), None)


def _row(quantity: Quantity, cell: Members) -> str:
    """`Vest: … % [… …]`, or the line of a block."""
    is_row = quantity.role == "table" or len(cell) > 1
    return f"{', '.join(_key(cell))}: …{_mark(quantity)} [… …]" if is_row else _line(quantity)


def _line(quantity: Quantity) -> str:
    lead = f"{quantity.name} =" if quantity.role == "fixed" else quantity.name
    return f"{lead} …{_mark(quantity)} [… …]"


def _mark(quantity: Quantity | None) -> str:
    value = next(iter(quantity.given.values())).value if quantity and quantity.given else None
    return " %" if isinstance(value, Number) and value.mark == "percent" else ""

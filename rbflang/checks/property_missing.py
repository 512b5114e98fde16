"""A member without a value that a formula needs for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.graph.domain import Key
from rbflang.ruleset.model import Quantity, Ruleset
from rbflang.ruleset.nouns import begun, set_noun, the_quantity
from rbflang.ruleset.reads import Reader, needing, readers_of
from rbflang.ruleset.signatures import Inference
from rbflang.ruleset.unresolved import uncertain
from rbflang.ruleset.values import quantity_kind
from rbflang.source import Span
from rbflang.syntax.expressions import Name, Number
from rbflang.syntax.tree import ColumnsDecl
from rbflang.wording import Words, counted, listing

KIND = Kind(
    "property-missing",
    Severity.FAULT,
    Words("En verdi som trengs, mangler", "A value that is needed is missing"),
    Words(
        "Leser en formel en egenskap eller en tabell, må alle medlemmene den gjelder for, ha en verdi. En verdi som "
        "mangler, regnes aldri som 0. Gjelder et prestasjonsmål bare noen indikatorer, trengs verdien bare for dem.",
        "Where a formula reads a property or a table, every member it is for must have a value. A missing value never "
        "counts as 0. Where a measure applies to some indicators only, the value is needed for those alone.",
    ),
    "tabell fordelingsnøkkel per region : andel [regelverk tabell 7] {\n    Nord: 40 %\n}",
    "tabell fordelingsnøkkel per region : andel [regelverk tabell 7] {\n    Nord: 40 %   Vest: 60 %\n}",
)
MOST_SHOWN = 4


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for the members that lack values some formula needs whatever the data; the same members, one fault."""
    together: dict[tuple[Key, ...], list[Quantity]] = {}
    found = lacking(ruleset)
    for name, (missing, _) in found.items():
        quantity = ruleset.quantities[name]
        together.setdefault((missing if quantity.role == "property" else ((name,), *missing)), []).append(quantity)
    for quantities in together.values():
        missing, place = found[quantities[0].name]
        yield _fault(ruleset, quantities, missing, place)


def lacking(ruleset: Ruleset) -> dict[str, tuple[tuple[Key, ...], Name]]:
    """By the name of each property or table that lacks needed values: the cells, and a formula that reads them."""
    readers = readers_of(ruleset)
    quantities, members = uncertain(ruleset)
    found: dict[str, tuple[tuple[Key, ...], Name]] = {}
    for quantity in ruleset.quantities.values():
        is_table = quantity.role in ("property", "table") and set(quantity.sets) <= set(ruleset.space.axes)
        if is_table and quantity.name not in quantities and (one := _lacking(ruleset, readers, quantity, members)):
            found[quantity.name] = one
    return found


def _lacking(
    ruleset: Ruleset, readers: dict[str, list[Reader]], quantity: Quantity, uncertain_members: frozenset[str]
) -> tuple[tuple[Key, ...], Name] | None:
    is_optional = quantity.typing is not None and quantity.typing.is_optional
    if quantity_kind(quantity).what == "text" or is_optional:
        return None
    domain = ruleset.space.domain(quantity.sets)
    missing: list[Key] = []
    place: Name | None = None
    for key in domain.keys:
        if key not in quantity.given and not uncertain_members & set(key):
            at = dict(zip(domain.sets, key, strict=True))
            found = needing(ruleset, readers, quantity.name, at)
            if found:
                place = place or found
                missing.append(tuple(at[name] for name in quantity.sets))
    return (tuple(missing), place) if place and missing else None


def _fault(ruleset: Ruleset, quantities: Sequence[Quantity], missing: Sequence[Key], place: Name) -> Fault:
    names = [", ".join(key) for key in missing]
    what = Words(
        listing([the_quantity(one.name).nb for one in quantities]),
        listing([the_quantity(one.name).en for one in quantities], "en"),
    )
    read = Words(
        listing([f"«{one.name}»" for one in quantities]), listing([f"“{one.name}”" for one in quantities], "en")
    )
    shown = listing([f"«{name}»" for name in names])
    english = listing([f"“{name}”" for name in names], "en")
    tip, paste = _cure(ruleset, quantities, missing)
    return Fault(
        KIND,
        _title(what, names, quantities),
        (
            *_labels(ruleset, quantities[0], read, missing),
            Label(place.span, Words(f"leser «{place.text}»", f"reads “{place.text}”")),
        ),
        (
            Words(
                f"Formelen på linje {place.span.line} trenger «{place.text}» for {shown}. En verdi som mangler, "
                "regnes aldri som 0.",
                f"The formula on line {place.span.line} needs “{place.text}” for {english}. A missing value never "
                "counts as 0.",
            ),
        ),
        tip,
        paste,
        address=".".join((quantities[0].name, *missing[0])),
    )


def _title(what: Words, names: Sequence[str], quantities: Sequence[Quantity]) -> Words:
    if len(names) == 1:
        verb = "are" if len(quantities) > 1 else "is"
        return begun(Words(f"{what.nb} for «{names[0]}» mangler", f"{what.en} of “{names[0]}” {verb} missing"))
    noun = set_noun(quantities[0].sets[-1])
    verb = "are" if len(quantities) > 1 else "is"
    return begun(
        Words(
            f"{what.nb} mangler for {counted(len(names))} {noun.many}",
            f"{what.en} {verb} missing for {len(names)} {noun.en_many}",
        )
    )


def _labels(ruleset: Ruleset, quantity: Quantity, read: Words, missing: Sequence[Key]) -> Iterator[Label]:
    """A table lacks rows where it stands; a property is lacking where its member is declared."""
    if quantity.role == "table":
        rows = listing([", ".join(key) for key in missing])
        english = listing([", ".join(key) for key in missing], "en")
        yield Label(quantity.span, Words(f"ingen rad for {rows}", f"no row for {english}"))
        return
    for key in missing[:MOST_SHOWN]:
        yield Label(_declared(ruleset, quantity, key), Words(f"mangler {read.nb}", f"lacks {read.en}"))


def _declared(ruleset: Ruleset, quantity: Quantity, key: Key) -> Span:
    return ruleset.sets[quantity.sets[-1]][key[-1]].span


def _cure(ruleset: Ruleset, quantities: Sequence[Quantity], missing: Sequence[Key]) -> tuple[Words, tuple[str, ...]]:
    """The rows to add where the values stand side by side in a table, or else a line for each value."""
    table = _columns_with(ruleset, quantities)
    shown = missing[:MOST_SHOWN]
    if table and not {tuple(name.text for name in row.key) for row in table.rows} & set(missing):
        line = table.span.line
        tip = Words(f"Legg til i tabellen på linje {line}:", f"Add to the table on line {line}:")
        named = [ruleset.quantities.get(name.text) for name, _ in table.columns]
        cells = " | ".join(f"…{_mark(one)}" for one in named)
        return tip, tuple(f"{', '.join(key)}: {cells}" for key in shown)
    tip = Words("Legg til det som mangler, med kilde:", "Add what is missing, with its source:")
    return tip, tuple(_pasted(one, key) for key in shown for one in quantities)


def _columns_with(ruleset: Ruleset, quantities: Sequence[Quantity]) -> ColumnsDecl | None:
    """The table that has a column for each of the quantities."""
    wanted = {one.name for one in quantities}
    tables = (one for one in ruleset.tree.declarations if isinstance(one, ColumnsDecl))
    return next((one for one in tables if wanted <= {name.text for name, _ in one.columns}), None)


def _pasted(quantity: Quantity, key: Key) -> str:
    lead = f"{', '.join(key)}:" if quantity.role == "table" or len(key) > 1 else quantity.name
    return f"{lead} …{_mark(quantity)} [… …]"


def _mark(quantity: Quantity | None) -> str:
    value = next(iter(quantity.given.values())).value if quantity and quantity.given else None
    return " %" if isinstance(value, Number) and value.mark == "percent" else ""

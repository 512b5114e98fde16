"""A row of a table that names too few or too many members, or holds too few or too many values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.diagnostics import Fault, Kind, Label, Severity
from rbflang.inventory.measured_texts import MeasuredText, measured_texts
from rbflang.ruleset.measured.counts import measured_cells
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.nouns import per_sets, set_noun
from rbflang.ruleset.said import has_place, is_above
from rbflang.ruleset.signatures import Inference
from rbflang.source import Span
from rbflang.syntax.nodes.episode_nodes import CountedRow
from rbflang.syntax.tree import ColumnsDecl, QuantityDecl, Row
from rbflang.wording import Words, counted

FEW = 6
KIND = Kind(
    "row-does-not-fit",
    Severity.FAULT,
    Words("En rad passer ikke i tabellen", "A row does not fit its table"),
    Words(
        "Foran kolon nevner raden ett medlem for hver inndeling tabellen er per, i samme rekkefølge. Etter kolon "
        "står én verdi per kolonne, med loddrett strek mellom. En celle som ikke gjelder, skrives som en tankestrek.",
        "Before the colon a row names one member of each set the table is per, in the same order. After the colon "
        "stands one value per column, a vertical bar between them. A cell that does not apply is written as a dash.",
    ),
    Words(
        "tabell per indikator {\n    vekt | måltall\n    video: 24 %\n}",
        "table per indicator {\n    weight | target\n    video: 24 %\n}",
    ),
    Words(
        "tabell per indikator {\n    vekt | måltall\n    video: 24 % | 15 %\n}",
        "table per indicator {\n    weight | target\n    video: 24 % | 15 %\n}",
    ),
)


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each row that cannot be laid into its table."""
    for one in ruleset.tree.declarations:
        if isinstance(one, QuantityDecl | ColumnsDecl):
            for row in one.rows:
                yield from _row(ruleset, one, row)
    for measured in measured_texts(ruleset):
        for counted_row in measured.written.rows if measured.has_place else ():
            yield from _counted_row(ruleset, measured, counted_row)


def _row(ruleset: Ruleset, one: QuantityDecl | ColumnsDecl, row: Row) -> Iterator[Fault]:
    sets = tuple(name.text for name in one.per)
    keys = tuple(name.text for name in row.key)
    key = row.key[0].span.to(row.key[-1].span)
    if len(keys) > len(sets):
        yield _members(key, len(keys), sets)
    elif _are_known(ruleset, sets, keys) and not has_place(ruleset.space, ruleset.quantities, one, row):
        is_short = len(keys) < len(sets)
        yield (
            _members(key, len(keys), sets, _only_properties(ruleset, sets, keys))
            if is_short
            else _no_such_cell(key, keys)
        )
    columns = len(one.columns) if isinstance(one, ColumnsDecl) else 1
    if len(row.values) != columns:
        yield _values(row, columns)


def _counted_row(ruleset: Ruleset, measured: MeasuredText, row: CountedRow) -> Iterator[Fault]:
    """A row of a measurement that names no one cell: too many members, or an indicator without its sub-area."""
    sets, keys = measured.sets, tuple(name.text for name in row.key)
    cells = measured_cells(ruleset.space, sets)
    span = row.key[0].span.to(row.key[-1].span) if row.key else row.numerator.span
    if keys in cells or not _are_known(ruleset, sets, keys) or not cells:
        return
    counts = "" if keys else f": {' / '.join(' '.join(one.span.text.split()) for one in row.counts)}"
    below = [", ".join(cell) + counts for cell in cells if cell[: len(keys)] == keys]
    per = per_sets(sets)
    yield Fault(
        KIND,
        Words("Raden nevner ikke én celle", "The row does not name one cell"),
        (Label(span, Words(f"det som måles, er{per.nb}", f"what is measured is{per.en}")),),
        (),
        Words("Skriv én rad for hver av dem:", "Write a row for each of them:")
        if below
        else Words("Rett navnene foran kolon.", "Correct the names before the colon."),
        tuple(below[:FEW]),
    )


def _are_known(ruleset: Ruleset, sets: Sequence[str], keys: Sequence[str]) -> bool:
    return all(
        name in ruleset.sets and any(member.name == key for member in ruleset.sets[name].members)
        for name, key in zip(sets, keys, strict=False)
    )


def _members(key: Span, found: int, sets: tuple[str, ...], story: tuple[Words, ...] = ()) -> Fault:
    per = per_sets(sets)
    names = ", ".join(sets)
    return Fault(
        KIND,
        Words(
            f"Raden nevner {counted(found) + ' medlemmer' if found > 1 else 'ett medlem'}, men tabellen er{per.nb}",
            f"The row names {found} member{'s' if found > 1 else ''}, but the table is{per.en}",
        ),
        (Label(key, Words(f"her skal det stå {names}", f"here “{names}” should stand")),),
        story,
        Words(
            f"Skriv {counted(len(sets))} navn foran kolon: {names}.",
            f"Write {len(sets)} names before the colon: “{names}”.",
        ),
    )


def _only_properties(ruleset: Ruleset, sets: Sequence[str], keys: Sequence[str]) -> tuple[Words, ...]:
    """Why a row for an upper member does not serve those below it, where that is what it is."""
    space = ruleset.space
    if not is_above(space, space.closure(sets), space.closure(sets[: len(keys)])):
        return ()
    noun = set_noun(sets[-1])
    return (
        Words(
            f"En tabell har en rad for hver celle. Bare en egenskap tar verdien fra medlemmet over der {noun.the} ikke "
            "har en egen.",
            f"A table has a row for each cell. Only a property takes the value of the member above where the {noun.en} "
            "has none of its own.",
        ),
    )


def _no_such_cell(key: Span, keys: Sequence[str]) -> Fault:
    shown = ", ".join(keys)
    return Fault(
        KIND,
        Words(f"«{shown}» er ikke én celle", f"“{shown}” is not one cell"),
        (Label(key, Words("disse hører ikke sammen", "these do not belong together")),),
        (
            Words(
                "Navnene finnes hver for seg, men de peker ikke på nøyaktig ett medlem. Et delområde hører til sin "
                "indikator.",
                "The names exist, but they do not point at exactly one member. A sub-area belongs to its indicator.",
            ),
        ),
        Words("Rett navnene, eller legg til medlemmet de ligger under.", "Correct the names, or add the upper member."),
    )


def _values(row: Row, columns: int) -> Fault:
    found = len(row.values)
    first = row.values[0][0].span if row.values else row.span
    last = row.values[-1][0].span if row.values else row.span
    return Fault(
        KIND,
        Words(
            f"Raden har {counted(found)} verdi{'er' if found != 1 else ''}, men tabellen har {counted(columns)} "
            f"kolonne{'r' if columns != 1 else ''}",
            f"The row has {found} value{'s' if found != 1 else ''}, but the table has {columns} "
            f"column{'s' if columns != 1 else ''}",
        ),
        (Label(first.to(last), Words("disse verdiene", "these values")),),
        (),
        Words(
            "Skriv én verdi per kolonne, med | mellom. En celle som ikke gjelder, skrives som en tankestrek.",
            "Write one value per column, with | between them. A cell that does not apply is written as a dash.",
        ),
    )

"""What there is to do about figures that are missing: lines to add, cells to fill in, and what to give with `--set`.

Takes the missing cells of quantities, gives texts to paste and the sentence above them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from rbflang.column_names import COLUMNS, SET_HEADINGS
from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.data.without_data import NO_FILE
from rbflang.failures.root_causes import Arisen
from rbflang.graph.domain import Key
from rbflang.library import CUSTOMARY, is_synthetic, made_up_word, round_name
from rbflang.ruleset.model import Quantity
from rbflang.ruleset.unit_words import left_open
from rbflang.source import Span
from rbflang.wording import Words


@frozen
class MissingCells:
    """The missing cells of one quantity for one indicator."""

    quantity: Quantity
    indicator: str
    cells: tuple[Arisen, ...]

    @property
    def missing(self) -> tuple[Key, ...]:
        """The keys of the missing cells."""
        return tuple(one.place[0].domain.keys[one.place[1]] for one in self.cells)


def address(computed: Computed, group: MissingCells, key: Key) -> str:
    """The address of a missing cell."""
    return address_of(group.quantity, computed.checked, key)


def sets_without_a_column(computed: Computed, groups: Sequence[MissingCells]) -> tuple[str, ...]:
    """The sets of the figures that the file has no column for."""
    headings = {SET_HEADINGS.get(one, one) for one in (computed.file.headings if computed.file else ())}
    sets = dict.fromkeys(name for group in groups for name in group.quantity.sets)
    return tuple(name for name in sets if name not in headings and headings)


def empty_cells(computed: Computed, groups: Sequence[MissingCells]) -> tuple[Span, ...]:
    """Where the figures would stand, if the data have an empty cell for each of them."""
    known = computed.figures.empty
    found = [known.get((group.quantity.name, key)) for group in groups for key in group.missing]
    return tuple(one for one in found if one) if None not in found else ()


def lines_to_add(computed: Computed, groups: Sequence[MissingCells]) -> tuple[str, ...]:
    """The missing rows, in the columns of the file that was read; none of a wide table, and of cells that are empty."""
    file = computed.file
    if empty_cells(computed, groups) or (file and file.is_wide):
        return ()
    headings = (*file.headings, *sets_without_a_column(computed, groups)) if file else ()
    separator = file.separator if file else ";"
    lines: list[str] = []
    for group in groups:
        sets = group.cells[0].place[0].domain.sets
        for key in group.missing:
            at = dict(zip(sets, key, strict=True))
            lines.append(separator.join(_field(computed, group, at, heading) for heading in headings))
    return tuple(lines)


def what_to_do(several: bool, has_lines: bool) -> Words:
    """That lines are to be added, or the cells of a wide table filled in."""
    if several:
        nb, en = ("Legg til disse linjene med de riktige tallene", "Add these lines with the right figures")
        if not has_lines:
            nb, en = "Fyll ut cellene i tabellen med tallene", "Fill in the cells of the table with the figures"
        return Words(f"{nb}, eller gi dem på kommandolinjen, én --set for hvert tall:",
                     f"{en}, or give them on the command line, one --set for each:")  # fmt: skip
    nb, en = ("Legg til denne linjen med det riktige tallet", "Add this line with the right figure")
    if not has_lines:
        nb, en = "Fyll ut cellen i tabellen med tallet", "Fill in the cell of the table with the figure"
    return Words(f"{nb}, eller gi det på kommandolinjen:", f"{en}, or give it on the command line:")


def _field(computed: Computed, group: MissingCells, at: Mapping[str, str], heading: str) -> str:
    column = COLUMNS.get(heading)
    if column == "quantity":
        return group.quantity.name
    if column == "value":
        return _left_open(computed, group)
    return "" if column else at.get(SET_HEADINGS.get(heading, heading), "")


def _left_open(computed: Computed, group: MissingCells) -> str:
    kind = computed.checked.inference.signatures[group.quantity.name].kind
    return left_open(kind.unit if kind.what == "number" else None, computed.checked.ruleset.tree.language)


def settings_to_give(computed: Computed, groups: Sequence[MissingCells]) -> tuple[str, ...]:
    """The command that gives each of them."""
    name, case = computed.checked.ruleset.argument, _same_figures(computed)
    return tuple(
        f'rbflang allocate {name}{case} --set "{address(computed, group, key)}={_left_open(computed, group)}"'
        for group in groups
        for key in group.missing
    )


def _same_figures(computed: Computed) -> str:
    """The options that ask for the figures that were read, where the command alone would take others."""
    ruleset, file = computed.checked.ruleset, computed.file
    if file is None or file.source.name == NO_FILE:
        return ""
    if computed.is_of_its_round and is_synthetic(file.source.name):
        return f" --data {made_up_word(ruleset.tree.language)}"
    if not (computed.is_of_its_round and (computed.is_declared or computed.round in CUSTOMARY)):
        return f' --data "{file.source.name}"'
    usual = round_name(next(iter(ruleset.rounds), computed.round))
    return "" if usual == computed.round else f" --round {computed.written_round}"

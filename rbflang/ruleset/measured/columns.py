"""From a register as it is written to one that figures can be counted in, and which columns are for what.

Takes nodes of the tree and the sets of the ruleset. A column that fits nothing is kept as it is said; checks tell so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rbflang.register.definitions import ColumnKind, Register, RegisterColumn
from rbflang.syntax.nodes.episode_nodes import ColumnDecl, RegisterDecl
from rbflang.syntax.vocabulary import written_name

KINDS: Mapping[str, ColumnKind] = {
    "patient": ColumnKind.PATIENT,
    "member": ColumnKind.MEMBER,
    "unit": ColumnKind.UNIT,
    "date": ColumnKind.DATE,
    "period": ColumnKind.PERIOD,
    "code": ColumnKind.CODE,
    "codes": ColumnKind.CODES,
    "yes_no": ColumnKind.YES_NO,
    "words": ColumnKind.WORDS,
}
TESTED_BY_CODES = (ColumnKind.CODE, ColumnKind.CODES, ColumnKind.WORDS)


def register_of(one: RegisterDecl, language: str) -> Register:
    """The register; of columns with one name, the first."""
    columns: dict[str, RegisterColumn] = {}
    taken = {heading for column in one.columns for heading in _headings(column, language)}
    for column in one.columns:
        columns.setdefault(column.name.text, _column(column, language, taken))
    basis = next((line.basis.text for line in one.periods_from), "")
    titles = one.titles
    return Register(one.name.text, titles.title or one.name.text, tuple(columns.values()), basis, titles.english)


def _headings(one: ColumnDecl, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((written_name(one.name.text, language), *one.aliases)))


def _column(one: ColumnDecl, language: str, taken: Collection[str]) -> RegisterColumn:
    """The column; one that is called by a word of the language may have that of the other as its heading too."""
    codes = tuple(dict.fromkeys(code.text for code in one.codes))
    other = written_name(one.name.text, "nb" if language == "en" else "en")
    headings = (*_headings(one, language), *(() if other in taken else (other,)))
    return RegisterColumn(one.name.text, KINDS[one.kind], headings, one.of.text if one.of else "", codes)


def columns_by_name(register: Register) -> Mapping[str, RegisterColumn]:
    """The columns of a register by their names."""
    return {one.name: one for one in register.columns}


def payee_columns(register: Register, sets: Iterable[str]) -> tuple[RegisterColumn, ...]:
    """The columns that hold members of one of the sets; figures can be counted where there is one."""
    return tuple(one for one in register.columns if one.kind is ColumnKind.MEMBER and one.of in (*sets,))


def lies_under(
    register: Register, column: RegisterColumn, payee: RegisterColumn, above: Mapping[str, tuple[str, ...]]
) -> bool:
    """True for a column within whose values patients can be counted: the payee itself, or what lies under it."""
    if column.kind is ColumnKind.MEMBER:
        return column.name == payee.name or payee.of in above.get(column.of, ())
    return column.kind is ColumnKind.UNIT and column.of == payee.name

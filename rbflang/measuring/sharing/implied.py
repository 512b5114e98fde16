"""What follows of one condition for another: tried on every kind of row that the two can tell apart.

Takes conditions of a register, gives a set of kinds of rows as the bits of one number, so that "whatever meets the one
meets the other" is an operation on numbers. Codes that no condition tells apart are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from rbflang.register.definitions import (
    AllOf,
    AnyOf,
    ColumnKind,
    Condition,
    IsYes,
    Negated,
    OneOf,
    Register,
)

MOST_KINDS = 1 << 14
Atom = tuple[str, frozenset[str]]
"""A column and the codes of it that a test asks for; none where it asks for a yes."""


@frozen(eq=False)
class KindsOfRows:
    """All kinds of rows that some conditions tell apart: how many, and of which each test holds."""

    count: int
    tests: Mapping[Atom, int]

    @property
    def all(self) -> int:
        """Every kind."""
        return (1 << self.count) - 1

    def meeting(self, condition: Condition) -> int:
        """The kinds that meet a condition."""
        if isinstance(condition, OneOf):
            return self.tests[condition.column, frozenset(condition.codes)]
        if isinstance(condition, IsYes):
            return self.tests[condition.column, frozenset()]
        if isinstance(condition, Negated):
            return self.all & ~self.meeting(condition.part)
        found = self.all if isinstance(condition, AllOf) else 0
        for part in condition.parts:
            found = found & self.meeting(part) if isinstance(condition, AllOf) else found | self.meeting(part)
        return found


def kinds_of_rows(register: Register, conditions: Sequence[Condition]) -> KindsOfRows | None:
    """The kinds of rows that these conditions tell apart; nothing where there are too many to try."""
    atoms = dict.fromkeys(atom for one in conditions for atom in _atoms(one))
    several = {one.name for one in register.of_kind(ColumnKind.CODES)}
    columns: dict[str, list[Atom]] = {}
    for atom in atoms:
        columns.setdefault(atom[0], []).append(atom)
    count, found = 1, []
    for name, own in columns.items():
        single = _of_one_code(own)
        count_of = (2 ** (len(single) - 1) if name in several else len(single)) * count
        if count_of > MOST_KINDS:
            return None
        states = _together(single) if name in several else sorted(single, key=len)
        found.append((own, states, count))
        count *= len(states)
    tests = {atom: _bits(atom, states, stride, count) for own, states, stride in found for atom in own}
    return KindsOfRows(count, tests)


def _atoms(condition: Condition) -> Iterator[Atom]:
    if isinstance(condition, OneOf):
        yield condition.column, frozenset(condition.codes)
    elif isinstance(condition, IsYes):
        yield condition.column, frozenset()
    elif isinstance(condition, Negated):
        yield from _atoms(condition.part)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _atoms(part)


def _of_one_code(atoms: Sequence[Atom]) -> set[frozenset[Atom]]:
    """Which of the tests of a column hold together for each code, for none of the codes, and for a yes."""
    codes = {code for _, asked in atoms for code in asked}
    found = {frozenset(atom for atom in atoms if code in atom[1]) for code in codes}
    return found | {frozenset(atom for atom in atoms if not atom[1]), frozenset()}


def _together(single: Iterable[frozenset[Atom]]) -> list[frozenset[Atom]]:
    """Which tests hold together where a cell has any codes beside each other."""
    together = {frozenset[Atom]()}
    for one in single:
        together |= {one | other for other in together}
    return sorted(together, key=len)


def _bits(atom: Atom, states: Sequence[frozenset[Atom]], stride: int, count: int) -> int:
    """The kinds of rows for which a test holds: a pattern that returns all along."""
    run, period = (1 << stride) - 1, stride * len(states)
    once = sum(run << (at * stride) for at, state in enumerate(states) if atom in state)
    return once * (((1 << count) - 1) // ((1 << period) - 1))

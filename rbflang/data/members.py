"""Members of sets that come with the data: `inndeling behandlingssted under foretak fra data`.

Takes the tree and the rows of `medlemmer.csv`, gives members for `resolve`, and what was amiss.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from rbflang import file_faults
from rbflang.diagnostics import Fault
from rbflang.nearest import Names
from rbflang.observations import ObservationFile, ObservationRow
from rbflang.ruleset.model import Member
from rbflang.syntax.tree import MemberDecl, RulesetTree, SetDecl, Titles
from rbflang.syntax.vocabulary import kept_name, written_name


@frozen(eq=False, repr=False)
class FromData:
    """The members found, and the faults of their file."""

    members: tuple[Member, ...]
    faults: tuple[Fault, ...]


def sets_from_data(tree: RulesetTree) -> tuple[SetDecl, ...]:
    """The sets of a text whose members come with the data."""
    return tuple(one for one in tree.declarations if isinstance(one, SetDecl) and one.from_data)


def members_from(tree: RulesetTree, file: ObservationFile) -> FromData:
    """The members that a file gives the sets of a text."""
    declared = {one.name.text: one for one in sets_from_data(tree)}
    known: dict[str, dict[str, None]] = {name: {} for name in declared}
    for one in tree.declarations:
        if isinstance(one, MemberDecl):
            known.setdefault(one.set_name, {})[one.name.text] = None
        elif isinstance(one, SetDecl):
            known.setdefault(one.name.text, {}).update((member.name.text, None) for member in one.members)
    members: dict[tuple[str, str], Member] = {}
    faults: list[Fault] = []
    sets = Names(tuple(declared))
    for row in file.rows:
        found = _member(row, declared, sets)
        if isinstance(found, Fault):
            faults.append(found)
        elif (found.set_name, found.name) in members:
            first = members[found.set_name, found.name]
            faults.append(file_faults.member_twice(first.span, found.span, found.name))
        else:
            members[found.set_name, found.name] = found
            known[found.set_name][found.name] = None
    faults.extend(_without_upper(file.rows, members, declared, known))
    return FromData(tuple(members.values()), (*file.faults, *faults))


def _member(row: ObservationRow, declared: dict[str, SetDecl], sets: Names) -> Member | Fault:
    set_name, name = kept_name(row.text("set")), row.text("member")
    if set_name not in declared:
        return file_faults.not_from_data(row.place("set"), row.text("set"), sets.nearest(set_name))
    if not name:
        return file_faults.member_without_name(row.span)
    return Member(name, set_name, Titles(row.text("title")), row.text("under") or None, row.span)


def _without_upper(
    rows: Sequence[ObservationRow],
    members: dict[tuple[str, str], Member],
    declared: dict[str, SetDecl],
    known: Mapping[str, Collection[str]],
) -> list[Fault]:
    """Members that stand under none, or under one that is not there."""
    faults = []
    uppers = {name: Names(tuple(names)) for name, names in known.items()}
    for row in rows:
        member = members.get((kept_name(row.text("set")), row.text("member")))
        upper = declared[member.set_name].under if member else None
        if member and upper and member.above not in known.get(upper.text, ()):
            near = uppers[upper.text].nearest(member.above or "") if upper.text in uppers else ()
            name = written_name(upper.text, upper.span.source.language)
            faults.append(file_faults.upper_unknown(row.place("under"), member.name, name, member.above or "", near))
    return faults

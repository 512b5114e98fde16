"""What is counted otherwise in one ruleset than in another: numerators, denominators, and within what.

Takes two rulesets and how members of the first are called in the second; gives each count that differs, with the codes
that came or went where that is all. It words nothing and counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from attrs import frozen

from rbflang.comparison.counterparts import Counterparts
from rbflang.inventory.measured_texts import MeasuredText, measured_texts
from rbflang.register.definitions import AllOf, AnyOf, Condition, IsYes, Negated, OneOf
from rbflang.ruleset.measured.counts import count_of
from rbflang.ruleset.model import Ruleset
from rbflang.source import Span
from rbflang.syntax.nodes.episode_nodes import CountedRow, WrittenCount
from rbflang.syntax.tree import Citation

What = Literal[
    "measured", "not_measured", "counted_per", "counted_where", "row_in", "row_out", "numerator", "denominator"
]
Key: TypeAlias = tuple[str, ...]
Meant: TypeAlias = tuple[Any, ...]


@frozen(eq=False, repr=False)
class CountedLine:
    """Where something is said of what is counted, and what that rests on."""

    span: Span
    citation: Citation | None


@frozen(eq=False, repr=False)
class CountedDifference:
    """What of a measurement differs: which line of which cell, as it was and as it is.

    `more` and `fewer` are the codes of a column that came and went, where nothing else did.
    """

    what: What
    quantity: str
    key: Key = ()
    before: CountedLine | None = None
    after: CountedLine | None = None
    column: str = ""
    more: tuple[str, ...] = ()
    fewer: tuple[str, ...] = ()


def counted_differences(before: Ruleset, after: Ruleset, names: Counterparts) -> tuple[CountedDifference, ...]:
    """Everything that is counted otherwise, in the order of the second ruleset."""
    old = {names.quantity(one.written.name.text): one for one in measured_texts(before)}
    new = {one.written.name.text: one for one in measured_texts(after)}
    found: list[CountedDifference] = []
    for quantity, measured in new.items():
        if quantity in old:
            found += _between(old[quantity], measured, names, after)
        elif quantity in {names.quantity(one) for one in before.quantities}:
            found.append(CountedDifference("measured", quantity, after=_of(measured)))
    for quantity, measured in old.items():
        if quantity not in new and quantity in after.quantities:
            found.append(CountedDifference("not_measured", quantity, before=_of(measured)))
    return tuple(found)


def _of(one: MeasuredText) -> CountedLine:
    return CountedLine(one.written.name.span, one.written.citation)


def _between(old: MeasuredText, new: MeasuredText, names: Counterparts, after: Ruleset) -> Iterator[CountedDifference]:
    quantity = new.written.name.text
    columns = _columns(old, new)
    if _within(old) != _within(new):
        yield CountedDifference("counted_per", quantity, (), _per(old), _per(new))
    if old.base is not None and new.base is not None and _meant(old.base, columns) != _meant(new.base, {}):
        yield CountedDifference("counted_where", quantity, (), _where(old), _where(new))
    before = {_shared(old, row, names): row for row in old.written.rows}
    for row in new.written.rows:
        key = tuple(name.text for name in row.key)
        if key in before:
            yield from _row(old, new, before[key], row, columns)
        elif _was_there(names, key):
            yield CountedDifference("row_in", quantity, key, None, _line(new, row, row.numerator))
    known = {tuple(name.text for name in row.key) for row in new.written.rows}
    for key, row in before.items():
        if key not in known and key[:1] and _is_there(after, new, key):
            yield CountedDifference("row_out", quantity, key, _line(old, row, row.numerator), None)


def _shared(one: MeasuredText, row: CountedRow, names: Counterparts) -> Key:
    return tuple(names.member(of, name.text) for of, name in zip(one.sets, row.key, strict=False))


def _was_there(names: Counterparts, key: Key) -> bool:
    """True for what the first ruleset has too: what is new is told where its members are."""
    return any(key[:1] == (shared,) for members in names.members.values() for shared in members.values())


def _is_there(after: Ruleset, new: MeasuredText, key: Key) -> bool:
    return bool(new.sets) and new.sets[0] in after.sets and key[0] in after.sets[new.sets[0]].by_name


def _columns(old: MeasuredText, new: MeasuredText) -> Mapping[str, str]:
    """What the columns of the first are called in the second: the same, or the only one of their kind."""
    found: dict[str, str] = {}
    for name, column in old.columns.items():
        alike = [each for each, other in new.columns.items() if other.kind is column.kind]
        ours = [each for each, other in old.columns.items() if other.kind is column.kind]
        found[name] = name if name in new.columns or len(alike) != 1 or len(ours) != 1 else alike[0]
    return found


def _within(one: MeasuredText) -> bool:
    """True where patients are counted within what lies under those whose results they are."""
    said = [line.column.text for line in one.written.counted_per]
    return bool(said) and said[0] not in {column.name for column in one.payees}


def _per(one: MeasuredText) -> CountedLine | None:
    lines = one.written.counted_per
    return CountedLine(lines[0].span, lines[0].citation or one.written.citation) if lines else None


def _where(one: MeasuredText) -> CountedLine | None:
    lines = one.written.conditions
    if not lines:
        return None
    return CountedLine(lines[0].span.to(lines[-1].condition.span), lines[0].citation or one.written.citation)


def _line(one: MeasuredText, row: CountedRow, count: WrittenCount) -> CountedLine:
    return CountedLine(count.span, row.citation or one.written.citation)


def _row(
    old: MeasuredText, new: MeasuredText, before: CountedRow, after: CountedRow, columns: Mapping[str, str]
) -> Iterator[CountedDifference]:
    quantity, key = new.written.name.text, tuple(name.text for name in after.key)
    pairs: tuple[tuple[What, WrittenCount | None, WrittenCount | None], ...] = (
        ("numerator", before.numerator, after.numerator),
        ("denominator", before.denominator, after.denominator),
    )
    for what, was, is_ in pairs:
        first = count_of(was, old.columns) if was else None
        second = count_of(is_, new.columns) if is_ else None
        if first is None or second is None or was is None or is_ is None:
            continue
        meanings = _meant(first.where, columns), _meant(second.where, {})
        lines = _line(old, before, was), _line(new, after, is_)
        if bool(first.distinct) != bool(second.distinct):
            yield CountedDifference(what, quantity, key, *lines)
        elif meanings[0] != meanings[1]:
            column, more, fewer = _codes_alone(*meanings)
            yield CountedDifference(what, quantity, key, *lines, column, more, fewer)


def _meant(condition: Condition, columns: Mapping[str, str]) -> Meant:
    """What a condition means, whatever order its parts are written in."""
    match condition:
        case OneOf(column, codes):
            return "one", columns.get(column, column), tuple(sorted(set(codes)))
        case IsYes(column):
            return "yes", columns.get(column, column)
        case Negated(part):
            return "not", _meant(part, columns)
        case AllOf(parts) | AnyOf(parts):
            word = "all" if isinstance(condition, AllOf) else "any"
            inner = [_meant(part, columns) for part in parts]
            flat = {each for one in inner for each in (one[1:] if one[0] == word else (one,))}
            return next(iter(flat)) if len(flat) == 1 else (word, *sorted(flat, key=repr))


def _codes_alone(before: Meant, after: Meant) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The column whose codes are others, with those that came and went; nothing where more is otherwise."""
    old, new = ({*one[1:]} if one[0] == "all" else {one} for one in (before, after))
    gone, come = old - new, new - old
    if len(gone) != 1 or len(come) != 1:
        return "", (), ()
    (was,), (is_) = gone, next(iter(come))
    if was[0] != "one" or is_[0] != "one" or was[1] != is_[1]:
        return "", (), ()
    codes = {*was[2]}, {*is_[2]}
    return is_[1], tuple(sorted(codes[1] - codes[0])), tuple(sorted(codes[0] - codes[1]))

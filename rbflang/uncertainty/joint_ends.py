"""What numbers may be when limits on several of them hold at once.

Takes the spans of a calculation and what some of its cells are known to lie in; gives the ends that all of it together
leaves a cell, and which of the limits each end follows from. The cells are quotients of straight lines in the loose
inputs, or hold what is no such line as a number of its own: an end is never too near, and before rounding it is the
nearest there is where all are quotients of lines. Where there is too much of it, nothing is told.

A cell that is rounded last by itself is least and greatest where what it rounds is. One of a group that keeps its sum
is what it rounds and an error within known ends; the errors are 0 together. A quotient and its error are no line. But
the error times the divisor, counted from the least it can be, is a loose number like any other, and lines say how large
it is at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from rbflang.graph.nodes import Apportion, Round
from rbflang.intervals import Interval, point, subtract
from rbflang.tables.bounds import Enclosed, error_of, rounded
from rbflang.tables.reads import Place
from rbflang.tables.straight_lines import Line, Straight, added, on_one_divisor, scaled, straight_lines
from rbflang.uncertainty.linear_programme import Corner, Row, greatest_quotient, some_corner
from rbflang.uncertainty.spans import Spans

MOST_TOGETHER = 20
ZERO, ONE, MINUS = Fraction(0), Fraction(1), Fraction(-1)
Limits = Mapping[Place, Interval]


@frozen(repr=False)
class LimitEnd:
    """The upper or the lower end of the limit on a cell."""

    place: Place
    is_upper: bool


@frozen(repr=False)
class JointEnd:
    """An end of what a cell may be, and the ends of limits that it follows from."""

    value: Fraction
    follows_from: tuple[LimitEnd, ...]


@frozen(repr=False)
class JointEnds:
    """The least and the greatest that a cell may be."""

    least: JointEnd
    greatest: JointEnd


@frozen(eq=False, repr=False)
class _AtMost:
    """That a line is at most 0, and the end of a limit that it says, if it does."""

    line: Line
    end: LimitEnd | None = None


@frozen(eq=False, repr=False)
class _Known:
    """Cells as quotients in loose numbers, the least that each of those may be, and what else is known of them."""

    cells: Mapping[Place, Straight]
    least: Mapping[Place, Fraction]
    limits: tuple[_AtMost, ...]

    def row(self, line: Line) -> Row:
        """A line as a factor for each number, counted from the least it may be, and what it is where all are that."""
        constant = sum((one * line.get(place, ZERO) for place, one in self.least.items()), line.get(None, ZERO))
        return (*(line.get(place, ZERO) for place in self.least), constant)

    def corner(self) -> Corner | None:
        """A corner of what is known; `None` where nothing fits."""
        rows = (self.row(one.line) for one in self.limits)
        return some_corner([(*row[:-1], -row[-1]) for row in rows])

    def ends(self, place: Place, corner: Corner) -> tuple[JointEnds, Corner]:
        """The ends of a cell, and the corner of the greatest; the least is the greatest with the other sign."""
        cell, found = self.cells[place], []
        for sign in (MINUS, ONE):
            greatest = greatest_quotient(corner, self.row(scaled(cell.over, sign)), self.row(cell.under))
            corner = greatest.corner
            ends = (self.limits[row].end for row in greatest.binding)
            found.append(JointEnd(_rounded(place, sign * greatest.value), tuple(end for end in ends if end)))
        return JointEnds(*found), corner


def joint_ends(spans: Spans, limits: Limits, asked: Sequence[Place]) -> Mapping[Place, JointEnds] | None:
    """The ends of the cells asked for; `None` where they cannot be told, nothing for a cell that no limit can cut."""
    telling = {place: cutting for place, limit in limits.items() if (cutting := _cutting(spans, place, limit))}
    if not telling:
        return {}
    if len(telling) + len(spans.box) > MOST_TOGETHER:
        return None
    known = _known(spans, telling, asked)
    corner = known.corner() if known else None
    if known is None or corner is None:
        return None
    found = {}
    for place in asked:
        if place in known.cells:
            found[place], corner = known.ends(place, corner)
    return found


def _cutting(spans: Spans, place: Place, limit: Interval) -> Interval | None:
    """A limit without the ends that hold whatever the loose inputs are; nothing where both do."""
    at = spans.before_rounding(place)
    seen = spans.enclosed[at[0]][at[1]] if at else None
    if not isinstance(seen, Enclosed):
        return None
    possible = rounded(place[0], seen.value)
    low = None if Interval(limit.low, None).covers(possible) else limit.low
    high = None if Interval(None, limit.high).covers(possible) else limit.high
    return None if low is None and high is None else Interval(low, high)


def _known(spans: Spans, limits: Limits, asked: Sequence[Place]) -> _Known | None:
    """All that is known together; `None` where it is too much, or a loose number has no end."""
    lines = straight_lines(spans.part.graph, spans.box, spans.part.errors, spans.enclosed)
    cells: dict[Place, Straight] = {}
    told: list[_AtMost] = []
    for group in _groups((*limits, *asked)):
        before = {place: lines.cells[at[0]][at[1]] for place in group if (at := spans.before_rounding(place))}
        straight = {place: cell for place, cell in before.items() if isinstance(cell, Straight)}
        cells.update(straight)
        if isinstance(group[0][0], Apportion):
            told.extend(_apportioned(straight, cells, len(straight) == len(group)))
    for place, limit in limits.items():
        within = subtract(limit, error_of(place[0])) if isinstance(place[0], Round) else limit
        told.extend(_limited(cells[place], within, place))
    used = dict.fromkeys(at for cell in cells.values() for line in (cell.over, cell.under) for at in line if at)
    kept = [promise for promise in spans.promises if not used.keys().isdisjoint(promise.places)]
    used.update(dict.fromkeys(at for promise in kept for at in promise.places))
    box = {at: lines.box[at] for at in used if at in lines.box}
    if len(box) + len(limits) > MOST_TOGETHER or any(None in (one.low, one.high) for one in box.values()):
        return None
    told.extend(_AtMost({at: ONE, None: -(within.high or ZERO)}) for at, within in box.items())
    for promise in kept:
        told.extend(_none_left({**dict.fromkeys(promise.places, ONE), None: -promise.total}))
    least = {at: box[at].low or ZERO if at in box else ZERO for at in used}
    return _Known(cells, least, tuple(told))


def _groups(places: Iterable[Place]) -> Iterator[tuple[Place, ...]]:
    """Each cell with those whose sum its rounding keeps, each group once."""
    done: set[Place] = set()
    for node, cell in places:
        if (node, cell) in done:
            continue
        groups = node.groups if isinstance(node, Apportion) else ()
        group = tuple((node, one) for one in next((cells for cells in groups if cell in cells), (cell,)))
        done.update(group)
        yield group


def _rounded(place: Place, end: Fraction) -> Fraction:
    """What a cell that is rounded by itself comes to at an end; in a group the error is in the end already."""
    return rounded(place[0], point(end)).low or ZERO if isinstance(place[0], Round) else end


def _apportioned(group: Mapping[Place, Straight], cells: dict[Place, Straight], is_whole: bool) -> Iterator[_AtMost]:
    """Puts the cells of a group as they are rounded; gives what is known of the errors."""
    alike = on_one_divisor([*group.values()])
    for place, cell in zip(group, alike or group.values(), strict=True):
        error = error_of(place[0])
        least, most = scaled(cell.under, error.low or ZERO), scaled(cell.under, error.high or ZERO)
        cells[place] = Straight(added(cell.over, least, {place: ONE}), cell.under)
        yield _AtMost(added({place: ONE}, least, scaled(most, MINUS)))
    if alike and is_whole:
        least_of_all = [scaled(alike[0].under, error_of(node).low or ZERO) for node, _ in group]
        yield from _none_left(added(dict.fromkeys(group, ONE), *least_of_all))


def _none_left(line: Line) -> tuple[_AtMost, _AtMost]:
    """That a line is 0."""
    return _AtMost(line), _AtMost(scaled(line, MINUS))


def _limited(cell: Straight, limit: Interval, place: Place) -> Iterator[_AtMost]:
    """That a quotient lies within a limit: its upper line is at most an end times the lower one, or at least that."""
    for end, sign in ((limit.high, ONE), (limit.low, MINUS)):
        if end is not None:
            beyond = added(cell.over, scaled(cell.under, -end))
            yield _AtMost(scaled(beyond, sign), LimitEnd(place, sign > 0))

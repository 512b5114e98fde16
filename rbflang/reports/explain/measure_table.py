"""What each indicator gave a region where no measure climbs a staircase: its points from each measure, side by side.

Takes the cells of a valuation; gives tables and notes. Indicators that lie in groups stand below the group's title, and
the groups have a table of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.explanation.cells import Cells
from rbflang.explanation.ledger import at_decimals, rounding, sum_of
from rbflang.explanation.observed import achieved
from rbflang.explanation.requirements import unmet
from rbflang.explanation.roles import Roles, unit_of
from rbflang.quantities import POINTS
from rbflang.reports.amounts import amount, decimals_of, indicator_total, is_column, is_signed, observed_cell, of_column
from rbflang.reports.chain import title
from rbflang.reports.document import Block, Column, Heading, Notes, Table
from rbflang.reports.explain.indicator_table import definite_measure
from rbflang.reports.titles import called, measure_title
from rbflang.reports.typed_cells import BLANK, DASH, Cell, Phrase, amount_cell, count_cell, points_cell, share_cell
from rbflang.ruleset.model import INDICATOR, MEASURE, POINTS_NAME, Measure, Member, Quantity
from rbflang.wording import Voice


def measure_blocks(cells: Cells, roles: Roles, region: str, say: Voice) -> Iterator[Block]:
    """What each group gave, what each indicator gave by each measure, and what the columns mean."""
    if not cells.members(INDICATOR):
        yield from _measures_alone(cells, roles, region, say)
        return
    columns = tuple(one for one in roles.columns if is_column(cells, one))
    groups = groups_of(cells)
    if groups:
        yield Heading(say("Hva hver gruppe ga", "What each group gave"))
        yield _group_table(cells, roles, region, groups, columns, say)
    yield Heading(say("Hva hver indikator ga", "What each indicator gave"))
    yield _table(cells, roles, region, columns, say)
    yield Notes(tuple(_notes(cells, roles, columns, say)))


def _measures_alone(cells: Cells, roles: Roles, region: str, say: Voice) -> Iterator[Block]:
    """What each measure gave, where the ruleset has no indicators."""
    points = [
        cells.value(POINTS_NAME, {MEASURE: measure.name, roles.among: region}) for measure in cells.members(MEASURE)
    ]
    total = at_decimals(sum_of(points), 0)
    rest = rounding(total, [at_decimals(value, 0) for value in points])
    rows: list[tuple[Cell, ...]] = [
        (Phrase(called(measure, say)), points_cell(value))
        for measure, value in zip(cells.members(MEASURE), points, strict=True)
    ]
    rows += [(Phrase(say("Avrunding", "Rounding")), amount_cell(rest, 0, POINTS, True))] if rest else []
    yield Heading(say("Hva hvert prestasjonsmål ga", "What each measure gave"))
    yield Table((Column("", "left"), Column(say("Poeng", "Points"))), (*rows, (Phrase("Sum"), points_cell(total))), 1)


def groups_of(cells: Cells) -> tuple[Member, ...]:
    """The members that indicators lie under; none where they lie under nothing."""
    above = cells.ruleset.sets[INDICATOR].above if INDICATOR in cells.ruleset.sets else None
    return tuple(cells.members(above)) if above else ()


def inside(cells: Cells, group: Member) -> list[Member]:
    """The indicators of a group."""
    return [one for one in cells.members(INDICATOR) if one.above == group.name]


# groups


def _group_table(
    cells: Cells, roles: Roles, region: str, groups: Sequence[Member], columns: Sequence[Quantity], say: Voice
) -> Table:
    weight = _weight(cells)
    heading = [Column("", "left"), Column(say("Indikatorer", "Indicators"), drop=1)]
    heading += [Column(title(weight, say), drop=2)] if weight else []
    rows: list[tuple[Cell, ...]] = []
    exact = []
    for group in groups:
        sums = [_sum(cells, roles, one, region, inside(cells, group)) for one in columns]
        own = [share_cell(cells.value(weight.name, {group.set_name: group.name}))] if weight else []
        shown = [of_column(cells, one, value, say) for value, one in zip(sums, columns, strict=True)]
        rows.append((Phrase(called(group, say)), count_cell(len(inside(cells, group))), *own, *shown))
        exact.append(sums)
    blank = [BLANK] * (len(heading) - 1)
    below = [[at_decimals(row[at], decimals_of(cells, one, say)) for row in exact] for at, one in enumerate(columns)]
    rows += _bottom(cells, roles, region, columns, below, blank, say)
    return Table((*heading, *(Column(title(one, say)) for one in columns)), tuple(rows), 1)


def _weight(cells: Cells) -> Quantity | None:
    """The property per group that adds up to the whole."""
    above = cells.ruleset.sets[INDICATOR].above
    for one in cells.ruleset.quantities.values():
        if one.role == "property" and one.sets == (above,) and one.typing and one.typing.total is not None:
            return one
    return None


def _sum(cells: Cells, roles: Roles, column: Quantity, region: str, indicators: Sequence[Member]) -> Fraction | None:
    return sum_of(cells.value(column.name, {INDICATOR: one.name, roles.among: region}) for one in indicators)


def _bottom(
    cells: Cells, roles: Roles, region: str, columns: Sequence[Quantity], above: Sequence[Sequence[Fraction | None]],
    blank: Sequence[Cell], say: Voice, measures: Sequence[Measure] = (),
) -> list[tuple[Cell, ...]]:  # fmt: skip
    """The line of what rounding leaves, where it leaves anything, and the sums; those of measures come first."""
    by_measure = [_measure_points(cells, roles, region, one) for one in measures]
    totals = [at_decimals(sum_of(points), 0) for points in by_measure]
    totals += [indicator_total(cells, roles, one, region, say) for one in columns]
    over = [*([at_decimals(one, 0) for one in points] for points in by_measure), *above]
    rests = [rounding(total, values) for total, values in zip(totals, over, strict=True)]
    signed = [*(False for _ in measures), *(is_signed(cells, one) for one in columns)]
    decimals = [*(0 for _ in measures), *(decimals_of(cells, one, say) for one in columns)]
    units = [*(POINTS for _ in measures), *(unit_of(cells.computed.checked, one) for one in columns)]
    sums = (Phrase("Sum"), *blank, *map(amount_cell, totals, decimals, units, signed))
    if not any(rests):
        return [sums]
    left = map(amount_cell, rests, decimals, units, [True] * len(rests))
    return [(Phrase(say("Avrunding", "Rounding")), *blank, *left), sums]


# indicators


def _table(cells: Cells, roles: Roles, region: str, columns: Sequence[Quantity], say: Voice) -> Table:
    measures = tuple(cells.ruleset.measures.values())
    observed = achieved(cells.computed.checked, roles.among)
    heading = [Column("", "left")]
    heading += [Column(say("Oppnådd", "Achieved"), drop=2)] if observed else []
    points = say("poeng for", "points for")
    heading += [Column(_short(one, say), group=points, drop=1) for one in measures]
    heading += [Column(title(one, say)) for one in columns]
    rows: list[tuple[Cell, ...]] = []
    groups = groups_of(cells)
    for group in groups or (None,):
        if group:
            rows.append((Phrase(called(group, say)), *[BLANK] * (len(heading) - 1)))
        for one in inside(cells, group) if group else cells.members(INDICATOR):
            label = f"  {called(one, say)}" if group else called(one, say)
            rows.append((Phrase(label), *_figures(cells, roles, region, one, observed, measures, columns, say)))
    every = cells.members(INDICATOR)
    below = [[at_decimals(_sum(cells, roles, one, region, [each]), decimals_of(cells, one, say)) for each in every]
             for one in columns]  # fmt: skip
    rows += _bottom(cells, roles, region, columns, below, ([BLANK] if observed else []), say, measures)
    return Table(tuple(heading), tuple(rows), 1)


def _short(measure: Measure, say: Voice) -> str:
    """A measure's short title, where it has one in the language spoken."""
    return (say.language == "nb" and measure.titles.short) or measure_title(measure, say)


def _measure_points(cells: Cells, roles: Roles, region: str, measure: Measure) -> list[Fraction | None]:
    """The points of each indicator from a measure."""
    members = {MEASURE: measure.name, roles.among: region}
    return [cells.value(POINTS_NAME, {**members, INDICATOR: one.name}) for one in cells.members(INDICATOR)]


def _figures(
    cells: Cells, roles: Roles, region: str, indicator: Member, observed: Quantity | None,
    measures: Sequence[Measure], columns: Sequence[Quantity], say: Voice,
) -> Iterator[Cell]:  # fmt: skip
    members = {INDICATOR: indicator.name, roles.among: region}
    if observed:
        row = cells.observation(observed.name, members)
        yield observed_cell(cells, row) if row else DASH
    for measure in measures:
        lost = unmet(cells, measure, {**members, MEASURE: measure.name})
        points = cells.value(POINTS_NAME, {**members, MEASURE: measure.name})
        yield DASH if lost else points_cell(points)
    yield from (amount(cells, one, members, say) for one in columns)


def _notes(cells: Cells, roles: Roles, columns: Sequence[Quantity], say: Voice) -> Iterator[str]:
    measures = tuple(cells.ruleset.measures.values())
    names = say.listing([definite_measure(one, say) for one in measures])
    if roles.points:
        yield say(
            f"{title(roles.points, say)}: for {names} til sammen.", f"{title(roles.points, say)}: for {names} together."
        )
    if any(measure.gates for measure in measures):
        yield say(
            "En strek betyr at et krav ikke er oppfylt, så det ikke blir poeng for målet. Se --indicator NAVN.",
            "A dash means that a requirement is not met, so that the measure gives no points. See --indicator NAME.",
        )
    for one in columns:
        if one.documentation and say.language == "nb":
            text = " ".join(one.documentation.split())
            yield f"{title(one, say)}: {text[:1].lower()}{text[1:]}"

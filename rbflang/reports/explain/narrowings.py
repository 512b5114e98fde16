"""Why a printed figure was read more narrowly than it is printed: every other reading, and what it would have given.

Takes the cells of a valuation and the published figures; the other readings come from runs of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.data.figures import Observation
from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.placing import Placing, placings
from rbflang.explanation.roles import Roles
from rbflang.published.published_beside import agrees_with_published
from rbflang.published.statements import PublishedRow
from rbflang.quantities import MARKS
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.explain.indicator_table import abbreviated
from rbflang.reports.typed_cells import Cell, Phrase, points_cell
from rbflang.ruleset.model import INDICATOR, Measure, Member
from rbflang.uncertainty.other_readings import Alternative, FigureReading, alternatives
from rbflang.wording import Voice, counted

_FACTORS = {"%": MARKS["percent"].factor, "‰": MARKS["per_mille"].factor}


def narrowings(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: Member,
    published: Sequence[PublishedRow], say: Voice,
) -> Iterator[Block]:  # fmt: skip
    """For each figure whose narrowing decides its step: why it was narrowed."""
    for placing in placings(cells, measure, indicator.name, roles.among, region.name):
        if placing.row and placing.is_decided_by_narrowing and _is_narrowed(placing.row):
            yield from _narrowing(cells, roles, placing, published, say)


def _is_narrowed(row: Observation) -> bool:
    """True if the row says more than what is printed; a figure that is exact is as printed."""
    return row.status != "documented" and row.narrowing.lower() not in ("nøyaktig", "exact")


def _narrowing(
    cells: Cells, roles: Roles, placing: Placing, published: Sequence[PublishedRow], say: Voice
) -> Iterator[Block]:
    row = placing.row
    assert row is not None
    narrowing, printed = say.printed(row.narrowing), say.printed(row.printed)
    yield Heading(say(f"Hvorfor «{narrowing}»?", f"Why “{narrowing}”?"))
    place, _, reason = row.source.partition(":")
    why = reason.strip()
    text = say(
        f"{printed} er trykt avrundet og kan ligge på begge sider av en grense på trappen. "
        f"Presiseringen er utledet fra {place}: {why}.",
        f"{printed} is rounded in print and may lie on either side of a limit. "
        f"The narrowing is derived from {place}: {why}.",
    )
    yield Paragraph(text)
    found = alternatives(cells.computed, roles.total.name)
    if found:
        yield _readings(cells, roles, found, published, say)
        yield Paragraph(_only_the_first(cells, roles, found, published, say))


def _readings(
    cells: Cells, roles: Roles, found: Sequence[Alternative], published: Sequence[PublishedRow], say: Voice
) -> Table:
    """The readings side by side, and the points each gives every region."""
    regions = cells.members(roles.among)
    heads = [Column(about_reading(cells, one, say), "left") for one in found[0].readings]
    columns = (*heads, *(Column(one) for one in abbreviated(regions)), Column("", "left"))
    return Table(columns, tuple(_row(cells, roles, one, published, say) for one in found))


def about_reading(cells: Cells, one: FigureReading, say: Voice) -> str:
    """Which figure it is: the indicator and the region."""
    sets = cells.space.domain(cells.ruleset.quantities[one.row.quantity].sets).sets
    members = dict(zip(sets, one.row.key, strict=True))
    indicator = members.pop(INDICATOR, "")
    region = next((cells.ruleset.sets[name][member].short for name, member in members.items() if member), "")
    return f"{indicator}, {region}"


def _row(
    cells: Cells, roles: Roles, one: Alternative, published: Sequence[PublishedRow], say: Voice
) -> tuple[Cell, ...]:
    points = [
        one.values[cells.key(roles.total.name, {roles.among: region.name})] for region in cells.members(roles.among)
    ]
    agrees = agrees_with_published(cells.computed, published, roles.total.name, one.values)
    mark = (
        say("som publisert", "as published")
        if agrees
        else say("som i dataene", "as in the data")
        if one.is_chosen
        else ""
    )
    return (
        *(Phrase(part_of_reading(reading, say)) for reading in one.readings),
        *map(points_cell, points),
        Phrase(mark),
    )


def part_of_reading(one: FigureReading, say: Voice) -> str:
    """The reading in words: as it was narrowed, or the opposite."""
    if one.is_chosen:
        return say.printed(one.row.narrowing)
    sign, factor = next((found for found in _FACTORS.items() if found[0] in one.row.printed), ("", Fraction(1)))
    low_is_cut = one.part.low is not None and one.part.low_included and "under" in one.row.narrowing
    limit = one.part.low if low_is_cut or "høyst" in one.row.narrowing else one.part.high
    word = {"under": "minst", "minst": "under", "over": "høyst", "høyst": "over"}[one.row.narrowing.split()[0].lower()]
    value = say.plain((limit or 0) / factor)
    return say.printed(f"{word} ") + value + say(f" {sign}", sign).rstrip()


def _only_the_first(
    cells: Cells, roles: Roles, found: Sequence[Alternative], published: Sequence[PublishedRow], say: Voice
) -> str:
    count, what = len(found), lowered(roles.total.title)
    agreeing = [one for one in found if agrees_with_published(cells.computed, published, roles.total.name, one.values)]
    if len(agreeing) == 1 and agreeing[0].is_chosen:
        return say(
            f"Av de {counted(count)} mulighetene gir bare den første det som er publisert for alle regionene.",
            f"Of the {count} readings only the first gives what is published for every region.",
        )
    return say(
        f"Tabellen viser {what} for hver region i de {counted(count)} mulighetene.",
        f"The table shows the points of every region for the {count} readings.",
    )

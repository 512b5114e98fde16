"""The explanation of one indicator: for a region down to the step and the paragraph, or for all regions side by side.

Takes a computed ruleset, an indicator or a measure, and a region or none; gives a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.explain import explain
from rbflang.explanation.ledger import rounding, sum_of
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.payout_chain import POINT_DECIMALS, ChainLine, lines_from_points
from rbflang.explanation.placing import Placing, higher_step, is_on_top, placings, pot_of
from rbflang.explanation.rests_on import taken_behind
from rbflang.explanation.roles import Roles, achievement, is_points, roles_of
from rbflang.graph.nodes import Figure
from rbflang.published.statements import PublishedRow
from rbflang.quantities import POINTS
from rbflang.questions.next_step import NextStep, of_indicator, opened_gates, why_unknown
from rbflang.reports.chain import entry
from rbflang.reports.document import Block, Document, Heading, Ledger, LedgerLine, Paragraph
from rbflang.reports.explain.derivations import derivations
from rbflang.reports.explain.indicator_figures import indicator_figures
from rbflang.reports.explain.indicator_lines import others_line, own_points_row, part_line, placing_rows, points_row
from rbflang.reports.explain.narrowings import narrowings
from rbflang.reports.explain.next_steps import opened_text, share_then, why_words
from rbflang.reports.explain.points_not_computed import points_not_computed
from rbflang.reports.explain.reasons import reasons_data
from rbflang.reports.explain.region import SCHEMA
from rbflang.reports.explain.remarks import remarks
from rbflang.reports.foot import foot
from rbflang.reports.side_by_side import FigureRow, left_below, side_by_side
from rbflang.reports.standing import points_rest_on
from rbflang.reports.titles import called, from_measure, measure_title, notice, round_title
from rbflang.reports.whose_value import taken_note
from rbflang.ruleset.model import INDICATOR, MEASURE, POINT_SHARE_NAME, POINTS_NAME, Measure, Member
from rbflang.ruleset.order import dependencies
from rbflang.syntax.expressions import Sharing
from rbflang.wording import Voice, decimals_needed, round_half_away


def indicator_explanation(
    computed: Computed,
    region: str | None,
    indicator: str | None,
    measure: str | None,
    exact: bool,
    language: str,
    published: Sequence[PublishedRow] = (),
) -> Document:
    """Why an indicator or a measure gives what it gives."""
    say, cells = Voice(language, paid_decimals(computed)), Cells(computed)
    roles = roles_of(computed.checked)
    measures = [one for one in cells.ruleset.measures.values() if measure in (None, one.name)]
    chosen = [one for one in cells.members(INDICATOR) if indicator in (None, one.name)]
    regions = [one for one in cells.members(roles.among) if region in (None, one.name)]
    if not measures:
        return indicator_figures(cells, roles, chosen[0], regions, _about(cells), say)
    if len(chosen) == 1 and len(regions) == 1:
        return _one(cells, roles, measures, chosen[0], regions[0], exact, published, say)
    return _several(cells, roles, measures, chosen, regions, say)


def _about(cells: Cells) -> dict[str, Any]:
    computed = cells.computed
    about = {"schema": SCHEMA, "ruleset": cells.ruleset.name, "round": computed.round}
    return {**about, "synthetic": computed.is_synthetic}


def _trees(
    cells: Cells, roles: Roles, measures: Sequence[Measure], indicators: Sequence[Member], regions: Sequence[Member]
) -> list[dict[str, Any]]:
    """The trees of the points, each cell told once."""
    told: set[str] = set()
    keys = [
        {INDICATOR: one.name, MEASURE: measure.name, roles.among: region.name}
        for measure in measures
        for one in indicators
        for region in regions
    ]
    return [reasons_data(explain(cells.computed, POINTS_NAME, members, None, told)) for members in keys]


# one indicator of one region


def _one(
    cells: Cells, roles: Roles, measures: Sequence[Measure], indicator: Member, region: Member, exact: bool,
    published: Sequence[PublishedRow], say: Voice,
) -> Document:  # fmt: skip
    def data() -> dict[str, Any]:
        parts = _trees(cells, roles, measures, (indicator,), (region,))
        return {**_about(cells), "region": region.name, "indicator": indicator.name, "parts": parts}

    members = {INDICATOR: indicator.name, roles.among: region.name}
    points = _points(cells, measures, members)
    if points is None:
        return points_not_computed(cells, roles, measures, indicator, region, data, say)
    kroner = lines_from_points(cells, roles, members, points)[-1].result
    about = lowered(called(indicator, say)) + from_measure(cells.ruleset, measures, say)
    is_money = roles.follows_points or not is_points(cells.computed.checked, cells.ruleset.quantities[POINTS_NAME])
    amount = say.kroner(kroner.exact) if is_money else f"{say.plain(points)} {say('poeng', 'points')}"
    who, round_name, model = region.spoken, round_title(cells.computed, say), cells.ruleset.title
    headline = say(
        f"{who} får {amount} for {about} i {round_name} av {model}.",
        f"{who} gets {amount} for {about} in the {round_name} of {model}.",
    )

    blocks = tuple(_blocks(cells, roles, measures, indicator, region, points, exact, published, say))
    blocks += tuple(_taken(cells, measures, members, say))
    return Document(headline, blocks, data, notice(cells.computed, say), foot(say, cells.computed), say.language)


def _taken(cells: Cells, measures: Sequence[Measure], members: dict[str, str], say: Voice) -> Iterator[Block]:
    """Whose the values are that the lines of a staircase do not tell."""
    node = cells.computed.valuation.graph.named[POINTS_NAME]
    keys = [cells.key(POINTS_NAME, {**members, MEASURE: one.name}) for one in measures]
    places = [(node, node.domain.index[key]) for key in keys]
    told = {found.target or "" for one in measures if (found := achievement(one))}
    taken = taken_behind(cells, cells.computed.valuation.behind(places), members, told)
    if text := taken_note(taken, cells.ruleset, members, say):
        yield Paragraph(text)


def _points(cells: Cells, measures: Sequence[Measure], members: dict[str, str]) -> Fraction | None:
    """The points of the measures together; `None` where those of one cannot be computed."""
    return sum_of(cells.value(POINTS_NAME, {**members, MEASURE: one.name}) for one in measures)


def _blocks(
    cells: Cells, roles: Roles, measures: Sequence[Measure], indicator: Member, region: Member, points: Fraction,
    exact: bool, published: Sequence[PublishedRow], say: Voice,
) -> Iterator[Block]:  # fmt: skip
    members = {INDICATOR: indicator.name, roles.among: region.name}
    yield Paragraph(_of_the_pot(cells, roles, measures, members, points, say))
    chain = lines_from_points(cells, roles, members, points)
    decimals = max(POINT_DECIMALS, chain[0].result.decimals)
    each = [cells.number(POINTS_NAME, {**members, MEASURE: one.name}) for one in measures]
    rows: list[LedgerLine] = []
    for measure in measures:
        if len(measures) > 1:
            rows.append(_measure_entry(cells, measure, indicator, say))
        if not isinstance(measure.points, Sharing):
            rows += placing_rows(cells, roles, measure, indicator, region, say)
            rows.append(own_points_row(cells, measure, members, say, decimals))
            continue
        if not cells.number(POINT_SHARE_NAME, {INDICATOR: indicator.name, MEASURE: measure.name}):
            continue
        rows += placing_rows(cells, roles, measure, indicator, region, say)
        rows += others_line(cells, roles, measure, indicator, region, say)
        rows.append(points_row(cells, roles, measure, members, say, decimals))
        rows += part_line(cells, roles, measure, indicator, say)
    yield Ledger(tuple(rows + _chain_rows(chain, each, decimals, say)))
    for text in (text for measure in measures for text in measure.explanations):
        yield Paragraph(text)
    for measure in measures:
        yield from narrowings(cells, roles, measure, indicator, region, published, say)
    yield from _next(cells, roles, measures[-1], indicator, region, say)
    yield from derivations(cells, roles, measures, indicator, region, say)
    yield from remarks(cells, measures, indicator, roles.among, region, published, say)
    yield from points_rest_on(cells, measures, members, say)
    if exact:
        yield Paragraph(say(f"Nøyaktig: {points} poeng.", f"Exactly: {points} points."))


def _measure_entry(cells: Cells, measure: Measure, indicator: Member, say: Voice) -> LedgerLine:
    """The line that begins a measure: its title, and its share of the indicator's points where it shares any."""
    if not isinstance(measure.points, Sharing):
        return LedgerLine(say("Prestasjonsmål", "Measure"), lowered(measure_title(measure, say)))
    share = say.percent(cells.number(POINT_SHARE_NAME, {INDICATOR: indicator.name, MEASURE: measure.name}))
    about = lowered(measure_title(measure, say))
    text = say(f"{about}, {share} av poengene", f"{about}, {share} of the points")
    return LedgerLine(say("Prestasjonsmål", "Measure"), text)


def _of_the_pot(
    cells: Cells, roles: Roles, measures: Sequence[Measure], members: dict[str, str], points: Fraction, say: Voice
) -> str:
    sharing = [one for one in measures if isinstance(one.points, Sharing)]
    pot = sum((pot_of(cells, one, members[INDICATOR], roles.among) for one in sharing), Fraction(0))
    of = say(f" av {say.plain(pot)}", f" of {say.plain(pot)}") if sharing else ""
    come = from_measure(cells.ruleset, measures, say)
    text = say(f"Det er {say.plain(points)}{of} poeng{come}.", f"That is {say.plain(points)}{of} points{come}.")
    if len(measures) == len(cells.ruleset.measures):
        text += _against_average(cells, roles, members, say)
    return text


def _against_average(cells: Cells, roles: Roles, members: dict[str, str], say: Voice) -> str:
    """What the points would have been with the average, and what the difference is worth."""
    mean = _average(cells, roles)
    effect = next((one for one in roles.columns if _may_be_negative(cells, one.name)), None)
    if mean is None or effect is None:
        return ""
    apart = cells.number(effect.name, members)
    if not apart:
        return say(" Det er som gjennomsnittet for landet.", " That is the national average.")
    average = say.plain(cells.number(mean, members), 6)
    more = say("mindre" if apart > 0 else "mer", "less" if apart > 0 else "more")
    worth = say.kroner(abs(apart))
    return say(
        f" Med gjennomsnittet for landet, {average} poeng, ville det vært {worth} {more}.",
        f" With the national average, {average} points, it would have been {worth} {more}.",
    )


def _average(cells: Cells, roles: Roles) -> str | None:
    """The points per indicator alone that a column reads: the average the column is compared with."""
    ruleset = cells.ruleset
    for name in (read for column in roles.columns for read in dependencies(ruleset, column)):
        one = ruleset.quantities[name]
        if one.role == "formula" and one.sets == (INDICATOR,) and is_points(cells.computed.checked, one):
            return name
    return None


def _may_be_negative(cells: Cells, name: str) -> bool:
    return any(isinstance(one, Fraction) and one < 0 for one in cells.computed.valuation.of(name).values())


def _chain_rows(
    lines: Sequence[ChainLine],
    each: Sequence[Fraction],
    decimals: int,
    say: Voice,
) -> list[LedgerLine]:
    """From the points of each measure, shown with so many decimals, by their sum to kroner."""
    rows: list[LedgerLine] = []
    if len(each) > 1:
        first = lines[0].result
        rest = rounding(first.value, [round_half_away(one, decimals) for one in each])
        if rest:
            rows.append(LedgerLine(say("Avrunding", "Rounding"), "", f"= {say.number(rest, decimals, True)}"))
        rows.append(LedgerLine(say("Poeng i alt", "All points"), "", f"= {say.number(first.exact, first.decimals)}"))
    for line in lines[1:]:
        made = entry(line, say, True)
        whole = f"= {say.kroner(line.result.exact)}"
        rows.append(evolve(made, result=whole) if line is lines[-1] else made)
    return rows


def _next(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: Member, say: Voice
) -> Iterator[Block]:
    """Where the next step begins, what it gives and what it is worth; or that there is none."""
    found = achievement(measure)
    placed = placings(cells, measure, indicator.name, roles.among, region.name) if found else ()
    steps = of_indicator(cells, roles, measure, indicator, region.name)
    for step in steps:
        if step.placing.is_decided_by_narrowing:
            yield Heading(say("Hva det har å si", "What it means"))
        yield Paragraph(_next_text(step, region, say))
        if step.placing.is_decided_by_narrowing:
            yield Paragraph(_cost_text(step, cells.members(roles.among), region, say))
    unknown = why_unknown(cells, roles, measure, indicator, region.name)
    if unknown:
        why = why_words(cells.ruleset, unknown, say)
        yield Paragraph(say(f"Neste trinn er ikke regnet ut: {why}.", f"The next step is not computed: {why}."))
    for other in cells.ruleset.measures.values():
        for gate in opened_gates(cells, roles, other, indicator, region.name):
            if other is measure or (found and gate.name == found.observed):
                yield Paragraph(opened_text(cells.ruleset, gate, say))
    stopped = [one for one in placed if found and one.step is not None and higher_step(cells, found, one) is None]
    if stopped and not steps and not unknown and not any(one.is_open for one in placed):
        top = any(found and is_on_top(cells, found, one) for one in stopped)
        low = say("Et lavere resultat gir flere deler.", "A lower result gives more parts.")
        high = say("Høyere måloppnåelse gir ikke flere deler.", "A higher result gives no more parts.")
        yield Paragraph(high if top else low)


def _next_text(step: NextStep, region: Member, say: Voice) -> str:
    begins = say.percent(step.limit, max(1, decimals_needed(step.limit * 100) or 1))
    short = _distance(step.placing, step.limit, say)
    area = f" ({step.placing.subarea})" if step.placing.subarea else ""
    parts = share_then(step, region.name, say)
    worth = say.kroner(step.gained)
    return say(
        f"Neste trinn{area} begynner på {begins}{short}: {parts}, {worth} mer.",
        f"The next step{area} begins at {begins}{short}: {parts}, {worth} more.",
    )


def _cost_text(step: NextStep, regions: Sequence[Member], region: Member, say: Voice) -> str:
    """What the region would have got in all, and what it would have cost each of the others."""
    moves: list[tuple[Fraction, str]] = []
    for other in regions:
        moved = step.paid_then[other.name] - step.paid[other.name]
        if other.name != region.name:
            moves.append((moved, f"{other.short} {say.kroner(abs(moved))}"))
    whole = say.kroner(step.paid_then[region.name])
    lost = say.listing([text for moved, text in sorted(moves) if moved < 0])
    gained = say.listing([text for moved, text in sorted(moves, reverse=True) if moved > 0])
    text = say(f"Da ville {region.spoken} fått {whole} i alt.", f"{region.spoken} would then have got {whole} in all.")
    if lost:
        text += say(f" Det ville kostet {lost}.", f" It would have cost {lost}.")
    if gained:
        text += say(f" Det ville gitt {gained} mer.", f" It would have given {gained} more.")
    return text


def _distance(placing: Placing, limit: Fraction, say: Voice) -> str:
    if placing.value is None:
        return ""
    if limit <= placing.value or (placing.row and placing.row.narrowing):
        return _narrow_distance(placing, limit, say)
    points = say.number((limit - placing.value) * 100, 1)
    return say(f" (mangler {points} prosentpoeng)", f" ({points} percentage points away)")


def _narrow_distance(placing: Placing, limit: Fraction, say: Voice) -> str:
    """The distance where the figure was narrowed, perhaps under the limit that it is printed as: at most so much."""
    within = placing.row.cell.interval if placing.row and isinstance(placing.row.cell, Figure) else None
    if within is None or within.low is None or within.low >= limit:
        return ""
    most = say.plain((limit - within.low) * 100)
    if within.is_point:
        return say(f" (mangler {most} prosentpoeng)", f" ({most} percentage points away)")
    return say(f" (mangler høyst {most} prosentpoeng)", f" (at most {most} percentage points away)")


# several regions or indicators


def _several(
    cells: Cells,
    roles: Roles,
    measures: Sequence[Measure],
    indicators: Sequence[Member],
    regions: Sequence[Member],
    say: Voice,
) -> Document:
    of = say.listing([lowered(measure_title(one, say)) for one in measures])
    about = of
    if len(indicators) == 1:
        about = lowered(called(indicators[0], say)) + from_measure(cells.ruleset, measures, say)
    to = say(f" til {regions[0].spoken}", f" to {regions[0].spoken}") if len(regions) == 1 else ""
    headline = say(
        f"Poeng for {about}{to} i {round_title(cells.computed, say)} av {cells.ruleset.title}.",
        f"Points for {about}{to} in the {round_title(cells.computed, say)} of {cells.ruleset.title}.",
    )
    blocks: list[Block] = []
    for measure in measures:
        rows = [_points_line(cells, roles, measure, one, regions, say) for one in indicators]
        sums = [sum_of(column) for column in zip(*(row.values for row in rows), strict=True)]
        several = len(rows) > 1
        total = FigureRow("Sum", sums, unit=POINTS)
        shown = (*rows, *left_below(rows, total, say), total) if several else tuple(rows)
        blocks += [Heading(measure_title(measure, say)), side_by_side(regions, shown, say, int(several))]
        if len(indicators) == 1:
            blocks += _details(cells, roles, measure, indicators[0], regions, say)

    def data() -> dict[str, Any]:
        parts = _trees(cells, roles, measures, indicators, regions)
        return {**_about(cells), "region": regions[0].name if len(regions) == 1 else None, "parts": parts}

    return Document(headline, tuple(blocks), data, notice(cells.computed, say), foot(say, cells.computed), say.language)


def _points_line(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member, regions: Sequence[Member], say: Voice
) -> FigureRow:
    members = {INDICATOR: indicator.name, MEASURE: measure.name}
    return FigureRow(
        called(indicator, say),
        [cells.value(POINTS_NAME, {**members, roles.among: one.name}) for one in regions],
        unit=POINTS,
    )


def _details(
    cells: Cells, roles: Roles, measure: Measure, indicator: Member, regions: Sequence[Member], say: Voice
) -> list[Block]:
    """Each region's achievement and step for one indicator."""
    blocks: list[Block] = []
    for region in regions:
        entries = tuple(placing_rows(cells, roles, measure, indicator, region, say))
        if entries:
            blocks += [Heading(region.short), Ledger(entries)]
    return blocks

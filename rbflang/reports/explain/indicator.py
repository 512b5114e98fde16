"""The explanation of one indicator: for a region down to the step and the paragraph, or for all regions side by side.

Takes a computed ruleset, an indicator or a measure, and a region or none; gives a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.explanation.indicator.climbed import applies
from rbflang.explanation.indicator.figures_account import figures_account
from rbflang.explanation.indicator.measure_account import MeasureAccount
from rbflang.explanation.indicator.points_account import (
    AgainstAverage,
    PointsAccount,
    PointsSideBySide,
    points_account,
    points_side_by_side,
    reasons_for_points,
)
from rbflang.explanation.ledger import Shown, digits_of_a_rate, rounding, shown, sum_of
from rbflang.explanation.paid import paying_voice
from rbflang.explanation.roles import roles_of
from rbflang.explanation.workings import POINT_DECIMALS
from rbflang.published.statements import PublishedRow
from rbflang.quantities import POINTS
from rbflang.questions.next_step import indicator_ahead
from rbflang.reports.chain import entry
from rbflang.reports.document import Block, Document, Heading, Ledger, LedgerLine, Notes, Paragraph, Table
from rbflang.reports.explain.by_sub_area import steps_rest_on
from rbflang.reports.explain.derivations import derivations
from rbflang.reports.explain.indicator_figures import indicator_figures
from rbflang.reports.explain.indicator_lines import others_line, own_points_row, part_line, placing_rows, points_row
from rbflang.reports.explain.narrowings import narrowings
from rbflang.reports.explain.next_of_one import next_of_one
from rbflang.reports.explain.one_measure import (
    in_kroner,
    kroner_side_by_side,
    measure_notes,
    measure_of_one,
    rounding_note,
)
from rbflang.reports.explain.points_not_computed import points_not_computed
from rbflang.reports.explain.reasons import reasons_data
from rbflang.reports.explain.region import SCHEMA
from rbflang.reports.explain.remarks import remarks
from rbflang.reports.explain.units_behind import counted_data, units_behind
from rbflang.reports.foot import foot
from rbflang.reports.side_by_side import FigureRow, left_below, side_by_side
from rbflang.reports.standing import points_rest_on
from rbflang.reports.titles import (
    asked_for,
    called,
    definite,
    from_measure,
    in_language,
    measure_title,
    notice,
    round_title,
    same_case,
    spoken,
    the_round,
    title,
)
from rbflang.reports.whose_value import taken_note
from rbflang.reports.worked_lines import worked_entry
from rbflang.ruleset.model import INDICATOR
from rbflang.syntax.expressions import Sharing
from rbflang.wording import Voice, lowered, round_half_away


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
    say, ruleset = paying_voice(language, computed), computed.checked.ruleset
    among = roles_of(computed.checked).among
    measures = [one for one in ruleset.measures.values() if measure in (None, one.name)]
    indicators = ruleset.sets[INDICATOR].members if INDICATOR in ruleset.sets else ()
    chosen = [one for one in indicators if indicator in (None, one.name)]
    regions = [one for one in ruleset.sets[among].members if region in (None, one.name)]
    if not measures:
        return indicator_figures(figures_account(computed, chosen[0], regions), computed, _about(computed), say)
    told = [(one, each) for one in chosen for each in measures if applies(ruleset, each, one.name)]
    if measure is None and len(chosen) == 1:
        measures = [each for _, each in told] or measures
    elif indicator is None:
        chosen = list(dict.fromkeys(one for one, _ in told)) or chosen
    if len(chosen) == 1 and len(regions) == 1:
        account = points_account(computed, measures, chosen[0], regions[0])
        return _one(account, computed, exact, published, say)
    return _several(points_side_by_side(computed, measures, chosen, regions), computed, say)


def _about(computed: Computed) -> dict[str, Any]:
    about = {"schema": SCHEMA, "ruleset": computed.checked.ruleset.name, "round": computed.written_round}
    return {**about, "synthetic": computed.is_synthetic}


# one indicator of one region


def _one(
    account: PointsAccount, computed: Computed, exact: bool, published: Sequence[PublishedRow], say: Voice
) -> Document:
    indicator, region, measures = account.indicator, account.region, [one.measure for one in account.measures]

    def data() -> dict[str, Any]:
        parts = [
            reasons_data(one, computed.checked.ruleset, say)
            for one in reasons_for_points(computed, measures, (indicator,), (region,))
        ]
        about = {**_about(computed), "region": region.name, "indicator": indicator.name}
        return {**about, "counts": counted_data(account), "parts": parts}

    if account.points is None:
        return points_not_computed(account, computed, data, say)
    about = lowered(called(indicator, say)) + from_measure(measures, account.is_whole, say)
    amount = f"{say.plain(account.points)} {say('poeng', 'points')}"
    if account.kroner is not None:
        amount = say.kroner(account.kroner)
    who, round_name, model = spoken(region, say), round_title(computed, say), account.ruleset.title
    headline = say(
        f"{who} får {amount} for {about} i {round_name} av {model}.",
        f"{who} gets {amount} for {about} in {the_round(round_name)} of {model}.",
    )
    blocks = tuple(_blocks(account, account.points, computed, exact, published, say))
    return Document(headline, blocks, data, notice(computed, say), foot(say, computed), say.language)


def _blocks(
    account: PointsAccount, points: Fraction, computed: Computed, exact: bool, published: Sequence[PublishedRow],
    say: Voice,
) -> Iterator[Block]:  # fmt: skip
    measures = [one.measure for one in account.measures]
    yield Paragraph(_of_the_pot(account, points, say))
    decimals = max(POINT_DECIMALS, account.chain[0].result.decimals)
    rows = [row for one in account.measures for row in _measure_rows(one, account, decimals, say)]
    yield Ledger((*rows, *_chain_rows(account, decimals, say)))
    for text in (text for measure in measures for text in measure.explanations):
        yield Paragraph(text)
    for one in account.measures:
        yield from narrowings(one.placings, account, computed, published, say)
    yield from next_of_one(indicator_ahead(computed, account), account, say)
    if any(placing.subarea and placing.step is not None for one in account.measures for placing in one.placings):
        name = account.indicator.name
        yield from map(Paragraph, steps_rest_on(account.ruleset, account.premises, [name], say))
    yield from units_behind(account, say)
    yield from derivations(account, say)
    if computed.is_of_own_figures:
        yield from remarks(account, computed, published, say)
    yield from points_rest_on(account, say)
    if exact:
        yield Paragraph(say(f"Nøyaktig: {points} poeng.", f"Exactly: {points} points."))
    asked = (INDICATOR, account.roles.among)
    if text := taken_note(account.taken, account.ruleset, asked, say):
        yield Paragraph(text)


def _measure_rows(found: MeasureAccount, account: PointsAccount, decimals: int, say: Voice) -> Iterator[LedgerLine]:
    """The lines of a measure; of one that has no share of the indicator's points, only that."""
    if len(account.measures) > 1:
        yield _measure_entry(found, say)
    if not isinstance(found.measure.points, Sharing):
        yield from placing_rows(found, account.region, account.ruleset, say)
        yield own_points_row(found, say, decimals)
    elif found.share:
        yield from placing_rows(found, account.region, account.ruleset, say)
        yield from others_line(found, say)
        yield points_row(found, account.region.name, say, decimals)
        yield from part_line(found, say)


def _measure_entry(found: MeasureAccount, say: Voice) -> LedgerLine:
    """The line that begins a measure: its title, and its share of the indicator's points where it shares any."""
    about = lowered(measure_title(found.measure, say))
    if found.share is None:
        return LedgerLine(say("Prestasjonsmål", "Measure"), about)
    share = say.percent(found.share)
    text = say(f"{about}, {share} av poengene", f"{about}, {share} of the points")
    return LedgerLine(say("Prestasjonsmål", "Measure"), text)


def _of_the_pot(account: PointsAccount, points: Fraction, say: Voice) -> str:
    pots = [one.pot for one in account.measures if isinstance(one.measure.points, Sharing)]
    pot = say.plain(sum(filter(None, pots), Fraction(0)))
    of = say(f" av {pot}", f" of {pot}") if pots else ""
    come = from_measure([one.measure for one in account.measures], account.is_whole, say)
    text = say(f"Det er {say.plain(points)}{of} poeng{come}.", f"That is {say.plain(points)}{of} points{come}.")
    if account.kroner is not None and points and account.roles.is_chain:
        rate, paid = account.kroner / points, Shown(account.kroner, say.decimals)
        worth = say.kroner(rate, digits_of_a_rate(rate, shown(points, POINT_DECIMALS), paid, say.currency.decimals))
        text += say(f" Ett poeng er verdt {worth}.", f" A point is worth {worth}.")
    return text + (_against_average(account.against_average, say) if account.against_average else "")


def _against_average(found: AgainstAverage, say: Voice) -> str:
    """What the points would have been with the average, and what the difference is worth."""
    apart, mean = found.apart, lowered(title(found.quantity, say))
    if not apart:
        return say(f" Det er som {mean}.", f" That is as the {mean}.")
    average = say.plain(found.average, 6)
    more = say("mindre" if apart > 0 else "mer", "less" if apart > 0 else "more")
    worth = say.kroner(abs(apart))
    weighted = ""
    if found.weights:
        weights = definite(found.weights, say)
        weighted = say(f" (veid med {weights})", f" (weighted with {weights})")
    return say(
        f" Med {mean}{weighted}, {average} poeng, ville det vært {worth} {more}.",
        f" With the {mean}{weighted}, {average} points, it would have been {worth} {more}.",
    )


def _chain_rows(account: PointsAccount, decimals: int, say: Voice) -> list[LedgerLine]:
    """From the points of each measure, shown with so many decimals, by their sum to kroner."""
    rows: list[LedgerLine] = []
    lines, each = account.chain, [one.points.number for one in account.measures]
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
    return [*rows, *(worked_entry(one, say, True) for one in account.worth)]


# several regions or indicators


def _several(found: PointsSideBySide, computed: Computed, say: Voice) -> Document:
    ruleset, regions, indicators = computed.checked.ruleset, found.regions, found.indicators
    measures = [one.measure for one in found.measures]
    about = say.listing([lowered(measure_title(one, say)) for one in measures])
    if len(indicators) == 1:
        about = lowered(called(indicators[0], say)) + from_measure(measures, found.is_whole, say)
    to = say(f" til {spoken(regions[0], say)}", f" to {spoken(regions[0], say)}") if len(regions) == 1 else ""
    what = _kroner_of_all(found, say) if len(indicators) > 1 and len(regions) == 1 else None
    headline = say(
        f"Poeng for {about}{to} i {round_title(computed, say)} av {ruleset.title}",
        f"Points for {about}{to} in {the_round(round_title(computed, say))} of {ruleset.title}",
    )
    if what is not None:
        who = spoken(regions[0], say)
        headline = say(
            f"{who} får {what} for {about} i {round_title(computed, say)} av {ruleset.title}.",
            f"{who} gets {what} for {about} in {the_round(round_title(computed, say))} of {ruleset.title}.",
        )
    blocks: list[Block] = []
    for one in found.measures:
        if one.by_indicator:
            table = measure_of_one(one, indicators, regions[0], say)
            about_table = tuple(measure_notes(one, indicators, regions[0], say))
            blocks += [Heading(measure_title(one.measure, say)), table, *([Notes(about_table)] if about_table else [])]
            continue
        rows = [
            FigureRow(called(indicator, say), points, unit=POINTS)
            for indicator, points in zip(indicators, one.points, strict=True)
        ]
        sums = [sum_of(column) for column in zip(*(row.values for row in rows), strict=True)]
        several = len(rows) > 1
        total = FigureRow("Sum", sums, unit=POINTS)
        shown = (*rows, *left_below(rows, total, say), total) if several else tuple(rows)
        blocks += [Heading(measure_title(one.measure, say)), side_by_side(regions, shown, say, int(several))]
        for region, account in zip(regions, one.accounts, strict=False):
            entries = tuple(placing_rows(account, region, ruleset, say))
            blocks += [Heading(called(region, say)), Ledger(entries)] if entries else []
        if several and None not in one.worth:
            words = lowered(measure_title(one.measure, say))
            blocks.append(Heading(f"{say.money_heading} for {words}"))
            blocks.append(kroner_side_by_side(one, indicators, regions, say))
    if notes := tuple(rounding_note([each for each in blocks if isinstance(each, Table)], say)):
        blocks.append(Notes(notes))

    if len(indicators) > 1:
        name, who = ruleset.argument, asked_for(regions[0] if len(regions) == 1 else regions[-1])
        only = f" --measure {measures[0].name}" if len(ruleset.measures) > 1 else ""
        again = f"{only}{same_case(computed)}{in_language(ruleset, say)}"
        more = f" rbflang explain {name} {who} --indicator {indicators[0].name}{again}"
        blocks.append(Paragraph(say("Mer:", "More:") + more, 0, leads_on=True))

    def data() -> dict[str, Any]:
        parts = [
            reasons_data(one, computed.checked.ruleset, say)
            for one in reasons_for_points(computed, measures, indicators, regions)
        ]
        return {**_about(computed), "region": regions[0].name if len(regions) == 1 else None, "parts": parts}

    return Document(headline, tuple(blocks), data, notice(computed, say), foot(say, computed), say.language)


def _kroner_of_all(found: PointsSideBySide, say: Voice) -> str | None:
    """What the measures gave one who is paid, in kroner; `None` where that cannot be told."""
    if found.measures[0].paid:
        return say.kroner(found.measures[0].paid[0])
    whole = sum_of(one for measure in found.measures for (column,) in [in_kroner(measure)] for one in column)
    return None if whole is None else say.kroner(whole)

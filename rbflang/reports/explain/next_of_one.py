"""What comes next for one indicator of one who is paid: the next step and its worth, or that there is none, in words.

Takes what lies ahead for an indicator; gives paragraphs. Distances are in the unit of the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rbflang.explanation.indicator.placing import Placing
from rbflang.explanation.indicator.points_account import PointsAccount
from rbflang.graph.nodes import Figure
from rbflang.questions.next_step import IndicatorAhead, NextStep
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Heading, Paragraph
from rbflang.reports.explain.counted_words import more_needed
from rbflang.reports.explain.next_steps import open_step_text, opened_text, share_then, why_words
from rbflang.reports.explain.on_the_staircase import bound_cell, limit_cell, out_of_reach_text
from rbflang.reports.titles import called, spoken
from rbflang.ruleset.model import Member
from rbflang.wording import Voice, decimals_that_tell


def next_of_one(ahead: IndicatorAhead, account: PointsAccount, say: Voice) -> Iterator[Block]:
    """Where the next step begins, what it gives and what it is worth; or that there is none."""
    ruleset, found = account.ruleset, account.measures[-1]
    for step in ahead.steps:
        if step.placing.is_decided_by_narrowing:
            yield Heading(say("Hva det har å si", "What it means"))
        yield Paragraph(_next_text(step, account.region, say))
        if step.placing.is_decided_by_narrowing:
            yield Paragraph(_cost_text(step, ruleset.sets[account.roles.among].members, account.region, say))
    if ahead.unknown and ahead.unknown.rise and ahead.unknown.begins_from is not None:
        yield Paragraph(open_step_text(ahead.unknown.rise, ahead.unknown.begins_from, say))
    elif ahead.unknown:
        why = why_words(ruleset, ahead.unknown, say)
        yield Paragraph(say(f"Neste trinn er ikke regnet ut: {why}.", f"The next step is not computed: {why}."))
    for gate in ahead.opened:
        yield Paragraph(opened_text(ruleset, gate, say))
    for placing, limit in ahead.out_of_reach:
        yield Paragraph(out_of_reach_text(f" ({placing.subarea})" if placing.subarea else "", placing, limit, say))
    stopped = [one for one in found.placings if one.step is not None and not one.has_higher]
    if stopped and not ahead.steps and not ahead.unknown and not any(one.is_open for one in found.placings):
        low = say("Et lavere resultat gir flere deler.", "A lower result gives more parts.")
        high = say("Høyere måloppnåelse gir ikke flere deler.", "A higher result gives no more parts.")
        yield Paragraph(high if any(one.is_on_top for one in stopped) else low)


def _next_text(step: NextStep, region: Member, say: Voice) -> str:
    begins = worded(limit_cell(step, say), say.language)
    on = say("på ", "at ") if step.limit.included else ""
    short = _distance(step, say)
    area = f" ({step.placing.subarea})" if step.placing.subarea else ""
    parts = share_then(step, region.name, say)
    worth = say.kroner(step.gained)
    return say(
        f"Neste trinn{area} begynner {on}{begins}{short}: {parts}, {worth} mer.",
        f"The next step{area} begins {on}{begins}{short}: {parts}, {worth} more.",
    )


def _cost_text(step: NextStep, regions: Sequence[Member], region: Member, say: Voice) -> str:
    """What the region would have got in all, and what it would have cost each of the others."""
    moves: list[tuple[Fraction, str]] = []
    for other in regions:
        moved = step.paid_then[other.name] - step.paid[other.name]
        if other.name != region.name:
            moves.append((moved, f"{called(other, say)} {say.kroner(abs(moved))}"))
    whole = say.kroner(step.paid_then[region.name])
    lost = say.listing([text for moved, text in sorted(moves) if moved < 0])
    gained = say.listing([text for moved, text in sorted(moves, reverse=True) if moved > 0])
    text = say(
        f"Da ville {spoken(region, say)} fått {whole} i alt.",
        f"{spoken(region, say)} would then have got {whole} in all.",
    )
    if lost:
        text += say(f" Det ville kostet {lost}.", f" It would have cost {lost}.")
    if gained:
        text += say(f" Det ville gitt {gained} mer.", f" It would have given {gained} more.")
    return text


def _distance(step: NextStep, say: Voice) -> str:
    placing, limit = step.placing, step.limit.at
    if placing.value is None:
        more = more_needed(step, say)
        return say(f" (mangler {more})", f" ({more} needed)") if more else ""
    if limit <= placing.value or (placing.row and placing.row.narrowing):
        return _narrow_distance(placing, limit, say)
    missing = limit - placing.value
    if not placing.unit.is_share:
        return _away(worded(bound_cell(missing, placing.unit), say.language), False, say)
    points, more = say.number(missing * 100, decimals_that_tell(missing * 100, bool)), more_needed(step, say)
    return _away(points, True, say, f": {more}" if more else "")


def _narrow_distance(placing: Placing, limit: Fraction, say: Voice) -> str:
    """The distance where the figure was narrowed, perhaps under the limit that it is printed as: at most so much."""
    within = placing.row.cell.interval if placing.row and isinstance(placing.row.cell, Figure) else None
    if within is None or within.low is None or within.low >= limit:
        return ""
    is_share, apart = placing.unit.is_share, limit - within.low
    most = say.plain(apart * 100) if is_share else worded(bound_cell(apart, placing.unit), say.language)
    return _away(most if within.is_point else f"{say('høyst', 'at most')} {most}", is_share, say)


def _away(apart: str, is_share: bool, say: Voice, more: str = "") -> str:
    """` (mangler 1,3 prosentpoeng)`; of what is no share only the number and its unit."""
    unit = say(" prosentpoeng", " percentage points") if is_share else ""
    return say(f" (mangler {apart}{unit}{more})", f" ({apart}{unit} away{more})")

"""How figures, limits and what they are worth are worded in the reports of `incentives`.

Takes incentives and a voice, gives words and cells. It computes nothing but places in a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbflang.quantities import Unit
from rbflang.questions.incentives import Incentive, Incentives, Turn, UntriedFigure
from rbflang.questions.turned_answers import TurnedAnswer
from rbflang.reports.amounts import observed_cell
from rbflang.reports.cell_words import worded
from rbflang.reports.explain.on_the_staircase import bound_cell
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import Cell, amount_cell, money_of
from rbflang.ruleset.model import INDICATOR, Member
from rbflang.wording import Voice, plain

PERCENT = Fraction(1, 100)
BARS = "▁▂▃▄▅▆▇█"
WIDE = 24
MOST_DECIMALS = 2
LITTLE = 100


def owner_of(found: Incentives, payee: str) -> Member:
    """The one who is paid."""
    return found.computed.checked.ruleset.sets[found.roles.among][payee]


def figure_name(found: Incentives, one: Incentive | UntriedFigure | TurnedAnswer, say: Voice) -> str:
    """The indicator and whatever else the figure is of but its owner; its quantity where that does not tell."""
    ruleset = found.computed.checked.ruleset
    above = ruleset.space.axes[INDICATOR].above if one.members.get(INDICATOR) else ()
    members = [
        called(ruleset.sets[name][member], say)
        for name, member in one.members.items()
        if member and name != found.roles.among and name not in above
    ]
    if {each.quantity.name for each in found.found} != {one.quantity.name} or not members:
        return ": ".join([title(one.quantity, say), *filter(None, [", ".join(members)])])
    return ", ".join(members)


def now_cell(found: Incentives, one: Incentive) -> Cell:
    """The figure as it is, as it is printed."""
    figures = found.computed.figures
    row = figures.observations.get(one.response.place) or figures.pins.get(one.response.place)
    if row is None:
        return bound_cell(one.response.value, one.unit)
    return observed_cell(row, one.unit, one.bounds is not None and not row.stands_for)


def limit_words(turn: Turn, unit: Unit, say: Voice) -> str:
    """`12,0 %`, `over 12,0 %`, `fra 45,0 % til 90,0 %`."""
    end = worded(bound_cell(turn.ends, unit), say.language)
    if turn.is_gap and turn.begins is not None:
        begin = worded(bound_cell(turn.begins, unit), say.language)
        return say(f"mellom {begin} og {end}", f"between {begin} and {end}")
    if turn.is_limit:
        return say(f"over {end}", f"above {end}") if turn.is_above else end
    begin = "–" if turn.begins is None else worded(bound_cell(turn.begins, unit), say.language)
    return say(f"fra {begin} til {end}", f"from {begin} to {end}")


def reached_words(one: Incentive, turn: Turn, say: Voice) -> str:
    """Where a better figure gets to: `12,0 %`, `under 12,0 %` where lower is better, or along a stretch to its end."""
    down = one.is_lower_better
    if turn.is_limit and not turn.is_gap and not down:
        return limit_words(turn, one.unit, say)
    at = turn.begins if down else turn.ends
    end = "–" if at is None else worded(bound_cell(at, one.unit), say.language)
    if not turn.is_limit:
        return say(f"gradvis {'ned' if down else 'opp'} til {end}", f"gradually {'down' if down else 'up'} to {end}")
    return end if turn.is_above or not down else say(f"under {end}", f"below {end}")


def per_cell(found: Fraction | None, say: Voice) -> Cell:
    """What a step on the way is worth, with decimals where it is little."""
    decimals = say.decimals if found is None or abs(found) >= LITTLE else max(say.decimals, MOST_DECIMALS)
    return amount_cell(found, decimals, money_of(say), True)


def per_step(found: Fraction | None, unit: Unit) -> Fraction | None:
    """What is gained for one per cent of a share, or for one of what a figure counts."""
    return None if found is None else found * (PERCENT if unit.is_share else 1)


def per_heading(units: Sequence[Unit], say: Voice) -> str:
    """What a column is called in which amounts are told per unit of figures."""
    if all(unit.is_share for unit in units):
        return say("Per prosentpoeng", "Per percentage point")
    return say("Per enhet", "Per unit")


def distance(one: Incentive, found: Fraction, say: Voice) -> str:
    """`1,3 prosentpoeng`; `høyst 0,05 prosentpoeng` where the figure is known within bounds."""
    shown = plain(found / PERCENT if one.unit.is_share else found, say.language, MOST_DECIMALS)
    most = say("høyst ", "at most ") if one.bounds is not None else ""
    points = say("prosentpoeng", f"percentage point{'' if shown == '1' else 's'}")
    return f"{most}{shown} {points}" if one.unit.is_share else f"{most}{shown}"


def picture(one: Incentive, top: Fraction, greatest: Fraction) -> str:
    """What the owner is paid as the figure goes from its least value up to `top`; `|` where it is now."""
    payee, response = one.payee, one.response
    start = response.stretches[0].part.low or Fraction(0)
    least = response.span(payee)[0]
    if top <= start or response.is_endless(payee):
        return ""
    drawn: list[str] = []
    for at in range(WIDE):
        value = start + (top - start) * Fraction(2 * at + 1, 2 * WIDE)
        stretch = next((each for each in response.stretches if each.part.holds(value)), None)
        height = stretch.paid_at(payee, value) - least if stretch else Fraction(0)
        drawn.append(BARS[min(len(BARS) - 1, int(height * len(BARS) / greatest))] if stretch and greatest else " ")
    now = int((response.value - start) * WIDE / (top - start))
    drawn.insert(max(0, min(WIDE, now)), "|")
    return "".join(drawn)


def top_of(one: Incentive) -> Fraction:
    """Where the picture of a figure ends: a little above its last turn, or the figure itself."""
    last = max((turn.ends for turn in one.turns), default=one.response.value)
    end = max(last, one.response.value) * Fraction(6, 5)
    high = one.response.stretches[-1].part.high
    return end if high is None else min(end, high)

"""What the next step is worth to a region, indicator by indicator, when the others stand still.

Takes the cells of a valuation; each line comes from a second run with one result at the limit of the next step.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.placing import (
    PartsOfAll,
    Placing,
    are_parts_pinned,
    is_on_top,
    next_step,
    placings,
    pot_of,
    shares,
)
from rbflang.explanation.requirements import unmet
from rbflang.explanation.roles import Roles, achievement, main_measure
from rbflang.questions.next_step import with_figure
from rbflang.reports.amounts import observed_cell
from rbflang.reports.document import Block, Column, Heading, Paragraph, Table
from rbflang.reports.explain.indicator_table import gate_words
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import DASH, Cell, FromTo, Phrase, kroner_cell, share_cell
from rbflang.ruleset.model import INDICATOR, MEASURE, PARTS_NAME, SUBAREA, Gate, Measure, Member, Quantity
from rbflang.syntax.expressions import Comparison, Name, Number
from rbflang.wording import Voice, counted, decimals_needed


@frozen(eq=False, repr=False)
class NextStep:
    """One result at the limit of the next step: where it is and would be, and the payouts then."""

    indicator: Member
    placing: Placing
    limit: Fraction
    before: PartsOfAll
    after: PartsOfAll
    cells: Cells
    gained: Fraction


@frozen(eq=False, repr=False)
class OpenedGate:
    """A requirement that is not met, the figure it asks for and the least of it, and what meeting it is worth."""

    gate: Gate
    name: str
    least: Fraction
    gained: Fraction


def next_steps(cells: Cells, roles: Roles, region: str) -> list[NextStep]:
    """The next step of each result that has one, the most valuable first."""
    measure = main_measure(cells.computed.checked)
    found = [] if measure is None else [
        step for one in cells.members(INDICATOR) for step in of_indicator(cells, roles, measure, one, region)
    ]  # fmt: skip
    return sorted(found, key=lambda step: -step.gained)


def of_indicator(cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: str) -> list[NextStep]:
    """The next step of each sub-area of an indicator that has one."""
    on = achievement(measure)
    if on is None or why_unknown(cells, roles, measure, indicator, region, Voice("nb")):
        return []
    found = []
    for placing in placings(cells, measure, indicator.name, roles.among, region):
        step = next_step(cells, on, placing)
        if step is not None:
            found.append(step_with(cells, roles, measure, indicator, region, placing, step[0], step[0]))
    return found


def step_with(
    cells: Cells,
    roles: Roles,
    measure: Measure,
    indicator: Member,
    region: str,
    placing: Placing,
    limit: Fraction,
    value: Fraction,
) -> NextStep:
    """What a region would get with another result in a sub-area, on the limit of another step or right beside it."""
    on = achievement(measure)
    assert on is not None
    members = {INDICATOR: indicator.name, SUBAREA: placing.subarea, roles.among: region}
    asked = (roles.payout.name, PARTS_NAME)
    changed = Cells(with_figure(cells.computed, on.observed, cells.key(on.observed, members), value, asked))
    paid = {roles.among: region}
    gained = changed.number(roles.payout.name, paid) - cells.number(roles.payout.name, paid)
    before, after = (shares(one, measure, indicator.name, roles.among) for one in (cells, changed))
    return NextStep(indicator, placing, limit, before, after, changed, gained)


def next_step_blocks(cells: Cells, roles: Roles, region: str, say: Voice) -> Iterator[Block]:
    """The section of a region's explanation."""
    found = next_steps(cells, roles, region)
    measure = main_measure(cells.computed.checked)
    if measure is None:
        return
    unknown = list(_unknown(cells, roles, measure, region, say))
    if not found and not unknown:
        return
    who = next(one for one in cells.members(roles.among) if one.name == region).spoken
    yield Heading(
        say(f"Hva neste trinn er verdt for {who}, når de andre står stille",
            f"What the next step is worth to {who} when the others stand still")
    )  # fmt: skip
    columns = (Column("", "left"), Column("", "right"), Column("", "right"), Column("", "left", drop=1))
    if found:
        yield Table(columns, tuple(_row(cells, roles, measure, one, region, say) for one in found))
    at_the_top = _at_the_top(cells, roles, measure, region)
    if at_the_top:
        yield Paragraph(_top_text(at_the_top, say))
    for text in unknown:
        yield Paragraph(text)
    for one in cells.members(INDICATOR):
        about = f" for {lowered(called(one, say))}"
        for gate in opened_gates(cells, roles, measure, one, region):
            yield Paragraph(opened_text(cells, gate, say, about))


def opened_gates(cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: str) -> Iterator[OpenedGate]:
    """What the region would get if the one requirement that it does not meet were met, just so."""
    members = {INDICATOR: indicator.name, roles.among: region}
    missed = unmet(cells, measure, {**members, MEASURE: measure.name})
    for gate in missed if len(missed) == 1 else ():
        limit = gate.condition
        if not (isinstance(limit, Comparison) and isinstance(limit.left, Name) and isinstance(limit.right, Number)):
            continue
        name, least = limit.left.text, limit.right.value
        if not _is_own_figure(cells.ruleset.quantities.get(name), roles):
            continue
        asked = (roles.payout.name, PARTS_NAME)
        changed = Cells(with_figure(cells.computed, name, cells.key(name, members), least, asked))
        gained = changed.number(roles.payout.name, {roles.among: region})
        gained -= cells.number(roles.payout.name, {roles.among: region})
        yield OpenedGate(gate, name, least, gained)


def _is_own_figure(quantity: Quantity | None, roles: Roles) -> bool:
    """True for a figure that a region has for an indicator."""
    return quantity is not None and set(quantity.sets) == {INDICATOR, roles.among}


def opened_text(cells: Cells, one: OpenedGate, say: Voice, about: str = "") -> str:
    """From where the requirement is met, and what that is worth."""
    least, words = say.percent(one.least), gate_words(cells.ruleset, one.gate, say)
    gained = say.kroner(one.gained)
    return say(f"Fra {least} er kravet «{words}» oppfylt: {gained} mer{about}.",
               f"From {least} the requirement “{words}” is met: {gained} more{about}.")  # fmt: skip


def why_unknown(cells: Cells, roles: Roles, measure: Measure, indicator: Member, region: str, say: Voice) -> str:
    """Why the worth of a next step cannot be said for an indicator; nothing where it can."""
    missed = unmet(cells, measure, {INDICATOR: indicator.name, MEASURE: measure.name, roles.among: region})
    if missed:
        words = gate_words(cells.ruleset, missed[0], say)
        return say(f"kravet «{words}» er ikke oppfylt, og da gir ikke et høyere trinn flere poeng",
                   f"the requirement “{words}” is not met, so a higher step gives no more points")  # fmt: skip
    if are_parts_pinned(cells, measure, indicator.name, roles.among):
        return say("delene er gitt direkte, uten resultatene bak", "the parts are given directly, without the results")
    placed = placings(cells, measure, indicator.name, roles.among, region)
    if any(one.target is None and one.target_interval is not None for one in placed):
        return say("måltallet er bare kjent innenfor grenser", "the target is known only within bounds")
    return ""


def _unknown(cells: Cells, roles: Roles, measure: Measure, region: str, say: Voice) -> Iterator[str]:
    """For each reason, the indicators that the list leaves out."""
    reasons: dict[str, list[str]] = {}
    for one in cells.members(INDICATOR):
        why = why_unknown(cells, roles, measure, one, region, say)
        if why:
            reasons.setdefault(why, []).append(lowered(called(one, say)))
    for why, names in reasons.items():
        yield say(f"Ikke regnet ut for {say.listing(names)}: {why}.", f"Not computed for {say.listing(names)}: {why}.")


def _top_text(count: int, say: Voice) -> str:
    number, one = counted(count), count == 1
    return say(
        f"{number[:1].upper()}{number[1:]} {'indikator' if one else 'indikatorer'} står på øverste trinn. "
        "Høyere måloppnåelse gir ikke flere deler.",
        f"{count} {'indicator stands' if one else 'indicators stand'} on the top step. "
        "A higher result gives no more parts.",
    )


def _at_the_top(cells: Cells, roles: Roles, measure: Measure, region: str) -> int:
    """How many indicators have nothing higher to reach in any sub-area."""
    on = achievement(measure)
    placed = [
        placings(cells, measure, one.name, roles.among, region)
        for one in cells.members(INDICATOR)
        if not unmet(cells, measure, {INDICATOR: one.name, MEASURE: measure.name, roles.among: region})
    ]
    return sum(1 for rows in placed if on and rows and all(is_on_top(cells, on, row) for row in rows))


def _row(cells: Cells, roles: Roles, measure: Measure, one: NextStep, region: str, say: Voice) -> tuple[Cell, ...]:
    return (
        Phrase(name_of(one, say)),
        FromTo(result_of(one), " → ", limit_of(one)),
        kroner_cell(one.gained, say, True),
        Phrase(_why(cells, roles, measure, one, region, say)),
    )


def name_of(one: NextStep, say: Voice) -> str:
    """The indicator, and the sub-area where it has several."""
    return ", ".join(filter(None, (called(one.indicator, say), one.placing.subarea)))


def result_of(one: NextStep) -> Cell:
    """The result as it is printed, or as it is narrowed where that decides the step."""
    row = one.placing.row
    narrowed = row is not None and (one.placing.is_decided_by_narrowing or not row.printed)
    return observed_cell(row, one.placing.unit, narrowed) if row else DASH


def limit_of(one: NextStep) -> Cell:
    """The limit, with the decimals it needs."""
    return share_cell(one.limit, max(1, decimals_needed(one.limit * 100) or 1))


def _why(cells: Cells, roles: Roles, measure: Measure, one: NextStep, region: str, say: Voice) -> str:
    then = share_then(cells, measure, one, region, roles, say)
    if one.after.parts[region] == one.after.total:
        return then
    before, all_before = one.before.parts[region] or Fraction(0), one.before.total
    now = f"{say.plain(before)} {say('av', 'of')} {say.plain(all_before)}"
    return say(f"{then} i stedet for {now}", f"{then} instead of {now}")


def share_then(cells: Cells, measure: Measure, one: NextStep, region: str, roles: Roles, say: Voice) -> str:
    """The parts the next step gives, of all parts; or that nobody else has any."""
    own, total = one.after.parts[region] or Fraction(0), one.after.total
    if own == total:
        pot = say.plain(pot_of(cells, measure, one.indicator.name, roles.among))
        return say(f"alene på trappen, alle {pot} poengene", f"alone on the staircase, all {pot} points")
    of = f"{say.plain(own)} {say('av', 'of')} {say.plain(total)}"
    return say(f"{of} deler", f"{of} parts")

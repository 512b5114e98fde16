"""Where a region's results lie on the staircase, both ways, when the others stand still, in words.

Takes what could change for the region; gives a section of its explanation: a table of what rising to the next step and
falling below its own is worth, who has full score, and who pays when a result rises.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain, repeat

from rbflang.explanation.account import Account
from rbflang.explanation.indicator.limits_beside import StepLimit
from rbflang.explanation.indicator.placing import Placing
from rbflang.intervals import Interval
from rbflang.quantities import Unit
from rbflang.questions.next_step import NextStep, OnStaircase, StepsAhead, UnknownStep
from rbflang.reports.amounts import result_cell_of
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Column, Heading, Line, Lines, Notes, Paragraph, Table
from rbflang.reports.explain.by_sub_area import steps_rest_on
from rbflang.reports.explain.next_steps import open_step_text, opened_text, why_words
from rbflang.reports.titles import called
from rbflang.reports.typed_cells import DASH, Cell, Marked, Phrase, paid_cell, plain_cell, share_cell
from rbflang.ruleset.model import Member, Ruleset
from rbflang.wording import Voice, decimals_needed, lowered

ON_LIMIT = "!"
MOST_NAMED = 4


def staircase_blocks(found: StepsAhead, account: Account, say: Voice) -> Iterator[Block]:
    """The section of a region's explanation; nothing where no result can rise or fall, or has full score."""
    moving = sorted((one for one in found.results if one.rise or one.fall), key=lambda one: -one.moves)
    full = [one for one in found.results if one.placing.is_on_top]
    if not moving and not full and not found.unknown:
        return
    yield Heading(
        say("Hvor resultatene ligger på trappen, når de andre står stille",
            "Where the results lie on the staircase, when the others stand still")
    )  # fmt: skip
    if moving:
        yield Table(_columns(say), tuple(_row(one, say) for one in moving))
        yield from _notes(moving, say)
    for text in full_score(full, say):
        yield Paragraph(text)
    by_area = [one.indicator.name for one in (*moving, *full) if one.placing.subarea]
    yield from map(Paragraph, steps_rest_on(account.ruleset, account.rests_on.premises, by_area, say))
    if any(one.fall is None and one.full_from for one in full):
        yield Paragraph(
            say("Hva et fall ville kostet, er ikke vist der resultatet ligger mer enn en tidel over grensen for full "
                "uttelling.",
                "What a fall would cost is not shown where the result lies more than a tenth above the limit of full "
                "score.")
        )  # fmt: skip
    yield from map(Paragraph, out_of_reach_texts(found.results, say))
    for text in not_told([one for one in found.unknown if not one.rise], account.ruleset, say):
        yield Paragraph(text)
    for unknown in found.unknown:
        if unknown.rise and unknown.begins_from is not None:
            text = f"{called(unknown.indicator, say)}: {open_step_text(unknown.rise, unknown.begins_from, say)}"
            payers = moved_words(unknown.rise, account.payments.payees, say)
            text += say(f" Betales av: {payers}.", f" Paid by: {payers}.") if payers else ""
            if _has_parts(unknown.indicator, account):
                text += say(" Hva et fall ville kostet, er ikke regnet ut.", " What a fall would cost is not computed.")
            yield Paragraph(text)
    for gate in found.opened:
        yield Paragraph(opened_text(account.ruleset, gate, say, f" for {lowered(called(gate.indicator, say))}"))
    rising = [one for one in moving if one.rise and one.rise.gained > 0]
    if rising:
        yield Heading(say("Hvem som betaler når et resultat stiger", "Who pays when a result rises"))
        yield Lines(tuple(payers_line(one.rise, account.payments.payees, say) for one in rising if one.rise))


def _has_parts(indicator: Member, account: Account) -> bool:
    """True if the region has parts to lose for an indicator."""
    rows = (row for row in account.indicators.rows if row.indicator == indicator)
    return any(placing.parts for row in rows for placing in row.placings)


def _columns(say: Voice) -> tuple[Column, ...]:
    below, step = Column(say("Tapes under", "Lost below"), drop=1), Column(say("Neste trinn", "Next step"), drop=2)
    falls, rises = (
        Column(f"{say(*words)} ({say.currency.sign})") for words in (("Faller", "Falls"), ("Stiger", "Rises"))
    )
    return Column("", "left"), Column(say("Nå", "Now")), below, step, falls, rises


def _row(one: OnStaircase, say: Voice) -> tuple[Cell, ...]:
    below = _lost_below(one.fall, say) if one.fall else DASH
    above = limit_cell(one.rise, say) if one.rise else DASH
    return (
        Phrase(result_name(one, say)),
        result_cell(one),
        Marked(below, ON_LIMIT) if _stands_on(one.fall, True) else below,
        Marked(above, ON_LIMIT) if _stands_on(one.rise, False) else above,
        paid_cell(one.fall.gained if one.fall else None, say, True),
        paid_cell(one.rise.gained if one.rise else None, say, True),
    )


def result_name(one: OnStaircase | NextStep, say: Voice) -> str:
    """The indicator, and the sub-area where it has several."""
    return ", ".join(filter(None, (called(one.indicator, say), one.placing.subarea)))


def result_cell(one: OnStaircase | NextStep) -> Cell:
    """The result as it is printed, or as it is narrowed where that decides the step."""
    return placing_cell(one.placing)


def placing_cell(placing: Placing) -> Cell:
    """The same of where a result stands."""
    row = placing.row
    narrowed = row is not None and (placing.is_decided_by_narrowing or not row.printed)
    shown = result_cell_of(placing, narrowed)
    if shown:
        return shown
    return DASH if placing.value is None else bound_cell(placing.value, placing.unit)


def limit_cell(one: NextStep, say: Voice) -> Cell:
    """The limit, with the decimals it needs; `over 16,0 %` where the limit itself is not enough."""
    return begins_cell(one.limit.at, one.limit.included, one.placing.unit, say)


def begins_cell(at: Fraction, included: bool, unit: Unit, say: Voice) -> Cell:
    """Where a step begins, or that it begins above that."""
    shown = bound_cell(at, unit)
    return shown if included else Phrase(f"{say('over', 'above')} {worded(shown, say.language)}")


def not_paid_between(gaps: Sequence[Interval], unit: Unit, say: Voice) -> str:
    """`mellom 13,9 % og 17,3 %`: the numbers of a figure for which nobody can be paid, as they are known."""
    told = []
    for one in gaps:
        low, high = (worded(bound_cell(end, unit), say.language) for end in (one.low, one.high) if end is not None)
        told.append(say(f"mellom {low} og {high}", f"between {low} and {high}"))
    return say.listing(told)


def _lost_below(fall: NextStep, say: Voice) -> Cell:
    """The limit below which parts are lost; up to and including it, where the step begins above it."""
    shown = bound_cell(fall.limit.at, fall.placing.unit)
    if fall.limit.included:
        return shown
    return Phrase(f"{say('til og med', 'up to and including')} {worded(shown, say.language)}")


def bound_cell(value: Fraction, unit: Unit) -> Cell:
    """Where a step begins or ends, in the unit of the result, with the decimals it needs."""
    if not unit.is_share:
        return plain_cell(value, unit, is_named=True)
    return share_cell(value, max(1, decimals_needed(value * 100) or 1))


def _stands_on(one: NextStep | None, is_above: bool) -> bool:
    """True for a result on the limit itself, which is of the step above or below, or narrowed to one side of it."""
    if one is None:
        return False
    placing, limit = one.placing, one.limit
    if placing.is_decided_by_narrowing and placing.achieved is not None:
        return (placing.achieved.low if is_above else placing.achieved.high) == limit.at
    return placing.value == limit.at and limit.included == is_above


def _notes(moving: Sequence[OnStaircase], say: Voice) -> Iterator[Block]:
    texts = []
    on_limit = [one.placing for one in moving if _stands_on(one.fall, True) or _stands_on(one.rise, False)]
    if on_limit:
        text = say("Resultatet ligger på grensen.", "The result is on the limit.")
        if all(one.is_decided_by_narrowing and one.achieved and not one.achieved.is_point for one in on_limit):
            text += say(" Desimaler som ikke er trykt, avgjør.", " Decimals that are not printed decide.")
        texts.append(f"{ON_LIMIT}  {text}")
    alone = [f"{lowered(result_name(one, say))} ({say.plain(one.rise.pot)})"
             for one in moving if one.rise and one.rise.pot is not None]  # fmt: skip
    if alone:
        texts.append(
            say(f"Ville vært alene på neste trinn og fått alle poengene: {say.listing(alone)}",
                f"Would be alone on the next step and get all points: {say.listing(alone)}")
        )  # fmt: skip
    if texts:
        yield Notes(tuple(texts))


def full_score(full: Sequence[OnStaircase], say: Voice) -> Iterator[str]:
    """Who has full score and from where that is given: `Full uttelling, 5 deler (fra 80 prosent av måltallet): …`."""
    alike: dict[tuple[Fraction | None, StepLimit | None, bool, Unit | None], list[OnStaircase]] = {}
    for one in full:
        placing = one.placing
        parts = None if placing.beside else placing.parts or Fraction(0)
        unit = None if placing.has_target else placing.unit
        alike.setdefault((parts, one.full_from, placing.has_target, unit), []).append(one)
    for (parts, begins, has_target, _), results in alike.items():
        of_target = say(" prosent av måltallet", " per cent of the target")
        where = ""
        if begins is not None:
            since = say("fra", "from") if begins.included else say("over", "above")
            limit = f"{say.plain(begins.at * 100)}{of_target}"
            if not has_target:
                limit = worded(plain_cell(begins.at, results[0].placing.unit, is_named=True), say.language)
            where = f" ({since} {limit})"
        count = ""
        if parts is not None:
            count = say(f", {say.plain(parts)} {'del' if parts == 1 else 'deler'}",
                        f", {say.plain(parts)} part{'' if parts == 1 else 's'}")  # fmt: skip
        lead = say(f"Full uttelling{count}{where}: ", f"Full score{count}{where}: ")
        units = chain([of_target], repeat(""))
        told = say.listing([_with_result(one, next(units) if _share(one) else "", say) for one in results])
        ending = say(" Høyere måloppnåelse gir ikke flere deler.", " A higher result gives no more parts.")
        yield f"{lead}{told}.{ending if begins is not None else ''}"


def _share(one: OnStaircase) -> Fraction | None:
    """What the result is of its target; nothing where the print alone does not tell the step."""
    placing = one.placing
    if placing.is_decided_by_narrowing or placing.value is None or not placing.target:
        return None
    return placing.value / placing.target


def _with_result(one: OnStaircase, unit: str, say: Voice) -> str:
    """A result with what it is of its target, in whole per cent."""
    name, share = lowered(result_name(one, say)), _share(one)
    return name if share is None else f"{name} ({say.number(share * 100)}{unit})"


def out_of_reach_texts(found: Sequence[OnStaircase], say: Voice) -> Iterator[str]:
    """For each result whose next step begins where it can never come: where that is."""
    for one in found:
        if one.out_of_reach:
            name = say(f" for {lowered(result_name(one, say))}", f" of {lowered(result_name(one, say))}")
            yield out_of_reach_text(name, one.placing, one.out_of_reach, say)


def out_of_reach_text(name: str, placing: Placing, limit: StepLimit, say: Voice) -> str:
    """That a result can never stand on the next step."""
    begins = worded(begins_cell(limit.at, limit.included, placing.unit, say), say.language)
    on = "" if not limit.included else say("på ", "at ")
    return say(f"Neste trinn{name} begynner {on}{begins}, og så mye kan resultatet ikke bli.",
               f"The next step{name} begins {on}{begins}, and the result can never be so much.")  # fmt: skip


def not_told(found: Sequence[UnknownStep], ruleset: Ruleset, say: Voice) -> Iterator[str]:
    """For each reason, the indicators that the table leaves out."""
    reasons: dict[str, list[str]] = {}
    for one in found:
        reasons.setdefault(why_words(ruleset, one, say), []).append(lowered(called(one.indicator, say)))
    for why, names in reasons.items():
        yield say(f"Ikke regnet ut for {say.listing(names)}: {why}.", f"Not computed for {say.listing(names)}: {why}.")


def payers_line(rise: NextStep, payees: Sequence[Member], say: Voice) -> Line:
    """Who pays when a result rises, behind its name."""
    return Line(result_name(rise, say), moved_words(rise, payees, say))


def moved_words(rise: NextStep, payees: Sequence[Member], say: Voice) -> str:
    """Who gets less when a result rises, and who gets more besides, those most concerned first."""
    short = {each.name: called(each, say) for each in payees}
    moved = {name: rise.paid_then[name] - rise.paid[name] for name in rise.paid if name in rise.paid_then}
    others = sorted((amount, short[name]) for name, amount in moved.items() if name != rise.payee)
    paying = [(-amount, name) for amount, name in others if amount < 0]
    gaining = [(amount, name) for amount, name in reversed(others) if amount > 0]
    told = [_named(paying, say)] if paying else []
    if gaining:
        told.append(say(f"Samtidig får {_named(gaining, say)} mer", f"Others gain: {_named(gaining, say)}"))
    return ". ".join(told)


def _named(amounts: Sequence[tuple[Fraction, str]], say: Voice) -> str:
    """`Sør-Øst 3 498 240, Midt-Norge 909 887 og Nord 809 123 kr`; of many the largest, and the others together."""
    shown = amounts if len(amounts) <= MOST_NAMED else amounts[: MOST_NAMED - 1]
    told = list(shown)
    rest = amounts[len(shown) :]
    if rest:
        together = say(f"{len(rest)} andre til sammen", f"{len(rest)} others together")
        told.append((sum((amount for amount, _ in rest), Fraction(0)), together))
    *before, (last, name) = told
    is_behind = say.money("1").startswith("1")
    texts = [f"{one} {say.paid(amount) if is_behind else say.kroner(amount)}" for amount, one in before]
    return say.listing([*texts, f"{name} {say.kroner(last)}"])

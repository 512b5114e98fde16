"""The report of `goal`: which result gives one who is paid so much more, and who pays; or the most there is.

Takes what the question found, gives a document; its data are the contract «rbflang.goal/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbflang.explanation.paid import paid_decimals, paid_unit
from rbflang.intervals import Interval
from rbflang.quantities import Unit
from rbflang.questions.goal import Goal, GoalReached, ResultAsked
from rbflang.questions.opposite_answers import OppositeAnswers, answers_to, enough_of
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Column, Document, Heading, Line, Lines, Notes, Paragraph, Table
from rbflang.reports.explain.on_the_staircase import bound_cell, not_paid_between
from rbflang.reports.foot import foot
from rbflang.reports.goal.answered_otherwise import SO_MUCH, answer_blocks, best_answer
from rbflang.reports.goal.goal_data import goal_data
from rbflang.reports.goal.result_cells import (
    figure_name,
    known_by_bound_text,
    must_be,
    must_count,
    not_given_text,
    told_apart,
    way_cell,
)
from rbflang.reports.side_by_side import FigureRow, under_labels
from rbflang.reports.titles import asked_for, called, in_language, notice, round_title, same_case, spoken, the_round
from rbflang.reports.typed_cells import Cell, FromTo, Phrase, money_of, paid_cell
from rbflang.reports.untried import untried_text
from rbflang.reports.what_if.changed_cells import item_cell
from rbflang.reports.who_pays import who_pays
from rbflang.wording import Voice, counted, decimals_needed, lowered

MOST_BESIDE = 6
SHOWN = 10**6


def goal_report(found: Goal, language: str) -> Document:
    """Where the amount is reached, or why it is not."""
    ruleset = found.computed.checked.ruleset
    say = Voice(language, paid_decimals(found.computed), ruleset.currency)
    answers = answers_to(found)
    return Document(
        _title(found, answers, say),
        tuple(_blocks(found, answers, say)),
        lambda: goal_data(found, answers, say.decimals),
        notice(found.computed, say),
        foot(say, found.computed),
        language,
    )


def _title(found: Goal, answers: OppositeAnswers, say: Voice) -> str:
    """The answer in a sentence."""
    ruleset, whom, wanted = found.computed.checked.ruleset, spoken(found.payee, say), say.kroner(found.wanted)
    where = f"{round_title(found.computed, say)} {say('av', 'of')} {ruleset.title}"
    what = _what(found, say)
    given = say("for ", "for ") if found.is_of_all else say("som kan prøves for ", "that can be tried for ")
    comma = "" if found.is_of_all else say(",", "")
    if not found.results and not answers.tried and found.is_of_all:
        return say(f"Beløpet til {whom} i {where} bygger ikke på noe eget tall for {what}.",
                   f"The amount of {whom} in {the_round(where)} rests on no figure of its own for {what}.")  # fmt: skip
    reached = sorted((one for one in found.results if one.reached), key=lambda one: one.way)
    if not reached and enough_of(found, answers):
        return best_answer(answers, whom, where, ruleset, found.roles, say)
    if not reached:
        return say(f"Ikke noe resultat {given}{what}{comma} gir {whom} {wanted} mer i {where}.",
                   f"No result {given}{what} gives {whom} {wanted} more in {the_round(where)}.")  # fmt: skip
    if len(found.indicators) > 1:
        count = len(reached)
        return say(
            f"{'Ett resultat' if count == 1 else f'{counted(count).capitalize()} resultater'} kan "
            f"{'' if count == 1 else 'hver for seg '}gi {whom} minst {wanted} mer i {where}.",
            f"{count} {'result' if count == 1 else 'results'} can {'' if count == 1 else 'each '}give {whom} at least "
            f"{wanted} more in {the_round(where)}.",
        )
    one = reached[0]
    assert one.reached
    must = worded(must_be(one, one.reached, say), say.language).replace("/", say(" av ", " of "))
    gained = say.kroner(one.reached.gained)
    name = lowered(_name(one, found, say))
    return say(f"{whom} får minst {wanted} mer i {where} når {name} er {must}: {gained} mer.",
               f"{whom} gets at least {wanted} more in {the_round(where)} when {name} is {must}: "
               f"{gained} more.")  # fmt: skip


def _what(found: Goal, say: Voice) -> str:
    """What was asked about: the indicator, or all."""
    if len(found.indicators) == 1:
        return lowered(called(found.indicators[0], say))
    return say("noen indikator", "any indicator")


def _name(one: ResultAsked, found: Goal, say: Voice) -> str:
    beside = [each.item for each in found.results]
    return figure_name(one.item, beside, found.computed.checked.ruleset, found.roles.among, say)


def _blocks(found: Goal, answers: OppositeAnswers, say: Voice) -> Iterator[Block]:
    if not found.results and not answers.tried and found.is_of_all:
        return
    reached = sorted((one for one in found.results if one.reached), key=lambda one: one.way)
    if reached:
        columns = (
            Column("", "left"),
            Column(say("Nå", "Now")),
            Column(say("Må være", "Must be")),
            Column(say("Endring", "Change")),
            Column(say.money_heading),
            Column(say("Det meste", "The most"), drop=1),
        )
        yield Table(columns, tuple(_row(one, one.reached, found, say) for one in reached if one.reached))
        yield Notes(tuple(_notes(reached, say)))
        yield from _payers(reached, found, say)
    yield from _not_reached([one for one in found.results if not one.reached], found, say)
    ruleset, enough = found.computed.checked.ruleset, enough_of(found, answers)
    yield from answer_blocks(enough, answers, found.paid, ruleset, found.roles, SO_MUCH, say)
    if found.untried:
        yield Paragraph(untried_text(len(found.untried), "--indicator" if len(found.indicators) > 1 else "", say))
    for one in found.results:
        if one.gaps:
            name, where = lowered(_name(one, found, say)), not_paid_between(one.gaps, one.item.unit, say)
            yield Paragraph(
                say(f"Utbetalingene kan ikke regnes ut når {name} er {where}.",
                    f"Payouts cannot be computed when {name} is {where}.")
            )  # fmt: skip
    if found.given_in_place:
        names = say.listing([lowered(called(one, say)) for one in found.given_in_place])
        yield Paragraph(
            say(f"Ikke prøvd: resultatene for {names}. Det de skulle ha gitt, er gitt direkte.",
                f"Not tried: the results of {names}. What they would have given is given directly.")
        )  # fmt: skip
    if found.not_given:
        yield Paragraph(not_given_text(found.not_given, found.computed.checked.ruleset, found.roles.among, say))
    if found.known_by_bound:
        yield Paragraph(
            known_by_bound_text(found.known_by_bound, found.computed.checked.ruleset, found.roles.among, say)
        )
    if any(not one.is_certain for one in found.results):
        names = say.listing([lowered(_name(one, found, say)) for one in found.results if not one.is_certain])
        yield Paragraph(
            say(f"For {names} kan ikke alt mellom grensene følges nøyaktig. Et nærmere resultat kan være oversett.",
                f"For {names} not all between the limits can be followed exactly. A nearer result may be missed.")
        )  # fmt: skip
    name, speak = ruleset.argument, in_language(ruleset, say)
    more = f" rbflang next-step {name} {asked_for(found.payee)}{same_case(found.computed)}{speak}"
    yield Paragraph(say("Mer:", "More:") + more, 0, leads_on=True)


def _row(one: ResultAsked, reached: GoalReached, found: Goal, say: Voice) -> tuple[Cell, ...]:
    most = one.most.gained if one.most else None
    return (
        Phrase(_name(one, found, say)),
        item_cell(one.item, say),
        must_be(one, reached, say),
        way_cell(one, reached, say),
        paid_cell(reached.gained, say, True),
        paid_cell(most, say, True),
    )


def _notes(reached: Sequence[ResultAsked], say: Voice) -> Iterator[str]:
    unit = say(" i prosentpoeng", " in percentage points") if all(one.item.unit.is_share for one in reached) else ""
    yield say(
        f"Må være: det nærmeste som gir beløpet når alle andre tall er som nå. Endring: avstanden{unit} fra tallet som "
        "det er trykt.",
        f"Must be: the nearest that gives the amount when all other figures are as now. Change: the distance{unit} "
        "from the figure as printed.",
    )
    scaled = (
        one.reached.value * (100 if one.item.unit.is_share else 1)
        for one in reached
        if one.reached and must_count(one, one.reached) is None
    )
    if any(decimals_needed(value) is None for value in scaled):
        yield say("Tall uten ende er rundet bort fra resultatet nå; de nøyaktige brøkene står i --format json.",
                  "Numbers without an end are rounded away from the result now; --format json has the exact "
                  "fractions.")  # fmt: skip


def _payers(reached: Sequence[ResultAsked], found: Goal, say: Voice) -> Iterator[Block]:
    """What each who is paid gets more or less, where they are few."""
    payees = found.computed.checked.ruleset.sets[found.roles.among].members
    if len(payees) > MOST_BESIDE:
        return
    rows = []
    for one in reached:
        if one.reached:
            then = one.reached.paid_then
            moves = [then[each.name] - found.paid[each.name] if each.name in then else None for each in payees]
            rows.append(FigureRow(_name(one, found, say), moves, say.decimals, True, unit=money_of(say)))
    yield Heading(who_pays(rows, say))
    yield under_labels(payees, rows, say)


def _not_reached(others: Sequence[ResultAsked], found: Goal, say: Voice) -> Iterator[Block]:
    """The most that the other figures can give; those that can give nothing together."""
    shown = paid_unit(found.computed) / 2
    giving = [one for one in others if one.most is None or one.most.gained >= shown]
    if giving:
        yield Heading(say("Resultater som ikke kan gi så mye", "Results that cannot give so much"))
        yield Lines(tuple(Line(_name(one, found, say), _why_not(one, say)) for one in giving))
    idle = [lowered(_name(one, found, say)) for one in others if one not in giving]
    if idle:
        names = say.listing(told_apart(idle, say))
        yield Paragraph(
            say(f"Ikke noe tall gir mer enn nå for {names}.", f"No figure gives more than now for {names}.")
        )


def _why_not(one: ResultAsked, say: Voice) -> str:
    """The most that a figure can give, and where."""
    most = one.most
    if most is None:
        return say("ikke noe tall når beløpet, så langt det kan følges", "no figure reaches the amount, as far as it "
                   "can be followed")  # fmt: skip
    where = _where(most.interval, one.item.unit, say)
    amount = say.kroner(most.gained)
    return say(f"det meste er {amount} mer, {where}", f"the most is {amount} more, {where}")


def _where(interval: Interval, unit: Unit, say: Voice) -> str:
    """For which numbers: `fra 12,0 %`, `ved 80,0 %`, `opp til 5`."""
    low, high = (None if end is None else bound_cell(end, unit) for end in (interval.low, interval.high))
    if low is not None and interval.is_point:
        return say(f"ved {worded(low, 'nb')}", f"at {worded(low, 'en')}")
    if low is None and high is not None:
        return say(f"opp til {worded(high, 'nb')}", f"up to {worded(high, 'en')}")
    if low is None:
        return say("uansett tall", "for any number")
    if high is None:
        return say(f"fra {worded(low, 'nb')}", f"from {worded(low, 'en')}")
    return say(f"fra {worded(FromTo(low, ' til ', high), 'nb')}", f"from {worded(FromTo(low, ' to ', high), 'en')}")

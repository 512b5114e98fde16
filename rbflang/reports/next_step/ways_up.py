"""The report of `next-step`: what the next step of each result gives one who is paid, how far it is, and who pays.

Takes what could change, as the engine computed it again; gives a document whose data are the contract
«rbflang.next_step/1».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.explanation.account import Account, account_of
from rbflang.quantities import NUMBER, PARTS, POINTS
from rbflang.questions.fewest_steps import FewestSteps, fewest_steps
from rbflang.questions.moved_figures import Named
from rbflang.questions.next_step import NextStep, OnStaircase, StepsAhead, steps_ahead
from rbflang.questions.other_limits import OtherLimit, OtherLimits, figures_behind, other_limits, told_by_steps
from rbflang.reports.document import Block, Column, Document, Heading, Lines, Notes, Paragraph, Table
from rbflang.reports.explain.counted_words import MANY, is_told_in_counts, more_in_short
from rbflang.reports.explain.indicator_table import of_each_measure
from rbflang.reports.explain.next_steps import open_step_text, opened_text
from rbflang.reports.explain.on_the_staircase import (
    begins_cell,
    full_score,
    limit_cell,
    moved_words,
    not_told,
    out_of_reach_texts,
    payers_line,
    result_cell,
    result_name,
)
from rbflang.reports.foot import foot
from rbflang.reports.goal.result_cells import not_given_text
from rbflang.reports.next_step.enough_steps import enough_blocks, enough_words
from rbflang.reports.next_step.other_figures import best_of_others, other_blocks, without_steps
from rbflang.reports.next_step.steps_data import steps_data
from rbflang.reports.side_by_side import FigureRow, under_labels
from rbflang.reports.titles import (
    asked_for,
    called,
    in_language,
    notice,
    round_title,
    same_case,
    spoken,
    the_round,
)
from rbflang.reports.typed_cells import DASH, Amount, Cell, FromTo, Marked, Phrase, money_of, paid_cell
from rbflang.ruleset.model import INDICATOR
from rbflang.wording import Voice, decimals_needed, decimals_that_tell, lowered

OPEN = "?"
MOST_BESIDE = 6
MOST_DECIMALS = 4


def next_steps(computed: Computed, payee: str, worth: Fraction | None, language: str) -> Document:
    """What the next steps give a payee; with `worth`, the fewest that are together worth so much."""
    account = account_of(computed, payee)
    say = Voice(language, account.decimals, account.ruleset.currency)
    found = steps_ahead(computed, account)
    rising = sorted((one.rise for one in found.results if one.rise), key=lambda one: -one.gained) if found else []
    enough = fewest_steps(computed, account.roles, rising, worth) if worth is not None and found else None
    others = other_limits(computed, account.roles, payee, told_by_steps(computed, account.roles, payee, found))
    blocks = tuple(_blocks(found, rising, enough, others, worth is not None, account, computed, say))
    title = _title(found, rising, enough, others, account, computed, say)
    data = partial(steps_data, found, enough, others, account, computed)
    return Document(title, blocks, data, notice(computed, say), foot(say, computed), language)


def _title(
    found: StepsAhead | None,
    rising: Sequence[NextStep],
    enough: FewestSteps | None,
    others: OtherLimits,
    account: Account,
    computed: Computed,
    say: Voice,
) -> str:
    """The answer in a sentence, or why there is none."""
    whom, where = spoken(account.payee, say), f"{round_title(computed, say)} {say('av', 'of')} {account.ruleset.title}"
    if found is None:
        return without_steps(others, whom, where, account, say)
    if enough:
        return enough_words(enough, whom, where, say)
    best = rising[0] if rising else None
    if others.most > (best.gained if best else 0):
        return best_of_others(others, whom, where, account, say)
    if (best is None or best.gained <= 0) and (found.unknown or others.not_given):
        return say(f"Ingen neste trinn som kan regnes ut, gir {whom} mer i {where}.",
                   f"No next step that can be computed gives {whom} more in {the_round(where)}.")  # fmt: skip
    if best is None or best.gained <= 0:
        return say(
            f"Ingen neste trinn gir {whom} mer i {where}.", f"No next step gives {whom} more in {the_round(where)}."
        )
    return say(
        f"Det neste trinnet som gir {whom} mest, er {lowered(result_name(best, say))}: {say.kroner(best.gained)} mer i "
        f"{where}.",
        f"The next step that gives {whom} most is {lowered(result_name(best, say))}: {say.kroner(best.gained)} more in "
        f"{the_round(where)}.",
    )


def _blocks(
    found: StepsAhead | None,
    rising: Sequence[NextStep],
    enough: FewestSteps | None,
    others: OtherLimits,
    is_asked: bool,
    account: Account,
    computed: Computed,
    say: Voice,
) -> Iterator[Block]:
    if enough:
        yield from enough_blocks(enough, say)
    elif is_asked:
        yield Paragraph(
            say("Uten trinn er det ingen å velge blant. «rbflang goal» viser hvilket tall som gir så mye.",
                "Without steps there are none to choose among. “rbflang goal” shows which figure gives so much.")
        )  # fmt: skip
    if rising:
        yield Heading(
            say("Neste trinn for hvert resultat, når alle andre resultater er som nå",
                "The next step of each result, when all other results are as now")
        )  # fmt: skip
        yield Table(_columns(rising, account, say), tuple(_row(one, rising, account, say) for one in rising))
        yield Notes(tuple(_notes(rising, account, say)))
    yield from _not_rising(found, others.giving, account, computed, say) if found else ()
    yield from _not_given(found, others, account, say)
    if rising:
        yield Heading(say("Hvem som betaler", "Who pays"))
        yield _payments(rising, account, say)
    yield from other_blocks(others, found is not None, account, say)
    name, speak = account.ruleset.argument, in_language(account.ruleset, say)
    case = f"{asked_for(account.payee)}{same_case(computed)}{speak}"
    yield Paragraph(say("Mer:", "More:") + f" rbflang explain {name} {case}", 0, leads_on=True)


def _not_given(found: StepsAhead | None, others: OtherLimits, account: Account, say: Voice) -> Iterator[Block]:
    """The figures that are not given, but for those of an indicator of which that is said already."""
    told = {one.indicator.name for one in found.unknown} if found else set()
    names = [one for one in others.not_given if one.members(account.ruleset).get(INDICATOR, "") not in told]
    if names:
        yield Paragraph(not_given_text(names, account.ruleset, account.roles.among, say))


def _not_rising(
    found: StepsAhead, others: Sequence[OtherLimit], account: Account, computed: Computed, say: Voice
) -> Iterator[Block]:
    """Who has full score, and what stands in the way of the others."""
    for text in full_score([one for one in found.results if one.placing.is_on_top], say):
        yield Paragraph(text)
    yield from map(Paragraph, out_of_reach_texts(found.results, say))
    giving = {one.result.place for one in others}
    stays = [one for one in found.results if not one.rise and not one.placing.is_on_top and not one.out_of_reach]
    stays = [one for one in stays if giving.isdisjoint(_figures_of(one, account, computed))]
    yield from (Paragraph(text) for text in _stays(stays, say))
    told = {one.result.place[0] for one in others}
    opened = tuple(gate for gate in found.opened if gate.name not in told)
    yield from _not_certain(evolve(found, opened=opened), account, say)


# the table


def _columns(rising: Sequence[NextStep], account: Account, say: Voice) -> tuple[Column, ...]:
    columns = [
        Column("", "left"),
        Column(say("Nå", "Now")),
        Column(say("Trinnet fra", "Step from"), drop=2),
        Column(say("Neste fra", "Next from")),
        Column(say("Mangler", "Missing"), drop=5),
    ]
    if _are_counted(rising):
        columns.append(Column(say("I antall", "In counts"), drop=4))
    columns.append(Column(say("Deler", "Parts"), drop=1))
    if account.roles.has_points:
        columns.append(Column(say("Poeng", "Points"), drop=3))
    return (*columns, Column(say.money_heading))


def _are_shares(rising: Sequence[NextStep]) -> bool:
    return all(one.placing.unit.is_share for one in rising)


def _are_counted(rising: Sequence[NextStep]) -> bool:
    return any(map(is_told_in_counts, rising))


def _row(one: NextStep, rising: Sequence[NextStep], account: Account, say: Voice) -> tuple[Cell, ...]:
    now, payee = result_cell(one), account.payee.name
    parts = (one.before.parts[payee], one.after.parts[payee])
    cells: list[Cell] = [
        Phrase(result_name(one, say)),
        Marked(now, OPEN) if one.placing.is_open else now,
        _begins(one, say),
        limit_cell(one, say),
        _missing(one, _are_shares(rising), say),
    ]
    if _are_counted(rising):
        cells.append(_in_counts(one, say))
    cells.append(FromTo(_parts(parts[0]), "→", _parts(parts[1])))
    if account.roles.has_points:
        cells.append(Amount(one.points_then[payee] - one.points[payee], 0, POINTS, True))
    return (*cells, paid_cell(one.gained, say, True))


def _parts(value: Fraction | None) -> Cell:
    return DASH if value is None else Amount(value, decimals_needed(value) or 0, PARTS)


def _begins(one: NextStep, say: Voice) -> Cell:
    """Where the step begins that the result stands on, in its own unit."""
    on, target = one.placing.stood_on, one.placing.target
    if on is None or on.low is None:
        return DASH
    return begins_cell(on.low * (target if target is not None else 1), on.low_included, one.placing.unit, say)


def _missing(one: NextStep, in_points: bool, say: Voice) -> Cell:
    """What is missing to the limit, from the figure as printed; what it is at most, where 0 or narrowed."""
    placing, scale = one.placing, 100 if one.placing.unit.is_share else 1
    missing = (one.value - placing.value) * scale if placing.value is not None else None
    if missing is not None and missing > 0 and not _is_bounded(one):
        exact = decimals_needed(missing) if _is_exact(one) else None
        decimals = exact if exact and exact <= MOST_DECIMALS else decimals_that_tell(missing, bool)
        return Amount(missing, decimals, NUMBER if in_points else placing.unit, is_named=not in_points)
    if missing == 0 and _is_exact(one):
        return Amount(Fraction(0), 0, NUMBER if in_points else placing.unit, is_named=not in_points)
    low = placing.achieved.low if placing.achieved else None
    if low is None or low >= one.value:
        return DASH
    most = say.plain((one.value - low) * scale)
    return Phrase(say(f"høyst {most}", f"at most {most}"))


def _is_bounded(one: NextStep) -> bool:
    """True where the figure was narrowed from what is printed: the distance then has a greatest value."""
    placing = one.placing
    return bool(placing.row and placing.row.narrowing and placing.achieved and not placing.achieved.is_point)


def _in_counts(one: NextStep, say: Voice) -> Cell:
    """How many more are needed, and of how many."""
    counts = one.placing.counted
    if counts is None:
        shown = more_in_short(one, say)
        return Phrase(shown) if shown else DASH
    missing = counts.needed(one.limit.at, one.limit.included) - counts.numerator
    more, of = say.plain(missing), say.plain(counts.denominator)
    return Phrase(say(f"{more} {'til' if more == '1' else 'flere'} av {of}", f"{more} more of {of}"))


def _notes(rising: Sequence[NextStep], account: Account, say: Voice) -> Iterator[str]:
    if len(account.ruleset.measures) > 1:
        climbed = [(one.before.measure, one.indicator) for one in rising]
        name, are_several = of_each_measure(climbed, say), len({one.name for one, _ in climbed}) > 1
        on = say("trappene" if are_several else "trappen", "staircases" if are_several else "staircase")
        yield say(
            f"Trinnene er de i {on} for {name}. Det andre prestasjonsmål gir for det samme resultatet, er med i "
            f"beløpet.",
            f"The steps are those of the {on} of {name}. What other measures give for the same result is counted.",
        )
    yield _about_missing(rising, say)
    if any(one.placing.is_open for one in rising):
        yield say(
            f"{OPEN}  Tallet kan ligge på begge sider av en grense, så trinnet er ikke sikkert. Det er regnet med "
            "tallet som det er trykt.",
            f"{OPEN}  The figure may lie on either side of a limit, so the step is not certain. It is computed as "
            "printed.",
        )
    alone = [f"{lowered(result_name(one, say))} ({say.plain(one.pot)})" for one in rising if one.pot is not None]
    if alone:
        yield say(
            f"Ville vært alene på neste trinn og fått alle poengene: {say.listing(alone)}",
            f"Would be alone on the next step and get all points: {say.listing(alone)}",
        )
    counted = {one.placing.counted.quantity for one in rising if one.placing.counted} - {None}
    told = (one.placing.what for one in rising if is_told_in_counts(one))
    things = dict.fromkeys(what.over for what in told if what)
    if counted or things:
        titles = [lowered(each.titled.say(say.language)) for each in counted if each]
        names = say.listing([*titles, *(say(*MANY[one]) for one in things)])
        yield say(f"I antall: {names}, med samme nevner.", f"In counts: {names}, over the same denominator.")


def _about_missing(rising: Sequence[NextStep], say: Voice) -> str:
    """What is missing is counted in, and from what."""
    unit = say(" i prosentpoeng", " in percentage points") if _are_shares(rising) else ""
    if not any(_is_rounded(one) for one in rising):
        return say(f"Mangler: avstanden til grensen{unit}.", f"Missing: the distance to the limit{unit}.")
    return say(
        f"Mangler: avstanden til grensen{unit}, fra tallet som det er trykt. Desimaler som ikke er trykt, kan gjøre "
        "den kortere eller lengre.",
        f"Missing: the distance to the limit{unit}, from the figure as printed. Decimals that are not printed can make "
        "it shorter or longer.",
    )


def _is_rounded(one: NextStep) -> bool:
    return one.placing.achieved is not None and not one.placing.achieved.is_point


def _is_exact(one: NextStep) -> bool:
    return one.placing.achieved is not None and one.placing.achieved.is_point


def _figures_of(one: OnStaircase, account: Account, computed: Computed) -> frozenset[Named]:
    """The payee's figures that a result is made of."""
    return figures_behind(computed, account.roles, account.payee.name, [(one.indicator, one.placing)])


def _stays(results: Sequence[OnStaircase], say: Voice) -> Iterator[str]:
    """Results that have neither full score, nor a higher step nor another limit that gives more."""
    names = [lowered(result_name(one, say)) for one in results]
    if names:
        yield say(
            f"Ikke noe høyere trinn som kan regnes ut, gir mer for {say.listing(names)}.",
            f"No higher step that can be computed gives more for {say.listing(names)}.",
        )


def _not_certain(found: StepsAhead, account: Account, say: Voice) -> Iterator[Block]:
    """What stands in the way of a step, and steps of which only where they begin is unknown."""
    for text in not_told([one for one in found.unknown if not one.rise], account.ruleset, say):
        yield Paragraph(text)
    for unknown in found.unknown:
        if unknown.rise and unknown.begins_from is not None:
            text = f"{called(unknown.indicator, say)}: {open_step_text(unknown.rise, unknown.begins_from, say)}"
            paying = moved_words(unknown.rise, account.payments.payees, say)
            yield Paragraph(text + (say(f" Betales av: {paying}.", f" Paid by: {paying}.") if paying else ""))
    for gate in found.opened:
        yield Paragraph(opened_text(account.ruleset, gate, say, f" for {lowered(called(gate.indicator, say))}"))


def _payments(rising: Sequence[NextStep], account: Account, say: Voice) -> Block:
    """What each who is paid gets more or less by each step; where they are many, those it costs most."""
    payees = account.payments.payees
    if len(payees) > MOST_BESIDE:
        return Lines(tuple(payers_line(one, payees, say) for one in rising if one.gained > 0))
    rows = [FigureRow(result_name(one, say), _moves(one, account), say.decimals, True, unit=money_of(say))
            for one in rising]  # fmt: skip
    return under_labels(payees, rows, say)


def _moves(one: NextStep, account: Account) -> list[Fraction | None]:
    names = [each.name for each in account.payments.payees]
    return [one.paid_then[name] - one.paid[name] if name in one.paid_then else None for name in names]

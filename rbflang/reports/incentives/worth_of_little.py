"""The report of `incentives`: where a small improvement is worth much, and where nothing.

Takes incentives of one who is paid or of all, gives a document; its data are the contract «rbflang.incentives/1».
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.explanation.paid import paying_voice
from rbflang.questions.incentives import Ahead, Incentive, Incentives, LeastChange, Turn
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Column, Document, Heading, Notes, Paragraph, Table
from rbflang.reports.explain.on_the_staircase import bound_cell
from rbflang.reports.foot import foot
from rbflang.reports.incentives.findings_told import findings
from rbflang.reports.incentives.incentive_words import (
    distance,
    figure_name,
    limit_words,
    now_cell,
    owner_of,
    per_cell,
    per_heading,
    per_step,
    picture,
    reached_words,
    top_of,
)
from rbflang.reports.incentives.incentives_data import data
from rbflang.reports.titles import called, notice, round_title, spoken, the_round
from rbflang.reports.typed_cells import BLANK, DASH, Cell, Phrase, paid_cell
from rbflang.ruleset.model import Member
from rbflang.wording import Voice, lowered

MOST_ROWS = 12


def worth_of_little(found: Incentives, payee: Member | None, language: str = "nb") -> Document:
    """What the figures of one who is paid, or of all, can move."""
    say = paying_voice(language, found.computed)
    return Document(
        _title(found, payee, say),
        tuple(_blocks(found, payee, say)),
        lambda: data(found, say.decimals),
        notice(found.computed, say),
        foot(say, found.computed),
        language,
    )


def _title(found: Incentives, payee: Member | None, say: Voice) -> str:
    where = f"{round_title(found.computed, say)} {say('av', 'of')} {found.computed.checked.ruleset.title}"
    if not found.found:
        return say(
            f"Ingen tall i {where} kan endres ett og ett.", f"No figure of {the_round(where)} can be changed by itself."
        )
    ahead = _ahead(found)
    if not ahead:
        return say(f"Ingen bedre resultater gir mer i {where}.", f"No better results give more in {the_round(where)}.")
    one, best = ahead[0]
    whom = f"{spoken(owner_of(found, one.payee), say)}, " if payee is None else ""
    name, gained, reached = (
        lowered(figure_name(found, one, say)),
        say.kroner(best.gained),
        reached_words(one, best.turn, say),
    )
    at = say("ved ", "at ") if best.turn.is_limit else ""
    away = f"{gained} {at}{reached}, {distance(one, best.way, say)} {say('unna', 'away')}"
    of = say(" av tallene som er prøvd", " of the figures that were tried") if found.beyond else ""
    return say(f"Lite er verdt mest{of} for {whom}{name} i {where}: {away}.",
               f"A little is worth most{of} for {whom}{name} in {the_round(where)}: {away}.")  # fmt: skip


def _ahead(found: Incentives) -> list[tuple[Incentive, Ahead]]:
    """The figures that can get more by getting better, the one that is worth most per unit on the way first."""
    ahead = [(one, turn) for one in found.found if (turn := one.ahead) and turn.gained > 0]
    return sorted(
        ahead, key=lambda pair: (pair[1].per_unit is not None, -(per_step(pair[1].per_unit, pair[0].unit) or 0))
    )


def _blocks(found: Incentives, payee: Member | None, say: Voice) -> Iterator[Block]:
    if found.found:
        yield from _of_figures(found, payee, say)
    if found.answers:
        yield Heading(say("Hva det motsatte svaret gir", "What the opposite answer gives"))
        yield _answers(found, payee, say)
        yield Paragraph(_about_answers(found, say))
    if found.found:
        yield Heading(say("Funn", "Findings"))
        yield Notes(tuple(findings(found, say)), hanging=2)
        yield Heading(say("Slik er det regnet", "How this is computed"))
        yield Paragraph(_method(found, say))


def _of_figures(found: Incentives, payee: Member | None, say: Voice) -> Iterator[Block]:
    yield from _least(found, say)
    if _ahead(found):
        yield Heading(
            say("Den neste grensen for hvert tall, der lite er verdt mest først",
                "The next limit of each figure, where a little is worth most first")
        )  # fmt: skip
        yield _next(found, payee, say)
    if payee is not None:
        yield Heading(
            say("Hva hvert tall kan flytte, fra det laveste det kan være til over den siste grensen",
                "What each figure can move, from the lowest it can be to above the last limit")
        )  # fmt: skip
        yield _pictures(found, say)
        yield Heading(
            say("Hver grense, og hva det gir å passere den oppover", "Each limit, and what passing it upwards gives")
        )
        yield _limits(found, say)
    else:
        yield Heading(
            say(
                "Det meste hvert tall kan flytte for den som har det",
                "The most that each figure can move for its owner",
            )
        )
        yield _most(found, say)


# tables


def _next(found: Incentives, payee: Member | None, say: Voice) -> Table:
    """The next turn of each figure, the one that is worth most per unit on the way first."""
    ahead = _ahead(found)
    whose = [] if payee else [Column("", "left")]
    columns = (
        Column("", "left"), *whose, Column(say("Nå", "Now")), Column(say("Grense", "Limit")),
        Column(say("Mangler", "Missing"), drop=1), Column(say.money_heading),
        Column(per_heading([one.unit for one, _ in ahead], say)),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for one, best in ahead[: MOST_ROWS if payee is None else None]:
        owner = [] if payee else [Phrase(called(owner_of(found, one.payee), say))]
        way = Phrase(distance(one, best.way, say))
        rows.append(
            (Phrase(figure_name(found, one, say)), *owner, now_cell(found, one),
             Phrase(reached_words(one, best.turn, say)), way, paid_cell(best.gained, say, True),
             per_cell(per_step(best.per_unit, one.unit), say))
        )  # fmt: skip
    return Table(columns, tuple(rows))


def _answers(found: Incentives, payee: Member | None, say: Voice) -> Table:
    """Each yes or no as it is, and what its owner is paid more or less with the other; what gives most stands first."""
    whose = [] if payee else [Column("", "left")]
    columns = Column("", "left"), *whose, Column(say("Nå", "Now")), Column(say.money_heading)
    known = sorted(found.answers, key=lambda one: -(one.gained or Fraction(0)))
    rows: list[tuple[Cell, ...]] = []
    for one in known[: MOST_ROWS if payee is None else None]:
        owner = [] if payee else [Phrase(called(owner_of(found, one.payee), say))]
        now = say("ja", "yes") if one.answer else say("nei", "no")
        rows.append((Phrase(figure_name(found, one, say)), *owner, Phrase(now), paid_cell(one.gained, say, True)))
    return Table(columns, tuple(rows))


def _about_answers(found: Incentives, say: Voice) -> str:
    text = say("Ett svar om gangen er snudd, mens alt annet er som det er.",
               "One answer at a time is turned round, while all else is as it is.")  # fmt: skip
    if any(one.gained is None for one in found.answers):
        text += say(" En strek betyr at utbetalingene ikke kan regnes ut da.",
                    " A dash means that payouts cannot be computed then.")  # fmt: skip
    return text


def _pictures(found: Incentives, say: Voice) -> Table:
    """What the payout is along each figure, drawn; all at one scale."""
    greatest = max((one.most or Fraction(0) for one in found.found), default=Fraction(0))
    columns = (Column("", "left"), Column("", "left"), Column(say("Til", "To")), Column(say.money_heading))
    rows = tuple(
        (Phrase(figure_name(found, one, say)), Phrase(picture(one, top_of(one), greatest)),
         bound_cell(top_of(one), one.unit), _most_cell(one.most, say))
        for one in found.found
    )  # fmt: skip
    return Table(columns, rows)


def _limits(found: Incentives, say: Voice) -> Table:
    columns = (
        Column("", "left"), Column(say("Grense", "Limit")), Column(say.money_heading),
        Column(per_heading([one.unit for one in found.found], say)), Column("", "left"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for one in found.found:
        name, passed = figure_name(found, one, say), [turn for turn in one.turns if turn.is_under(one.response.value)]
        for turn in one.turns:
            mark = say("nå", "now") if passed and turn is passed[-1] else ""
            rows.append((Phrase(name), *_turn(turn, one, say), Phrase(mark) if mark else BLANK))
            name = ""
    return Table(columns, tuple(rows))


def _turn(turn: Turn, one: Incentive, say: Voice) -> tuple[Cell, ...]:
    per = per_step(turn.per_unit, one.unit)
    limit = Phrase(limit_words(turn, one.unit, say))
    return limit, paid_cell(turn.gained, say, True), per_cell(per, say)


def _most(found: Incentives, say: Voice) -> Table:
    """The most that each figure can move for its owner, owners side by side."""
    owners = list(dict.fromkeys(one.payee for one in found.found))
    columns = (Column("", "left"), *(Column(called(owner_of(found, owner), say)) for owner in owners))
    by_name: dict[str, dict[str, Cell]] = {}
    for one in found.found:
        by_name.setdefault(figure_name(found, one, say), {})[one.payee] = _most_cell(one.most, say)
    rows = tuple((Phrase(name), *(amounts.get(owner, DASH) for owner in owners)) for name, amounts in by_name.items())
    return Table(columns, rows)


def _most_cell(most: Fraction | None, say: Voice) -> Cell:
    return Phrase(say("uten ende", "no end")) if most is None else paid_cell(most, say)


# the least change


def _least(found: Incentives, say: Voice) -> Iterator[Block]:
    if found.worth is None:
        return
    amount = say.kroner(found.worth)
    yield Heading(say(f"Den minste endringen av ett tall som flytter minst {amount}",
                      f"The least change of one figure that moves at least {amount}"))  # fmt: skip
    texts = [_changed(found, one, say) for changes in found.least.values() for one in changes]
    without = [owner_of(found, payee) for payee, changes in found.least.items() if not changes]
    if without:
        names = say.listing([spoken(one, say) for one in without])
        texts.append(say(f"Ingen endring av ett tall flytter så mye for {names}.",
                         f"No change of one figure moves so much for {names}."))  # fmt: skip
    yield Notes(tuple(texts), hanging=2)


def _changed(found: Incentives, change: LeastChange, say: Voice) -> str:
    one = change.incentive
    now, limit = worded(now_cell(found, one), say.language), worded(bound_cell(change.to, one.unit), say.language)
    beside = (say("over ", "above ") if change.is_up else say("under ", "below ")) if change.is_beside else ""
    way = distance(one, change.way, say)
    more = say("mer" if change.gained > 0 else "mindre", "more" if change.gained > 0 else "less")
    return say(
        f"{spoken(owner_of(found, one.payee), say)}: {figure_name(found, one, say)} fra {now} til {beside}{limit} "
        f"({way}) gir {say.kroner(abs(change.gained))} {more}.",
        f"{spoken(owner_of(found, one.payee), say)}: {figure_name(found, one, say)} from {now} to {beside}{limit} "
        f"({way}) gives {say.kroner(abs(change.gained))} {more}.",
    )


def _method(found: Incentives, say: Voice) -> str:
    """How amounts are computed; those by the way under the name of their column."""
    per = per_heading([one.unit for one in found.found], say)
    text = say(
        "Ett tall om gangen går gjennom alt det kan være, mens alle andre tall er som de er. Grensene er funnet i "
        "reglene: trinn, ramper, krav, plasseringer og det minste eller største av flere. Beløpet ved hver grense er "
        f"regnet ut med tallet der, av utbetalingene før de avrundes. {per} er beløpet delt på veien: i den "
        "første tabellen fra tallet nå til grensen, ellers fra grensen under. Beløpene kan ikke legges sammen, for "
        "hver endring virker på de andre.",
        "One figure at a time goes through all it can be, while all others are as they are. The limits are found in "
        "the rules: steps, ramps, requirements, ranks, and the least or greatest of several. The amount at each limit "
        f"is computed with the figure there, of the payouts before they are rounded. {per} is the "
        "amount divided by the way: in the first table from the figure as it is to the limit, else from the limit "
        "below. Amounts do not add up, for each change works on the others.",
    )
    if any(one.is_from_zero for one in found.found):
        text += say(" Beløp som ikke er oppgitt under 0 for noen, er fulgt fra 0 og oppover.",
                    " Amounts that are given below 0 for nobody are followed from 0 up.")  # fmt: skip
    return text

"""Other figures than those on the staircase that could give more: a rank, a requirement, a line, another measure's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.account import Account
from rbflang.explanation.paid import as_data
from rbflang.questions.other_limits import OtherLimit, OtherLimits
from rbflang.reports.cell_words import worded
from rbflang.reports.document import Block, Column, Heading, Line, Lines, Paragraph, Table
from rbflang.reports.goal.answered_otherwise import MORE, answer_blocks, best_answer
from rbflang.reports.goal.result_cells import figure_name, must_be, way_cell
from rbflang.reports.side_by_side import FigureRow, under_labels
from rbflang.reports.titles import the_round
from rbflang.reports.typed_cells import Phrase, money_of, paid_cell
from rbflang.reports.what_if.changed_cells import item_cell
from rbflang.reports.who_pays import who_pays
from rbflang.wording import Voice, lowered

MOST_BESIDE = 6


def without_steps(others: OtherLimits, whom: str, where: str, account: Account, say: Voice) -> str:
    """The answer in a sentence where results climb no staircase."""
    title = account.ruleset.title
    given = say(" som er oppgitt,", " that is given") if others.not_given else ""
    if not others.giving and not others.answers.giving:
        return say(
            f"{title} har ingen trapp som resultatene går i, og ikke noe eget tall{given} gir {whom} mer i {where}.",
            f"{title} has no staircase that results climb, and no figure of its own{given} gives {whom} more in the "
            f"{where}.",
        )
    best = best_of_others(others, whom, where, account, say)
    if account.ruleset.staircases:
        return say(f"{title} har ingen trapp som resultatene går i. {best}",
                   f"{title} has no staircase that results climb. {best}")  # fmt: skip
    return say(f"{title} har ingen trapp. {best}", f"{title} has no staircase. {best}")


def best_of_others(others: OtherLimits, whom: str, where: str, account: Account, say: Voice) -> str:
    """The figure that gives most, at its next limit or by a unit, or the answer that does, in a sentence."""
    found, answers = others.giving, others.answers
    if answers.giving and (not found or answers.giving[0].gained > found[0].gained):
        return best_answer(answers, whom, where, account.ruleset, account.roles, say)
    best = found[0]
    name, gained = _name(best, found, account, say), say.kroner(best.gained)
    if best.by_a_unit:
        return say(f"{name} gir {whom} mest for hver enhet: {gained} mer i {where}.",
                   f"{name} gives {whom} most for each unit: {gained} more in "
               f"{the_round(where)}.")  # fmt: skip
    return say(f"Den neste grensen som gir {whom} mest, er {lowered(name)}: {gained} mer i {where}.",
               f"The next limit that gives {whom} most is {lowered(name)}: {gained} more in "
               f"{the_round(where)}.")  # fmt: skip


def other_blocks(others: OtherLimits, has_steps: bool, account: Account, say: Voice) -> Iterator[Block]:
    """Where each gives more, and who pays; and what a unit gives where there is no limit."""
    found = others.giving
    limits = [one for one in found if not one.by_a_unit and one.result.reached]
    gradual = [one for one in found if one.by_a_unit]
    if limits:
        heading = say("Andre tall som kan gi mer", "Other figures that can give more")
        alone = say("Tall som kan gi mer, når alle andre tall er som nå",
                    "Figures that can give more, when all other figures are as now")  # fmt: skip
        yield Heading(heading if has_steps else alone)
        heads = (say("Nå", "Now"), say("Neste grense", "Next limit"), say("Endring", "Change"), say.money_heading)
        rows = tuple(
            (Phrase(_name(one, found, account, say)), item_cell(one.result.item, say),
             must_be(one.result, one.result.reached, say), way_cell(one.result, one.result.reached, say),
             paid_cell(one.gained, say, True))
            for one in limits if one.result.reached
        )  # fmt: skip
        yield Table((Column("", "left"), *map(Column, heads)), rows)
        yield from _payers(limits, found, account, say)
    if gradual:
        yield Heading(say("Tall som gir mer for hver enhet", "Figures that give more for each unit"))
        yield Lines(tuple(Line(_name(one, found, account, say), _by_a_unit(one, say)) for one in gradual))
    paid = {one.name: each.number for one, each in zip(account.payments.payees, account.payments.paid, strict=True)}
    yield from answer_blocks(others.answers.giving, others.answers, paid, account.ruleset, account.roles, MORE, say)
    if others.not_tried:
        count = say.number(Fraction(others.not_tried))
        yield Paragraph(
            say(f"{count} tall er ikke prøvd, for de er for mange. «rbflang goal» prøver dem for én indikator.",
                f"{count} figures were not tried, for they are too many. “rbflang goal” tries those of one indicator.")
        )  # fmt: skip


def _name(one: OtherLimit, found: Sequence[OtherLimit], account: Account, say: Voice) -> str:
    beside, has_steps = [each.result.item for each in found], bool(account.indicators.measures)
    return figure_name(one.result.item, beside, account.ruleset, account.roles.among, say, has_steps)


def _payers(limits: Sequence[OtherLimit], found: Sequence[OtherLimit], account: Account, say: Voice) -> Iterator[Block]:
    payees = account.payments.payees
    if len(payees) > MOST_BESIDE:
        return
    now = {one.name: paid.number for one, paid in zip(payees, account.payments.paid, strict=True)}
    rows = []
    for one in limits:
        if one.result.reached:
            then = one.result.reached.paid_then
            moves = [then[each.name] - now[each.name] if each.name in then else None for each in payees]
            rows.append(FigureRow(_name(one, found, account, say), moves, say.decimals, True, unit=money_of(say)))
    yield Heading(who_pays(rows, say))
    yield under_labels(payees, rows, say)


def _by_a_unit(one: OtherLimit, say: Voice) -> str:
    """`10 %: ett prosentpoeng mer gir 12 345 kr mer`."""
    assert one.by_a_unit
    step, gained = one.by_a_unit
    is_share = one.result.item.unit.is_share
    unit = say("ett prosentpoeng" if is_share else "én", "a percentage point" if is_share else "one")
    way = say("mer" if step > 0 else "mindre", "more" if step > 0 else "less")
    now, amount = worded(item_cell(one.result.item, say), say.language), say.kroner(gained)
    return say(f"{now}: {unit} {way} gir {amount} mer", f"{now}: {unit} {way} gives {amount} more")


def other_data(found: Sequence[OtherLimit], account: Account, computed: Computed) -> list[dict[str, Any]]:
    """The same as data."""
    return [_data(one, account, computed) for one in found]


def _data(one: OtherLimit, account: Account, computed: Computed) -> dict[str, Any]:
    item, reached = one.result.item, one.result.reached
    return {
        "address": address_of(item.quantity, computed.checked, one.result.place[1]),
        "now": None if item.exact is None or item.is_hidden else str(item.exact),
        "value": str(reached.value) if reached and not one.by_a_unit else None,
        "included": reached.included if reached and not one.by_a_unit else None,
        "above": reached.is_above if reached and not one.by_a_unit else None,
        "by": str(one.by_a_unit[0]) if one.by_a_unit else None,
        "change": as_data(one.gained, account.decimals),
    }

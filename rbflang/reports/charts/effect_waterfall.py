"""From the key alone to the payout of one who is paid, an indicator at a time, as a chart.

Takes an account of the allocation; gives a block, or nothing where the rules do not tell what each indicator does.
What rounding leaves is a step of its own, so that the steps shown add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rbflang.explanation.allocation_account import AllocationAccount
from rbflang.explanation.ledger import rounding
from rbflang.reports.charts.pictures import Waterfall
from rbflang.reports.charts.round_money import in_round
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.titles import called, spoken, title
from rbflang.reports.typed_cells import Phrase, kroner_cell, paid_cell
from rbflang.ruleset.model import Member
from rbflang.wording import Voice, lowered

MOST_STEPS = 20


def effect_waterfall(account: AllocationAccount, payee: Member, say: Voice) -> Chart | None:
    """What each indicator moved for one who is paid, between the key alone and the payout."""
    at = next(at for at, one in enumerate(account.payments.payees) if one.name == payee.name)
    found = account.difference
    if found is None or not account.by_key or any(items[at].exact is None for _, items in found.rows):
        return None
    alone, paid = say.as_paid(account.by_key[at].number), account.payments.paid[at].number
    effects = [(called(indicator, say), say.as_paid(items[at].number)) for indicator, items in found.rows]
    rest = rounding(paid - alone, [amount for _, amount in effects])
    steps = [*effects, *([(say("Avrunding", "Rounding"), rest)] if rest else [])]
    names = title(account.by_key[at].quantity, say), title(account.payments.paid[at].quantity, say)
    table = Table(
        (Column("", "left"), Column(say.money_heading)),
        (
            (Phrase(names[0]), paid_cell(alone, say)),
            *((Phrase(label), paid_cell(amount, say, True)) for label, amount in steps),
            (Phrase(names[1]), paid_cell(paid, say)),
        ),
        1,
    )
    picture = Waterfall(
        (names[0], kroner_cell(alone, say)),
        tuple((label, kroner_cell(amount, say, True)) for label, amount in _folded(steps, say)),
        (names[1], kroner_cell(paid, say)),
    )
    note = say(
        f"Null er «{names[0]}». Hvert trinn begynner der det forrige slutter.",
        f"Zero is “{names[0]}”. Each step begins where the one before ends.",
    )
    return Chart(effect_sentence(payee, effects, say), picture, table, note)


def _folded(steps: Sequence[tuple[str, Fraction]], say: Voice) -> Sequence[tuple[str, Fraction]]:
    """The steps that move most, in their order; of very many the others together in one."""
    if len(steps) <= MOST_STEPS:
        return steps
    by_size = sorted(range(len(steps)), key=lambda at: -abs(steps[at][1]))
    kept, others = sorted(by_size[: MOST_STEPS - 1]), by_size[MOST_STEPS - 1 :]
    count = say.number(Fraction(len(others)))
    rest = sum((steps[at][1] for at in others), Fraction(0))
    return [*(steps[at] for at in kept), (say(f"{count} andre til sammen", f"{count} others together"), rest)]


def effect_sentence(payee: Member, effects: Sequence[tuple[str, Fraction]], say: Voice) -> str:
    """Which indicator moved most up, and which most down."""
    name, up, down = spoken(payee, say), max(effects, key=_amount), min(effects, key=_amount)
    raised, lowers = in_round(up[1], say), in_round(down[1], say)
    if up[1] > 0 > down[1] and -down[1] > up[1]:
        return say(
            f"{down[0]} trekker {name} ned med {lowers}, og {lowered(up[0])} trekker opp med {raised}.",
            f"{name} loses {lowers} on {lowered(down[0])}, and gains {raised} on {lowered(up[0])}.",
        )
    if up[1] > 0 > down[1]:
        return say(
            f"{up[0]} trekker {name} opp med {raised}, og {lowered(down[0])} trekker ned med {lowers}.",
            f"{name} gains {raised} on {lowered(up[0])}, and loses {lowers} on {lowered(down[0])}.",
        )
    if up[1] > 0:
        return say(
            f"{up[0]} trekker {name} opp med {raised}. Ingen indikator trekker ned.",
            f"{name} gains {raised} on {lowered(up[0])}, and loses on no indicator.",
        )
    if down[1] < 0:
        return say(
            f"{down[0]} trekker {name} ned med {lowers}. Ingen indikator trekker opp.",
            f"{name} loses {lowers} on {lowered(down[0])}, and gains on no indicator.",
        )
    return say(f"Ingen indikator flytter beløpet til {name}.", f"No indicator moves the amount of {name}.")


def _amount(effect: tuple[str, Fraction]) -> Fraction:
    return effect[1]

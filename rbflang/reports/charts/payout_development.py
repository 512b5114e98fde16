"""The payouts beside the earlier ones that the rules compare them with, as a development.

Takes an account of the allocation; gives a block, or nothing where the data have no earlier payouts.
"""

from __future__ import annotations

from fractions import Fraction

from rbflang.explanation.allocation_account import AllocationAccount
from rbflang.explanation.compared_amounts import ComparedPayouts
from rbflang.explanation.item import Item
from rbflang.reports.allocate.against import noted_of_earlier
from rbflang.reports.charts.pictures import Development
from rbflang.reports.charts.round_money import MILLION, more_or_less
from rbflang.reports.charts.who_has import who_has, with_others
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import DASH, Amount, Cell, Phrase, money_of
from rbflang.wording import Voice

MOST_LINES = 20


def payout_development(account: AllocationAccount, now: str, say: Voice, is_synthetic: bool = False) -> Chart | None:
    """What each was paid before and is paid now, whose round is called `now`; with what the rules note of that."""
    earlier = [one for one in account.compared if all(item.row is not None for item in one.base)]
    payees = account.payments.payees
    if not earlier or len(payees) > MOST_LINES:
        return None
    by = MILLION if any(one.is_in_millions for one in earlier) else 1
    times = (*(title(one.base[0].quantity, say) for one in earlier), now)
    rounds = (*(one.base for one in earlier), account.payments.paid)
    lines = [
        (called(payee, say), tuple(_amount(items[at], by, say) for items in rounds)) for at, payee in enumerate(payees)
    ]
    table = Table(
        (Column("", "left"), *map(Column, times)),
        tuple((Phrase(label), *cells) for label, cells in lines),
    )
    measure = say.millions if by == MILLION else say.in_many
    note = say(f"Alle linjer begynner på null og har samme målestokk. Beløpene er i {measure}.",
               f"All lines begin at zero and have one scale. Amounts are in {measure}.")  # fmt: skip
    noted = () if is_synthetic else noted_of_earlier(account, earlier[-1:], say)
    told = " ".join((note, *noted))
    return Chart(_sentence(account, earlier[-1], say), Development(times, tuple(lines)), table, told)


def _amount(item: Item, by: int, say: Voice) -> Cell:
    """An amount, in millions with a decimal where some are printed so."""
    if item.exact is None:
        return DASH
    return Amount(item.exact / by, 1) if by == MILLION else Amount(item.exact, say.decimals, money_of(say))


def _sentence(account: AllocationAccount, since: ComparedPayouts, say: Voice) -> str:
    """Who gets most more, and who most less, than in the last round before."""
    apart = [(payee, item.number) for payee, item in zip(account.payments.payees, since.apart, strict=True)]
    before = say.quoted(title(since.base[0].quantity, say))
    most, least = max(amount for _, amount in apart), min(amount for _, amount in apart)
    told = [(*who_has(apart, end, say), _moved(end, since, say)) for end, is_told in
            ((most, most > 0), (least, least < 0)) if is_told]  # fmt: skip
    if not told:
        return say(f"Alle får det samme som i {before}.", f"All get the same as in {before}.")
    (names, gets, amount), *last = told
    first = say(f"{names} får {amount} enn i {before}", f"{names} {gets} {amount} than in {before}")
    return with_others(first, last, say)


def _moved(amount: Fraction, since: ComparedPayouts, say: Voice) -> str:
    """An amount and its direction; in millions alone where what it is compared with is printed so."""
    if not since.is_in_millions:
        return more_or_less(amount, say)
    more = say("mer", "more") if amount > 0 else say("mindre", "less")
    return f"{say.number(abs(amount) / MILLION, 1)} {say.millions} {more}"

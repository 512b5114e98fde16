"""Who gets what as a chart: against the key alone where the rules have that, else the amounts themselves.

Takes an account of the allocation and between which ends each amount may lie; gives a block. The sentence above it is
made of the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from rbflang.explanation.allocation_account import AllocationAccount
from rbflang.graph.domain import Key
from rbflang.reports.charts.pictures import Bar, Bars
from rbflang.reports.charts.round_money import in_round, more_or_less
from rbflang.reports.charts.who_has import Amounts, who_has, with_others
from rbflang.reports.document import Chart, Column, Table
from rbflang.reports.titles import called, title
from rbflang.reports.typed_cells import Phrase, kroner_cell, paid_cell
from rbflang.ruleset.model import Member
from rbflang.wording import Voice

Ends = Mapping[Key, tuple[Fraction, Fraction]]
MOST_BARS = 60
"""So many bars are drawn: of more, the greatest and the least."""


def payment_bars(account: AllocationAccount, ends: Ends, say: Voice, asked: Member | None = None) -> Chart:
    """Who gets what: the difference from the key alone, or the amounts; of the one who is asked for first."""
    return _against_key(account, ends, say, asked) if account.by_key else _paid(account, ends, say)


def _against_key(account: AllocationAccount, ends: Ends, say: Voice, asked: Member | None) -> Chart:
    payments = account.payments
    names = title(payments.paid[0].quantity, say), title(account.by_key[0].quantity, say)
    bars, rows, apart = [], [], []
    for payee, item, by_key in zip(payments.payees, payments.paid, account.by_key, strict=True):
        alone, span = say.as_paid(by_key.number), ends.get(item.key)
        difference = item.number - alone
        detail = say(f"{say.kroner(item.number)} mot {say.kroner(alone)}",
                     f"{say.kroner(item.number)} against {say.kroner(alone)}")  # fmt: skip
        details = (detail, *((_may_be(span, say),) if span else ()))
        within = (span[0] - alone, span[1] - alone) if span else None
        apart.append((payee, difference))
        bars.append(Bar(called(payee, say), kroner_cell(difference, say, True), details, within))
        cells = paid_cell(alone, say), paid_cell(item.number, say), paid_cell(difference, say, True)
        rows.append((Phrase(called(payee, say)), *cells))
    note = say(
        f"Stolpene går fra null, som er «{names[1]}». Under hver står «{names[0]}» mot det.",
        f"The bars begin at zero, which is “{names[1]}”. Below each stands “{names[0]}” against that.",
    )
    columns = (Column("", "left"), Column(names[1]), Column(names[0]), Column(say("Forskjell", "Difference")))
    shown, left_out = _in_order(bars, [one for _, one in apart], say)
    return Chart(key_sentence(apart, say, asked), Bars(shown), Table(columns, tuple(rows)), f"{note}{left_out}")


def _paid(account: AllocationAccount, ends: Ends, say: Voice) -> Chart:
    payees, paid = account.payments.payees, account.payments.paid
    bars, rows = [], []
    for payee, item in zip(payees, paid, strict=True):
        span = ends.get(item.key)
        details = (_may_be(span, say),) if span else ()
        bars.append(Bar(called(payee, say), kroner_cell(item.number, say), details, span))
        rows.append((Phrase(called(payee, say)), paid_cell(item.number, say)))
    amounts = [(payee, one.number) for payee, one in zip(payees, paid, strict=True)]
    columns = (Column("", "left"), Column(title(paid[0].quantity, say)))
    shown, left_out = _in_order(bars, [one for _, one in amounts], say)
    return Chart(paid_sentence(amounts, say), Bars(shown), Table(columns, tuple(rows)), left_out.strip())


def _may_be(span: tuple[Fraction, Fraction], say: Voice) -> str:
    low, high = say.first_of_two(span[0]), say.kroner(span[1])
    return say(f"Kan være {low} til {high}", f"May be {low} to {high}")


def _in_order(bars: Sequence[Bar], values: Sequence[Fraction], say: Voice) -> tuple[tuple[Bar, ...], str]:
    """The bars from the greatest to the least, and how many are left out where they are too many."""
    shown = [bars[at] for at in sorted(range(len(bars)), key=lambda at: -values[at])]
    left, half = say.number(Fraction(len(shown) - MOST_BARS)), MOST_BARS // 2
    if len(shown) <= MOST_BARS:
        return tuple(shown), ""
    told = say(f" De {left} mellom dem står bare i tabellen.", f" The {left} between them are in the table alone.")
    return (*shown[:half], *shown[-half:]), told


def key_sentence(apart: Amounts, say: Voice, asked: Member | None = None) -> str:
    """What the one who is asked for gets against the key alone, and who gets most more, and who most less."""
    most, least = max(amount for _, amount in apart), min(amount for _, amount in apart)
    if not most and not least:
        return say("Alle får det samme som etter nøkkelen alene.", "All get the same as by the key alone.")
    own = [(payee, amount) for payee, amount in apart if amount and asked and payee.name == asked.name]
    told = [(*who_has(own, amount, say), more_or_less(amount, say)) for _, amount in own]
    ends = [end for end, is_told in ((most, most > 0), (least, least < 0)) if is_told]
    told += [(*who_has(apart, end, say), more_or_less(end, say)) for end in ends if end not in dict(own).values()]
    (names, gets, amount), *last = told
    first = say(f"{names} får {amount} enn etter nøkkelen alene", f"{names} {gets} {amount} than by the key alone")
    return with_others(first, last, say)


def paid_sentence(amounts: Amounts, say: Voice) -> str:
    """Who gets most and who least."""
    most, least = max(amount for _, amount in amounts), min(amount for _, amount in amounts)
    (top, gets), (bottom, get) = who_has(amounts, most, say), who_has(amounts, least, say)
    if most == least:
        each = say(" hver", " each") if len(amounts) > 1 else ""
        return say(f"{top} får {say.kroner(most)}{each}.", f"{top} {gets} {say.kroner(most)}{each}.")
    return say(
        f"{top} får mest, {in_round(most, say)}, og {bottom} får minst, {in_round(least, say)}.",
        f"{top} {gets} the most, {in_round(most, say)}, and {bottom} {get} the least, {in_round(least, say)}.",
    )

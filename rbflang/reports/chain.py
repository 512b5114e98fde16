"""From points to kroner in words: each line of the way, where the common factors come from, who got what was left.

Takes the way as an account has it; gives ledgers and notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rbflang.explanation.account import Account
from rbflang.explanation.item import Item
from rbflang.explanation.ledger import digits_of_a_rate
from rbflang.explanation.payout_chain import ChainFactor, ChainLine, FactorOrigin, PayoutChain
from rbflang.explanation.roles import Roles
from rbflang.explanation.workings import Working
from rbflang.reports.cell_words import in_unit
from rbflang.reports.document import Block, Ledger, LedgerLine, Paragraph
from rbflang.reports.left_over import rounding_note
from rbflang.reports.titles import called, definite, spoken, title
from rbflang.reports.worked_lines import limit_note, worked_entry
from rbflang.syntax.tree import Rounding
from rbflang.wording import Voice, counted


def entry(line: ChainLine, say: Voice, with_place: bool = False) -> LedgerLine:
    """A line of the ledger: what it is, the operation, the result, where it comes from."""
    is_kroner = line.item.unit.is_money
    number = say.number(line.result.exact, line.result.decimals)
    result, name = (say.money(number), say.money_heading) if is_kroner else (number, title(line.item.quantity, say))
    operation = " ".join(_times(one, say) for one in line.factors)
    return LedgerLine(
        name, operation, f"= {result}", line.source.place if with_place else "", say.cited(line.source.source)
    )


def _times(factor: ChainFactor, say: Voice) -> str:
    sign, unit = "/" if factor.step.divides else "×", factor.item.unit
    figure = say.number(factor.shown.exact, factor.shown.decimals)
    shown = in_unit(figure, unit, say.language) if unit.counts_money else figure
    return f"{sign} {definite(factor.item.quantity, say)} {shown}"


def chain_heading(roles: Roles, say: Voice) -> str:
    """What the way to the payout is called: a ruleset may pay without points."""
    if roles.has_points:
        return say(f"Fra poeng til {say.in_many}", f"From points to {say.in_many}")
    return say("Slik blir beløpet til", "How the amount comes about")


def chain_ledger(account: Account, say: Voice) -> Ledger:
    """All points of a region turned into its payout; where that is no chain of factors, formula by formula."""
    roles, lines = account.roles, account.chain.lines
    entries = [worked_entry(line, say) for line in account.chain.workings if not _is_only_rounded(line, roles)]
    entries += [entry(line, say) for line in lines if roles.follows_points]
    if roles.payout.rounding:
        entries.append(_payout_entry(account.paid, say))
    return Ledger(tuple(entries))


def _is_only_rounded(line: Working, roles: Roles) -> bool:
    """True for a payout that is another amount, rounded: how it is rounded is a line of its own."""
    return line.term.step == "named" and line.item.quantity is roles.payout and bool(roles.payout.rounding)


def _payout_entry(paid: Item, say: Voice) -> LedgerLine:
    rounding = paid.quantity.rounding
    assert rounding is not None
    amount = say.kroner(paid.number)
    status = rounding.citation.entries[-1].status if rounding.citation else "documented"
    words = {
        "derived": say("utledet", "derived"),
        "interpreted": say("tolket", "interpreted"),
        "assumed": say("antatt", "assumed"),
    }.get(status, "")
    largest = rounding.mode == "largest_remainder"
    rule = say("største rest", "largest remainder") if largest else say("avrunding", "rounding")
    return LedgerLine(
        say("Utbetaling", "Payout"), _how(rounding, say), f"= {amount}", "", f"{words}: {rule}" if words else rule
    )


def _how(rounding: Rounding, say: Voice) -> str:
    """What a payout is rounded to."""
    if rounding.to == "nearest":
        unit = say.kroner(rounding.unit)
        return say(f"til nærmeste {unit}", f"to the nearest {unit}")
    decimals = "én desimal" if say.decimals == 1 else f"{counted(say.decimals)} desimaler"
    english = f"{say.decimals} decimal{'' if say.decimals == 1 else 's'}"
    whole = say(f"i hele {say.in_many}", f"in whole {say.in_many}")
    return say(f"med {decimals}", f"with {english}") if say.decimals else whole


# what stands behind the factors


def factor_notes(account: Account, say: Voice) -> Iterator[Block]:
    """Where the common factors come from, what a point is worth, and who got the kroner left over."""
    chain = account.chain
    sentences = [limit_note(one, say) for one in chain.limited]
    sentences += [_factor_note(one, account, say) for one in chain.factors]
    if chain.worth_of_a_point is not None:
        worth, who = _worth_of_a_point(chain, say), spoken(account.payee, say)
        sentences.append(
            say(f"Ett poeng er dermed verdt {worth} for {who}.", f"One point is thus worth {worth} to {who}.")
        )
    if sentences:
        yield Paragraph(" ".join(sentences))
    for link in account.roles.chain:
        if link.quantity.explanation:
            yield Paragraph(link.quantity.explanation)
    for left in chain.leftovers:
        if note := rounding_note(left, account.payee, len(account.roles.written) > 1, say):
            yield Paragraph(note)


def _worth_of_a_point(chain: PayoutChain, say: Voice) -> str:
    """What a point is worth, with so many digits that all points times it give the kroner of the last line."""
    worth, decimals = chain.worth_of_a_point or Fraction(0), say.currency.decimals
    if chain.lines:
        decimals = digits_of_a_rate(worth, chain.lines[0].result, chain.lines[-1].result, decimals)
    return say.kroner(worth, decimals)


def _factor_note(one: FactorOrigin, account: Account, say: Voice) -> str:
    name = definite(one.factor, say)
    lead = f"{name[:1].upper()}{name[1:]} {say('er', 'is')} {_amount(one.over, say)} / "
    if not one.parts:
        return f"{lead}{say.plain(one.total.exact)}."
    terms = " + ".join(
        f"{called(member, say)} {say.number(figure.exact, figure.decimals)}"
        for member, (_, figure) in zip(account.payments.payees, one.parts, strict=True)
    )
    summed, of = definite(one.parts[0][0].quantity, say), say("summen av", "the sum of")
    return f"{lead}{say.number(one.total.exact, one.total.decimals)}, {of} {summed}: {terms}."


def _amount(item: Item, say: Voice) -> str:
    return say.money(say.plain(item.number)) if item.unit.is_money else say.plain(item.number)

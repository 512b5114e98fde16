"""From points to kroner: each line of the way, with digits that a pocket calculator repeats.

Takes the cells of a valuation and the parts its quantities play; gives the lines, for all points of a region or for
one indicator's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

from attrs import frozen

from rbflang.explanation.cells import Cells, lowered
from rbflang.explanation.ledger import MOST_EXTRA, Shown, product, result_of, shown
from rbflang.explanation.paid import paid_decimals
from rbflang.explanation.roles import ChainStep, Roles, unit_of
from rbflang.quantities import KRONE_DECIMALS, KRONER, Unit
from rbflang.reports.document import Block, Ledger, LedgerLine, Paragraph
from rbflang.reports.left_over import before_rounding, rounding_note
from rbflang.ruleset.model import Quantity
from rbflang.syntax.expressions import Aggregate, Arithmetic, Name
from rbflang.wording import Voice, counted

POINT_DECIMALS, FACTOR_DECIMALS = 6, 9


@frozen(eq=False, repr=False)
class ChainLine:
    """A line: the quantity, the factors it came about by, and the result, as they are shown."""

    quantity: Quantity
    factors: tuple[tuple[ChainStep, Shown], ...]
    result: Shown


def chain_lines(cells: Cells, roles: Roles, members: Mapping[str, str], points: Fraction) -> list[ChainLine]:
    """The lines from these points to kroner: each result is what the digits of the lines above give.

    Where points do not become kroner by factors alone, the points are the only line.
    Points and factors are shown with more digits than usual only where a result would not follow otherwise.
    """
    if not roles.is_chain:
        return [ChainLine(roles.total, (), shown(points, POINT_DECIMALS))]
    for extra in range(MOST_EXTRA):
        lines = _lines_with(cells, roles, members, points, extra)
        if lines:
            return lines
    raise AssertionError("no number of digits makes the lines follow from each other")


def lines_from_points(cells: Cells, roles: Roles, members: Mapping[str, str], points: Fraction) -> list[ChainLine]:
    """The lines from the points of an indicator to kroner; its points alone where they cannot be followed."""
    if roles.follows_points:
        return chain_lines(cells, roles, members, points)
    return [ChainLine(roles.total, (), shown(points, POINT_DECIMALS))]


def _lines_with(
    cells: Cells, roles: Roles, members: Mapping[str, str], points: Fraction, extra: int
) -> list[ChainLine] | None:
    lines = [ChainLine(roles.total, (), shown(points, POINT_DECIMALS + extra))]
    paid = paid_decimals(cells.computed)
    for link in roles.chain[1:]:
        factors = tuple((one, _factor_shown(cells, one, members, extra)) for one in link.factors)
        before = lines[-1].result
        exactly = all(one.value == one.exact for _, one in factors)
        usual = POINT_DECIMALS if exactly else POINT_DECIMALS - 1
        most, least = (paid + 1, paid) if link is roles.chain[-1] else (usual + extra, 2)
        operands = (before, *(one for _, one in factors))
        work = partial(_worked, link.factors)
        result = result_of(operands, work([one.exact for one in operands]), work, most, least)
        if result is None:
            return None
        lines.append(ChainLine(link.quantity, factors, result))
    return lines


def _worked(factors: Sequence[ChainStep], values: Sequence[Fraction]) -> Fraction:
    """The first value times, or divided by, each of the others."""
    return product([values[0], *(factor.of(value) for factor, value in zip(factors, values[1:], strict=True))])


def _factor_shown(cells: Cells, factor: ChainStep, members: Mapping[str, str], extra: int) -> Shown:
    kroner = _is_kroner(unit_of(cells.computed.checked, factor.quantity))
    value = cells.number(factor.quantity.name, members)
    return shown(value, (KRONE_DECIMALS if kroner else FACTOR_DECIMALS) + extra)


def _is_kroner(unit: Unit) -> bool:
    return ("kr", 1) in unit.powers


def definite(quantity: Quantity, say: Voice) -> str:
    """The quantity with its article inside a sentence: its first other name, or its title."""
    if say.language == "en":
        return f"the {lowered(quantity.titled.en)}"
    return quantity.titles.aliases[0] if quantity.titles.aliases else lowered(quantity.title)


def title(quantity: Quantity, say: Voice) -> str:
    """The quantity's title."""
    return quantity.titled.say(say.language)


def entry(
    cells: Cells, line: ChainLine, members: Mapping[str, str], say: Voice, with_place: bool = False
) -> LedgerLine:
    """A line of the ledger: what it is, the operation, the result, where it comes from.

    It comes from the factor's place where the rules give the factor, else from the formula's.
    """
    unit = unit_of(cells.computed.checked, line.quantity)
    result = say.number(line.result.exact, line.result.decimals) + (" kr" if unit == KRONER else "")
    given = next((one.quantity for one, _ in line.factors if not one.quantity.is_computed), None)
    source = given or line.quantity
    place = cells.place(source, members) if with_place else ""
    name = say("Kroner", "Kroner") if unit == KRONER else title(line.quantity, say)
    return LedgerLine(name, _operation(cells, line, say), f"= {result}", place, cells.citation(source, members))


def _operation(cells: Cells, line: ChainLine, say: Voice) -> str:
    return " ".join(_times(cells, one, figure, say) for one, figure in line.factors)


def _times(cells: Cells, factor: ChainStep, figure: Shown, say: Voice) -> str:
    kroner = " kr" if _is_kroner(unit_of(cells.computed.checked, factor.quantity)) else ""
    sign = "/" if factor.divides else "×"
    return f"{sign} {definite(factor.quantity, say)} {say.number(figure.exact, figure.decimals)}{kroner}"


def chain_heading(roles: Roles, say: Voice) -> str:
    """What the way to the payout is called: a ruleset may pay without points."""
    if roles.has_points:
        return say("Fra poeng til kroner", "From points to kroner")
    return say("Slik blir beløpet til", "How the amount comes about")


def chain_ledger(cells: Cells, roles: Roles, region: str, say: Voice) -> Ledger:
    """All points of a region turned into its payout; what is paid by one formula, as that is written."""
    members = {roles.among: region}
    lines = chain_lines(cells, roles, members, cells.number(roles.total.name, members))
    entries = [entry(cells, line, members, say) for line in lines if line.quantity is not roles.payout or line.factors]
    if not roles.is_chain or not entries:
        entries.append(_formula_entry(cells, roles, members, say))
    if roles.payout.rounding:
        entries.append(_payout_entry(cells, roles, members, say))
    return Ledger(tuple(entries))


def _formula_entry(cells: Cells, roles: Roles, members: Mapping[str, str], say: Voice) -> LedgerLine:
    """The payout as its formula is written, where it is no product of points and factors."""
    payout = roles.payout
    text = " ".join(payout.expression.span.text.split()) if payout.expression is not None else ""
    exact = before_rounding(cells, roles) if payout.rounding else {}
    value = exact.get(members[roles.among], cells.number(payout.name, members))
    decimals = say.decimals + KRONE_DECIMALS if payout.rounding else max(say.decimals, KRONE_DECIMALS)
    said = f"{text} = {say.kroner(value, decimals)}"
    return LedgerLine(title(payout, say), said, "", "", cells.citation(payout, members))


def _payout_entry(cells: Cells, roles: Roles, members: Mapping[str, str], say: Voice) -> LedgerLine:
    rounding = roles.payout.rounding
    assert rounding is not None
    amount = say.kroner(cells.number(roles.payout.name, members))
    status = rounding.citation.entries[-1].status if rounding.citation else "documented"
    words = {
        "derived": say("utledet", "derived"),
        "interpreted": say("tolket", "interpreted"),
        "assumed": say("antatt", "assumed"),
    }.get(status, "")
    largest = rounding.mode == "largest_remainder"
    rule = say("største rest", "largest remainder") if largest else say("avrunding", "rounding")
    decimals = "én desimal" if say.decimals == 1 else f"{counted(say.decimals)} desimaler"
    english = f"{say.decimals} decimal{'' if say.decimals == 1 else 's'}"
    how = say(f"med {decimals}", f"with {english}") if say.decimals else say("i hele kroner", "in whole kroner")
    return LedgerLine(say("Utbetaling", "Payout"), how, f"= {amount}", "", f"{words}: {rule}" if words else rule)


# what stands behind the factors


def factor_notes(cells: Cells, roles: Roles, region: str, say: Voice) -> Iterator[Block]:
    """Where the common factors come from, what a point is worth, and who got the kroner left over."""
    if roles.is_chain:
        sentences = [
            text
            for one in roles.factors
            if not one.quantity.sets
            for text in _factor_note(cells, roles, one.quantity, say)
        ]
        if roles.has_points:
            sentences.append(_worth_of_a_point(cells, roles, region, say))
        if sentences:
            yield Paragraph(" ".join(sentences))
    for link in roles.chain:
        if link.quantity.explanation:
            yield Paragraph(link.quantity.explanation)
    note = rounding_note(cells, roles, region, say)
    if note:
        yield Paragraph(note)


def _worth_of_a_point(cells: Cells, roles: Roles, region: str, say: Voice) -> str:
    worth = product([one.of(cells.number(one.quantity.name, {roles.among: region})) for one in roles.factors])
    who = next(one for one in cells.members(roles.among) if one.name == region).spoken
    return say(
        f"Ett poeng er dermed verdt {say.kroner(worth, 2)} for {who}.",
        f"One point is thus worth {say.kroner(worth, 2)} to {who}.",
    )


def _factor_note(cells: Cells, roles: Roles, factor: Quantity, say: Voice) -> Iterator[str]:
    expression = factor.expression
    if not isinstance(expression, Arithmetic) or expression.operator != "/":
        return
    over, under = expression.left, expression.right
    if not isinstance(over, Name) or not isinstance(under, Name):
        return
    name = definite(factor, say)
    lead = f"{name[:1].upper()}{name[1:]} {say('er', 'is')} "
    dividend, divisor = cells.number(over.text), cells.number(under.text)
    summed = _summed(cells, under.text)
    if summed is None:
        yield lead + f"{_amount(cells, over.text, dividend, say)} / {say.plain(divisor)}."
        return
    regions = cells.members(roles.among)
    parts = [cells.number(summed.name, {roles.among: one.name}) for one in regions]
    quotient = shown(cells.number(factor.name), FACTOR_DECIMALS)
    shown_parts, total = _sum_and_quotient(dividend, parts, divisor, quotient)
    terms = " + ".join(
        f"{one.short} {say.number(part.exact, part.decimals)}" for one, part in zip(regions, shown_parts, strict=True)
    )
    of = say("summen av", "the sum of")
    yield (
        lead + f"{_amount(cells, over.text, dividend, say)} / {say.number(total.exact, total.decimals)}, "
        f"{of} {definite(summed, say)}: {terms}."
    )


def _amount(cells: Cells, name: str, value: Fraction, say: Voice) -> str:
    unit = unit_of(cells.computed.checked, cells.ruleset.quantities[name])
    return say.plain(value) + (" kr" if unit == KRONER else "")


def _summed(cells: Cells, name: str) -> Quantity | None:
    """The quantity that a formula is the plain sum of."""
    expression = cells.ruleset.quantities[name].expression
    operand = expression.operand if isinstance(expression, Aggregate) and expression.kind == "sum" else None
    return cells.ruleset.quantities.get(operand.text) if isinstance(operand, Name) else None


def _sum_and_quotient(
    dividend: Fraction, parts: Sequence[Fraction], divisor: Fraction, quotient: Shown
) -> tuple[list[Shown], Shown]:
    for decimals in range(5, 16):
        shown_parts = [shown(part, decimals) for part in parts]
        total = shown(divisor, decimals)
        adds_up = sum((one.value for one in shown_parts), Fraction(0)) == total.value
        if adds_up and Shown(dividend / total.value, quotient.decimals).value == quotient.value:
            return shown_parts, total
    return [shown(part, 15) for part in parts], shown(divisor, 15)

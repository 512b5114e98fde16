"""What is paid: to whom, what each gets in all where payouts are told in lines, and what they add up to.

A payout over two sets has a line for each member of the second, and several payouts are lines too. The whole is the sum
of the lines, a quantity whose name no text can give: it is a word of the language. A `kontroll` says what payouts are
together. Takes payouts as they are written, and rulesets; gives quantities and text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

from rbflang.graph.domain import Space
from rbflang.ruleset.gatherings import removed_by
from rbflang.ruleset.model import INDICATOR, MEASURE, REGION, SUBAREA, Measure, Quantity, Ruleset
from rbflang.ruleset.totals import is_fixed_in
from rbflang.ruleset.values import is_number
from rbflang.source import Source, Span
from rbflang.syntax.expressions import Aggregate, Arithmetic, Expression, Name
from rbflang.syntax.tree import Titles
from rbflang.syntax.vocabulary import BY_NAME


def payable(space: Space, payout: Quantity, measures: Iterable[Measure]) -> tuple[str, ...]:
    """The set that points are shared between, and those above it, which may be paid in its stead; where nothing is
    shared, the first set that the payout varies over."""
    among = [one.shared_among for one in measures] or list(payout.sets[:1])
    known = [name for name in among if name in space.axes] or [_first_set(space)]
    axis = space.axes.get(known[0])
    return (known[0], *reversed(axis.above)) if axis else (known[0],)


def _first_set(space: Space) -> str:
    """A set that could be paid: the regions, or else the first that the text declares."""
    own = (name for name in space.axes if name not in (INDICATOR, SUBAREA, MEASURE))
    return REGION if REGION in space.axes else next(own, REGION)


def lines_by(space: Space, payout: Quantity) -> str:
    """The second set that a payout varies over; nothing where it has none, or none that tells lines of an amount apart.

    Sub-areas have no names of their own, and a set above the first has one member for each who is paid.
    """
    if len(payout.sets) != 2 or any(name not in space.axes for name in payout.sets):
        return ""
    payee, second = payout.sets
    return "" if second in (payee, SUBAREA, *space.axes[payee].above) else second


def is_paid_to(space: Space, payout: Quantity, payees: Iterable[str]) -> bool:
    """True for a payout of one amount to each member of one of these sets, or of one amount in lines."""
    return payout.sets[:1] in {(one,) for one in payees} and (len(payout.sets) == 1 or bool(lines_by(space, payout)))


def whole_payout(
    space: Space, payouts: Sequence[Quantity], measures: Sequence[Measure], language: str
) -> Quantity | None:
    """The sum of all lines of each who is paid; `None` where the only payout is one amount as it is written.

    It is none either where payouts go to different sets, or to those who cannot be paid.
    """
    if len(payouts) < 2 and all(len(one.sets) < 2 for one in payouts):
        return None
    first, payee = payouts[0], payouts[0].sets[:1]
    are_paid = all(is_paid_to(space, one, payable(space, one, measures)) for one in payouts)
    if not are_paid or any(one.sets[:1] != payee for one in payouts):
        return None
    from rbflang.syntax.format_words import Spelling

    is_one, word = len(payouts) == 1, BY_NAME["PAYOUT"]
    name = word.spelled(language)
    titles = first.titles if is_one else Titles(name.capitalize(), english=word.en.capitalize())
    text = Spelling(language).expression(_sum(space, payouts, first.span))
    written = Source(first.span.source.name, text)
    return Quantity(
        name, "whole", payee, titles, first.span, first.head, first.citation if is_one else None,
        expression=_sum(space, payouts, Span(written, 0, len(text))),
    )  # fmt: skip


def _sum(space: Space, payouts: Sequence[Quantity], span: Span) -> Expression:
    """All lines of one who is paid, added up."""
    amounts = (_of_all_lines(space, one, span) for one in payouts)
    return reduce(lambda left, right: Arithmetic(span, "+", left, right), amounts)


def _of_all_lines(space: Space, payout: Quantity, span: Span) -> Expression:
    name = Name(span, payout.name)
    if len(payout.sets) == 1:
        return name
    payee, second = payout.sets
    shared = not set(space.closure([payee])).isdisjoint(space.closure([second]))
    return Aggregate(span, "sum", name, None, (Name(span, second),), (Name(span, payee),) if shared else ())


# what payouts add up to


def paid_in_full(ruleset: Ruleset) -> Quantity | None:
    """The fixed amount above zero that a `kontroll` equates with the sum of the payouts."""
    found = all_that_is_paid(ruleset)
    return next((one for one in found if is_fixed_in(one, "kr") or is_fixed_in(one, "million_kr")), None)


def all_that_is_paid(ruleset: Ruleset) -> Iterator[Quantity]:
    """Each fixed amount that a `kontroll` equates with the sum of all payouts."""
    return (fixed for fixed, summed in fixed_sums(ruleset) if len(summed) == len(ruleset.payouts))


def fixed_sums(ruleset: Ruleset) -> Iterator[tuple[Quantity, frozenset[str]]]:
    """Each fixed amount that a `kontroll` equates with the sum of payouts, and of which."""
    found: dict[str, frozenset[str]] = {}
    for assertion in ruleset.assertions:
        for side, other in ((assertion.left, assertion.right), (assertion.right, assertion.left)):
            summed = payouts_summed(ruleset, side)
            if summed and isinstance(other, Name):
                found[other.text] = max(summed, found.get(other.text, summed), key=len)
    for name, summed in found.items():
        one = ruleset.quantities.get(name)
        if one and one.role == "fixed" and () in one.given and is_number(one.given[()].value):
            yield one, summed


def is_sum_of_payouts(ruleset: Ruleset, side: Expression) -> bool:
    """True for the sum of all payouts, as it is written in a `kontroll`."""
    return bool(ruleset.payouts) and len(payouts_summed(ruleset, side)) == len(ruleset.payouts)


def payouts_summed(ruleset: Ruleset, side: Expression) -> frozenset[str]:
    """The payouts that a side of a `kontroll` adds up, all of each once; none where it is anything else."""
    each = [_all_of(ruleset, term) for term in _terms(side)]
    names = [name for summed in each for name in summed]
    return frozenset(names) if all(each) and len(set(names)) == len(names) else frozenset()


def _all_of(ruleset: Ruleset, term: Expression) -> tuple[str, ...]:
    """The payouts that stand in a sum over all the sets that they vary over."""
    if not isinstance(term, Aggregate) or term.kind != "sum" or term.where is not None or term.operand is None:
        return ()
    inside, space = _terms(term.operand), ruleset.space
    gone = removed_by(space, term)
    whole = {one.name for one in ruleset.payouts if gone.issuperset(space.closure(one.sets))}
    names = tuple(one.text for one in inside if isinstance(one, Name) and one.text in whole)
    return names if len(names) == len(inside) else ()


def _terms(expression: Expression) -> list[Expression]:
    """What is added up in a sum that is written out."""
    found: list[Expression] = []
    left = [expression]
    while left:
        one = left.pop()
        if isinstance(one, Arithmetic) and one.operator == "+":
            left += [one.right, one.left]
        else:
            found.append(one)
    return found


def written_total(ruleset: Ruleset) -> str:
    """The sum of all payouts, as a `kontroll` writes it: `sum inntekt over region`."""
    from rbflang.syntax.format_words import Spelling

    spelling = Spelling(ruleset.tree.language)
    return " + ".join(
        spelling.expression(Aggregate(one.head, "sum", Name(one.head, one.name), None, _over(ruleset, one), ()))
        for one in ruleset.payouts
    )


def _over(ruleset: Ruleset, payout: Quantity) -> tuple[Name, ...]:
    """The sets that a payout varies over; one above another goes without saying."""
    above = {upper for name in payout.sets for upper in ruleset.space.axes[name].above}
    return tuple(Name(payout.head, name) for name in payout.sets if name not in above)


def written_payout(ruleset: Ruleset) -> str:
    """What each who is paid gets in all, as a formula writes it: the payout by its name, or the sum of its lines."""
    payout = ruleset.payout
    assert payout is not None, "a ruleset that pays nothing has no payout to write"
    is_sum = payout.role == "whole" and payout.expression is not None
    return payout.expression.span.text if is_sum and payout.expression is not None else payout.name

"""A comparison that has the same answer whatever the figures are, and a staircase that gives all of them the same.

Takes a ruleset, gives a fault for each; where only a per cent sign is missing, with the number as it would be written.
A comparison is judged by what the data can bring: not by the numbers that a year's tables happen to hold, nor by where
it stands, for a branch may say again what its condition said.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from rbflang.diagnostics import NOTHING, Fault, Kind, Label, Severity
from rbflang.intervals import Interval, hull
from rbflang.quantities import MARKS, SHARE
from rbflang.ruleset.calls import Use, gives_all_the_same, uses_of_staircases
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.reader import Reader
from rbflang.ruleset.shares_beside import limits_of
from rbflang.ruleset.signatures import Inference, Signature
from rbflang.ruleset.unit_words import shown, span_of
from rbflang.ruleset.values import exact, quantity_kind, range_of
from rbflang.ruleset.written_shares import as_written
from rbflang.source import Span
from rbflang.syntax.expressions import Aggregate, Choice, Comparison, Expression, Name, Number
from rbflang.syntax.walk import names_read
from rbflang.wording import Words

KIND = Kind(
    "same-for-every-value",
    Severity.FAULT,
    Words("En sammenligning har samme svar for alle verdier", "A comparison has the same answer for every value"),
    Words(
        "En andel ligger fra 0 % til 100 % hvis ikke typen sier noe annet. Et krav om minst 50, uten prosenttegn, er "
        "et krav om minst 5 000 %, og det oppfyller ingen. En sammenligning som alltid har samme svar, skiller ikke "
        "mellom noen, og da er den neppe skrevet slik den var ment.",
        "A share lies from 0% to 100% unless its type says otherwise. A requirement of at least 50, without a per cent "
        "sign, is one of at least 5,000%, which nobody meets. A comparison that always has the same answer tells "
        "nobody apart, so it is hardly written as it was meant.",
    ),
    "inndata nådd per region : andel\n"
    "formel oppfylt per region = (hvis nådd minst 50 så 1 del ellers 0 deler) [regelverk 4]",
    "inndata nådd per region : andel\n"
    "formel oppfylt per region = (hvis nådd minst 50 % så 1 del ellers 0 deler) [regelverk 4]",
)
HUNDREDTH = MARKS["percent"].factor


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each comparison and each staircase that the possible values do not tell apart."""
    ranges = _Ranges(ruleset, Reader(ruleset, dict(inference.signatures), []))
    told: set[Span] = set()
    for expression, _ in inference.expressions.values():
        if isinstance(expression, Comparison) and expression.span not in told:
            told.add(expression.span)
            yield from _comparison(ranges, expression)
    known: set[str] = set()
    for use in uses_of_staircases(ruleset, inference):
        if use.staircase.name.text not in known and gives_all_the_same(use):
            known.add(use.staircase.name.text)
            yield _staircase(use)


@frozen(eq=False, repr=False)
class _Ranges:
    """What the sides of comparisons can be, wherever they stand."""

    ruleset: Ruleset
    reader: Reader

    def found(self, side: Expression) -> Signature | None:
        """The signature of a side by itself, with nothing known of where it stands."""
        return self.reader.read(side)

    def possible(self, side: Expression, seen: frozenset[str] = frozenset()) -> Interval | None:
        """All that a share can be by its type: an input, a table, a property, or what is chosen and gathered of them.

        What is added up or divided depends on how many members there are and on the numbers of the year.
        """
        if isinstance(side, Aggregate) and side.operand is not None and side.kind in ("mean", "least", "greatest"):
            return self.possible(side.operand, seen)
        if isinstance(side, Choice):
            parts = [self.possible(one, seen) for one in (side.chosen, side.otherwise)]
            return hull([one for one in parts if one]) if all(parts) else None
        quantity = self.ruleset.quantities.get(side.text) if isinstance(side, Name) else None
        if quantity is None or quantity.name in seen:
            return None
        if quantity.role == "formula" and quantity.expression is not None:
            return self.possible(quantity.expression, seen | {quantity.name})
        is_given = quantity.role in ("input", "table", "property") and quantity.typing is not None
        is_share = is_given and quantity_kind(quantity).unit.is_dimensionless
        return range_of(quantity.typing) if quantity.typing and is_share else None


def _comparison(ranges: _Ranges, one: Comparison) -> Iterator[Fault]:
    for side, limit in ((one.left, one.right), (one.right, one.left)):
        found = ranges.found(side)
        if not found or found.kind.what != "number" or found.range.is_point:
            continue
        bare = _without_sign(ranges, found, limit)
        if bare:
            yield _fault(one, side, found.range, bare, found)
            return
        bounds = _constant(ranges, limit)
        possible = ranges.possible(side)
        if bounds is not None and possible is not None and _is_decided(one, side, possible, bounds):
            yield _fault(one, side, possible, None, found)
            return


def _without_sign(ranges: _Ranges, found: Signature, limit: Expression) -> Number | None:
    """A number beyond all that a share can be, of which so many per cent would not be."""
    if not found.kind.unit.is_share or found.bare:
        return None
    numbers = tuple(limits_of(ranges.ruleset, limit))
    value = ranges.found(limit)
    if len(numbers) != 1 or value is None or not value.range.is_point or found.range.meets(value.range):
        return None
    return numbers[0] if found.range.holds((value.range.low or Fraction(0)) * HUNDREDTH) else None


def _constant(ranges: _Ranges, limit: Expression) -> Interval | None:
    """A number that is written in the comparison itself; one that has a name may be any."""
    if any(True for _ in names_read(limit)):
        return None
    found = ranges.found(limit)
    return found.range if found and found.kind.what == "number" else None


def _is_decided(one: Comparison, side: Expression, range_: Interval, limit: Interval) -> bool:
    left, right = (range_, limit) if side is one.left else (limit, range_)
    if one.operator in ("is", "is_not"):
        return not left.meets(right)
    if one.operator in ("at_most", "less_than"):
        left, right = right, left
    if one.operator in ("at_least", "at_most"):
        return _is_over(left, right, True) or _is_over(right, left, False)
    return _is_over(left, right, False) or _is_over(right, left, True)


def _is_over(a: Interval, b: Interval, or_equal: bool) -> bool:
    """True if every number of the one is above every number of the other, or equal to it."""
    if a.low is None or b.high is None:
        return False
    is_apart = not (a.low_included and b.high_included)
    return a.low > b.high or (a.low == b.high and (or_equal or is_apart))


def _fault(one: Comparison, side: Expression, range_: Interval, bare: Number | None, found: Signature) -> Fault:
    text, name = (" ".join(part.span.text.split()) for part in (one, side))
    unit = found.kind.unit
    possible = span_of(range_, unit)
    labels = [Label(side.span, Words(f"dette kan være {possible.nb}", f"this can be {possible.en}"))]
    tip, paste = Words("Rett sammenligningen, eller ta den bort.", "Correct the comparison, or take it away."), ""
    if bare:
        means, paste = shown(bare.value, SHARE), f"{as_written(bare)} %"
        labels.insert(0, Label(bare.span, Words(f"uten prosenttegn er dette {means.nb}",
                                                f"without a per cent sign this is {means.en}")))  # fmt: skip
        tip = Words("Skriv prosenttegnet bak tallet:", "Write the per cent sign behind the number:")
    return Fault(
        KIND,
        Words(f"«{text}» har samme svar for alle verdier", f"“{text}” has the same answer for every value"),
        tuple(labels if bare else (Label(one.span, NOTHING), *labels)),
        (
            Words(
                f"«{name}» kan være {possible.nb}, og da er svaret det samme uansett hva tallet er.",
                f"“{name}” can be {possible.en}, so the answer is the same whatever the figure is.",
            ),
        ),
        tip,
        (paste,) if paste else (),
    )


def _staircase(use: Use) -> Fault:
    limit = next(step.limit for step in use.staircase.steps if exact(step.limit) > 0)
    name, written, means = use.staircase.name.text, " ".join(limit.span.text.split()), shown(exact(limit), SHARE)
    possible = span_of(use.argument.range, SHARE)
    return Fault(
        KIND,
        Words(f"Trappen «{name}» gir det samme for alle verdier", f"The staircase “{name}” gives every value the same"),
        (
            Label(limit.span, Words(f"uten prosenttegn er dette {means.nb}",
                                    f"without a per cent sign this is {means.en}")),
            Label(use.call.argument.span, Words(f"dette kan være {possible.nb}", f"this can be {possible.en}")),
        ),
        (
            Words(
                "I en andel er 1 det samme som 100 %. Ingen verdi når en grense på trappen.",
                "In a share 1 is the same as 100%. No value reaches a limit of the staircase.",
            ),
        ),
        Words("Skriv prosenttegnet bak grensene:", "Write the per cent sign behind the limits:"),
        (f"{written} %",),
    )  # fmt: skip

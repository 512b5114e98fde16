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
from rbflang.graph.nodes import Compare
from rbflang.intervals import Interval
from rbflang.proofs.all_data import as_far_as_sensible
from rbflang.proofs.calls import Use, gives_all_the_same, uses_of_staircases
from rbflang.proofs.possible import PossibleByType, Types, are_the_same
from rbflang.quantities import MARKS, SHARE
from rbflang.ruleset.model import Ruleset
from rbflang.ruleset.reader import Reader
from rbflang.ruleset.shares_beside import limits_of
from rbflang.ruleset.signatures import Inference, Signature
from rbflang.ruleset.unit_words import shown, span_of
from rbflang.ruleset.values import exact
from rbflang.ruleset.written_shares import as_written
from rbflang.source import Span
from rbflang.syntax.expressions import Comparison, Expression, Number
from rbflang.tables.possible_cells import Possible, one_of
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
    Words(
        "inndata nådd per region : andel\n"
        "formel oppfylt per region = (hvis nådd minst 50 så 1 del ellers 0 deler) [regelverk 4]",
        "input reached per region : proportion\n"
        "formula fulfilled per region = (if reached at_least 50 then 1 part else 0 parts) [rulebook 4]",
    ),
    Words(
        "inndata nådd per region : andel\n"
        "formel oppfylt per region = (hvis nådd minst 50 % så 1 del ellers 0 deler) [regelverk 4]",
        "input reached per region : proportion\n"
        "formula fulfilled per region = (if reached at_least 50 % then 1 part else 0 parts) [rulebook 4]",
    ),
)
CORRECT = Words("Rett sammenligningen, eller ta den bort.", "Correct the comparison, or take it away.")
HUNDREDTH = MARKS["percent"].factor


def check(ruleset: Ruleset, inference: Inference) -> Iterator[Fault]:
    """A fault for each comparison and each staircase that the possible values do not tell apart."""
    sides = _Sides(ruleset, inference, Reader(ruleset, dict(inference.signatures), []))
    told: set[Span] = set()
    for expression, _ in inference.expressions.values():
        if isinstance(expression, Comparison) and expression.span not in told:
            told.add(expression.span)
            yield from _comparison(sides, expression)
    known: set[str] = set()
    for use in uses_of_staircases(ruleset, inference):
        if use.staircase.name.text not in known and gives_all_the_same(use):
            known.add(use.staircase.name.text)
            yield _staircase(use)


@frozen(eq=False, repr=False)
class _Sides:
    """What the sides of comparisons are, wherever they stand."""

    ruleset: Ruleset
    inference: Inference
    reader: Reader

    def found(self, side: Expression) -> Signature | None:
        """The signature of a side by itself, with nothing known of where it stands."""
        return self.reader.read(side)

    def ranges(self, one: Comparison) -> tuple[Possible, Possible]:
        """All that the two sides can be, wherever they stand."""
        data = as_far_as_sensible(self.ruleset, self.inference)
        nodes = data.written(one.span, Compare)
        left, right = ([data.ranges.anywhere(node, at) for node in nodes] for at in (0, 1))
        return one_of(left), one_of(right)

    def possible(self, side: Expression) -> PossibleByType:
        """All that a side can be by the types of what it is made of."""
        return Types(self.ruleset, self.found).possible(side)


def _comparison(sides: _Sides, one: Comparison) -> Iterator[Fault]:
    found = [sides.found(side) for side in (one.left, one.right)]
    if any(sign is None or sign.kind.what != "number" for sign in found):
        return
    left, right = sides.ranges(one)
    pairs = ((one.left, found[0], left, one.right, right), (one.right, found[1], right, one.left, left))
    for side, signature, range_, limit, value in pairs:
        if signature is None or not isinstance(range_, Interval) or range_.is_point:
            continue
        bare = _without_sign(sides, signature, range_, limit, value)
        if bare:
            yield _fault(one, side, range_, bare, signature)
            return
    yield from _decided(sides, one)


def _decided(sides: _Sides, one: Comparison) -> Iterator[Fault]:
    left, right = sides.possible(one.left), sides.possible(one.right)
    if one.left == one.right:
        same = Words("samme tall på begge sider", "the same number on both sides")
        yield _of_fixed_sides(one, Label(one.span, same))
    elif left.range.is_point and right.range.is_point:
        yield _of_fixed_sides(one, Label(one.span, Words("dette står fast", "this is settled")))
    elif are_the_same(one.operator, left, right):
        side, possible = (one.right, right) if left.range.is_point else (one.left, left)
        signature = sides.found(side)
        assert signature is not None
        yield _fault(one, side, possible.range, None, signature)


def _of_fixed_sides(one: Comparison, label: Label) -> Fault:
    text = " ".join(one.span.text.split())
    story = Words(
        "Sidene endrer seg ikke hver for seg, uansett hva tallene i dataene er.",
        "Neither side moves without the other, whatever the figures of the data are.",
    )
    return Fault(KIND, _title(text), (label,), (story,), CORRECT)


def _without_sign(
    sides: _Sides, found: Signature, range_: Interval, limit: Expression, value: Possible
) -> Number | None:
    """A number beyond all that a share can be, of which so many per cent would not be."""
    if not found.kind.unit.is_share or found.bare:
        return None
    numbers = tuple(limits_of(sides.ruleset, limit))
    if len(numbers) != 1 or not isinstance(value, Interval) or not value.is_point or range_.meets(value):
        return None
    return numbers[0] if range_.holds((value.low or Fraction(0)) * HUNDREDTH) else None


def _fault(one: Comparison, side: Expression, range_: Interval, bare: Number | None, found: Signature) -> Fault:
    text, name = (" ".join(part.span.text.split()) for part in (one, side))
    unit = found.kind.unit
    possible = span_of(range_, unit)
    labels = [Label(side.span, Words(f"dette kan være {possible.nb}", f"this can be {possible.en}"))]
    tip, paste = CORRECT, ""
    if bare:
        means, paste = shown(bare.value, SHARE), f"{as_written(bare)} %"
        labels.insert(0, Label(bare.span, Words(f"uten prosenttegn er dette {means.nb}",
                                                f"without a per cent sign this is {means.en}")))  # fmt: skip
        tip = Words("Skriv prosenttegnet bak tallet:", "Write the per cent sign behind the number:")
    return Fault(
        KIND,
        _title(text),
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


def _title(text: str) -> Words:
    return Words(f"«{text}» har samme svar for alle verdier", f"“{text}” has the same answer for every value")


def _staircase(use: Use) -> Fault:
    limit = next(step.limit for step in use.staircase.steps if exact(step.limit) > 0)
    name, written, means = use.staircase.name.text, " ".join(limit.span.text.split()), shown(exact(limit), SHARE)
    possible = span_of(use.range, SHARE)
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

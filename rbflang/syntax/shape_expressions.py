"""Formulas as they are recognised: each grammar rule of an expression becomes a tree node.

Called by the parser while it parses, innermost rule first. It keeps count of how deep expressions nest, so that no
later walk over the tree can run out of stack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from rbflang.diagnostics import Fault
from rbflang.numerals import MOST_DIGITS, Digits, Fashion, read_digits
from rbflang.quantities import MARKS
from rbflang.sign_faults import TWO_SIGNS, other_sign_in_name, two_signs
from rbflang.source import Source, Span
from rbflang.syntax import declared_currency, reserved_words, text_faults
from rbflang.syntax import expressions as ex
from rbflang.syntax.declared_currency import DeclaredCurrency
from rbflang.syntax.doubled_signs import is_minus, negated, usual_name
from rbflang.syntax.misprints import letters_among, misprint
from rbflang.syntax.vocabulary import BY_NAME, RESERVED

MARK_WORDS = {
    "KR": "kr", "MILLION_KR": "million_kr", "PERCENTAGE_POINTS": "percentage_points", "UNIT_POINTS": "points",
    "UNIT_PARTS": "parts",
}  # fmt: skip
MONEY_MARKS = ("kr", "million_kr")
SIGNS = {"%": "percent", "‰": "per_mille"}
SECOND = {"SECOND_GREATEST": "nth_greatest", "SECOND_LEAST": "nth_least"}
_WORDS_THAT_ARE_NAMES = (
    "REGION", "INDICATOR", "SUBAREA", "GROUP", "TRUST", "MEASURE", "POINTS", "PARTS", "POINT_SHARE",
    "LAPSED", "TAKING_PART",
)  # fmt: skip
SET_WORDS = {name: BY_NAME[name].nb for name in _WORDS_THAT_ARE_NAMES}
OPERATORS = {"PLUS": "+", "MINUS": "-", "TIMES": "*", "DIVIDE": "/"}
COMPARATORS = {
    "AT_LEAST": "at_least", "GE": "at_least", "AT_MOST": "at_most", "LE": "at_most", "MORE_THAN": "more_than",
    "GT": "more_than", "LESS_THAN": "less_than", "LT": "less_than", "IS": "is",
}  # fmt: skip

_BLANKS = re.compile(r"[ \t\r\n]+")

Children = list[Any]


@frozen
class Unfinished:
    """A piece of a node that is not complete yet: what it is, its value, and its place if it has one."""

    kind: str
    value: Any
    span: Span | None


class ExpressionShape:
    """Builds the nodes of expressions; faults it meets on the way are kept in `faults`."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.language = "nb"
        self.declared: DeclaredCurrency | None = None
        self.faults: list[Fault] = []
        self._grouped: dict[int, Any] = {}
        self._told: set[str] = set()

    def begin(self, source: Source, language: str, declared: DeclaredCurrency | None) -> None:
        """Start afresh on a source written in one of the vocabularies, with the unit of money that it declares."""
        self.source = source
        self.language = language
        self.declared = declared
        self.faults = []
        self._grouped = {}
        self._told = set()

    def span(self, children: Sequence[Any]) -> Span:
        """From the first to the last child that has a place."""
        places = [place for child in children for place in _places(child)]
        return Span(self.source, places[0][0], max(end for _, end in places))

    def build(self, kind: Callable[..., ex.Expression], children: Sequence[Any], *fields: Any) -> ex.Expression:
        """A node of the kind with the span of the children, one level deeper than the deepest of its parts."""
        span = self.span(children)
        depth = 1 + max((getattr(one, "depth", 0) for one in _flat(fields)), default=0)
        return kind(span, *fields, depth=depth) if depth <= ex.DEEPEST else self._too_deep(span, depth)

    def _too_deep(self, span: Span, depth: int) -> ex.Number:
        """A number instead of an expression that nests too deeply; what holds it is not told again."""
        if depth == ex.DEEPEST + 1:
            self.faults.append(text_faults.nested_too_deep(span))
        return ex.Number(span, "0", Fraction(0), 0, depth=ex.DEEPEST + 1)

    def part(self, kind: str, value: Any, children: Sequence[Any]) -> Unfinished:
        """Something that is no node yet, with its place."""
        return Unfinished(kind, value, self.span(children) if children else None)

    def name_of(self, token: Any) -> ex.Name:
        """The name that a token spells; the words that are names too get their Norwegian spelling."""
        span = self.span([token])
        if token.type == "NAME" and token in RESERVED:
            self.faults.append(reserved_words.reserved_word(span, RESERVED[token], self.language))
        if token.type == "NAME" and self.declared and token in self.declared.currency.words:
            self.faults.append(declared_currency.unit_as_name(span))
        if token.type == "NAME" and not token.isascii() and usual_name(token) != token and token not in self._told:
            self._told.add(str(token))
            self.faults.append(other_sign_in_name(span, usual_name(token)))
        return ex.Name(span, SET_WORDS.get(token.type, str(token)))

    def string(self, token: Any) -> str:
        """What stands between the quotation marks."""
        return in_one_line(str(token)[1:-1])

    # values

    def literal(self, children: Children) -> ex.Number:
        is_sign_first = children[0].type == "MONEY_SIGN"
        token, mark = (children[1], children[0]) if is_sign_first else (children[0], (*children, "")[1])
        digits = read_digits(str(token), Fashion(self.language))
        if not isinstance(digits, Digits):
            span = self.span([token])
            self.faults.append(letters_among(span) or misprint(span, digits))
            digits = Digits(Fraction(0), 0)
        word = SIGNS.get(mark) or MARK_WORDS.get(getattr(mark, "type", ""), "")
        if is_sign_first:
            word = "million_kr" if len(children) > 2 else "kr"
        factor = MARKS[word].factor if word else Fraction(1)
        number = ex.Number(self.span(children), digits.plain, digits.value * factor, digits.decimals, word)
        return self._in_declared(number, mark, is_sign_first) if self.declared and word in MONEY_MARKS else number

    def _in_declared(self, number: ex.Number, written: str, is_sign_first: bool) -> ex.Number:
        """An amount in the unit of money that the text declares, with the word for it that was written."""
        assert self.declared
        currency = self.declared.currency
        self.refuse_undeclared(number.span)
        word = next(word for word in currency.words if written.endswith(word))
        return evolve(number, currency=currency, money_word=word, is_word_first=is_sign_first)

    def refuse_undeclared(self, span: Span) -> None:
        """A fault for the first use of a unit of money before it is declared."""
        if self.declared and span.start < self.declared.start and "unit of money" not in self._told:
            self._told.add("unit of money")
            self.faults.append(declared_currency.used_before_declared(span, self.declared))

    def mark(self, children: Children) -> Any:
        return children[0]

    def fraction(self, children: Children) -> ex.Ratio:
        numerator, _, denominator = children
        self._refuse_half_percent(numerator, denominator)
        if denominator.value == 0:
            self.faults.append(text_faults.fraction_of_zero(denominator.span))
            denominator = evolve(denominator, value=Fraction(1))
        return ex.Ratio(self.span(children), numerator, denominator)

    def between(self, children: Children) -> ex.Between:
        _, low, _, high = children
        return ex.Between(self.span(children), low, high)

    def name(self, children: Children) -> ex.Name:
        return self.name_of(children[0])

    def text(self, children: Children) -> ex.Text:
        return ex.Text(self.span(children), self.string(children[0]))

    def yes(self, children: Children) -> ex.YesNo:
        return ex.YesNo(self.span(children), True)

    def no(self, children: Children) -> ex.YesNo:
        return ex.YesNo(self.span(children), False)

    def missing(self, children: Children) -> ex.Missing:
        return ex.Missing(self.span(children))

    def negative_value(self, children: Children) -> ex.Negative:
        return ex.Negative(self.span(children), children[1])

    # formulas

    def choice(self, children: Children) -> ex.Expression:
        return self.build(ex.Choice, children, children[1], children[3], children[5])

    def or_(self, children: Children) -> ex.Expression:
        return self.build(ex.Logic, children, "or", children[0], children[2])

    def and_(self, children: Children) -> ex.Expression:
        return self.build(ex.Logic, children, "and", children[0], children[2])

    def not_(self, children: Children) -> ex.Expression:
        return self.build(ex.Not, children, children[1])

    def comparator(self, children: Children) -> Children:
        return children

    def compare(self, children: Children) -> ex.Expression:
        left, words, right = children
        operator = "is_not" if len(words) > 1 else COMPARATORS[words[0].type]
        return self.build(ex.Comparison, children, operator, left, right)

    def arithmetic(self, children: Children) -> ex.Expression:
        left, sign, right = children
        if sign.type == "DIVIDE":
            self._refuse_half_percent(left, right)
        if sign.type in ("PLUS", "MINUS"):
            self._refuse_two_signs(sign, right, is_between=True)
        return self.build(ex.Arithmetic, children, OPERATORS[sign.type], left, right)

    def _refuse_half_percent(self, left: Any, right: Any) -> None:
        if isinstance(left, ex.Number) and isinstance(right, ex.Number) and not left.mark and right.mark:
            self.faults.append(text_faults.mark_behind_a_fraction(left.span.to(right.span), right))

    def _refuse_two_signs(self, sign: Any, operand: Any, *, is_between: bool) -> None:
        """A sign behind another, with no parenthesis between; the first may stand between two operands."""
        end = at = operand.span.start
        if not is_minus(self.source, at) or operand.depth > ex.DEEPEST:
            return
        told = self.faults[-1] if self.faults and self.faults[-1].kind is TWO_SIGNS else None
        if told and told.labels[0].span.start == at:  # a third sign before two belongs to them
            end = self.faults.pop().labels[0].span.end - 1
        span = Span(self.source, sign.start_pos, end + 1)
        self.faults.append(two_signs(span, span.text, negated(operand), is_value=not is_between))

    def negative(self, children: Children) -> ex.Expression:
        self._refuse_two_signs(children[0], children[1], is_between=False)
        return self.build(ex.Negative, children, children[1])

    def grouped(self, children: Children) -> ex.Expression:
        """The expression inside; one pair of parentheses nests nothing, each further pair around it does."""
        inner = children[1]
        if inner.depth > ex.DEEPEST:
            return inner  # type: ignore[no-any-return]
        depth = inner.depth + (id(inner) in self._grouped)
        span = self.span(children)
        if depth > ex.DEEPEST:
            return self._too_deep(span, depth)
        grouped: ex.Expression = evolve(inner, span=span, depth=depth)
        self._grouped[id(grouped)] = grouped
        return grouped

    def reference(self, children: Children) -> ex.Name:
        names = [self.name_of(token).text for token in children]
        return ex.Name(self.span(children), ".".join(names))

    def call(self, children: Children) -> ex.Expression:
        return self.build(ex.Call, children, self.name_of(children[0]), children[1])

    def exists(self, children: Children) -> ex.Expression:
        return self.build(ex.Exists, children, children[1])

    def set_name(self, children: Children) -> ex.Name:
        return self.name_of(children[0])

    def set_list(self, children: Children) -> Unfinished:
        return self.part("over", tuple(children), children)

    def per(self, children: Children) -> Unfinished:
        return self.part("per", tuple(children[1:]), children)

    def where(self, children: Children) -> Unfinished:
        return self.part("where", children[1], children)

    def gathering(self, children: Children) -> Children:
        return children

    def aggregate(self, children: Children) -> ex.Expression:
        word, operand, gathering = children
        if isinstance(word, Unfinished):
            return self._aggregate(word.kind, operand, children, gathering, word.value)
        if word.type in SECOND:
            place = ex.Number(self.span([word]), "2", Fraction(2), 0)
            return self._aggregate(SECOND[word.type], operand, children, gathering, place)
        return self._aggregate(word.type.lower(), operand, children, gathering)

    def numbered(self, children: Children) -> Unfinished:
        place, word = children
        digits, span = str(place).rstrip(".stndrh"), self.span([place])
        is_place = len(digits) <= MOST_DIGITS and int(digits) > 0
        if not is_place:
            self.faults.append(text_faults.no_such_place(span))
        number = Fraction(int(digits)) if is_place else Fraction(1)
        return self.part(f"nth_{word.type.lower()}", ex.Number(span, str(number), number, 0), children)

    def percentile(self, children: Children) -> Unfinished:
        share = children[1]
        if not 0 < share.value <= 1 or share.mark not in ("", *SIGNS.values()):
            self.faults.append(text_faults.no_such_percentile(share))
        return self.part("percentile", share, children)

    def count(self, children: Children) -> ex.Expression:
        return self._aggregate("count", None, children, children[1])

    def _aggregate(
        self, kind: str, operand: Any, children: Children, gathering: Children, place: ex.Number | None = None
    ) -> ex.Expression:
        where, over, per = find(gathering, "where"), find(gathering, "over", ()), find(gathering, "per", ())
        return self.build(ex.Aggregate, children, kind, operand, where, over, per, place)

    def least_of(self, children: Children) -> ex.Expression:
        return self.build(ex.Extreme, children, "least", tuple(children[2:-1]))

    def greatest_of(self, children: Children) -> ex.Expression:
        return self.build(ex.Extreme, children, "greatest", tuple(children[2:-1]))

    def ramp_of(self, children: Children) -> ex.Expression:
        parts = [one for one in children if isinstance(one, ex.Written)]
        return self.build(ex.RampOf, children, parts[0], tuple(parts[1::2]), tuple(parts[2::2]))

    def rank(self, children: Children) -> ex.Expression:
        _, operand, order, ties, gathering = children
        highest_first = order.type == "HIGHEST_FIRST"
        tie_rule = ties.type.removeprefix("TIES_").lower()
        where, over, per = find(gathering, "where"), find(gathering, "over", ()), find(gathering, "per", ())
        return self.build(ex.Rank, children, operand, highest_first, tie_rule, where, over, per)


def in_one_line(text: str) -> str:
    """The text with single spaces for its spaces and line breaks; no-break spaces stay."""
    return _BLANKS.sub(" ", text).strip(" ")


def find(children: Children, kind: str, otherwise: Any = None) -> Any:
    """The value of the part of this kind among the children."""
    for child in children:
        if isinstance(child, Unfinished) and child.kind == kind:
            return child.value
    return otherwise


def _places(child: Any) -> list[tuple[int, int]]:
    if hasattr(child, "start_pos"):
        return [(child.start_pos, child.end_pos)]
    if isinstance(child, (list, tuple)):
        return [place for one in child for place in _places(one)]
    span = getattr(child, "span", None)
    return [(span.start, span.end)] if span else []


def _flat(fields: Sequence[Any]) -> list[Any]:
    return [one for field in fields for one in (field if isinstance(field, tuple) else (field,))]

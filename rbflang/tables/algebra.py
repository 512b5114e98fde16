"""Quotients of sums of products over named sets, in a normal form: the arithmetic of proofs.

A form maps products to coefficients; a product is a sorted tuple of factors with their powers. A factor is what is not
taken apart: a step that is no arithmetic, a count, a divisor of several terms, or a sum over sets of
a product. Each factor is kept once and known by its number, so that forms are compared and looked up at no cost however
deep they go. Of a sum over sets, what does not vary over them is moved out, what has no set in common is summed by
itself, sums of sums become one, and what the rules give is added up. Every step is an identity wherever no divisor is
zero: equal forms mean equal values. Sums over one of the sets are written out, one term for each of its members. Where
the members of a set come with the data, nothing rests on how many there are.

It knows factors by what tells them apart, and nothing of what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from rbflang.graph.domain import Space

ONE = Fraction(1)
Product: TypeAlias = tuple[tuple[int, int], ...]
Form: TypeAlias = Mapping[Product, Fraction]
Sets: TypeAlias = frozenset[str]
NO_SETS: Sets = frozenset()
MOST_TERMS = 2_000


@frozen(eq=False, repr=False)
class Factor:
    """Something that is not taken apart: `what` tells it from all others, `sets` what it varies over.

    `inside` is what is summed over `over`; `terms` the terms of a divisor; `values` what the rules give each cell.
    """

    what: object
    sets: Sets
    over: Sets = NO_SETS
    inside: Product = ()
    terms: tuple[tuple[Product, Fraction], ...] = ()
    values: tuple[Fraction, ...] | None = None
    depth: int = 0


@frozen(eq=False, repr=False)
class Total:
    """What a factor comes to when it is summed over these sets."""

    over: Sets
    form: Form


class TooLarge(Exception):
    """A form with more terms than a proof is worth; what it was to be is then taken as it is."""


class Algebra:
    """All factors of a proof, and the work on forms."""

    def __init__(self, space: Space, written_out: str, at_member: Callable[[Factor, str], Form]) -> None:
        self.space, self.written_out, self._at_member = space, written_out, at_member
        axis = space.axes.get(written_out)
        self.members: tuple[str, ...] = tuple(member for (member,) in axis.paths) if axis else ()
        self.factors: list[Factor] = []
        self.totals: dict[int, Total] = {}
        self._numbers: dict[tuple[object, Sets, Sets, Product, object], int] = {}

    # making

    def number_of(self, factor: Factor) -> int:
        """The number that the factor is known by."""
        key = (factor.what, factor.sets, factor.over, factor.inside, factor.terms)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.factors)
            self.factors.append(factor)
        return found

    def form_of(self, factor: Factor) -> Form:
        """A factor as a form; one whose cells the rules give alike is that number."""
        if factor.values and all(value == factor.values[0] for value in factor.values):
            return constant(factor.values[0])
        return {((self.number_of(factor), 1),): ONE}

    def sets_of(self, form: Form) -> Sets:
        """The sets that a form varies over."""
        return frozenset(name for product in form for at, _ in product for name in self.factors[at].sets)

    def depth_of(self, form: Form) -> int:
        """How many sums and divisors lie inside each other."""
        return max((self.factors[at].depth for product in form for at, _ in product), default=0)

    # arithmetic

    def times(self, a: Form, b: Form) -> Form:
        """The product of two forms."""
        if len(a) * len(b) > MOST_TERMS:
            raise TooLarge
        found: dict[Product, Fraction] = {}
        for one, left in a.items():
            for other, right in b.items():
                product = _joined(one, other)
                found[product] = found.get(product, Fraction(0)) + left * right
        return {product: number for product, number in found.items() if number}

    def inverse(self, form: Form) -> Form:
        """One divided by the form, which must not be nothing."""
        if len(form) != 1:
            return self._divisor(form)
        ((product, number),) = form.items()
        found: Form = {tuple((at, -power) for at, power in product if not self._is_divisor(at, -power)): 1 / number}
        for at, power in product:
            if self._is_divisor(at, -power):
                for _ in range(-power):
                    found = self.times(found, dict(self.factors[at].terms))
        return found

    def _is_divisor(self, at: int, power: int) -> bool:
        return power > 0 and bool(self.factors[at].terms)

    def _divisor(self, form: Form) -> Form:
        """One divided by several terms: a factor, scaled so that its first term has the coefficient 1."""
        terms = sorted(form.items())
        lead = terms[0][1]
        scaled = tuple((product, number / lead) for product, number in terms)
        factor = Factor("divisor", self.sets_of(form), terms=scaled, depth=self.depth_of(form) + 1)
        return {((self.number_of(factor), -1),): 1 / lead}

    def cleared(self, form: Form) -> Form:
        """The form times every divisor of several terms that it has: nothing if and only if the form is nothing."""
        while True:
            lowest: dict[int, int] = {}
            for product in form:
                for at, power in product:
                    if self.factors[at].terms:
                        lowest[at] = min(power, lowest.get(at, 0))
            if not lowest:
                return form
            at = max(lowest)
            found: Form = {}
            for product, number in form.items():
                rest = tuple(one for one in product if one[0] != at)
                power = dict(product).get(at, 0) - lowest[at]
                term: Form = {rest: number}
                for _ in range(power):
                    term = self.times(term, dict(self.factors[at].terms))
                found = plus(found, term)
            form = found

    def reduced(self, form: Form) -> Form:
        """The form with each divisor cancelled where all its terms stand over it."""
        found, pending = form, list(form)
        while pending:
            product = pending.pop()
            for at, _ in product:
                quotient = self._over_itself(found, product, at)
                if quotient:
                    whole = self.times(self.times(quotient, dict(self.factors[at].terms)), {((at, -1),): ONE})
                    found = plus(plus(found, whole, -1), quotient)
                    pending = list(found)
                    break
        return found

    def _over_itself(self, form: Form, product: Product, at: int) -> Form | None:
        """How many times a divisor stands over itself, this product its first term; `None` if it does not."""
        terms, share = dict(self.factors[at].terms), form[product]
        lead = next(iter(terms), None)
        if lead is None:
            return None
        rest = _joined(_joined(product, ((at, 1),)), tuple((one, -power) for one, power in lead))
        over = {_joined(_joined(rest, term), ((at, -1),)): number for term, number in terms.items()}
        return {rest: share} if all(form.get(one) == share * number for one, number in over.items()) else None

    # members that are written out

    def at_member(self, form: Form, member: str) -> Form:
        """The form at one member of the set that is written out."""
        if self.written_out not in self.sets_of(form):
            return form
        found: Form = {}
        for product, number in form.items():
            term: Form = {(): number}
            for at, power in product:
                term = self.times(term, self._powered(self._factor_at(at, member), power))
            found = plus(found, term)
        return found

    def _factor_at(self, at: int, member: str) -> Form:
        factor = self.factors[at]
        if self.written_out not in factor.sets:
            return {((at, 1),): ONE}
        if factor.over:
            return self.sum_over(factor.over, self.at_member({factor.inside: ONE}, member))
        if factor.terms:
            return self.at_member(dict(factor.terms), member)
        return self._at_member(factor, member)

    def _powered(self, form: Form, power: int) -> Form:
        base = self.inverse(form) if power < 0 and form else form
        found: Form = constant(ONE)
        for _ in range(abs(power)):
            found = self.times(found, base)
        return found

    # sums over sets

    def sum_over(self, over: Sets, form: Form) -> Form:
        """The sum of a form over sets."""
        found: Form = {}
        if self.written_out in over:
            for member in self.members:
                found = plus(found, self.sum_over(over - {self.written_out}, self.at_member(form, member)))
            return found
        for product, number in form.items():
            found = plus(found, self.times({(): number}, self._summed(over, product)))
        return found

    def _summed(self, over: Sets, product: Product) -> Form:
        varying = [(at, power) for at, power in product if self.factors[at].sets & over]
        outside = tuple((at, power) for at, power in product if not self.factors[at].sets & over)
        found: Form = {outside: ONE}
        missing = over - frozenset(name for at, _ in varying for name in self.factors[at].sets)
        counts = constant(ONE)
        for name in sorted(missing, key=lambda name: -len(self.space.axes[name].above)):
            if not any(self.factors[at].sets >= {name} for term in counts for at, _ in term):
                counts = self.times(counts, self._count(name))
        ((counted, times),) = counts.items()
        varying += [one for one in counted if self.factors[one[0]].sets & over]
        outside = tuple(one for one in counted if not self.factors[one[0]].sets & over)
        found = self.times(found, {outside: times})
        for part in self._apart(over, varying):
            found = self.times(found, self._sum_of(over, part))
        return found

    def _count(self, name: str) -> Form:
        """How many members a set has, for each member of the set above it."""
        axis = self.space.axes[name]
        narrow = self.space.domain(axis.above)
        groups = self.space.groups(self.space.domain((name,)), narrow)
        is_known = axis.paths and not self.space.is_open((name,))
        values = tuple(Fraction(len(group)) for group in groups) if is_known else None
        return self.form_of(Factor(("count", name), frozenset(narrow.sets), values=values))

    def _apart(self, over: Sets, factors: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
        """The factors in groups that have no set of the sum in common."""
        groups: list[tuple[Sets, list[tuple[int, int]]]] = []
        for one in factors:
            sets, members = self.factors[one[0]].sets & over, [one]
            apart = []
            for other_sets, others in groups:
                if other_sets & sets:
                    sets, members = sets | other_sets, others + members
                else:
                    apart.append((other_sets, others))
            groups = [*apart, (sets, members)]
        return [members for _, members in groups]

    def _sum_of(self, over: Sets, factors: list[tuple[int, int]]) -> Form:
        """The sum of a product whose factors hang together."""
        over = over & frozenset(name for at, _ in factors for name in self.factors[at].sets)
        product, over = self._flat(tuple(sorted(factors)), over)
        for at, power in product:
            total = self.totals.get(at)
            rest = tuple(one for one in product if one[0] != at)
            alone = total and not any(self.factors[other].sets & total.over for other, _ in rest)
            if total and power == 1 and total.over <= over and alone:
                return self.sum_over(over - total.over, self.times({rest: ONE}, total.form))
        inner = frozenset(name for at, _ in product for name in self.factors[at].sets)
        depth = self.depth_of({product: ONE}) + 1
        values = self._added_up(over, product, inner)
        return self.form_of(Factor("sum", inner - over, over, product, values=values, depth=depth))

    def _flat(self, product: Product, over: Sets) -> tuple[Product, Sets]:
        """Sums inside the sum taken into it, where their sets are no one else's."""
        for at, power in product:
            inner = self.factors[at]
            rest = tuple(one for one in product if one[0] != at)
            used = frozenset(name for other, _ in rest for name in self.factors[other].sets) | over
            if inner.over and power == 1 and not inner.over & used:
                return self._flat(_joined(rest, inner.inside), over | inner.over)
        return product, over

    def given(self, form: Form) -> tuple[Fraction, ...] | None:
        """Every value of a form of at most one term, where the rules give every factor of it."""
        if number_in(form) is not None:
            return (number_in(form) or Fraction(0),)
        if len(form) > 1:
            return None
        ((product, number),) = form.items()
        values = self._added_up(NO_SETS, product, self.sets_of(form))
        return values and tuple(number * value for value in values)

    def _added_up(self, over: Sets, product: Product, inner: Sets) -> tuple[Fraction, ...] | None:
        """The sum where the rules give every factor of it."""
        if any(self.factors[at].values is None or power < 0 for at, power in product):
            return None
        wide, narrow = self.space.domain(inner), self.space.domain(inner - over)
        if not wide.size:
            return None
        values = [ONE] * wide.size
        for at, power in product:
            factor = self.factors[at]
            cells = self.space.cells(wide, self.space.domain(factor.sets)) or range(wide.size)
            given = factor.values or ()
            values = [value * given[cell] ** power for value, cell in zip(values, cells, strict=True)]
        return tuple(sum((values[cell] for cell in group), Fraction(0)) for group in self.space.groups(wide, narrow))


def constant(value: Fraction) -> Form:
    """A number as a form."""
    return {(): value} if value else {}


def number_in(form: Form) -> Fraction | None:
    """The number that a form is, if it is one."""
    return Fraction(0) if not form else form[()] if len(form) == 1 and () in form else None


def plus(a: Form, b: Form, sign: int = 1) -> Form:
    """The sum of two forms; with the sign −1 their difference."""
    if len(a) + len(b) > MOST_TERMS:
        raise TooLarge
    found = dict(a)
    for product, number in b.items():
        found[product] = found.get(product, Fraction(0)) + sign * number
        if not found[product]:
            del found[product]
    return found


def _joined(a: Product, b: Product) -> Product:
    if not a or not b:
        return a or b
    powers = dict(a)
    for at, power in b:
        powers[at] = powers.get(at, 0) + power
    return tuple(sorted((at, power) for at, power in powers.items() if power))

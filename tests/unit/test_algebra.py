"""The arithmetic of forms by itself: factors that mean nothing, over small sets, worked out by hand.

`m` is written out; `u` lies under `r`, of which «a» has two and «b» one; the members of `p` and `v` come with the data.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from rbflang.graph.domain import Axis, Space
from rbflang.tables import algebra as forms
from rbflang.tables.algebra import Algebra, Factor, Form, Product, TooLarge, Total, constant, number_in, plus
from rbflang.tables.certain_values import certain_values

SPACE = Space((
    Axis("m", (), (("m1",), ("m2",))),
    Axis("r", (), (("a",), ("b",))),
    Axis("i", (), (("h",), ("k",), ("l",))),
    Axis("u", ("r",), (("a", "u1"), ("a", "u2"), ("b", "u3"))),
    Axis("p", ("r",), (("a", "p a"), ("b", "p b")), is_open=True),
    Axis("v", ("r", "u"), (("a", "u1", "v1"), ("a", "u2", "v2"), ("b", "u3", "v3")), is_open=True),
    Axis("k", (), (("k1",), ("k2",))),
    Axis("t", ("k",), (("k1", "t1"), ("k2", "t2")), is_open=True),
    Axis("e", (), ()),
))  # fmt: skip
ZERO_AT_M1 = "z"


def listed(values: tuple[Fraction, ...] | None) -> str:
    return "unknown" if values is None else " ".join(map(str, values))


class Forms:
    """An algebra, whose factors are called by the letters of their names."""

    def __init__(self) -> None:
        self.algebra = Algebra(SPACE, "m", self._at_member)

    def _at_member(self, factor: Factor, member: str) -> Form:
        if factor.what == ZERO_AT_M1 and member == "m1":
            return {}
        return self.algebra.form_of(Factor(f"{factor.what}{member[1:]}", factor.sets - {"m"}))

    def of(self, name: str, sets: str = "", values: str = "") -> Form:
        given = tuple(map(Fraction, values.split())) or None
        return self.algebra.form_of(Factor(name, frozenset(sets), values=given))

    def values_of(self, form: Form) -> str:
        """The values of the only factor of a form."""
        (((at, _),),) = form
        return listed(self.algebra.factors[at].values)

    def add(self, *added: Form | int) -> Form:
        found: Form = {}
        for one in added:
            found = plus(found, constant(Fraction(one)) if isinstance(one, int) else one)
        return found

    def times(self, *factors: Form | int) -> Form:
        found = constant(Fraction(1))
        for one in factors:
            found = self.algebra.times(found, constant(Fraction(one)) if isinstance(one, int) else one)
        return found

    def over(self, form: Form) -> Form:
        return self.algebra.inverse(form)

    def sum(self, over: str, form: Form) -> str:
        return self.said(self.algebra.sum_over(frozenset(over), form))

    def said(self, form: Form) -> str:
        """A form in words, its terms in the order of the alphabet."""
        terms = sorted((self._product(product), number) for product, number in form.items())
        return " + ".join(" ".join(filter(None, (str(number), words))) for words, number in terms) or "0"

    def _product(self, product: Product) -> str:
        return " ".join(sorted(self._factor(at) + (f"^{power}" if power != 1 else "") for at, power in product))

    def _factor(self, at: int) -> str:
        factor = self.algebra.factors[at]
        if factor.over:
            return f"sum {''.join(sorted(factor.over))} ({self._product(factor.inside)})"
        if factor.terms:
            return f"({self.said(dict(factor.terms))})"
        return factor.what if isinstance(factor.what, str) else f"number of {factor.what[1]}"  # type: ignore[index]


# making


def test_what_all_cells_are_alike_is_a_number() -> None:
    a = Forms()
    assert a.said(a.of("x", "r", "3 3")) == "3"
    assert a.said(a.of("y", "r", "3 4")) == a.said(a.of("y", "r", "3 4")) == "1 y"
    assert a.said(a.of("z", "i", "3 3 4")) == "1 z"
    assert a.said(a.of("w", "", "5")) == "5"
    assert a.said(a.of("u", "r", "0 0")) == "0"


def test_the_number_that_a_form_is() -> None:
    a = Forms()
    x = a.of("x")
    assert [number_in(one) for one in (constant(Fraction(2)), constant(Fraction(0)))] == [2, 0]
    assert [number_in(one) for one in (x, a.add(x, 2), a.add(x, a.of("y")))] == [None] * 3


# plus and times


def test_sums_and_differences() -> None:
    a = Forms()
    x, y = a.of("x"), a.of("y")
    assert a.said(plus(a.add(x, x), y)) == "2 x + 1 y"
    assert a.said(plus(x, a.times(2, y), -1)) == "1 x + -2 y"
    assert plus(x, x, -1) == {}


def test_products() -> None:
    a = Forms()
    x, y = a.of("x"), a.of("y")
    assert a.said(a.times(a.add(a.times(2, x), y), a.add(a.times(3, x), a.times(-1, y)))) == "1 x y + 6 x^2 + -1 y^2"
    assert a.said(a.times(a.add(x, y), a.add(x, a.times(-1, y)))) == "1 x^2 + -1 y^2"
    assert a.said(a.times(x, y, a.over(x))) == "1 y"
    assert a.times(x, {}) == {}


def test_more_terms_than_a_proof_is_worth() -> None:
    def terms(number: int, first: int = 0) -> Form:
        return {((at, 1),): Fraction(1) for at in range(first, first + number)}

    assert forms.MOST_TERMS == 2_000
    assert len(plus(terms(1_000), terms(1_000, 1_000))) == 2_000
    assert len(Forms().algebra.times(terms(40), terms(50, 100))) == 2_000
    with pytest.raises(TooLarge):
        plus(terms(1_000), terms(1_001, 1_000))
    with pytest.raises(TooLarge):
        Forms().algebra.times(terms(3), terms(667, 100))


# divisors


def test_one_divided() -> None:
    a = Forms()
    q, x = a.of("q"), a.of("x")
    divisor = a.over(a.add(4, a.times(2, q)))
    assert a.said(a.over(a.times(2, x, x))) == "1/2 x^-2"
    assert a.said(a.over(a.over(x))) == "1 x"
    assert a.said(divisor) == "1/4 (1 + 1/2 q)^-1"
    assert a.said(a.over(divisor)) == "4 + 2 q"
    assert a.said(a.over(a.times(divisor, divisor, x))) == "16 q x^-1 + 4 q^2 x^-1 + 16 x^-1"


def test_how_deep_a_form_is() -> None:
    a = Forms()
    q, x = a.of("q"), a.of("x", "r")
    once = a.over(a.add(1, q))
    twice = a.over(a.add(1, once))
    assert [a.algebra.depth_of(one) for one in ({}, constant(Fraction(1)), q, once, twice)] == [0, 0, 0, 1, 2]
    assert a.algebra.depth_of(a.add(q, twice, once)) == 2
    assert a.algebra.depth_of(a.algebra.sum_over(frozenset("r"), a.times(x, x))) == 1
    assert a.algebra.depth_of(a.algebra.sum_over(frozenset("r"), a.over(a.add(1, x)))) == 2


def test_a_form_times_its_divisors() -> None:
    a = Forms()
    q, x, y = a.of("q"), a.of("x"), a.of("y")
    under = a.over(a.add(1, q))
    assert a.said(a.algebra.cleared(a.add(x, a.over(y)))) == "1 x + 1 y^-1"
    assert a.said(a.algebra.cleared(a.add(a.times(under, x), 2))) == "2 + 2 q + 1 x"
    both = a.add(a.times(under, under, x), a.times(under, y), 3)
    assert a.said(a.algebra.cleared(both)) == "3 + 6 q + 1 q y + 3 q^2 + 1 x + 1 y"
    assert a.algebra.cleared(a.add(under, a.times(q, under), -1)) == {}


def test_a_divisor_with_a_divisor_in_it_is_cleared_first() -> None:
    """1/(1+q) × 1/(1+1/(1+q)) + 1, times 1 + 1/(1+q), is 2/(1+q) + 1; that times 1+q is 3 + q."""
    a = Forms()
    q = a.of("q")
    under = a.over(a.add(1, q))
    deeper = a.over(a.add(1, under))
    assert a.said(a.algebra.cleared(a.add(a.times(under, deeper), 1))) == "3 + 1 q"


def test_a_divisor_that_stands_over_itself() -> None:
    a = Forms()
    q, x, y = a.of("q"), a.of("x"), a.of("y")
    under = a.over(a.add(1, a.times(2, q)))  # 1 / (1 + 2q)
    for form, expected in (
        (a.add(a.times(3, x, under), a.times(6, x, q, under), y), "3 x + 1 y"),
        (a.add(a.times(3, x, under, under), a.times(6, x, q, under, under)), "3 (1 + 2 q)^-1 x"),
        (a.add(a.times(2, under), a.times(3, q, under)), "2 (1 + 2 q)^-1 + 3 (1 + 2 q)^-1 q"),
        (a.add(a.times(x, under), a.times(2, y, q, under)), "2 (1 + 2 q)^-1 q y + 1 (1 + 2 q)^-1 x"),
        (a.add(a.times(q, under), a.times(2, q, q, under), a.times(x, under)), "1 (1 + 2 q)^-1 x + 1 q"),
        (a.add(a.over(y), x), "1 x + 1 y^-1"),
    ):
        assert a.said(a.algebra.reduced(form)) == expected
    by_both = a.over(a.add(a.times(x, x), a.times(x, y)))  # 1 / (x² + xy)
    assert a.said(a.algebra.reduced(a.add(a.times(x, by_both), a.times(y, by_both)))) == "1 x^-1"


# at a member


def test_a_form_at_a_member() -> None:
    a = Forms()
    x, q, w = a.of("x", "mr"), a.of("q"), a.of("w", "m")

    def at_1(form: Form) -> str:
        return a.said(a.algebra.at_member(form, "m1"))

    assert at_1(a.times(q, q)) == "1 q^2"
    assert at_1(a.add(a.times(3, x, x, q), a.times(2, w, a.over(a.times(q, w, w))))) == "3 q x1^2 + 2 q^-1 w1^-1"
    assert at_1(a.algebra.sum_over(frozenset("r"), x)) == "1 sum r (x1)"
    assert at_1(a.over(a.add(1, w))) == "1 (1 + 1 w1)^-1"


def test_what_is_nothing_at_a_member_is_nothing_there() -> None:
    """Nothing is computed there of what is divided by it."""
    a = Forms()
    z, q = a.of(ZERO_AT_M1, "m"), a.of("q")
    assert a.said(a.algebra.at_member(a.add(a.times(z, q), q), "m1")) == "1 q"
    assert a.said(a.algebra.at_member(a.add(a.times(z, q), q), "m2")) == "1 q + 1 q z2"
    assert a.algebra.at_member(a.over(z), "m1") == {}


# sums over sets


def test_the_set_that_is_written_out_is_summed_member_by_member() -> None:
    a = Forms()
    x, q = a.of("x", "mr"), a.of("q")
    assert a.sum("m", a.times(q, x)) == "1 q x1 + 1 q x2"
    assert a.sum("mr", a.times(q, x)) == "1 q sum r (x1) + 1 q sum r (x2)"
    assert a.sum("m", q) == "2 q"


def test_what_does_not_vary_is_moved_out_and_counted() -> None:
    a = Forms()
    x, q = a.of("x", "r"), a.of("q")
    assert a.sum("r", a.times(5, q, x)) == "5 q sum r (x)"
    assert a.sum("ri", a.times(q, x)) == "3 q sum r (x)"
    assert a.sum("ri", q) == "6 q"
    assert a.sum("", a.times(q, x)) == "1 q x"


def test_members_under_others_are_counted_under_each() -> None:
    """«a» has two and «b» one, three in all; how many there are of what comes with the data, nobody knows."""
    a = Forms()
    x, q = a.of("x", "r"), a.of("q")
    assert a.sum("u", q) == "1 number of u q"
    assert a.sum("ur", q) == "3 q"
    assert a.sum("uri", q) == "9 q"
    assert a.sum("ur", x) == "1 sum r (number of u x)"
    assert a.sum("p", q) == "1 number of p q"
    assert a.sum("pr", q) == "1 q sum r (number of p)"
    assert a.sum("pri", q) == "3 q sum r (number of p)"
    assert a.sum("vur", q) == "1 q sum ru (number of v)"
    assert a.sum("prtk", q) == "1 q sum k (number of t) sum r (number of p)"
    assert a.sum("e", q) == "1 number of e q"
    assert a.sum("e", a.of("x", "e")) == "1 sum e (x)"


def test_what_has_no_set_in_common_is_summed_by_itself() -> None:
    a = Forms()
    x, y, z, w = a.of("x", "r"), a.of("y", "i"), a.of("z", "ri"), a.of("w", "k")
    assert a.sum("ri", a.times(x, y)) == "1 sum i (y) sum r (x)"
    assert a.sum("rik", a.times(w, x, y, z)) == "1 sum ir (x y z) sum k (w)"
    assert a.sum("r", a.times(x, x, z)) == "1 sum r (x^2 z)"
    assert a.algebra.sets_of(a.algebra.sum_over(frozenset("r"), a.times(x, z))) == frozenset("i")


def test_sums_of_sums_are_one() -> None:
    a = Forms()
    x, y, z = a.of("x", "ri"), a.of("y", "i"), a.of("z", "rk")
    inner = a.algebra.sum_over(frozenset("i"), x)
    assert a.sum("r", inner) == "1 sum ir (x)"
    assert a.sum("r", a.times(z, inner)) == "1 sum ir (x z)"
    assert a.sum("ri", a.times(y, inner)) == "1 sum i (y) sum ir (x)"
    # where one stands beside what varies over its set, or twice, they stay apart
    assert a.sum("r", a.times(x, inner)) == "1 sum r (sum i (x) x)"
    assert a.sum("r", a.times(inner, inner)) == "1 sum r (sum i (x)^2)"
    assert a.sum("r", a.times(z, inner, a.over(inner))) == "1 sum r (z)"
    assert a.sum("r", a.times(z, a.over(inner))) == "1 sum r (sum i (x)^-1 z)"


def test_totals_are_used_for_the_whole_sum_alone() -> None:
    """Over all of r, d comes to q for each member of i."""
    a = Forms()
    d, q, x, y, w = a.of("d", "ri"), a.of("q"), a.of("x", "r"), a.of("y", "i"), a.of("w", "rk")
    (((at, _),),) = d
    a.algebra.totals[at] = Total(frozenset("r"), q)
    assert a.sum("r", a.times(2, d)) == "2 q"
    assert a.sum("ri", d) == "3 q"
    assert a.sum("r", a.times(d, y)) == "1 q y"
    assert a.sum("ri", a.times(d, y)) == "1 q sum i (y)"
    assert a.sum("i", d) == "1 sum i (d)"
    assert a.sum("r", a.times(d, d)) == "1 sum r (d^2)"
    assert a.sum("r", a.over(d)) == "1 sum r (d^-1)"
    assert a.sum("r", a.times(d, x)) == "1 sum r (d x)"
    assert a.sum("ri", a.times(d, x, y)) == "1 sum ir (d x y)"
    assert a.sum("rik", a.times(d, w, y)) == "1 sum ikr (d w y)"


# what the rules give


def test_what_the_rules_give_is_added_up() -> None:
    """Over r 2 and 3; over r and i 1, 2, 3 and 4, 5, 6."""
    a = Forms()
    k, c, x = a.of("k", "r", "2 3"), a.of("c", "ri", "1 2 3 4 5 6"), a.of("x", "r")
    assert a.sum("r", k) == "5"
    assert a.sum("r", a.times(k, k)) == "13"
    assert a.sum("ri", a.times(k, c)) == "57"  # 2 × 6 + 3 × 15
    of_each = a.algebra.sum_over(frozenset("r"), a.times(k, c))
    assert a.values_of(of_each) == "14 19 24"
    assert a.values_of(a.algebra.sum_over(frozenset("i"), c)) == "6 15"
    assert a.values_of(a.algebra.sum_over(frozenset("r"), a.times(k, x))) == "unknown"
    # by what may be nothing somewhere
    assert a.sum("r", a.over(k)) == "1 sum r (k^-1)"
    assert a.values_of(a.algebra.sum_over(frozenset("u"), constant(Fraction(1)))) == "2 1"
    assert a.values_of(a.algebra.sum_over(frozenset("p"), constant(Fraction(1)))) == "unknown"
    assert a.values_of(a.algebra.sum_over(frozenset("e"), constant(Fraction(1)))) == "unknown"


def test_every_value_of_what_is_given() -> None:
    a = Forms()
    k, c, x = a.of("k", "r", "2 3"), a.of("c", "r", "5 7"), a.of("x", "r")
    assert listed(a.algebra.given({})) == "0"
    assert listed(a.algebra.given(constant(Fraction(3)))) == "3"
    assert listed(a.algebra.given(a.times(4, k, c))) == "40 84"
    assert listed(a.algebra.given(a.times(k, x))) == "unknown"
    assert listed(a.algebra.given(a.add(k, c))) == "unknown"
    assert listed(a.algebra.given(a.over(k))) == "unknown"


def test_what_a_form_comes_to_in_each_cell() -> None:
    """Over r 2 and 3; over i 5, 0 and 7; over both sums of products of them."""
    a = Forms()
    k, c, x, n = a.of("k", "r", "2 3"), a.of("c", "i", "5 0 7"), a.of("x", "r"), a.of("n", "p", "1 2")

    def values(form: Form, sets: str) -> str:
        return listed(certain_values(a.algebra, form, sets))

    assert values({}, "r") == "0 0"
    assert values(constant(Fraction(4)), "i") == "4 4 4"
    assert values(a.times(2, k, k), "r") == "8 18"
    assert values(a.add(k, a.times(-1, c), 1), "ri") == "-2 3 -4 -1 4 -3"
    assert values(a.times(c, a.over(k)), "ri") == "5/2 0 7/2 5/3 0 7/3"
    assert values(a.over(a.times(k, k)), "r") == "1/4 1/9"
    # divided by what is nothing somewhere; from the data; over more sets; of members that nobody knows
    assert values(a.times(k, a.over(c)), "ri") == "unknown"
    assert values(a.over(a.times(c, c)), "i") == "unknown"
    assert values(a.times(k, x), "r") == "unknown"
    assert values(k, "i") == "unknown"
    assert values(n, "p") == "unknown"
    assert values(constant(Fraction(4)), "p") == "unknown"

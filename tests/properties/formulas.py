"""Strategies that make formulas, each with its text, the sets it varies over and its value told again from the rule.

A formula reads `x` (per region), `y` (per indicator and region), `z` (one number), `w` (per region, optional), `ja_nei`
(per region). Its value is a fraction, or `Impossible` is raised: a division by zero, a mean of none, a missing figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from statistics import median
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

MEMBERS: dict[str, tuple[str, ...]] = {"indikator": ("i0", "i1"), "region": ("Midt", "Nord", "Vest")}
At = Mapping[str, str]
Figures = Mapping[tuple[str, ...], Fraction | bool]


class Impossible(Exception):
    """There is no value."""


@frozen
class Formula:
    """A formula (of a number, or of yes and no): text, sets, value in a cell, and which kinds of steps it has."""

    text: str
    sets: frozenset[str]
    value: Callable[[Figures, At], Any]
    kinds: frozenset[str] = frozenset()


def read(name: str, *sets: str) -> Formula:
    """A quantity by its name."""

    def value(figures: Figures, at: At) -> Fraction | bool:
        key = (name, *(at[one] for one in sets))
        if key not in figures:
            raise Impossible
        return figures[key]

    return Formula(name, frozenset(sets), value)


X, Y, Z = read("x", "region"), read("y", "indikator", "region"), read("z")
W, ASKED = read("w", "region"), read("ja_nei", "region")
OPERATIONS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda a, b: a + b,
    "−": lambda a, b: a - b,
    "×": lambda a, b: a * b,
}
COMPARISONS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "minst": lambda a, b: a >= b,
    "høyst": lambda a, b: a <= b,
    "mer enn": lambda a, b: a > b,
    "mindre enn": lambda a, b: a < b,
    "er": lambda a, b: a == b,
    "er ikke": lambda a, b: a != b,
}


def number(value: int) -> Formula:
    """A number; below zero with a sign."""
    return Formula(f"(−{-value})" if value < 0 else str(value), frozenset(), lambda figures, at: Fraction(value))


def joined(kind: str, text: str, parts: tuple[Formula, ...], value: Callable[[Figures, At], Any]) -> Formula:
    """A formula made of others."""
    sets = frozenset(one for part in parts for one in part.sets)
    return Formula(text, sets, value, frozenset({kind}).union(*(part.kinds for part in parts)))


def arithmetic(sign: str, a: Formula, b: Formula) -> Formula:
    """A sum, difference or product."""
    work = OPERATIONS[sign]
    return joined(sign, f"({a.text} {sign} {b.text})", (a, b), lambda f, at: work(a.value(f, at), b.value(f, at)))


def quotient(a: Formula, b: Formula) -> Formula:
    """A quotient where zero is ruled out by a choice."""

    def value(figures: Figures, at: At) -> Fraction:
        below = b.value(figures, at)
        return Fraction(0) if below == 0 else a.value(figures, at) / below

    return joined("/", f"(hvis {b.text} er 0 så 0 ellers {a.text} / {b.text})", (a, b), value)


def choice(condition: Formula, a: Formula, b: Formula) -> Formula:
    """The one or the other; what is not chosen is not looked at."""
    text = f"(hvis {condition.text} så {a.text} ellers {b.text})"
    parts = (condition, a, b)
    return joined("hvis", text, parts, lambda f, at: a.value(f, at) if condition.value(f, at) else b.value(f, at))


def optional(otherwise: Formula) -> Formula:
    """The optional figure where there is one."""

    def value(figures: Figures, at: At) -> Fraction:
        return W.value(figures, at) if ("w", at["region"]) in figures else otherwise.value(figures, at)

    return joined("finnes", f"(hvis finnes(w) så w ellers {otherwise.text})", (W, otherwise), value)


def extreme(kind: str, a: Formula, b: Formula) -> Formula:
    """The least or greatest of two."""
    work = min if kind == "minste" else max
    text = f"{kind} av ({a.text}; {b.text})"
    return joined(f"{kind} av", text, (a, b), lambda f, at: work(a.value(f, at), b.value(f, at)))


def at_most(value: Fraction, values: list[Fraction]) -> Fraction:
    """The share of values that do not exceed one of them."""
    return Fraction(sum(1 for one in values if one <= value), len(values))


def _everywhere(over: str, at: At) -> Iterator[At]:
    return ({**at, over: member} for member in MEMBERS[over])


def aggregate(kind: str, over: str, inner: Formula, where: Formula | None) -> Formula:
    """Sum, mean, least, greatest or count over a set."""
    inner = inner if over in inner.sets or (where and over in where.sets) else arithmetic("+", inner, BY_SET[over])

    def value(figures: Figures, at: At) -> Fraction:
        cells = [one for one in _everywhere(over, at) if where is None or where.value(figures, one)]
        if kind == "antall":
            return Fraction(len(cells))
        values = [inner.value(figures, one) for one in cells]
        if len(values) < LEAST_NUMBER.get(kind, 1) and kind != "sum":
            raise Impossible
        return TOTALS[kind](values)

    parts = (inner, where) if where else (inner,)
    counted = "" if kind == "antall" else f" {inner.text}"
    if kind == "antall":
        parts = (where,) if where else (BY_SET[over],)
    text = f"({kind}{counted}{f' der {where.text}' if where else ''} over {over})"
    made = joined(kind, text, parts, value)
    steps = made.kinds | ({"der"} if where else set())
    kept = frozenset({over}) if kind == "antall" and not where else made.sets
    return Formula(made.text, kept - {over}, made.value, steps)


TOTALS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "sum": lambda values: sum(values, Fraction(0)),
    "gjennomsnitt": lambda values: sum(values, Fraction(0)) / len(values),
    "minste": min,
    "største": max,
    "median": lambda values: Fraction(median(values)),
    "persentil 75 % av": lambda values: min(one for one in values if at_most(one, values) >= Fraction(3, 4)),
    "nest største": lambda values: sorted(values)[-2],
    "3. minste": lambda values: sorted(values)[2],
}
LEAST_NUMBER = {"nest største": 2, "3. minste": 3}
BY_SET = {"region": X, "indikator": Y}
TIES: dict[str, Callable[[int, int], Fraction]] = {
    "beste": lambda first, count: Fraction(first),
    "dårligste": lambda first, count: Fraction(first + count - 1),
    "midterste": lambda first, count: Fraction(2 * first + count - 1, 2),
}


def rank(highest: bool, ties: str, inner: Formula, where: Formula | None) -> Formula:
    """The place among the regions."""
    inner = inner if "region" in inner.sets else arithmetic("+", inner, X)

    def value(figures: Figures, at: At) -> Fraction:
        let_in = [one for one in _everywhere("region", at) if where is None or where.value(figures, one)]
        values = [inner.value(figures, one) for one in let_in]
        if at["region"] not in [one["region"] for one in let_in]:
            raise Impossible
        own = inner.value(figures, at)
        before = sum(1 for other in values if (other > own if highest else other < own))
        return TIES[ties](before + 1, values.count(own))

    first = "høyest" if highest else "lavest"
    condition = f" der {where.text}" if where else ""
    text = f"(rang {inner.text} {first} først like får {ties} plass{condition} over region)"
    return joined("rang", text, (inner, where) if where else (inner,), value)


def compare(operator: str, a: Formula, b: Formula) -> Formula:
    """A comparison."""
    work = COMPARISONS[operator]
    return joined(
        operator, f"({a.text} {operator} {b.text})", (a, b), lambda f, at: work(a.value(f, at), b.value(f, at))
    )


def both(a: Formula, b: Formula) -> Formula:
    """Both; the second is not looked at where the first settles it."""
    return joined("og", f"({a.text} og {b.text})", (a, b), lambda f, at: a.value(f, at) and b.value(f, at))


def either(a: Formula, b: Formula) -> Formula:
    """At least one; the second is not looked at where the first settles it."""
    return joined("eller", f"({a.text} eller {b.text})", (a, b), lambda f, at: a.value(f, at) or b.value(f, at))


def opposite(a: Formula) -> Formula:
    """Not."""
    return joined("ikke", f"(ikke {a.text})", (a,), lambda f, at: not a.value(f, at))


ASKED_YES = Formula("(ja_nei er ja)", ASKED.sets, ASKED.value, frozenset({"ja"}))


def conditions(numbers: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    """Conditions on these numbers."""
    simple = st.one_of(st.builds(compare, st.sampled_from(sorted(COMPARISONS)), numbers, numbers), st.just(ASKED_YES))
    return st.one_of(
        simple, st.builds(both, simple, simple), st.builds(either, simple, simple), st.builds(opposite, simple)
    )


def _larger(numbers: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    asked = conditions(numbers)
    where = st.one_of(st.none(), asked)
    kinds = st.sampled_from((*sorted(TOTALS), "antall"))
    return st.one_of(
        st.builds(arithmetic, st.sampled_from(sorted(OPERATIONS)), numbers, numbers),
        st.builds(quotient, numbers, st.sampled_from((X, Y, Z))),
        st.builds(choice, asked, numbers, numbers),
        st.builds(optional, numbers),
        st.builds(extreme, st.sampled_from(("minste", "største")), numbers, numbers),
        st.builds(aggregate, kinds, st.sampled_from(sorted(MEMBERS)), numbers, where),
        st.builds(rank, st.booleans(), st.sampled_from(sorted(TIES)), numbers, where),
    )


FORMULAS = st.recursive(
    st.one_of(st.sampled_from((X, Y, Z)), st.integers(-3, 3).map(number)), _larger, max_leaves=8
).filter(lambda one: bool(one.kinds))

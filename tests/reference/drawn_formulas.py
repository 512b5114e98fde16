"""Expressions drawn at random that fit where they stand: unit, sets, and whether they may be below zero."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from attrs import frozen

T = TypeVar("T")
Sets = frozenset[str]
TIES = ("beste", "dårligste", "midterste")
COMPARED = ("minst", "høyst", "mer enn", "mindre enn", "er", "er ikke", "≥", "≤", ">", "<", ">=", "<=")
IN_ORDER = ("median", "persentil 80 % av", "persentil 0,3 av", "nest største", "nest minste", "3. største", "3. minste")
NUMBERS = ("andel", "tall", "antall", "kr", "poeng", "deler")


@frozen
class Drawn:
    """An expression: its text, the sets it varies over (with those above), and whether it is never below zero."""

    text: str
    sets: Sets
    not_negative: bool = False
    is_literal: bool = False


@frozen
class Quantity:
    """A quantity that may be read: its name, sets and unit; words have the words they may be compared with."""

    name: str
    sets: Sets
    unit: str
    is_optional: bool = False
    not_negative: bool = False
    words: tuple[str, ...] = ()


@frozen
class Stairs:
    """A staircase that may be called: the unit it takes and gives; some take nothing below zero."""

    name: str
    takes: str
    gives: str
    takes_negative: bool
    not_negative: bool


class Formulas:
    """Draws expressions from the quantities, staircases and sets known so far."""

    def __init__(self, random: Random, upper: dict[str, str]) -> None:
        self.random, self.upper = random, upper
        self.quantities: list[Quantity] = []
        self.stairs: list[Stairs] = []
        self.read: set[str] = set()
        self.taking_part: Sets | None = None

    def with_uppers(self, *names: str) -> Sets:
        """The sets and those above them."""
        found = set(names)
        for name in names:
            while name in self.upper:
                name = self.upper[name]
                found.add(name)
        return frozenset(found)

    def chance(self, percent: int) -> bool:
        """True so many times of a hundred."""
        return self.random.randrange(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """One of several."""
        return choices[self.random.randrange(len(choices))]

    # numbers

    def number(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        """A number of the unit, varying over some of these sets."""
        if depth <= 0:
            return self.leaf(unit, allowed)
        ways = [self.sum, self.sum, self.product, self.quotient, self.extreme, self.choice, self.optional,
                self.aggregate,
                self.aggregate, self.negative, self.leaf_deep]  # fmt: skip
        if any(one.gives == unit for one in self.stairs):
            ways += [self.stood_on] * 3
        if unit == "antall":
            ways = [self.count, self.count, self.rank, self.rank, self.sum, self.choice, self.extreme, self.aggregate]
        if unit == "tall":
            ways += [self.ratio] * 2
        return self.pick(ways)(unit, allowed, depth - 1)

    def leaf_deep(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        return self.leaf(unit, allowed)

    def leaf(self, unit: str, allowed: Sets) -> Drawn:
        """A quantity, or a number written out."""
        fitting = [one for one in self.quantities if one.unit == unit and one.sets <= allowed and not one.is_optional]
        if fitting and self.chance(85):
            one = self.not_read_yet(fitting)
            return Drawn(one.name, one.sets, one.not_negative)
        return self.literal(unit) if unit != "antall" else self.count(unit, allowed, 0)

    def not_read_yet(self, fitting: Sequence[Quantity]) -> Quantity:
        """One of these, mostly one that nothing reads yet."""
        fresh = [one for one in fitting if one.name not in self.read]
        one = self.pick(fresh if fresh and self.chance(70) else fitting)
        self.read.add(one.name)
        return one

    def literal(self, unit: str) -> Drawn:
        """A number with its unit."""
        kind = {
            "andel": ("0 %", "10 %", "25 %", "50 %", "12,5 %", "100 %", "5 prosentpoeng"),
            "tall": ("0", "1", "2", "0,5", "3", "1,25"),
            "kr": ("0 kr", "7 kr", "1 000 kr", "0,5 mill. kr"),
            "poeng": ("0 poeng", "1 poeng", "10 poeng", "2,5 poeng"),
            "deler": ("0 deler", "1 del", "2 deler", "0,5 del"),
            "antall": ("1", "2", "3"),
        }
        return Drawn(self.pick(kind[unit]), frozenset(), True, True)

    def sum(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        a, b = self.number(unit, allowed, depth), self.number(unit, allowed, depth)
        sign = self.pick(("+", "+", "−", "-"))
        return Drawn(f"({a.text} {sign} {b.text})", a.sets | b.sets, sign == "+" and a.not_negative and b.not_negative)

    def negative(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        a = self.number(unit, allowed, depth)
        return Drawn(f"(−{a.text})", a.sets)

    def product(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        a, b = self.number(unit, allowed, depth), self.number(self.pick(("tall", "andel")), allowed, depth)
        if unit == "andel" and b.is_literal and "%" not in b.text:
            b = self.number("andel", allowed, 0)
        if unit == "tall":
            b = self.number("tall", allowed, depth)
        texts = (a.text, b.text) if self.chance(50) else (b.text, a.text)
        return Drawn(f"({texts[0]} {self.pick('×*')} {texts[1]})", a.sets | b.sets, a.not_negative and b.not_negative)

    def quotient(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        """Divided by a number; by a quantity mostly where it is asked first whether that is nought."""
        a = self.number(unit, allowed, depth)
        if self.chance(30):
            return Drawn(f"({a.text} / {self.pick(('2', '3', '7'))})", a.sets, a.not_negative)
        if unit == "andel":
            b, a = self.leaf("andel", allowed), self.number("andel", allowed, depth)
        else:
            b = self.leaf("tall", allowed)
        if b.is_literal:
            return a
        sets, positive = a.sets | b.sets, a.not_negative and b.not_negative
        if self.chance(25):
            return Drawn(f"({a.text} / {b.text})", sets, positive)
        zero = self.literal_zero(unit)
        asked = f"{b.text} er {self.literal_zero('andel' if unit == 'andel' else 'tall')}"
        return Drawn(f"(hvis {asked} så {zero} ellers {a.text} / {b.text})", sets, positive)

    def ratio(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        """A quotient of two alike is a number."""
        of = self.pick(("kr", "poeng", "deler", "antall"))
        a, b = self.number(of, allowed, depth), self.number(of, allowed, depth)
        if b.is_literal or self.chance(80):
            b = Drawn(
                f"største av (1 {'del' if of == 'deler' else of if of != 'antall' else ''}; {b.text})", b.sets, True
            )
        return Drawn(f"({a.text} / {b.text})", a.sets | b.sets, a.not_negative and b.not_negative)

    def literal_zero(self, unit: str) -> str:
        return {"andel": "0 %", "tall": "0", "kr": "0 kr", "poeng": "0 poeng", "deler": "0 deler", "antall": "0"}[unit]

    def not_negative(self, unit: str, one: Drawn) -> Drawn:
        """The expression, or nought where it is below."""
        return one if one.not_negative else Drawn(f"største av ({self.literal_zero(unit)}; {one.text})", one.sets, True)

    def extreme(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        parts = [self.number(unit, allowed, depth) for _ in range(self.pick((1, 2, 2, 3)))]
        word = self.pick(("minste", "største"))
        safe = [one.not_negative for one in parts]
        sets = frozenset[str]().union(*(one.sets for one in parts))
        return Drawn(
            f"{word} av ({'; '.join(one.text for one in parts)})", sets, all(safe) or (word == "største" and any(safe))
        )

    def choice(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        asked, a, b = (
            self.condition(allowed, depth),
            self.number(unit, allowed, depth),
            self.number(unit, allowed, depth),
        )
        text = f"(hvis {asked.text} så {a.text} ellers {b.text})"
        return Drawn(text, asked.sets | a.sets | b.sets, a.not_negative and b.not_negative)

    def optional(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        """An optional quantity, asked for before it is used."""
        fitting = [one for one in self.quantities if one.unit == unit and one.is_optional and one.sets <= allowed]
        other = self.number(unit, allowed, depth)
        if not fitting:
            return other
        one = self.not_read_yet(fitting)
        if self.chance(30):
            text = f"(hvis ikke finnes({one.name}) så {other.text} ellers {one.name})"
        else:
            text = f"(hvis finnes({one.name}) så {one.name} ellers {other.text})"
        return Drawn(text, one.sets | other.sets, one.not_negative and other.not_negative)

    def stood_on(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        if self.chance(25):
            return self.on_ramp(unit, self.number("tall", allowed, depth))
        one = self.pick([one for one in self.stairs if one.gives == unit])
        argument = self.number(one.takes, allowed, depth)
        if not one.takes_negative:
            argument = self.not_negative(one.takes, argument)
        return Drawn(f"{one.name}({argument.text})", argument.sets, one.not_negative)

    def on_ramp(self, unit: str, argument: Drawn) -> Drawn:
        """A ramp that is written in the formula."""
        mark = "" if unit in ("tall", "andel", "antall") else f" {unit}"
        gives = [f"{one}{mark}" for one in (0, self.pick((0, 2, 3)), self.pick((2, 5)))]
        places = self.pick((("0", "1", "3"), ("−1", "0,5", "2"), ("1", "2", "4")))
        points = "; ".join(f"ved {place} gir {given}" for place, given in zip(places, gives, strict=True))
        return Drawn(f"rampe av ({argument.text}; {points})", argument.sets, True)

    # what stands over sets

    def _over(self, allowed: Sets) -> str | None:
        """A set to gather over: any that quantities vary over."""
        known = sorted({name for one in self.quantities for name in one.sets})
        return self.pick(known) if known else None

    def _anchors(self, unit: str, over: str, inside: Sets) -> list[Quantity]:
        known = (one for one in self.quantities if one.unit == unit and not one.is_optional)
        return [one for one in known if over in one.sets and one.sets <= inside]

    def _varying(self, unit: str, over: str, allowed: Sets, depth: int) -> Drawn | None:
        """An expression that varies over the set and no set below it; besides, over allowed sets alone."""
        inside = self.with_uppers(over) | (allowed - {low for low in allowed if over in self.with_uppers(low)})
        anchors = self._anchors(unit, over, inside)
        if not anchors:
            return None
        anchor = self.not_read_yet(anchors)
        inner = Drawn(anchor.name, anchor.sets, anchor.not_negative)
        if depth <= 0 or self.chance(40):
            return inner
        other = self.number(unit, inside, depth - 1)
        return Drawn(
            f"({inner.text} + {other.text})", inner.sets | other.sets, inner.not_negative and other.not_negative
        )

    def _gathering(self, over: str, sets: Sets, allowed: Sets, depth: int) -> tuple[str, Sets]:
        """`der … over S per T`: the words and the sets that are left."""
        where, asked = "", frozenset[str]()
        if self.taking_part is not None:  # in a measure that keeps somebody out it must be said who counts
            where, asked = " der deltar", self.taking_part
        if self.chance(30):
            condition = self.condition(sets | self.with_uppers(over), depth)
            where = f"{where} og {condition.text}" if where else f" der {condition.text}"
            asked |= condition.sets
        gone = self.with_uppers(over)
        left = (sets | asked) - gone
        uppers = [name for name in gone if name != over and name in allowed]
        per = ""
        if uppers and self.chance(70):
            kept = self.pick(sorted(uppers))
            per, left = f" per {kept}", left | {kept}
        left = self.with_uppers(*left)
        return f"{where} over {over}{per}", left

    def aggregate(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        over = self._over(allowed)
        inner = self._varying(unit, over, allowed, depth) if over else None
        if inner is None or over is None:
            return self.leaf(unit, allowed)
        words, left = self._gathering(over, inner.sets, allowed, depth)
        if not left <= allowed:
            return self.leaf(unit, allowed)
        kind = self.pick(("sum", "sum", "sum", "gjennomsnitt", "minste", "største", *IN_ORDER))
        return Drawn(f"({kind} {inner.text}{words})", left, inner.not_negative)

    def count(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        over = self._over(allowed)
        if over is None:
            return Drawn("(antall over region)", frozenset(), True)
        words, left = self._gathering(over, self.with_uppers(over), allowed, depth)
        return (
            Drawn(f"(antall{words})", left, True)
            if left <= allowed
            else Drawn("(antall over region)", frozenset(), True)
        )

    def rank(self, unit: str, allowed: Sets, depth: int) -> Drawn:
        over = self.pick(sorted(allowed) or ["region"])
        kinds = [one for one in ("andel", "andel", "tall", "kr") if self._anchors(one, over, allowed)]
        inner = self._varying(self.pick(kinds), over, allowed, depth) if kinds and over in allowed else None
        if inner is None or over is None or not inner.sets <= allowed:
            return self.count(unit, allowed, depth)
        words, left = self._gathering(over, inner.sets, allowed, depth)
        if not self.with_uppers(over) | left <= allowed:
            return self.count(unit, allowed, depth)
        first = self.pick(("høyest", "lavest"))
        text = f"(rang {inner.text} {first} først like får {self.pick(TIES)} plass{words})"
        return Drawn(text, inner.sets | left, True)

    # conditions

    def condition(self, allowed: Sets, depth: int) -> Drawn:
        """A condition on what varies over these sets."""
        if depth > 0 and self.chance(35):
            a, b = self.condition(allowed, depth - 1), self.condition(allowed, depth - 1)
            return self.pick([
                Drawn(f"({a.text} og {b.text})", a.sets | b.sets),
                Drawn(f"({a.text} eller {b.text})", a.sets | b.sets),
                Drawn(f"(ikke {a.text})", a.sets),
            ])  # fmt: skip
        kinds = [
            one
            for one in self.quantities
            if one.unit in ("ja/nei", "ord") and one.sets <= allowed and not one.is_optional
        ]
        asked = [one for one in self.quantities if one.is_optional and one.sets <= allowed]
        if kinds and self.chance(35):
            one = self.not_read_yet(kinds)
            if one.unit == "ja/nei":
                return Drawn(self.pick((one.name, f"({one.name} er ja)", f"({one.name} er ikke nei)")), one.sets)
            word = self.pick(one.words)
            return Drawn(self.pick((f"({one.name} er {word})", f"({one.name} er ikke {word})")), one.sets)
        if asked and self.chance(30):
            one = self.pick(asked)
            return Drawn(f"finnes({one.name})", one.sets)
        unit = self.pick((*NUMBERS, "antall"))
        a = self.number(unit, allowed, depth - 1)
        b = self.literal(unit) if self.chance(60) else self.number(unit, allowed, depth - 1)
        if a.is_literal:
            return self.truth(allowed)
        return Drawn(f"({a.text} {self.pick(COMPARED)} {b.text})", a.sets | b.sets)

    def truth(self, allowed: Sets) -> Drawn:
        """A quantity that may be this or that, where another condition would always be the same."""
        fitting = [
            one for one in self.quantities if one.unit in NUMBERS and one.sets <= allowed and not one.is_optional
        ]
        if not fitting:
            return Drawn("(ja er ja)", frozenset())
        one = self.pick(fitting)
        return Drawn(f"({one.name} {self.pick(COMPARED)} {self.literal(one.unit).text})", one.sets)

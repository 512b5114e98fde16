"""Expressions drawn at random for claims: squares, falling staircases, constants below zero, choices, ranks, quotients.

All are numbers without a unit, or counts; an expression knows which sets it varies over, with those above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from attrs import frozen

T = TypeVar("T")
Sets = frozenset[str]
ABOVE = {"indikator": "gruppe", "foretak": "region", "sted": "region"}
NUMBERS = ("0", "1", "2", "0,5", "3", "0,25", "0,1", "(−1)", "(−2)", "(−0,5)")
COUNTS = ("0", "1", "2", "3", "5")
COMPARED = ("minst", "høyst", "mer enn", "mindre enn", "minst", "mer enn", "er", "er ikke")
IN_ORDER = ("median", "persentil 80 % av", "persentil 30 % av", "nest største", "nest minste", "2. største")
TIES = ("beste", "dårligste", "midterste")


@frozen
class Drawn:
    """An expression: its text, and the sets it varies over."""

    text: str
    sets: Sets = frozenset()


@frozen
class Readable:
    """A quantity that may be read, and of what kind it is: `number`, `count`, `yes_no` or `optional`."""

    name: str
    sets: Sets
    kind: str = "number"
    is_observed: bool = False


def with_uppers(names: Sequence[str] | Sets, sets: Sets) -> Sets:
    """The sets and those above them, of the sets that there are."""
    return frozenset([*names, *(ABOVE[name] for name in names if ABOVE.get(name) in sets)])


class Expressions:
    """Draws expressions from what may be read so far."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.sets: Sets = frozenset()
        self.readable: list[Readable] = []
        self.staircases: list[str] = []
        self.taking_part: Sets | None = None

    def chance(self, percent: int) -> bool:
        """True so many times of a hundred."""
        return self.random.randrange(100) < percent

    def pick(self, choices: Sequence[T]) -> T:
        """One of several."""
        return choices[self.random.randrange(len(choices))]

    # numbers

    def number(self, allowed: Sets, depth: int) -> Drawn:
        """A number without a unit, varying over some of these sets."""
        if depth <= 0:
            return self.leaf(allowed)
        ways = (
            self.sum, self.sum, self.difference, self.product, self.product, self.square, self.quotient, self.quotient,
            self.negative, self.choice, self.choice, self.extreme, self.extreme, self.stood_on, self.stood_on,
            self.aggregate, self.aggregate, self.ratio, self.leaf, self.optional,
        )  # fmt: skip
        return self.pick(ways)(allowed, depth - 1)

    def leaf(self, allowed: Sets, depth: int = 0) -> Drawn:
        """A quantity, or a number written out."""
        fitting = [one for one in self.readable if one.kind == "number" and one.sets <= allowed]
        if fitting and self.chance(80):
            varying = [one for one in fitting if one.sets]
            one = self.pick(varying if varying and self.chance(75) else fitting)
            return Drawn(one.name, one.sets)
        return Drawn(self.pick(NUMBERS))

    def observed(self, allowed: Sets) -> Drawn:
        """A figure, or what rests on figures, as far as there is any."""
        fitting = [one for one in self.readable if one.kind == "number" and one.sets <= allowed and one.is_observed]
        one = self.pick(fitting) if fitting else None
        return Drawn(one.name, one.sets) if one else self.leaf(allowed)

    def two(self, allowed: Sets, depth: int) -> tuple[Drawn, Drawn]:
        return self.number(allowed, depth), self.number(allowed, depth)

    def sum(self, allowed: Sets, depth: int) -> Drawn:
        a, b = self.two(allowed, depth)
        return Drawn(f"({a.text} + {b.text})", a.sets | b.sets)

    def difference(self, allowed: Sets, depth: int) -> Drawn:
        a, b = self.two(allowed, depth)
        return Drawn(f"({a.text} − {b.text})", a.sets | b.sets)

    def product(self, allowed: Sets, depth: int) -> Drawn:
        a, b = self.two(allowed, depth)
        return Drawn(f"({a.text} × {b.text})", a.sets | b.sets)

    def square(self, allowed: Sets, depth: int) -> Drawn:
        """A square; added to something perhaps, or one above zero."""
        a = self.number(allowed, depth)
        more = self.pick(("", "", " + 1", " − 1", " + 0,5"))
        return Drawn(f"({a.text} × {a.text}{more})", a.sets)

    def negative(self, allowed: Sets, depth: int) -> Drawn:
        a = self.number(allowed, depth)
        return Drawn(self.pick((f"(−{a.text})", f"(−1 × {a.text})", f"(1 − {a.text})")), a.sets)

    def quotient(self, allowed: Sets, depth: int) -> Drawn:
        """Divided by a number, or by what may be zero, asked first or not."""
        a, b = self.number(allowed, depth), self.number(allowed, depth)
        way, sets = self.random.randrange(10), a.sets | b.sets
        if way < 3:
            return Drawn(f"({a.text} / {self.pick(('2', '4', '(−2)', '0,5'))})", a.sets)
        if way < 4:
            return Drawn(f"({a.text} / (1 + {b.text} × {b.text}))", sets)
        if way < 5:
            return Drawn(f"({a.text} / største av ({self.pick(('1', '0,5', '0,1', '0'))}; {b.text}))", sets)
        if way < 7:
            asked = self.pick((f"{b.text} er 0", f"{b.text} høyst 0", f"{b.text} er ikke 0", f"{b.text} mindre enn 0"))
            return Drawn(f"(hvis {asked} så {self.leaf(frozenset()).text} ellers {a.text} / {b.text})", sets)
        if "indikator" in allowed and self.chance(15):
            return Drawn(f"({a.text} / (høy − lav))", a.sets | with_uppers({"indikator"}, self.sets))
        if way < 8:
            c = self.leaf(allowed)
            asked = self.pick((f"{b.text} mer enn {c.text}", f"{c.text} er ikke {b.text}", f"{b.text} minst {c.text}"))
            return Drawn(f"(hvis {asked} så {a.text} / ({b.text} − {c.text}) ellers 0)", sets | c.sets)
        return Drawn(f"({a.text} / {self._divisor(b)})", sets)

    def _divisor(self, b: Drawn) -> str:
        return self.pick((b.text, f"({b.text} + 2)", f"({b.text} × {b.text})", f"(2 × {b.text} + 1)"))

    def choice(self, allowed: Sets, depth: int) -> Drawn:
        asked = self.condition(allowed, depth)
        a, b = self.two(allowed, depth)
        return Drawn(f"(hvis {asked.text} så {a.text} ellers {b.text})", asked.sets | a.sets | b.sets)

    def extreme(self, allowed: Sets, depth: int) -> Drawn:
        a, b = self.two(allowed, depth)
        word = self.pick(("minste", "største"))
        return Drawn(f"{word} av ({a.text}; {b.text})", a.sets | b.sets)

    def capped(self, one: Drawn) -> Drawn:
        """Nothing below zero; nothing above one perhaps."""
        text = f"største av (0; {one.text})"
        return Drawn(f"minste av (1; {text})" if self.chance(30) else text, one.sets)

    def stood_on(self, allowed: Sets, depth: int) -> Drawn:
        a = self.number(allowed, depth) if self.chance(75) else self.count(allowed, depth)
        return Drawn(f"{self.pick(self.staircases)}({a.text})", a.sets)

    def optional(self, allowed: Sets, depth: int) -> Drawn:
        """What need not be given, asked for first."""
        fitting = [one for one in self.readable if one.kind == "optional" and one.sets <= allowed]
        if not fitting:
            return self.leaf(allowed)
        one, other = self.pick(fitting), self.number(allowed, depth)
        text = self.pick(("hvis finnes({0}) så {0} ellers {1}", "hvis ikke finnes({0}) så {1} ellers 1 − {0}"))
        return Drawn(f"({text.format(one.name, other.text)})", one.sets | other.sets)

    # counts, and what stands over sets

    def ratio(self, allowed: Sets, depth: int) -> Drawn:
        """How many there are, for each of so many."""
        a, b = self.count(allowed, depth), self.count(allowed, depth)
        under = b.text if self.chance(30) else f"({b.text} + 1)" if self.chance(50) else f"største av (1; {b.text})"
        return Drawn(f"({a.text} / {under})", a.sets | b.sets)

    def count(self, allowed: Sets, depth: int) -> Drawn:
        """A number of something, or a place in a ranking."""
        fitting = [one for one in self.readable if one.kind == "count" and one.sets <= allowed]
        way = self.random.randrange(8)
        if fitting and way < 3:
            one = self.pick(fitting)
            return Drawn(one.name, one.sets)
        if way < 5 and depth > 0:
            return self.rank(allowed, depth - 1)
        if way < 6 and depth > 0:
            a, b = self.count(allowed, depth - 1), self.count(allowed, depth - 1)
            return Drawn(f"({a.text} {self.pick('+−')} {b.text})", a.sets | b.sets)
        return self._gathered_count(allowed, depth)

    def _gathered_count(self, allowed: Sets, depth: int) -> Drawn:
        over = self.pick(sorted(self.sets - {"gruppe"}))
        fitting = [one for one in self.readable if one.kind == "count" and over in one.sets and self._fits(one, over)]
        if fitting and self.chance(50):
            one = self.pick(fitting)
            words, left = self.gathering(over, one.sets, allowed, depth)
            made = Drawn(f"({self.pick(('sum', 'sum', 'største', 'minste'))} {one.name}{words})", left)
        else:
            words, left = self.gathering(over, with_uppers({over}, self.sets), allowed, depth)
            made = Drawn(f"(antall{words})", left)
        return made if made.sets <= allowed else Drawn("(antall over region)")

    def _fits(self, one: Readable, over: str) -> bool:
        """True unless it varies over a set below the one it is gathered over."""
        return not any(over in with_uppers({name}, self.sets) for name in one.sets if name != over)

    def _varying(self, over: str, allowed: Sets, depth: int) -> Drawn | None:
        """A number that varies over a set and none below it, and else over allowed sets alone."""
        inside = with_uppers({over}, self.sets) | {
            name for name in allowed if over not in with_uppers({name}, self.sets) or name == over
        }
        fitting = [one for one in self.readable if one.kind == "number" and over in one.sets and one.sets <= inside]
        if not fitting:
            return None
        one = self.pick(fitting)
        if depth <= 0 or self.chance(40):
            return Drawn(one.name, one.sets)
        other = self.number(inside, depth - 1)
        text = self.pick(("({0} + {1})", "({0} × {1})", "({0} − {1})", "({0} × {0})", "største av ({0}; {1})"))
        return Drawn(text.format(one.name, other.text), one.sets | other.sets)

    def gathering(self, over: str, sets: Sets, allowed: Sets, depth: int) -> tuple[str, Sets]:
        """`der … over S per T`: the words, and the sets that are left."""
        where, asked = "", frozenset[str]()
        if self.taking_part is not None:
            where, asked = " der deltar", self.taking_part
        if self.chance(25):
            condition = self.condition(sets, min(depth, 1))
            where, asked = (f"{where} og" if where else " der") + f" {condition.text}", asked | condition.sets
        gone = with_uppers({over}, self.sets)
        left, per = (sets | asked) - gone, ""
        if ABOVE.get(over) in self.sets and ABOVE[over] in allowed and self.chance(70):
            per, left = f" per {ABOVE[over]}", left | {ABOVE[over]}
        return f"{where} over {over}{per}", with_uppers(left, self.sets)

    def aggregate(self, allowed: Sets, depth: int) -> Drawn:
        """A sum, mostly; or a mean, the least or the greatest."""
        over = self.pick(sorted(self.sets - {"gruppe"}))
        inner = self._varying(over, allowed, depth)
        if inner is None:
            return self.leaf(allowed)
        words, left = self.gathering(over, inner.sets, allowed, depth)
        kind = self.pick(("sum", "sum", "sum", "sum", "gjennomsnitt", "minste", "største", *IN_ORDER))
        return Drawn(f"({kind} {inner.text}{words})", left) if left <= allowed else self.leaf(allowed)

    def rank(self, allowed: Sets, depth: int) -> Drawn:
        """A place among the regions, or among others that vary here."""
        over = self.pick([name for name in sorted(allowed) if name != "gruppe"] or ["region"])
        inner = self._varying(over, allowed, depth) if over in allowed else None
        if inner is None or not inner.sets <= allowed:
            return Drawn("(antall over region)")
        words, left = self.gathering(over, inner.sets, allowed, 0)
        if not inner.sets | left <= allowed:
            return Drawn("(antall over region)")
        first = self.pick(("høyest", "lavest"))
        return Drawn(f"(rang {inner.text} {first} først like får {self.pick(TIES)} plass{words})", inner.sets | left)

    def of_some(self) -> Drawn:
        """A mean, least, greatest or place of the regions that a condition lets in; asked for, or nearly, or not."""
        region = frozenset({"region"})
        inner, let_in, other = self._varying("region", region, 0), self.condition(region, 0), self.condition(region, 0)
        if inner is None or not inner.sets <= region:
            return self.leaf(region)
        some, asked = f"{inner.text} der {let_in.text} over region", self.pick((let_in, let_in, other)).text
        if self.chance(60):
            made = f"({self.pick(('gjennomsnitt', 'minste', 'største', *IN_ORDER))} {some})"
            count = f"(antall der {asked} over region) {self.pick(('er 0', 'mindre enn 2', 'høyst 0', 'er 1'))}"
            return Drawn(self.pick((made, made, f"(hvis {count} så 1 ellers {made})")))
        rank = f"(rang {some.replace(' der ', ' høyest først like får beste plass der ', 1)}) / (antall over region)"
        asking = (f"(hvis {asked} så {rank} ellers 0)", f"(hvis ikke {asked} så 0 ellers {rank})",
                  f"(hvis {asked} eller {other.text} så {rank} ellers 0)")  # fmt: skip
        return Drawn(self.pick((rank, *asking)), region)

    # conditions

    def condition(self, allowed: Sets, depth: int) -> Drawn:
        """A yes or no about what varies over these sets."""
        way = self.random.randrange(12)
        if way < 3 and depth > 0:
            a, b = self.condition(allowed, depth - 1), self.condition(allowed, depth - 1)
            text = self.pick((f"({a.text} og {b.text})", f"({a.text} eller {b.text})"))
            return Drawn(text, a.sets | b.sets)
        if way < 4 and depth > 0:
            a = self.condition(allowed, depth - 1)
            return Drawn(f"(ikke {a.text})", a.sets)
        fitting = [one for one in self.readable if one.kind in ("yes_no", "optional", "word") and one.sets <= allowed]
        if way < 6 and fitting:
            one = self.pick(fitting)
            text = {"yes_no": ("{}", "({} er ja)", "({} er nei)"), "optional": ("finnes({})",),
                    "word": ("({} er lavere)", "({} er ikke lavere)")}[one.kind]  # fmt: skip
            return Drawn(self.pick(text).format(one.name), one.sets)
        if way < 7:
            a = self.count(allowed, depth - 1)
            return Drawn(f"({a.text} {self.pick(COMPARED)} {self.pick((*COUNTS, '1,5'))})", a.sets)
        a = self.number(allowed, depth - 1) if self.chance(30) else self.observed(allowed)
        b = Drawn(self.pick(NUMBERS)) if self.chance(70) else self.observed(allowed)
        return Drawn(f"({a.text} {self.pick(COMPARED)} {b.text})", a.sets | b.sets)

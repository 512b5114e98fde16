"""Rulesets whose choices exclude what their branches could not bear, or nearly: what a condition tells of its branch.

The same expressions stand in the conditions and in the branches; the numbers of the rules settle some conditions.
"""

from __future__ import annotations

from random import Random

TYPES = ("andel", "tall fra −2 til 3", "tall fra 0 til 5", "tall fra −3 til 0", "tall")
LIMITS = ("0", "0", "0,5", "1", "(−1)", "2")
COMPARED = ("minst", "høyst", "mer enn", "mindre enn", "er", "er ikke")
REGIONS = ("Nord", "Vest")


class Guarded:
    """Draws one ruleset."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def drawn(self) -> str:
        """The whole text."""
        tables = {name: [self.pick("0", "1", "−1", "2", "3") for _ in REGIONS] for name in "cd"}
        count = self.random.choice((1, 2))
        formulas = [f"formel f{at} per region = {self._choice()} + 0 × x [r 1]" for at in range(count)]
        paid = f"6 kr × ({' + '.join(f'f{at}' for at in range(count))})"
        return "\n".join([
            "regelsett RBF 2031", 'kilde r "Regelverk"', *(f'region {name} "{name}"' for name in REGIONS),
            *(f"tabell {name} per region : tall fra −9 til 9 [r 1] {{ {self._rows(values)} }}"
              for name, values in tables.items()),
            f"inndata x per region : {self.pick(*TYPES)}", f"inndata y per region : {self.pick(*TYPES)}",
            "inndata n per region : antall", "fastsatt en : antall = 1 [r 1]", *formulas,
            f"formel g per region = y / 3 [r 1] avrundet til {self.pick('1', '1', '3')} desimaler [r 1]",
            f"utbetaling inntekt per region = {self._in_steps() if self.random.randrange(4) == 0 else paid} [r 1]",
            *self._of_the_rules(), "",
        ])  # fmt: skip

    def _in_steps(self) -> str:
        """An amount that is a whole number of some step: of a count, of what is rounded, or of numbers of the rules."""
        step = self.pick("0,01", "0,05", "0,25", "0,5", "0,1", "1")
        one = f"{step} kr × (n / en)"
        return self.pick(
            one, f"{one} / 4", f"{step} kr × (n / en − 1) + 0,04 kr × (n / en)", f"{step} kr × g", f"{step} kr × y",
            f"{one} × (n / en)", f"største av ({one}; 0,04 kr × (n / en))", f"{step} kr × g × g", "1 kr × c × c / 16",
            f"{one} + 1 kr × (gjennomsnitt n over region) / en", f"{one} + 1 kr × (sum n over region) / en",
            f"(hvis n mer enn 1 så {one} ellers {step} kr × c)", "1 kr × c × d / 8", f"{one} × c / 2",
        )  # fmt: skip

    def pick(self, *choices: str) -> str:
        """One of several."""
        return self.random.choice(choices)

    def _rows(self, values: list[str]) -> str:
        return " ".join(f"{name}: {value}" for name, value in zip(REGIONS, values, strict=True))

    def _choice(self) -> str:
        one, other = self._number(), self._number()
        return f"(hvis {self._condition(one, other)} så {self._branch(one, other)} ellers {self._branch(one, other)})"

    def _number(self) -> str:
        return self.pick("x", "x", "y", "(x − y)", "c", "d", "(c − d)", "(x × y)", "(n / (n + 1))", "(x + y)")

    def _condition(self, one: str, other: str) -> str:
        """About one or both, against a number or each other."""
        way = self.random.randrange(8)
        if way == 0:
            word = self.pick("og", "eller")
            return f"({self._condition(one, other)} {word} {self._condition(other, one)})"
        if way == 1:
            return f"(ikke {self._condition(one, other)})"
        if way == 2:
            return f"({self._place()} {self.pick(*COMPARED)} {self.pick('1', '1,5', '2', '0,5')})"
        limit = other if way == 3 and other != one else self.pick(*LIMITS)
        return f"({one} {self.pick(*COMPARED)} {limit})"

    def _place(self) -> str:
        ties = self.pick("beste", "midterste", "dårligste")
        return self.pick(f"(rang x høyest først like får {ties} plass over region)", "n", "(n / 2)", "(n × 1)",
                         "(antall der x mer enn 0 over region)")  # fmt: skip

    def _branch(self, one: str, other: str) -> str:
        """What may not be computed, or what is as large as the condition says."""
        over, named = self.pick("sum", "største"), one if one in ("x", "y", "c", "d") else "x"
        return self.pick(
            one, one, f"{one} × {one}", f"1 / {one}", f"1 / {one}", f"1 / ({one} − {other})", f"{other} / ({one} × 2)",
            f"({over} 1 / {named} over region)", f"({over} 1 / {named} over region)",
            f"(sum c der {self._known()} over region)", f"(sum x / c der {self._known()} over region)",
            f"1 / ({one} − {self.pick(*LIMITS)})", "0", f"(hvis {self._known()} så {one} / c ellers {one} / d)",
        )  # fmt: skip

    def _known(self) -> str:
        """A condition that the numbers of the rules settle."""
        a, b = (f"{self.pick('c', 'd')} {self.pick(*COMPARED)} {self.pick(*LIMITS)}" for _ in range(2))
        return self.pick(f"({a})", f"({a} og {b})", f"({a} eller {b})", f"(ikke {a})")

    def _of_the_rules(self) -> list[str]:
        """An assertion between numbers of the rules, which holds or never does."""
        number = self.pick("0", "1", "2", "3", "4", "5")
        sides = self.pick(
            "sum c × c over region", f"sum c der {self._known()} over region", "sum c × d × d over region",
            f"sum (hvis {self._known()} så c ellers d) over region", "(sum c over region) × sum d over region",
        )  # fmt: skip
        return [f"kontroll {sides} = {number}"] if self.random.randrange(2) else []

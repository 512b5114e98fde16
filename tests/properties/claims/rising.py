"""Rulesets by which nobody loses by improving, but for a twist here and there that makes somebody lose.

What rises with a figure is made of what rises: sums, products with numbers above zero, staircases, choices, places in a
ranking, shares of a sum. A twist turns a sign, a staircase, a choice or a ranking, so that a proof must see it.
"""

from __future__ import annotations

from random import Random

from .expressions import TIES

LIMITS = ("0,2", "0,5", "0,8")
TYPES = ("andel", "andel", "andel", "andel fra 0 til 2", "andel fra −0,5 til 1", "andel fra −1 til 0", "tall")
PLAIN, TWISTED = 88, 60
ROUNDINGS = (
    "", "", " avrundet til hele kroner, nedover [r 1]", " avrundet til hele kroner, etter største rest [r 1]",
    " avrundet til nærmeste 100 kr [r 1]", " avrundet til nærmeste 100 kr, etter største rest [r 1]",
)  # fmt: skip
NOBODY = (", likt når ingen har deler", ", bortfaller når ingen har deler")


class Rising:
    """Draws one ruleset."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.straight = random.choice((PLAIN, PLAIN, TWISTED, 100))
        self.regions = random.choice((("Nord", "Vest"), ("Nord", "Vest", "Øst")))
        self.has_direction = random.randrange(5) == 0
        self.has_trusts = random.randrange(6) == 0
        self.has_groups = random.randrange(2) == 0
        self.formulas: list[str] = []
        self.named = 0

    def drawn(self) -> str:
        """The whole text."""
        has_other = self.random.randrange(3) == 0
        types = (self.pick(*TYPES), self.pick(*TYPES))
        lower = "foretak" if self.has_trusts else "region"
        lines = [
            "regelsett RBF 2031", 'kilde r "Regelverk"', *(f'region {name} "Helse {name}"' for name in self.regions),
            *self._trusts(), *self._indicators(),
            "fastsatt bevilgning = 1 000 kr [r 1]", f"fastsatt p = {self.pick('100', '100', '10', '3')} poeng [r 1]",
            f"fastsatt k : tall fra −3 til 3 = {self.pick('0', '1', '2', '−1', '−2')} [r 1]",
            self._table("nøkkel", "0", "0,5", "1", "2"), self._table("c", "1", "2", "0", "−1"),
            f"inndata x per indikator, {lower} : {types[0]}",
            *([f"inndata y per indikator, region : {types[1]}"] if has_other else []),
            *self._staircases(),
        ]  # fmt: skip
        if self.has_trusts:
            lines.append(f"formel z per indikator, region = {self._of_trusts()} [r 1]")
        self.leaves = ("z" if self.has_trusts else "x", *(("y",) if has_other else ()))
        way = self.random.randrange(4)
        paid = self._by_measure() if way < 2 else self._by_formulas(way == 2)
        lines += [*self.formulas, f"utbetaling inntekt per region = {paid} [r 1]{self.pick(*ROUNDINGS)}"]
        if self.random.randrange(3):
            lines.append(f"kontroll sum inntekt over region = bevilgning{self.pick('', ', før avrunding')}")
        return "\n".join([*lines, ""])

    def pick(self, *choices: str) -> str:
        """One of several."""
        return self.random.choice(choices)

    def twist(self, straight: str, *twisted: str) -> str:
        """What keeps the way, or one of what may not."""
        return straight if self.random.randrange(100) < self.straight else self.random.choice(twisted)

    def _trusts(self) -> list[str]:
        names = [*self.regions, *self.regions[:1]] if self.has_trusts else []
        return [f'foretak H{at} "H{at}" under {name}' for at, name in enumerate(names)]

    def _indicators(self) -> list[str]:
        ways = ("lavere", "høyere") if self.has_direction else ("", "")
        told = [f"retning {way}" if way else "" for way in ways][: self.random.choice((1, 2, 2))]
        typed = ["egenskap retning per indikator : ord"] if self.has_direction else []
        under = (f" under g{at}" if self.has_groups else "" for at in "12")
        named = zip("ab", told, under, strict=False)
        return [
            *typed,
            *self._groups(),
            *(f'indikator {name} "{name}"{above} {{ {way} }}' for name, way, above in named),
        ]

    def _groups(self) -> list[str]:
        answers = self.pick("ja nei", "nei ja", "ja ja").split() if self.has_groups else []
        typed = ["egenskap egen per gruppe : ja/nei"] if self.has_groups else []
        return [*typed, *(f'gruppe g{at} "G{at}" {{ egen {one} [r 1] }}' for at, one in enumerate(answers, 1))]

    def _table(self, name: str, *values: str) -> str:
        rows = " ".join(f"{region}: {self.pick(*values)}" for region in self.regions)
        return f"tabell {name} per region : tall fra −3 til 3 [r 1] {{ {rows} }}"

    def _staircases(self) -> list[str]:
        found = []
        for at in range(2):
            results = sorted(self.random.choices((0, 0, 1, 2, 3), k=3))
            way = self.pick("rises", "rises", "rises", self.twist("rises", "falls", "mixed", "mixed"), "falls", "mixed")
            results = results[::-1] if way == "falls" else results[1:] + results[:1] if way == "mixed" else results
            low, high = sorted(self.random.sample(LIMITS, 2))
            if not self.random.randrange(3):
                rows = f"ved {low} gir {results[0]} ved {high} gir {results[1]} ved {high}9 gir {results[2]}"
                found.append(f"rampe t{at} [r 1] {{ {rows} }}")
                continue
            found.append(
                f"trapp t{at} [r 1] {{ under {low} gir {results[0]} fra {low} gir {results[1]} fra {high} gir "
                f"{results[2]} }}"
            )
        return found

    def _of_trusts(self) -> str:
        kind = self.twist(self.pick("sum", "gjennomsnitt", "største", "minste", "median", "nest minste"), "−1 × sum")
        return f"{kind} x over foretak per region"

    # what rises

    def rising(self, depth: int) -> str:
        """An expression per indicator and region that rises with the figures, but for twists."""
        if depth <= 0:
            return self.pick(*self.leaves)
        a, number = self.rising(depth - 1), self.pick("2", "3", "0,5")
        b = self.rising(depth - 1) if self.random.randrange(2) else self.pick("1", "0,5", "nøkkel")
        t, limit, high, low = self.pick("t0", "t1"), self.pick(*LIMITS), self.pick("2", "3"), self.pick("0", "1")
        made = (
            lambda: self.twist(f"({a} + {b})", f"({a} − {b})", f"({b} − {a})"),
            lambda: self.twist(f"({number} × {a})", f"(k × {a})", f"(c × {a})", f"(−2 × {a})"),
            lambda: self.twist(f"({a} × {b})", f"({a} × ({b} − 1))", f"({a} × {a})"),
            lambda: f"{t}({a})", lambda: f"{t}({a})", lambda: f"minste av ({a}; {b})",
            lambda: self.twist(f"(hvis {a} minst {limit} så {high} ellers {low})",
                               f"(hvis {a} minst {limit} så {low} ellers {high})",
                               f"(hvis {a} minst {limit} så {a} ellers {b})",
                               f"(hvis {a} høyst {limit} så {high} ellers {low})",
                               f"(hvis {b} mer enn {a} så {high} ellers {low})"),
            lambda: self.twist(f"største av ({a}; {b})", f"(1 − største av ({a}; {b}))"),
            lambda: self._placed(a), lambda: self._placed(a),
            lambda: self.twist(f"({a} / {number})", f"({b} / (1 + {a} × {a}))", f"({a} / k)" , f"({a} / (1 + {a}))"),
            lambda: self.twist(f"(1 − (1 − {a}))", f"(1 − {a})", f"(−{a})"),
            lambda: f"({a} {self.twist('+', '−')} sum ({b} + 0 × {a}) over region)",
            lambda: f"({a} − minste {a} over region)", lambda: f"({a} − 0,5)",
            lambda: self.twist(f"({number} − 1 / (1 + {a}))", f"({number} − 1 / ({a} − 0,5))", f"(2 − {b} / {a})"),
            lambda: f"(sum ({self.pick('nøkkel', 'c', '1')} × {self._placed(a)}) over region + 0 × {a})",
            lambda: f"({a} {self.twist('+', '−')} (sum {a} over indikator) / 4)",
            lambda: f"(hvis {self._asked(a, limit)} så {high} ellers {low})",
            lambda: f"(hvis {self._asked(a, limit)} så {high} ellers {low})",
            lambda: self._counted(a, b, limit), lambda: self._by_direction(a), lambda: self._named(a),
            lambda: self._of_groups(a),
        )  # fmt: skip
        return self.random.choice(made)()

    def _placed(self, a: str) -> str:
        way = self.pick("lavest", "høyest")
        a = self.pick(a, a, f"(nøkkel × sum {a} over region + 0 × {a})")
        place = f"(rang {a} {way} først like får {self.pick(*TIES)} plass over region) / (antall over region)"
        straight = f"({place})" if way == "lavest" else f"(2 − {place})"
        return self.pick(straight, self.twist(straight, f"(1 + {place})", f"(3 − {place})", f"(3 − {place})"))

    def _asked(self, a: str, limit: str) -> str:
        other = self.rising(0)
        asked = self.pick(f"({a} minst {limit} og {other} mer enn 0)", f"({a} minst {limit} eller {other} minst 1)",
                          f"(ikke {a} mindre enn {limit})", f"({a} er 1)", f"({a} er ikke 0)")  # fmt: skip
        return self.twist(asked, f"({a} er 0)", f"(ikke {asked})", f"({a} mindre enn {limit})", f"({other} er {a})")

    def _counted(self, a: str, b: str, limit: str) -> str:
        """How many do well, or the sum of those who do."""
        where = self.twist(f"{a} minst {limit}", f"{a} høyst {limit}")
        kind = self.pick(
            "sum", "sum", "største", "minste", "gjennomsnitt", "median", "nest største", "persentil 60 % av"
        )
        made = self.pick(f"{kind} {a} der {where}", f"sum ({b} + 0 × {a}) der {where}")
        if self.random.randrange(2):
            return f"({made} over region)"
        return f"((antall der {where} over region) / (antall over region))"

    def _by_direction(self, a: str) -> str:
        if not self.has_direction:
            return a
        return self.twist(f"(hvis retning er lavere så 1 − {a} ellers {a})",
                          f"(hvis retning er lavere så {a} ellers 1 − {a})",
                          f"(hvis retning er lavere så 3 − 2 × sum {a} over indikator ellers {a})",
                          f"(hvis retning er lavere så 1 − {a} ellers 3 × {a} − sum {a} over indikator)")  # fmt: skip

    def _named(self, a: str) -> str:
        """A formula of its own, rounded perhaps; largest remainders may move a unit from one to another."""
        self.named += 1
        name = f"f{self.named}"
        how = self.twist(self.pick("", " avrundet til 1 desimaler, nedover [r 1]"), ", etter største rest")
        rest = " avrundet til 0 desimaler, etter største rest [r 1]" if "rest" in how else how
        body = f"{a} + 0 × {self.leaves[0]}"
        if "rest" in rest:
            body = f"10 × (1 + {body}) / sum (1 + {body}) over region"
        self.formulas.append(f"formel {name} per indikator, region = {body} [r 1]{rest}")
        return name

    def _of_groups(self, a: str) -> str:
        """What all groups of indicators come to, where the rules decide how each of them moves."""
        if not self.has_groups:
            return a
        self.named += 1
        whole = f"(sum ({a} + 0 × {self.leaves[0]}) over indikator, region)"
        ways = (f"hvis egen så 1 ellers 3 − {whole}", f"hvis egen så {whole} ellers −{whole}")
        body = self.pick(
            f"hvis egen så {whole} ellers 1", self.twist(f"hvis egen så 2 × {whole} ellers {whole}", *ways), *ways
        )
        self.formulas.append(f"formel e{self.named} per gruppe = {body} [r 1]")
        return f"({a} + sum e{self.named} over gruppe)"

    # what is paid

    def _summed(self, depth: int) -> str:
        kind = self.pick("sum", "sum", "gjennomsnitt", "minste", "største", "median", "persentil 60 % av")
        return f"({kind} ({self.rising(depth)} + 0 × {self.leaves[0]}) over indikator)"

    def _by_formulas(self, is_shared: bool) -> str:
        body = self._summed(self.random.choice((1, 2, 2)))
        if not is_shared:
            return f"bevilgning × ({body} + 0 × nøkkel)"
        floor = self.pick(f"største av (0; {body})", f"største av (0; {body})", body)
        plus = self.pick("", "", " + 1", " + nøkkel", " + 0 × nøkkel")
        self.formulas.append(f"formel w per region = {floor}{plus} [r 1]")
        weighted = self.pick("w", "w", "nøkkel × w", "c × w", "w × w", "(w × w × w)", "c × c × w")
        way = self.random.randrange(3)
        if way == 0:
            return f"bevilgning × {weighted} / sum {weighted} over region"
        if way == 1:
            return f"bevilgning / (sum {weighted} over region) × {weighted}"
        return f"bevilgning × {weighted} / (1 + sum {weighted} over region)"

    def _by_measure(self) -> str:
        """The points of one measure or two: worth so many kroner, or normalised."""
        shared = self.pick("alone", "alone", "alone", "own")
        shares = ("100 %",) if shared == "own" or self.random.randrange(2) else ("40 %", "60 %")
        for at, share in enumerate(shares):
            self._shared(at, share)
        if shared == "own":
            self._own(len(shares))
        summed = "sum poeng over indikator, prestasjonsmål"
        way = self.random.randrange(9)
        if way < 3:
            return f"bevilgning × ({summed}) / p"
        if way == 3:
            return "bevilgning × (sum deler over indikator, prestasjonsmål) / 10 deler"
        if way == 4:
            rest = "avrundet til hele poeng, etter største rest [r 1]"
            self.formulas.append(f"formel hele per region = {summed} [r 1] {rest}")
            return "bevilgning × hele / p"
        weighted = self.pick(f"{summed}", f"nøkkel × {summed}", f"største av (1 poeng; {summed})",
                             f"minste av (20 poeng; {summed})")  # fmt: skip
        self.formulas.append(f"formel w per region = {weighted} + 0 × nøkkel × 1 poeng [r 1]")
        return "bevilgning × w / sum w over region"

    def _gate(self, consequence: str) -> str:
        asked = self.twist(f"{self.rising(1)} minst {self.pick(*LIMITS)}", f"{self.rising(1)} høyst 0,5")
        return f"krav {asked}, ellers {consequence} [r 1]" if self.random.randrange(2) else ""

    def _shared(self, at: int, share: str) -> None:
        body = self.rising(self.random.choice((1, 2)))
        is_gathered = " over " in body
        gate = self._gate("bortfaller poengene" if is_gathered else self.pick("ingen deler", "bortfaller poengene"))
        parts = f"største av (0; {body} + 0 × {self.leaves[0]}) × 1 del"
        self.formulas.append(
            f'prestasjonsmål m{at} "m{at}" {{ poengandel {share} [r 1] {gate} deler = {parts} [r 1] '
            f"poeng = fordel p × poengandel mellom region etter deler{self.pick(*NOBODY)} [r 1] }}"
        )

    def _own(self, at: int) -> None:
        points = f"{self.pick('1', '(−1)')} × ({self.rising(1)} + 0 × {self.leaves[0]}) × 10 poeng"
        gate = self._gate("bortfaller poengene")
        self.formulas.append(f'prestasjonsmål m{at} "m{at}" {{ {gate} poeng = {points} [r 1] }}')

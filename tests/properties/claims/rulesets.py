"""Small rulesets drawn at random, made so that a check has something to claim of them.

With one payee or several, indicators in groups, trusts, members that come with the data; measures with requirements,
sharings and points of their own; payouts of a fixed sum, of points, or of any expression; and assertions of which some
hold and some nearly do.
"""

from __future__ import annotations

from random import Random

from attrs import frozen

from .expressions import ABOVE, Drawn, Expressions, Readable, Sets, with_uppers
from .guarded import Guarded
from .rising import Rising

REGIONS, INDICATORS = ("Nord", "Vest", "Øst"), ("a", "b")
RANGES = ("", "", " fra −0,5 til 1,2", " fra −1 til 0", " fra 0,1 til 0,9")
NUMBER_RANGES = (" fra −2 til 3", " fra 0 til 5", " fra −3 til 0", " fra 1 til 4", "")
COUNT_RANGES = ("", "", " fra 1 til 9", " fra 0 til 3")
ROUNDINGS = (
    "", " avrundet til hele kroner", " avrundet til hele kroner, nedover", " avrundet til 2 desimaler, oppover",
    " avrundet til hele kroner, etter største rest", " avrundet til hele kroner, etter største rest",
    " avrundet til nærmeste 50 kr", " avrundet til nærmeste 0,5 kr, etter største rest",
)  # fmt: skip
NOBODY = (", likt når ingen har deler", ", likt når ingen har deler", ", bortfaller når ingen har deler")
EQUATIONS = (
    "sum ({a} + {b}) over {o} = sum {a} over {o} + sum ({b} + 0 × {a}) over {o}",
    "sum ({k} × {a}) over {o} = {k} × sum {a} over {o}",
    "({a} + {b}) × {a} = {a} × {a} + {b} × {a}",
    "({a} − {b}) × ({a} + {b}) = {a} × {a} − {b} × {b}",
    "sum {a} × {a} over {o} = (sum {a} over {o}) × {a}",
    "sum {a} over {o} = (gjennomsnitt {a} over {o}) × sum (1 + 0 × {a}) over {o}",
    "{a} × (1 + {b} × {b}) / (1 + {b} × {b}) = {a}",
    "{a} − ({b} − {a}) = {n} × {a} − {b}",
    "{a} / (2 + {b}) × (2 + {b}) = {a}",
    "{a} / ({n} − {b}) × ({n} − {b}) = {a}",
    "{a} / {b} × {b} = {a}",
    "{a} / ({b} × {b}) × ({b} × {b}) = {a}",
    "{a} / ({low} + {k}) × ({low} + {k}) = {a}",
    "{a} / {low} × {low} = {a}",
    "{a} / (sum {a} over {o}) × (sum {a} over {o}) = {a}",
    "største av ({a}; {b}) + minste av ({a}; {b}) = {a} + {b}",
)
REGION: Sets = frozenset({"region"})


@frozen
class DrawnRuleset:
    """A text, and the file of the members that come with the data; nothing where none do."""

    text: str
    members: str


class Rulesets(Expressions):
    """Draws one ruleset."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.lines: list[str] = []
        self.rows: list[str] = []

    def drawn(self) -> DrawnRuleset:
        """The whole text."""
        self.add("regelsett RBF 2031", 'kilde r "Regelverk"')
        self.drawn_sets()
        self.given()
        self.inputs()
        self.drawn_staircases()
        for at in range(self.random.randrange(3)):
            self.formula(f"f{at}")
        measures = self.measures() if "indikator" in self.sets and self.chance(50) else 0
        self.formula("g0") if self.chance(50) else None
        self.payout(measures)
        for _ in range(self.pick((0, 1, 1, 2))):
            self.assertion()
        members = "\n".join(["inndeling;medlem;under;tittel;kilde", *self.rows, ""]) if self.rows else ""
        return DrawnRuleset("\n".join([*self.lines, ""]), members)

    def add(self, *lines: str) -> None:
        self.lines.extend(lines)

    def know(self, name: str, sets: Sets, kind: str = "number", is_observed: bool = False) -> None:
        """A quantity that expressions may read from now on."""
        self.readable.append(Readable(name, with_uppers(sets, self.sets), kind, is_observed))

    def per(self, sets: Sets) -> str:
        """The lowest of the sets, as a formula says them."""
        lowest = sorted(sets - {ABOVE[name] for name in sets if name in ABOVE})
        return f" per {', '.join(lowest)}" if lowest else ""

    # sets and what is given

    def drawn_sets(self) -> None:
        """Regions; indicators, in groups perhaps, some that should be low; trusts and places below the regions."""
        regions = REGIONS[: self.pick((1, 2, 2, 3))]
        self.regions = regions
        self.add(*(f'region {name} "Helse {name}"' for name in regions))
        self.sets = REGION
        if self.chance(85):
            grouped, low = self.chance(20), self.chance(30)
            self.sets |= {"indikator", *(("gruppe",) if grouped else ())}
            self.add("egenskap lav per indikator : andel fra −1 til 1",
                     "egenskap høy per indikator : andel fra −1 til 1")  # fmt: skip
            if low:
                self.add("egenskap retning per indikator : ord")
                self.know("retning", frozenset({"indikator"}), "word")
            if grouped:
                self.add('gruppe g1 "G1"', 'gruppe g2 "G2"')
            words = ("lavere", "høyere")
            for at, name in enumerate(INDICATORS[: self.pick((1, 2, 2))]):
                under = f" under {self.pick(('g1', 'g2'))}" if grouped else ""
                way = f"retning {words[at % 2]}" if low else ""
                lav, high = self.pick(("0", "0,1", "0,3", "−0,1")), self.pick(("0,6", "0,3", "0,9", "0,1"))
                self.add(f'indikator {name} "{name.upper()}"{under} {{ lav {lav} [r 1] høy {high} [r 1] {way} }}')
            self.know("lav", frozenset({"indikator"}))
            self.know("høy", frozenset({"indikator"}))
        if self.chance(20):
            self.sets |= {"foretak"}
            count = self.pick((1, 2, 3))
            self.add(*(f'foretak H{at} "H{at}" under {self.pick(regions)}' for at in range(count)))
        if self.chance(15):
            self.sets |= {"sted"}
            self.add("inndeling sted under region fra data")
            self.rows = [f"sted;S{at};{self.pick(regions)};;" for at in range(self.pick((1, 2, 4)))]

    def given(self) -> None:
        """Numbers of the rules: a key, and constants of all signs."""
        self.add("fastsatt bevilgning = 1 000 kr [r 1]", "fastsatt p = 100 poeng [r 1]")
        if self.chance(30):
            self.add(f"fastsatt null = {self.pick(('0', '0', '−1', '−3', '2'))} [r 1]")
            self.know("null", frozenset())
        shares = {1: ("1",), 2: ("0,4", "0,6"), 3: ("0,2", "0,3", "0,5")}[len(self.regions)]
        if self.chance(20) and len(self.regions) > 1:
            shares = ("0", "1", "0")[: len(self.regions)]
        rows = " ".join(f"{name}: {share}" for name, share in zip(self.regions, shares, strict=True))
        self.add(f"tabell nøkkel per region : andel, til sammen 1 [r 1] {{ {rows} }}")
        self.know("nøkkel", REGION)
        if self.chance(30):
            values = " ".join(f"{name}: {self.pick(('0', '1', '−1', '2', '−2', '0,5'))}" for name in self.regions)
            self.add(f"tabell c per region : tall fra −5 til 5 [r 1] {{ {values} }}")
            self.know("c", REGION)

    def inputs(self) -> None:
        """Figures of all kinds; what is read is always given, but for what says that it need not be."""
        both = frozenset({"indikator", "region"}) if "indikator" in self.sets else REGION
        kinds = [
            ("x", both, "andel" + self.pick(RANGES), "number"), ("x", both, "andel" + self.pick(RANGES), "number"),
            ("y", self.pick((both, REGION)), "tall" + self.pick(NUMBER_RANGES), "number"),
            ("n", self.pick((both, REGION)), "antall" + self.pick(COUNT_RANGES), "count"),
            ("v", both, "andel" + self.pick(RANGES) + ", valgfri", "optional"), ("ok", both, "ja/nei", "yes_no"),
            ("d", REGION, "andel, til sammen 1", "number"), ("q", frozenset(), "tall", "number"),
        ]  # fmt: skip
        for lower in sorted({"foretak", "sted"} & self.sets):
            of = frozenset({lower, *self.pick(((), ("indikator",) if "indikator" in self.sets else ()))})
            kinds.append((f"h_{lower}", of, "andel" + self.pick(RANGES), "number"))
            kinds.append((f"m_{lower}", frozenset({lower}), "antall" + self.pick(COUNT_RANGES), "count"))
        for at, (name, sets, typed, kind) in enumerate(kinds):
            if at and (at == 1 or not self.chance(70 if "_" in name else 40)):
                continue
            self.add(f"inndata {name}{self.per(sets)} : {typed}")
            self.know(name, sets, kind, is_observed=True)

    def drawn_staircases(self) -> None:
        """Staircases that rise, fall, or do neither; each gives numbers, and one gives parts."""
        for at in range(self.pick((1, 2))):
            limits = sorted(self.random.sample(("0", "0,2", "0,5", "0,8", "1", "1,5", "3"), self.pick((1, 2, 3))))
            results = sorted(self.random.sample((-2, -1, 0, 1, 2, 3, 5), len(limits) + 1))
            way = self.random.randrange(5)
            results = results[::-1] if way < 2 else results
            if way == 4:
                self.random.shuffle(results)
            told = [str(one).replace("-", "−") for one in results]
            if self.chance(60):
                rows = [f"under {limits[0]} gir {told[0]}"]
                rows += [f"fra {limit} gir {result}" for limit, result in zip(limits, told[1:], strict=True)]
            else:
                rows = [f"til og med {limit} gir {result}" for limit, result in zip(limits, told, strict=False)]
                rows.append(f"over {limits[-1]} gir {told[-1]}")
            kind = "trapp"
            if sum(results) % 7 == 0:
                kind = "rampe"
                rows = [f"ved {limit} gir {result}" for limit, result in zip(limits, told, strict=False)]
            self.add(f"{kind} t{at} [r 1] {{ {'  '.join(rows)} }}")
            self.staircases.append(f"t{at}")

    def formula(self, name: str) -> None:
        """A number, rounded perhaps."""
        allowed = frozenset(one for one in self.sets if self.chance(80))
        allowed = with_uppers(allowed, self.sets)
        made = self.number(allowed, self.pick((1, 1, 2, 2, 3)))
        rounding = f" avrundet til {self.pick('01')} desimaler{self.pick(('', ', nedover', ', oppover'))} [r 1]"
        self.add(f"formel {name}{self.per(made.sets)} = {made.text} [r 1]{rounding if self.chance(15) else ''}")
        self.know(name, made.sets, is_observed=bool(made.sets))

    # measures

    def measures(self) -> int:
        """One measure or two, shared between the regions or with points of their own, for some of the indicators."""
        both = with_uppers({"indikator", "region"}, self.sets)
        is_word = any(one.kind == "word" for one in self.readable)
        way = self.pick(("one", "one", "together", "own", "apart" if is_word else "one"))
        share = {"together": ("40 %", "60 %"), "apart": ("100 %", "100 %")}.get(way, ("100 %",))
        for at, each in enumerate(share):
            applies = f"gjelder retning {('er', 'er ikke')[at]} lavere " if way == "apart" else ""
            self.measure(f"m{at}", each, both, applies)
        if way == "own":
            self.own_points(both)
        return len(share)

    def own_points(self, both: Sets) -> None:
        """A measure that is bound to no total."""
        made = self.number(both, 2)
        gate = f"krav {self.condition(both, 1).text}, ellers bortfaller poengene [r 1]" if self.chance(30) else ""
        self.add(f'prestasjonsmål m1 "m1" {{ {gate} poeng = ({made.text} + 0 × x) × 10 poeng [r 1] }}')

    def measure(self, name: str, share: str, both: Sets, gates: str) -> None:
        """A measure whose points are shared between the regions."""
        head, way = f'prestasjonsmål {name} "{name}" {{', self.random.randrange(10)
        if way < 2:
            gates += f"krav {self.condition(both, 1).text}, ellers bortfaller poengene [r 1]"
        elif way < 5:
            asked = self.condition(both, 1)
            gates += f"krav {asked.text}, ellers ingen deler [r 1]"
            self.taking_part = asked.sets
        made = self.number(both, self.pick((1, 2)))
        plain = Drawn(f"({made.text} + 0 × x)", both)
        parts = f"{self.capped(plain).text} × 1 del" if self.chance(80) else f"({plain.text} + 3) × 1 del"
        if self.chance(10):
            parts = "1 del + 0 × x × 1 del"
        self.taking_part = None
        shared = f"fordel p × poengandel{' × 2' * self.chance(10)} mellom region etter deler{self.pick(NOBODY)}"
        self.add(f"{head} poengandel {share} [r 1] {gates} deler = {parts} [r 1] poeng = {shared} [r 1] }}")

    # what is paid, and what must hold

    def payout(self, measures: int) -> None:
        """By points, by shares of a fixed sum, or by any expression."""
        way = self.random.randrange(10)
        rounding = self.pick(ROUNDINGS)
        if measures and way < 8:
            paid = self._by_points()
        elif way < 5:
            paid = self._of_a_fixed_sum()
        else:
            made = self.number(with_uppers({"region"}, self.sets), self.pick((2, 3)))
            if "indikator" in self.sets and self.chance(60):
                inner = self.number(with_uppers({"indikator", "region"}, self.sets), 2)
                over = self.pick(("sum", "sum", "gjennomsnitt"))
                made = Drawn(f"({over} ({inner.text} + 0 × x) over indikator)", REGION)
            paid = f"bevilgning × ({made.text} + 0 × nøkkel)"
        self.add(f"utbetaling inntekt per region = {paid} [r 1]{rounding}{' [r 1]' if rounding else ''}")

    def _by_points(self) -> str:
        """Of the points of all measures: normalised by a key, or worth so many kroner each."""
        self.add("formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 1]")
        way = self.random.randrange(4)
        if way == 0:
            return "bevilgning × poengsum / p"
        if way == 1:
            return f"bevilgning × {self.pick(('største', 'minste'))} av (poengsum; 10 poeng) / p"
        weight = self.pick(("poengsum", "nøkkel × poengsum", "(poengsum + 1 poeng)", "største av (1 poeng; poengsum)",
                            "poengsum × poengsum / 1 poeng"))  # fmt: skip
        self.add(f"formel vektede per region = {weight} [r 1]",
                 "formel faktor = p / sum vektede over region [r 1]")  # fmt: skip
        return "bevilgning / p × faktor × vektede"

    def _of_a_fixed_sum(self) -> str:
        both = "indikator" in self.sets and self.chance(60)
        made = self.number(with_uppers({"indikator", "region"} if both else {"region"}, self.sets), 2)
        if both:
            made = Drawn(f"(sum ({self.capped(made).text} + 0 × x) over indikator)", REGION)
        plus = self.pick(("", "", " + 1", " + nøkkel", f" + {self.of_some().text}"))
        body = made if self.chance(20) else self.capped(made)
        self.add(f"formel vekting per region = {body.text}{plus} + 0 × nøkkel [r 1]")
        return self.pick((
            "bevilgning × vekting / sum vekting over region", "bevilgning / sum vekting over region × vekting",
            "bevilgning × vekting / (sum vekting over region + 1)",
            "bevilgning × nøkkel × vekting / sum nøkkel × vekting over region",
        ))  # fmt: skip

    def assertion(self) -> None:
        """Something equal to something, or nearly: a sign, a number or a set may be wrong."""
        before = self.pick(("", "", ", før avrunding"))
        if self.chance(40):
            self.add(f"kontroll sum inntekt over region = bevilgning{before}")
            return
        varying = [one for one in self.readable if one.kind == "number" and "region" in one.sets]
        one = self.pick([one for one in varying if one.sets <= with_uppers({"region"}, self.sets)] or varying)
        over = self.pick([name for name in sorted(one.sets) if name != "gruppe"] or ["region"])
        filled = self.pick(EQUATIONS).format(
            a=one.name, b=self.number(one.sets, 1).text, k=self.leaf(frozenset()).text, o=over,
            n=self.pick(("2", "3")), low=self._of_a_lower_set(),
        )  # fmt: skip
        self.add(f"kontroll {filled}{before}")

    def _of_a_lower_set(self) -> str:
        """A sum over those below a region; some region may have none."""
        known = {one.name for one in self.readable if "indikator" not in one.sets}
        lower = [name for name, upper in ABOVE.items() if upper == "region" and f"h_{name}" in known]
        return f"(sum (1 + 0 × h_{lower[0]}) over {lower[0]} per region)" if lower else "1"


def drawn_ruleset(number: int) -> DrawnRuleset:
    """The ruleset of this number, always the same: of five two about who loses by improving, one about conditions."""
    random, kind = Random(number), number % 5
    if kind == 4:
        return DrawnRuleset(Guarded(random).drawn(), "")
    return DrawnRuleset(Rising(random).drawn(), "") if kind % 2 else Rulesets(random).drawn()

"""Rulesets drawn at random, with every construct of the language, and figures that fit them.

A text is drawn declaration by declaration; each knows what was drawn before it. What no calculation reads (notes,
documents, rounds, other readings) is drawn too, for it must change nothing.
"""

from __future__ import annotations

import re

from attrs import evolve

from .drawing import Case
from .drawn_figures import FiguresDrawn
from .drawn_formulas import Drawn, Sets
from .drawn_given import GivenDrawn
from .drawn_measures import MeasuresDrawn
from .drawn_sets import SetsDrawn

ROUNDINGS = (
    *(f"avrundet til hele kroner{how}" for how in ("", ", halve opp", ", halve til partall", ", nedover", ", oppover")),
    "", "avrundet til 2 desimaler", "avrundet til hele kroner, etter største rest", "avrundet til nærmeste 100 kr",
    "avrundet til nærmeste 0,5 kr, etter største rest", "avrundet til nærmeste 30 kr, nedover",
)  # fmt: skip


# What is counted elsewhere: an input of its own, so that no figure is another for it.
EPISODES = (
    "## Til opplysning.", "inndata opphold per region : antall, valgfri",
    "## Til opplysning.", "inndata andel_på_skjerm per region : andel, valgfri",
    'register episoder "Episoder" [antatt: for prøven] {', "datagrunnlag NPR", "nøkler : pasientnøkkel",
    "region : region", 'hus : enhet under region også kalt "sykehus"', "kontakt : én kode av skjerm, oppmøte",
    'koder : flere koder', "avsluttet : dato", "tellende : ja/nei", "mer : tekst", "}",
    "register andre [antatt: for prøven] {", "datagrunnlag NPR", "nøkler : pasientnøkkel",
    "region : region", "måned : periode", "}",
    "måling av opphold fra andre [regelverk 1] {", "antall", "}",
    "måling av andel_på_skjerm fra episoder {", "telles per hus [regelverk 1]", "der mer er ikke y [regelverk 1]",
    'antall unike nøkler der kontakt er skjerm og (koder blant A1, "B 2" eller mer er ikke x) og ikke tellende',
    "/ antall unike nøkler [regelverk 1]", "}",
)  # fmt: skip


class RulesetDrawn(SetsDrawn, GivenDrawn, MeasuresDrawn, FiguresDrawn):
    """Draws one ruleset."""

    def drawn(self) -> Case:
        """The whole text and its figures."""
        self.sets()
        self.given()
        self.staircases()
        for at in range(self.random.randrange(3)):
            self.formula(f"f{at}")
        if self.chance(75):
            self.measures()
        for at in range(3, 3 + self.random.randrange(3)):
            self.formula(f"f{at}")
        self.payout()
        if self.chance(30):
            self.in_lines()
        self.beside()
        head = self.pick(("regelsett RBF 2031", 'regelsett RBF 2031 "År"'))
        case = Case("\n".join([head, *self.lines, ""]), self.figures(), self.member_file())
        return self.in_pounds(head, case) if self.chance(25) else case

    def in_pounds(self, head: str, case: Case) -> Case:
        """The same in another unit of money, its sign before some of the amounts."""
        text = re.sub(r"\bkr\b|(?<=hele )kroner", lambda _: self.pick(("pund", "£")), case.text)
        text = re.sub(r": £|hele £", lambda match: match[0].replace("£", "pund"), text)
        text = re.sub(r"(\d+(?: \d{3})*(?:,\d+)?)( mill\.)? £", r"£\1\2", text)
        text = text.replace(head, f'{head}\npengeenhet pund "pund" tegn "£", 2 desimaler', 1)
        return evolve(case, text=text, data=re.sub(r"\bkr\b", "£", case.data))

    # formulas

    def formula(self, name: str, unit: str = "") -> None:
        """A formula of any unit over some sets, rounded perhaps."""
        unit = unit or self.pick(("andel", "tall", "antall", "kr", "poeng", "deler", "ja/nei"))
        known = sorted({each for one in self.formulas.quantities for each in one.sets})
        chosen = [each for each in known if self.chance(60)]
        allowed = self.formulas.with_uppers(*chosen)
        depth = 1 + self.random.randrange(3)
        made = (
            self.formulas.condition(allowed, depth) if unit == "ja/nei" else self.formulas.number(unit, allowed, depth)
        )
        mode = self.pick(("", ", halve opp", ", halve til partall", ", nedover", ", oppover"))
        to = {"kr": "avrundet til hele kroner", "poeng": "avrundet til hele poeng"}.get(
            unit, f"avrundet til {self.pick((0, 1, 2))} desimaler"
        )
        if unit in ("kr", "poeng", "tall") and self.chance(20):
            to = f"avrundet til nærmeste {self.pick(('0,25', '3', '50'))} {unit.removesuffix('tall')}".rstrip()
        rounding = f" {to}{mode} [regelverk 4]" if unit != "ja/nei" and self.chance(30) else ""
        told = self.pick(("", ' forklaring "Slik ble det."'))
        self.add(f"formel {name}{self.per(made.sets)} = {made.text} {self.cited()}{rounding}{told}")
        if name != "side" and not made.is_literal and self.chance(20):
            self.unfolded(name, made.text, bool(rounding))
        if name != "side" and rounding and self.chance(15):
            self.read_as_rounded(name, made.sets)
        bare = unit == "antall" and made.is_literal
        self.know(name, tuple(made.sets), "tall" if bare else unit, not_negative=made.not_negative)

    def unfolded(self, name: str, text: str, is_rounded: bool) -> None:
        """That a formula is what it says: of what it reads before it is rounded, that may well not hold."""
        ending = ", før avrunding" if is_rounded or self.chance(50) else ""
        self.add(f"kontroll ({text}) = {name}{ending}")

    def read_as_rounded(self, name: str, sets: Sets) -> None:
        """A formula that reads another as it is rounded, and the same words about it before it is rounded."""
        text = f"største av ({name}; −1 × {name})"
        self.add(f"formel stor_{name}{self.per(sets)} = {text} [regelverk 4]")
        self.add(f"kontroll {text} = stor_{name}, før avrunding")

    def payout(self) -> None:
        """What is paid: by points and the key, or by any formula in kroner; and what must hold of it."""
        payee = self.pick(
            [
                name
                for name in ("region", "region", "region", "foretak", "sted")
                if name in self.members and not (name == "sted" and self.member_rows)
            ]
        )
        allowed = self.formulas.with_uppers(payee)
        way = self.random.randrange(100)
        if way < 55:
            self.by_points(payee, allowed)
            return
        if way < 70:
            weight = self.formulas.not_negative("tall", self.formulas.number("tall", allowed, 2))
            self.add(f"formel vekting{self.per(weight.sets)} = {weight.text} {self.cited()}")
            shared = (
                f"bevilgning × (vekting + 1) / sum (vekting + 1) over {payee}"
                if payee in weight.sets
                else f"bevilgning / antall over {payee}"
            )
            if payee not in weight.sets:
                shared = f"hvis finnes(per_{payee}) så 2 kr ellers 1 kr" if payee != "region" else "bevilgning × nøkkel"
                if payee != "region" and not any(one.name == f"per_{payee}" for one in self.formulas.quantities):
                    payee, shared = "region", "bevilgning × nøkkel"
            self.add(
                f"utbetaling inntekt per {payee} = {shared} [regelverk 4]",
                "avrundet til hele kroner, etter største rest [regelverk 4]",
            )
            self.add(f"kontroll sum inntekt over {payee} = bevilgning [regelverk 4]")
            return
        made = self.formulas.number("kr", allowed, 3)
        if payee not in made.sets:
            anchor = "bevilgning × nøkkel" if payee == "region" else ""
            if not anchor:
                payee, anchor = "region", "bevilgning × nøkkel"
                made = self.formulas.number("kr", self.formulas.with_uppers("region"), 2)
            made = Drawn(f"({made.text} + {anchor})", made.sets | {"region"})
        rounding = self.pick(ROUNDINGS)
        self.add(
            f"utbetaling inntekt per {payee} = {made.text} [regelverk 4] {rounding}{' [regelverk 4]' * bool(rounding)}"
        )
        if self.chance(30):
            self.add(
                "kontroll sum inntekt over region = bevilgning"
                if payee == "region" and self.chance(20)
                else "kontroll bevilgning = bevilgning"
            )

    def in_lines(self) -> None:
        """Another payout to those who are paid, which may vary over a set beside them; or theirs over such a set."""
        (payee,) = re.findall(r"^utbetaling inntekt per (\w+) =", "\n".join(self.lines), re.MULTILINE)
        others = [one for one in self.members if one not in self.formulas.with_uppers(payee) and one != "delområde"]
        made = Drawn("", frozenset())
        for _ in range(8):
            sets = self.formulas.with_uppers(payee, *([self.pick(others)] if others and self.chance(70) else []))
            made = self.formulas.number("kr", sets, 3)
            if made.sets == sets and len(sets - self.formulas.with_uppers(payee)) < 2:
                break
        else:
            return
        second = sorted(made.sets - self.formulas.with_uppers(payee))
        rounding = self.pick((*ROUNDINGS, *("avrundet til 2 desimaler",) * 5))
        rounding = rounding and f"{rounding} [regelverk 4]"
        self.add(f"utbetaling lagt_til per {', '.join([payee, *second])} = {made.text} [regelverk 4] {rounding}")
        if self.chance(30):
            total = f"sum inntekt over {payee} + sum lagt_til over {', '.join([payee, *second])}"
            self.add(f"kontroll {total} = bevilgning" if self.chance(10) else f"kontroll {total} = {total}")

    def by_points(self, payee: str, allowed: Sets) -> None:
        """Weighted points, brought back to their total, with a krone value each."""
        points = self.region_points()
        self.add(f"formel poengsum per region = {points} {self.cited()}")
        self.add("formel vektede_poeng per region = nøkkel × poengsum [regelverk 4]")
        self.add("formel normeringsfaktor = poeng_i_alt / sum vektede_poeng over region [regelverk 4]")
        exact = "bevilgning / poeng_i_alt × normeringsfaktor × vektede_poeng"
        mode = self.pick((", etter største rest",) * 4 + (", nedover", "", ", oppover", ", halve til partall"))
        self.add(f"utbetaling inntekt per region = {exact} [regelverk 4] avrundet til hele kroner{mode} [regelverk 4]")
        if "rest" in mode:
            unrounded = self.pick(("", ", før avrunding"))
            self.add(f"kontroll sum inntekt over region = bevilgning{unrounded}")
        if self.chance(40):
            self.add("kontroll normeringsfaktor × sum vektede_poeng over region = poeng_i_alt [regelverk 4]")

    # what is beside

    def beside(self) -> None:
        """Side calculations, and what no calculation reads."""
        if self.chance(25):
            self.lines.append('kontrollberegning "Tabell 5" på engelsk "Table 5" [regelverk tabell 5] {')
            self.formula("side")
            self.lines.append("}")
            self.formulas.quantities.pop()
        if self.chance(20) and "indikator" in self.members:
            whole = self.pick(("10 poeng", "7,5 poeng × 2", "10 poeng + 0,5 poeng × 0"))
            self.add(f"formel fordelte per indikator, region = ({whole} + 0 poeng × vekt) × nøkkel [regelverk 4]")
            self.add("formel hele per indikator, region = fordelte [regelverk 4]")
            kept = self.pick(("indikator", "region"))
            self.add(f"    avrundet til hele poeng, etter største rest per {kept} [regelverk 4]")
        if self.chance(15) and "NKI" in getattr(self, "registers", {}).values():
            self.add('fordeling foreløpig "Foreløpig" [regelverk 1] { datagrunnlag NPR "1. tertial", NKI "2029" }')
            self.add('fordeling endelig { datagrunnlag NPR "2030", NKI som i foreløpig }')
        if self.chance(15):
            self.add('merknad [regelverk 9] "Uten regel."')
        if self.chance(15):
            self.add('alternativ "Mer" [antatt: for prøven] { fastsatt bevilgning = 2 000 kr [regelverk 1] }')
        has_rounds = any("datagrunnlag NPR" in line for line in self.lines)
        if has_rounds or self.chance(10):
            self.add(*(() if has_rounds else ('fordeling foreløpig [regelverk 1] { datagrunnlag NPR "2030" }',)))
            self.add(*EPISODES)
            if "indikator" in self.members:
                first = self.members["indikator"][0][0]
                self.add("## Til opplysning.", "inndata hver per indikator, region : antall, valgfri")
                self.add(
                    "måling av hver fra andre {",
                    "telles per region [regelverk 1]",
                    f"{first}: antall unike nøkler [regelverk 1]",
                    "}",
                )
        if self.chance(10):
            self.add('kilde vedlegg "Vedlegg" { innhold "1 Indikatorer", "2 Måltall" }')

"""Rulesets drawn at random, with every construct of the language, and figures that fit them.

A text is drawn declaration by declaration; each knows what was drawn before it. What no calculation reads (notes,
documents, rounds, other readings) is drawn too, for it must change nothing.
"""

from __future__ import annotations

import re
from random import Random

from attrs import evolve, frozen

from .drawn_formulas import Drawn, Formulas, Quantity, Sets, Stairs
from .drawn_measures import MeasuresDrawn

CITED = ("[regelverk 1]", "[regelverk 2; antatt: for prøven]", "[utledet fra regelverk 3: slik]", "[tolket fra regelverk 4: slik]",
         "[ubekreftet regelverk 5]")  # fmt: skip
LIMITS = (5, 10, 20, 50, 80, 100)
POOLS = ((0, 5, 10, 25, 50, 100), (0, 0, 10, 10, 100), (20, 50, 80), (0,), (3, 17, 42, 55, 99))


@frozen
class Case:
    """A text, its data file, and the file of its members from data (empty where there are none)."""

    text: str
    data: str
    members: str


@frozen
class Input:
    """An input whose figures are to be drawn, with its range in per cent or whole units."""

    quantity: Quantity
    per: tuple[str, ...]
    low: int
    high: int
    total: int = 0


class RulesetDrawn(MeasuresDrawn):
    """Draws one ruleset."""

    def __init__(self, random: Random) -> None:
        super().__init__(Formulas(random, {}))
        self.random, self.lines = random, []
        self.inputs: list[Input] = []
        self.members: dict[str, list[tuple[str, str]]] = {}
        self.member_rows: list[str] = []

    def cited(self) -> str:
        return self.pick(CITED) if self.chance(20) else CITED[0]

    def add(self, *lines: str) -> None:
        """A declaration."""
        self.lines.append("\n".join(lines))

    def know(self, name: str, per: tuple[str, ...], unit: str, **more: object) -> Quantity:
        """A quantity that expressions may read from now on."""
        one = Quantity(name, self.formulas.with_uppers(*per), unit, **more)  # type: ignore[arg-type]
        self.formulas.quantities.append(one)
        return one

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
        self.beside()
        return Case("\n".join([self.pick(("regelsett RBF 2031", 'regelsett RBF 2031 "År"')), *self.lines, ""]), self.figures(), self.member_file())

    # sets and members

    def sets(self) -> None:
        """Regions, and some of: indicators (in groups, with sub-areas), trusts, other sets, sets under sets, from data."""
        self.add('kilde regelverk "Regelverk" { utgiver "Helsedirektoratet" utgitt "2030" }')
        names = ["Nord", "Vest", "Midt", "SørØst"][: 2 + self.random.randrange(3)]
        self.members["region"] = [(name, "") for name in names]
        for name in names:
            self.add(f'region {name} "Helse {name}" kort "{name[0]}" også kalt "H{name[0]}" på engelsk "{name} RHF"'
                     if self.chance(20) else f'region {name} "Helse {name}"')  # fmt: skip
        if self.chance(25):
            self.upper["foretak"] = "region"
            self.members["foretak"] = [(f"F{at}", self.pick(names)) for at in range(1, 2 + self.random.randrange(3))]
            self.lines += [f'foretak {name} "Foretak {name}" under {above} [regelverk 3]' for name, above in self.members["foretak"]]
        if self.chance(25):
            self.members["tertial"] = [("t1", ""), ("t2", ""), ("t3", "")][: 2 + self.random.randrange(2)]
            self.add(f"inndeling tertial {{ {', '.join(name for name, _ in self.members['tertial'])} }}")
        if self.chance(20):
            self.upper["sted"] = "region"
            self.members["sted"] = [(f"S{at}", self.pick(names)) for at in range(1, 2 + self.random.randrange(4))]
            if self.chance(50):
                self.add('inndeling sted "Sted" under region fra data')
                self.member_rows = [f"sted;{name};{above};{name};regelverk 6" for name, above in self.members["sted"]]
            else:
                inner = " ".join(f"{name} under {above}" for name, above in self.members["sted"])
                self.add(f"inndeling sted under region {{ {inner} }}")
        if self.chance(80):
            self.indicators()

    def indicators(self) -> None:
        """Indicators with their properties, in blocks or in a table side by side."""
        names = ["video", "epikrise", "skjema"][: 1 + self.random.randrange(3)]
        grouped = self.chance(30)
        groups = ["g1", "g2"][: 1 + self.random.randrange(2)]
        self.members["indikator"] = [(name, self.pick(groups) if grouped else "") for name in names]
        if grouped:
            self.upper["indikator"] = "gruppe"
            self.members["gruppe"] = [(name, "") for name in groups]
        self.upper["delområde"] = "indikator"
        self.members["delområde"] = []
        weights = self.parts_of_a_hundred(len(names))
        in_blocks, words = self.chance(60), ("høyere", "lavere")
        self.add("egenskap vekt per indikator : andel, til sammen 100 %")
        self.add(f"egenskap måltall per indikator : andel{self.pick(('', ', avrundet'))}")
        self.add("egenskap retning per indikator : ord")
        if self.chance(30):
            self.add("egenskap omtale per indikator : tekst")
        self.registers = {name: self.pick(("NPR", "NKI")) for name in names}
        self.add("egenskap datakilde per indikator : ord")
        values = {name: (f"{weight} %", f"{self.pick((10, 25, 50, 80))} %", self.pick(words)) for name, weight in zip(names, weights, strict=True)}
        if grouped:
            self.add("egenskap gruppevekt per gruppe : andel, til sammen 100 %")
            self.lines += [f'gruppe {name} "Gruppe" {{ gruppevekt {part} % [regelverk 2] }}' for name, part in zip(groups, self.parts_of_a_hundred(len(groups)), strict=True)]
        for name, group in self.members["indikator"]:
            areas = self.pick(([], [], ["PHV", "TSB"], ["PHV", "TSB", "somatikk"]))
            self.members["delområde"] += [(area, name) for area in areas or [""]]
            listed = ", ".join(f'{area} "{area}"' for area in areas)
            weight, target, word = values[name]
            lines = [f"delområder {listed} [regelverk 5]"] if areas else []
            if in_blocks:
                lines += [f"vekt {weight} [regelverk 2]", f"måltall {target} [regelverk 2]", f"retning {word}", f"datakilde {self.registers[name]}"]
            under = f" under {group}" if group else ""
            self.add(f'indikator {name} "{name}"{under}', *(["{", *lines, "}"] if lines else []))
        if not in_blocks:
            rows = [f"{name}: {' | '.join((*row, self.registers[name]))}" for name, row in values.items()]
            self.add("tabell per indikator [regelverk 2] {", "vekt | måltall [regelverk 3] | retning | datakilde", *rows, "}")
        self.know("vekt", ("indikator",), "andel", not_negative=True)
        self.know("måltall", ("indikator",), "andel", not_negative=True)
        self.know("retning", ("indikator",), "ord", words=tuple(sorted({row[2] for row in values.values()})))
        self.know("datakilde", ("indikator",), "ord", words=tuple(sorted(set(self.registers.values()))))
        if grouped:
            self.know("gruppevekt", ("gruppe",), "andel", not_negative=True)

    def parts_of_a_hundred(self, count: int) -> list[int]:
        """So many whole numbers above nought that come to a hundred."""
        cuts = sorted(self.random.sample(range(1, 100), count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]

    # what is given

    def given(self) -> None:
        """Numbers of the rules, tables and inputs of every type."""
        self.add("fastsatt bevilgning = 1 000 kr [regelverk 1]" if self.chance(50) else "fastsatt bevilgning : kr = 0,5 mill. kr [regelverk 1]")
        self.add(f"fastsatt poeng_i_alt = {self.pick(('100', '1 000', '7'))} poeng [regelverk 1]")
        self.know("bevilgning", (), "kr", not_negative=True)
        self.know("poeng_i_alt", (), "poeng", not_negative=True)
        for name, unit, value in (
            ("ekstra", "andel", self.pick(("−5 %", "2 / 37", "12,5 %", "30 prosentpoeng"))),
            ("spenn", "andel", "mellom 40 % og 60 %"),
            ("faktor", "tall", self.pick(("1,5", "−2", "84 674 759 / 590 300 000"))),
            ("full", "deler", self.pick(("5 deler", "1 del"))),
            ("åpent", "ja/nei", self.pick(("ja", "nei"))),
            ("ordning", "ord", self.pick(("ny", "gammel"))),
        ):
            if self.chance(25 if name != "spenn" else 8):
                self.add(f"fastsatt {name}{f' : {unit}' if unit in ('andel', 'tall', 'ord') or self.chance(30) else ''} = {value} {self.cited()}")
                self.know(name, (), unit, not_negative=value[0] not in "−", words=(value,) if unit == "ord" else ())
        keys = self.members["region"]
        parts = self.parts_of_a_hundred(len(keys))
        shape = self.pick(("{} / 100", "{} %", "{},0 %"))
        rounded = self.pick(("", "", ", avrundet"))
        about = self.pick(("", " omtrent"))
        rows = [f"{name}: {shape.format(part)}{self.pick(('', ' [regelverk 8]'))}" for (name, _), part in zip(keys, parts, strict=True)]
        self.add(f"tabell nøkkel per region : andel{rounded}, til sammen 100 %{about} [regelverk 7] {{", *rows, "}")
        self.know("nøkkel", ("region",), "andel", not_negative=True)
        if "indikator" in self.members and self.chance(30):
            rows = [f"{i}, {r}: {self.pick(('1', '0', '2,5', '−1'))}" for i, _ in self.members["indikator"] for r, _ in keys]
            self.add("tabell tabellen per indikator, region : tall fra −5 til 5 [regelverk 7] {", *rows, "}")
            self.know("tabellen", ("indikator", "region"), "tall")
        if self.chance(25):
            self.add("tabell sats per region : kr/poeng [regelverk 7] {", *(f"{name}: {self.pick(('1', '12,5', '0'))}" for name, _ in keys), "}")
            self.know("sats", ("region",), "kr/poeng", not_negative=True)
        self.drawn_inputs()

    def drawn_inputs(self) -> None:
        """Inputs over several sets, of every type."""
        upper = ("indikator",) if "indikator" in self.members else ()
        area = ("indikator", "delområde") if upper else ()
        kinds: list[tuple[str, tuple[str, ...], str, str]] = [
            ("måloppnåelse", (*self.pick([area, upper]), "region"), "andel", self.pick(("", "", " fra 0 % til 140 %"))),
            ("fjor", (*self.pick([(), upper]), "region"), "andel", ", valgfri"),
            ("endring", ("region",), "andel", " fra −100 % til 100 %"),
            ("rapportert", self.pick([("region",), (*upper, "region")]), "ja/nei", ""),
            ("ordet", ("region",), "ord", ""),
            ("antall_saker", ("region",), "antall", self.pick(("", ", valgfri", ", vises fra 2"))),
            ("kostnad", ("region",), "kr", self.pick(("", ", nøyaktig"))),
            ("vekttall", (), "tall", self.pick(("", ", nøyaktig", ", valgfri"))),
            ("egne_deler", ("region",), "deler", " fra 0 deler til 10 deler"),
            ("egne_poeng", (), "poeng", ""),
            ("fordelt", ("region",), "andel", ", til sammen 100 %" + self.pick(("", " omtrent"))),
        ]
        for lower in ("foretak", "sted", "tertial"):
            if lower in self.members:
                kinds.append((f"per_{lower}", (lower,), self.pick(("andel", "antall", "ja/nei", "tall")), self.pick(("", ", valgfri"))))
        for at, (name, per, unit, more) in enumerate(kinds):
            if at and not self.chance(45 if name.startswith("per_") else 30):
                continue
            self.add(f"inndata {name}{self.declared_per(per)} : {unit}{more}")
            low = -100 if "−100" in more else -3 if unit in ("tall", "kr", "poeng") else 0
            high = 140 if "140" in more else 10 if "10 deler" in more else 100
            optional = "valgfri" in more
            safe = unit in ("andel", "antall", "deler") and low == 0
            words = ("ny", "gammel") if unit == "ord" else ()
            one = self.know(name, per, unit, is_optional=optional, not_negative=safe, words=words)
            self.inputs.append(Input(one, per, low, high, 100 if "til sammen" in more else 0))

    def declared_per(self, per: tuple[str, ...]) -> str:
        return f" per {', '.join(per)}" if per else ""

    def staircases(self) -> None:
        """Staircases with all forms of rows; some fall."""
        marks = {"andel": "{} %", "tall": "{}", "antall": "{}"}
        gives_marks = {"deler": "deler", "poeng": "poeng", "kr": "kr"}
        for at in range(1 + self.random.randrange(3)):
            takes, gives = self.pick(("andel", "andel", "tall", "antall")), self.pick(("deler", "deler", "poeng", "tall", "kr"))
            limits = sorted(self.random.sample(LIMITS if takes == "andel" else (1, 2, 3, 5), 1 + self.random.randrange(3)))
            results = [self.random.randrange(6) for _ in range(len(limits) + 1)]
            results = sorted(results, reverse=self.chance(20)) if self.chance(90) else results
            shown = [f"{result}{' ' + gives_marks[gives] if gives in gives_marks else ''}" for result in results]
            shown = [self.pick((one, one.replace("1 deler", "1 del"))) for one in shown]
            at_limit = [marks[takes].format(limit) for limit in limits]
            form = self.pick(("fra", "fra 0", "fra til under", "til og med"))
            if form == "til og med":
                rows = [f"til og med {limit} gir {result}" for limit, result in zip(at_limit, shown, strict=False)]
                rows.append(f"over {at_limit[-1]} gir {shown[-1]}")
            else:
                first = f"under {at_limit[0]} gir {shown[0]}" if form != "fra 0" else f"fra {marks[takes].format(0)} gir {shown[0]}"
                ends = [*at_limit[1:], ""]
                closed = form == "fra til under"
                rows = [first, *(f"fra {low}{f' til under {high}' if closed and high else ''} gir {result} {self.pick(('', '[regelverk 4]'))}"
                                 for low, high, result in zip(at_limit, ends, shown[1:], strict=True))]  # fmt: skip
            title = self.pick(("", ' "Trapp"'))
            self.add(f"trapp trapp{at}{title} {self.cited()} {{", *rows, "}")
            self.formulas.stairs.append(Stairs(f"trapp{at}", takes, gives, form != "fra 0", True))

    # formulas

    def formula(self, name: str, unit: str = "") -> None:
        """A formula of any unit over some sets, rounded perhaps."""
        unit = unit or self.pick(("andel", "tall", "antall", "kr", "poeng", "deler", "ja/nei"))
        known = sorted({each for one in self.formulas.quantities for each in one.sets})
        chosen = [each for each in known if self.chance(60)]
        allowed = self.formulas.with_uppers(*chosen)
        depth = 1 + self.random.randrange(3)
        made = self.formulas.condition(allowed, depth) if unit == "ja/nei" else self.formulas.number(unit, allowed, depth)
        mode = self.pick(("", ", halve opp", ", halve til partall", ", nedover", ", oppover"))
        to = {"kr": "avrundet til hele kroner", "poeng": "avrundet til hele poeng"}.get(unit, f"avrundet til {self.pick((0, 1, 2))} desimaler")
        rounding = f" {to}{mode} [regelverk 4]" if unit != "ja/nei" and self.chance(30) else ""
        told = self.pick(("", ' forklaring "Slik ble det."'))
        self.add(f"formel {name}{self.per(made.sets)} = {made.text} {self.cited()}{rounding}{told}")
        bare = unit == "antall" and made.is_literal
        self.know(name, tuple(made.sets), "tall" if bare else unit, not_negative=made.not_negative)

    def per(self, sets: Sets) -> str:
        """The lowest of the sets as a formula says them."""
        covered = {self.upper[name] for name in sets if name in self.upper}
        lowest = sorted(sets - covered)
        self.random.shuffle(lowest)
        return f" per {', '.join(lowest)}" if lowest else ""

    def payout(self) -> None:
        """What is paid: by points and the key, or by any formula in kroner; and what must hold of it."""
        payee = self.pick([name for name in ("region", "region", "region", "foretak", "sted") if name in self.members and not (name == "sted" and self.member_rows)])
        allowed = self.formulas.with_uppers(payee)
        way = self.random.randrange(100)
        if way < 55:
            self.by_points(payee, allowed)
            return
        if way < 70:
            weight = self.formulas.not_negative("tall", self.formulas.number("tall", allowed, 2))
            self.add(f"formel vekting{self.per(weight.sets)} = {weight.text} {self.cited()}")
            shared = f"bevilgning × (vekting + 1) / sum (vekting + 1) over {payee}" if payee in weight.sets else f"bevilgning / antall over {payee}"
            if payee not in weight.sets:
                shared = f"hvis finnes(per_{payee}) så 2 kr ellers 1 kr" if payee != "region" else "bevilgning × nøkkel"
                if payee != "region" and not any(one.name == f"per_{payee}" for one in self.formulas.quantities):
                    payee, shared = "region", "bevilgning × nøkkel"
            self.add(f"utbetaling inntekt per {payee} = {shared} [regelverk 4]", "avrundet til hele kroner, etter største rest [regelverk 4]")
            self.add(f"kontroll sum inntekt over {payee} = bevilgning [regelverk 4]")
            return
        made = self.formulas.number("kr", allowed, 3)
        if payee not in made.sets:
            anchor = "bevilgning × nøkkel" if payee == "region" else ""
            if not anchor:
                payee, anchor, made = "region", "bevilgning × nøkkel", self.formulas.number("kr", self.formulas.with_uppers("region"), 2)
            made = Drawn(f"({made.text} + {anchor})", made.sets | {"region"})
        rounding = self.pick(("avrundet til hele kroner", "avrundet til hele kroner, halve opp", "avrundet til hele kroner, halve til partall",
                              "avrundet til hele kroner, nedover", "avrundet til hele kroner, oppover", "avrundet til 2 desimaler",
                              "avrundet til hele kroner, etter største rest"))  # fmt: skip
        self.add(f"utbetaling inntekt per {payee} = {made.text} [regelverk 4] {rounding} [regelverk 4]")
        if self.chance(30):
            self.add("kontroll sum inntekt over region = bevilgning" if payee == "region" and self.chance(20) else "kontroll bevilgning = bevilgning")

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
            self.add("kontroll sum inntekt over region = bevilgning")
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
        if self.chance(15) and "NKI" in getattr(self, "registers", {}).values():
            self.lines += ['fordeling foreløpig "Foreløpig" [regelverk 1] { datagrunnlag NPR "1. tertial 2030", NKI "2029" }',
                           'fordeling endelig { datagrunnlag NPR "2030", NKI som i foreløpig }']  # fmt: skip
        if self.chance(15):
            self.add('merknad [regelverk 9] "Uten regel."')
        if self.chance(15):
            self.add('alternativ "Mer" [antatt: for prøven] { fastsatt bevilgning = 2 000 kr [regelverk 1] }')
        if self.chance(10):
            self.add('kilde vedlegg "Vedlegg" { innhold "1 Indikatorer", "2 Måltall" }')

    # figures

    def figures(self) -> str:
        """The data file: figures on limits, equal figures, noughts, some missing, some known by their bounds."""
        sets = sorted({name for one in self.inputs for name in one.per})
        lines = [";".join(["størrelse", *sets, "verdi", "presisering", "status", "kilde"])]
        missing, narrowed, bounded = self.pick((0, 0, 0, 2, 10)), self.pick((0, 0, 10, 40)), self.pick((0, 0, 0, 0, 4))
        pool, text = self.pick(POOLS), "\n".join(self.lines)
        for one in self.inputs:
            is_read = len(re.findall(rf"\b{one.quantity.name}\b", text)) > 1
            cells = self.cells(one.per)
            values = [min(max(self.pick(pool), one.low), one.high) for _ in cells]
            if one.total:
                values = self.parts_of_a_hundred(len(cells)) if not self.chance(10) else values
            for cell, value in zip(cells, values, strict=True):
                if self.chance(35 if one.quantity.is_optional else missing):
                    continue
                printed, narrowing = self.printed(one, value, narrowed, bounded)
                source = "utledet;regelverk 1: slik" if narrowing and narrowing != "nøyaktig" else ";"
                source = source if is_read else "til opplysning;"
                lines.append(";".join([one.quantity.name, *(cell.get(name, "") for name in sets), printed, narrowing, source]))
        return "\n".join(lines) + "\n"

    def cells(self, per: tuple[str, ...]) -> list[dict[str, str]]:
        found: list[dict[str, str]] = [{}]
        for name in per:
            upper = self.upper.get(name)
            found = [{**cell, name: member} for cell in found for member, above in self.members[name] if upper not in cell or cell[upper] == above]
        return found

    def printed(self, one: Input, value: int, narrowed: int, bounded: int) -> tuple[str, str]:
        """A figure as it is printed, and what is known beyond the print."""
        unit = one.quantity.unit
        if unit in ("ja/nei", "ord"):
            return (self.pick(("ja", "ja", "nei")) if unit == "ja/nei" else self.pick(("ny", "gammel"))), ""
        sign, size = ("−" if value < 0 else ""), abs(value)
        if unit != "andel":
            shown = {"antall": "{}", "kr": "{} kr", "tall": "{}", "poeng": "{} poeng", "deler": "{} deler"}[unit].format(size)
            return sign + (shown.replace(" kr", ",5 kr") if unit == "kr" and self.chance(20) else shown), ""
        if self.chance(15) and value >= 0 and not one.total:
            return f"{value}/100" if value != 24 else "12/50", ""
        shown = f"{sign}{size}{self.pick(('', ',0'))} %"
        if self.chance(bounded) and not one.total:
            return "", f"{self.pick(('under', 'høyst', 'over', 'minst'))} {shown}"
        if self.chance(narrowed):
            return shown, self.pick((f"under {shown}", f"minst {shown}", f"høyst {shown}", f"over {shown}", "nøyaktig"))
        return shown, ""

    def member_file(self) -> str:
        return "\n".join(["inndeling;medlem;under;tittel;kilde", *self.member_rows, ""]) if self.member_rows else ""

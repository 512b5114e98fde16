"""What is given, drawn at random: numbers of the rules, tables, inputs of every type, staircases of every form."""

from __future__ import annotations

from .drawing import Drawing, Input
from .drawn_formulas import Stairs

LIMITS = (5, 10, 20, 50, 80, 100)


class GivenDrawn(Drawing):
    """Draws what is given in a ruleset."""

    def given(self) -> None:
        """Numbers of the rules, tables and inputs of every type."""
        self.add(
            "fastsatt bevilgning = 1 000 kr [regelverk 1]"
            if self.chance(50)
            else "fastsatt bevilgning : kr = 0,5 mill. kr [regelverk 1]"
        )
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
                typed = f" : {unit}" if unit in ("andel", "tall", "ord") or self.chance(30) else ""
                self.add(f"fastsatt {name}{typed} = {value} {self.cited()}")
                self.know(name, (), unit, not_negative=value[0] not in "−", words=(value,) if unit == "ord" else ())
        keys = self.members["region"]
        parts = self.parts_of_a_hundred(len(keys))
        shape = self.pick(("{} / 100", "{} %", "{},0 %"))
        rounded = self.pick(("", "", ", avrundet"))
        about = self.pick(("", " omtrent"))
        rows = [
            f"{name}: {shape.format(part)}{self.pick(('', ' [regelverk 8]'))}"
            for (name, _), part in zip(keys, parts, strict=True)
        ]
        self.add(f"tabell nøkkel per region : andel{rounded}, til sammen 100 %{about} [regelverk 7] {{", *rows, "}")
        self.know("nøkkel", ("region",), "andel", not_negative=True)
        if "indikator" in self.members and self.chance(30):
            rows = [
                f"{i}, {r}: {self.pick(('1', '0', '2,5', '−1'))}" for i, _ in self.members["indikator"] for r, _ in keys
            ]
            typed = f"tall fra −5 til 5{self.pick(('', ', avrundet'))}"
            self.add(f"tabell tabellen per indikator, region : {typed} [regelverk 7] {{", *rows, "}")
            self.know("tabellen", ("indikator", "region"), "tall")
        if self.chance(25):
            self.add(
                "tabell sats per region : kr/poeng [regelverk 7] {",
                *(f"{name}: {self.pick(('1', '12,5', '0'))}" for name, _ in keys),
                "}",
            )
            self.know("sats", ("region",), "kr/poeng", not_negative=True)
        if self.chance(25):
            rows = [f"{name}: {self.pick(('–', '–', '40 kr', '0 kr'))}" for name, _ in keys]
            self.add("tabell tillegg per region : kr, valgfri [regelverk 7] {", *rows[self.random.randrange(2) :], "}")
            self.know("tillegg", ("region",), "kr", is_optional=True, not_negative=True)
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
                kinds.append(
                    (
                        f"per_{lower}",
                        (lower,),
                        self.pick(("andel", "antall", "ja/nei", "tall")),
                        self.pick(("", ", valgfri")),
                    )
                )
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
            takes, gives = (
                self.pick(("andel", "andel", "tall", "antall")),
                self.pick(("deler", "deler", "poeng", "tall", "kr")),
            )
            limits = sorted(
                self.random.sample(LIMITS if takes == "andel" else (1, 2, 3, 5), 1 + self.random.randrange(3))
            )
            results = [self.random.randrange(6) for _ in range(len(limits) + 1)]
            results = sorted(results, reverse=self.chance(20)) if self.chance(90) else results
            shown = [f"{result}{' ' + gives_marks[gives] if gives in gives_marks else ''}" for result in results]
            shown = [self.pick((one, one.replace("1 deler", "1 del"))) for one in shown]
            at_limit = [marks[takes].format(limit) for limit in limits]
            form = self.pick(("fra", "fra 0", "fra til under", "til og med", "ved"))
            if form == "ved":
                rows = [f"ved {limit} gir {result}" for limit, result in zip(at_limit, shown, strict=False)]
            elif form == "til og med":
                rows = [f"til og med {limit} gir {result}" for limit, result in zip(at_limit, shown, strict=False)]
                rows.append(f"over {at_limit[-1]} gir {shown[-1]}")
            else:
                first = (
                    f"under {at_limit[0]} gir {shown[0]}"
                    if form != "fra 0"
                    else f"fra {marks[takes].format(0)} gir {shown[0]}"
                )
                ends = [*at_limit[1:], ""]
                closed = form == "fra til under"
                rows = [first]
                for low, high, result in zip(at_limit, ends, shown[1:], strict=True):
                    until = f" til under {high}" if closed and high else ""
                    rows.append(f"fra {low}{until} gir {result} {self.pick(('', '[regelverk 4]'))}")
            title = self.pick(("", ' "Trapp"'))
            self.add(f"{'rampe' if form == 'ved' else 'trapp'} trapp{at}{title} {self.cited()} {{", *rows, "}")
            self.formulas.stairs.append(Stairs(f"trapp{at}", takes, gives, form != "fra 0", True))

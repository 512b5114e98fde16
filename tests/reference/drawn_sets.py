"""Sets drawn at random: regions, indicators in groups and with sub-areas, trusts, others, also from data."""

from __future__ import annotations

from .drawing import Drawing


class SetsDrawn(Drawing):
    """Draws the sets of a ruleset, with the properties of their members."""

    def sets(self) -> None:
        """Regions, and some of: indicators, trusts, other sets, sets under sets, sets from data."""
        self.add('kilde regelverk "Regelverk" { utgiver "Helsedirektoratet" utgitt "2030" }')
        names = ["Nord", "Vest", "Midt", "SørØst"][: 2 + self.random.randrange(3)]
        self.members["region"] = [(name, "") for name in names]
        for name in names:
            self.add(f'region {name} "Helse {name}" kort "{name[0]}" også kalt "H{name[0]}" på engelsk "{name} RHF"'
                     if self.chance(20) else f'region {name} "Helse {name}"')  # fmt: skip
        if self.chance(25):
            self.upper["foretak"] = "region"
            self.members["foretak"] = [(f"F{at}", self.pick(names)) for at in range(1, 2 + self.random.randrange(3))]
            self.lines += [
                f'foretak {name} "Foretak {name}" under {above} [regelverk 3]'
                for name, above in self.members["foretak"]
            ]
        if self.chance(25):
            self.members["tertial"] = [("t1", ""), ("t2", ""), ("t3", "")][: 2 + self.random.randrange(2)]
            names = [name for name, _ in self.members["tertial"]]
            inner = f" {{ {', '.join(names)} }}" if self.chance(50) else ""
            self.add(f"inndeling tertial{inner}")
            self.lines += [] if inner else [f'tertial {name} "{name}"' for name in names]
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
        """Indicators in groups or not, with sub-areas or without."""
        names = ["video", "epikrise", "skjema"][: 1 + self.random.randrange(3)]
        groups = ["g1", "g2"][: 1 + self.random.randrange(2)] if self.chance(30) else []
        self.members["indikator"] = [(name, self.pick(groups) if groups else "") for name in names]
        self.upper["delområde"], self.members["delområde"] = "indikator", []
        for name in names:
            areas = self.pick(([""], [""], ["PHV", "TSB"], ["PHV", "TSB", "somatikk"]))
            self.members["delområde"] += [(area, name) for area in areas]
        if groups:
            self.upper["indikator"], self.members["gruppe"] = "gruppe", [(name, "") for name in groups]
            self.add("egenskap gruppevekt per gruppe : andel, til sammen 100 %")
            for name, part in zip(groups, self.parts_of_a_hundred(len(groups)), strict=True):
                self.add(f'gruppe {name} "Gruppe" {{ gruppevekt {part} % [regelverk 2] }}')
            self.know("gruppevekt", ("gruppe",), "andel", not_negative=True)
        self.properties(names)

    def properties(self, names: list[str]) -> None:
        """What each indicator has, in its block or in a table side by side; a target of a sub-area's own perhaps."""
        in_blocks, below = self.chance(60), self.chance(40)
        per = ("indikator", "delområde") if in_blocks and below else ("indikator",)
        texts = {name: self.pick(('"En omtale"', "–")) for name in names}
        self.registers = {name: self.pick(("NPR", "NKI")) for name in names}
        ways = {name: self.pick(("høyere", "lavere")) for name in names}
        columns = {
            "vekt": {name: f"{part} %" for name, part in zip(names, self.parts_of_a_hundred(len(names)), strict=True)},
            "måltall": {name: f"{self.pick((10, 25, 50, 80))} %" for name in names},
            "retning": ways, "datakilde": self.registers, "omtale": texts,
            "tak": {name: self.pick(("–", "–", "60 %", "0 %")) for name in names},
        }  # fmt: skip
        self.add("egenskap vekt per indikator : andel, til sammen 100 %")
        self.add(f"egenskap måltall per {', '.join(per)} : andel{self.pick(('', ', avrundet'))}")
        for name, kind in (("retning", "ord"), ("datakilde", "ord"), ("omtale", "tekst"), ("tak", "andel, valgfri")):
            self.add(f"egenskap {name} per indikator : {kind}")
        for name, group in self.members["indikator"]:
            own = [(one, column[name]) for one, column in columns.items() if in_blocks and column[name] != "–"]
            lines = [*self.areas(name, len(per) > 1), *(f"{one} {value} [regelverk 2]" for one, value in own)]
            under = f" under {group}" if group else ""
            self.add(f'indikator {name} "{name}"{under}', *(["{", *lines, "}"] if lines else []))
        if not in_blocks:
            rows = [f"{name}: {' | '.join(column[name] for column in columns.values())}" for name in names]
            self.add("tabell per indikator [regelverk 2] {", " | ".join(columns), *rows, "}")
        self.know("vekt", ("indikator",), "andel", not_negative=True)
        self.know("måltall", per, "andel", not_negative=True)
        self.know("tak", ("indikator",), "andel", is_optional=True, not_negative=True)
        self.know("retning", ("indikator",), "ord", words=tuple(sorted(set(ways.values()))))
        self.know("datakilde", ("indikator",), "ord", words=tuple(sorted(set(self.registers.values()))))

    def areas(self, indicator: str, with_targets: bool) -> list[str]:
        """The sub-areas of an indicator, some with a target of their own."""
        names = [area for area, above in self.members["delområde"] if above == indicator and area]
        targets = [f" {{ måltall {self.pick((10, 50))} % [regelverk 3] }}" for _ in names]
        listed = [
            f'{area} "{area}"{own * (with_targets and self.chance(50))}'
            for area, own in zip(names, targets, strict=True)
        ]
        return [f"delområder {', '.join(listed)} [regelverk 5]"] if names else []

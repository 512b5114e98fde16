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
            self.told = {name: self.pick(('"En omtale"', "–")) for name in names}
            self.add("egenskap omtale per indikator : tekst")
        self.registers = {name: self.pick(("NPR", "NKI")) for name in names}
        self.add("egenskap datakilde per indikator : ord")
        self.told = getattr(self, "told", {})
        values = {
            name: (f"{weight} %", f"{self.pick((10, 25, 50, 80))} %", self.pick(words))
            for name, weight in zip(names, weights, strict=True)
        }
        if grouped:
            self.add("egenskap gruppevekt per gruppe : andel, til sammen 100 %")
            self.lines += [
                f'gruppe {name} "Gruppe" {{ gruppevekt {part} % [regelverk 2] }}'
                for name, part in zip(groups, self.parts_of_a_hundred(len(groups)), strict=True)
            ]
        for name, group in self.members["indikator"]:
            areas = self.pick(([], [], ["PHV", "TSB"], ["PHV", "TSB", "somatikk"]))
            self.members["delområde"] += [(area, name) for area in areas or [""]]
            listed = ", ".join(f'{area} "{area}"' for area in areas)
            weight, target, word = values[name]
            lines = [f"delområder {listed} [regelverk 5]"] if areas else []
            if in_blocks:
                lines += [
                    f"vekt {weight} [regelverk 2]",
                    f"måltall {target} [regelverk 2]",
                    f"retning {word}",
                    f"datakilde {self.registers[name]}",
                ]
            under = f" under {group}" if group else ""
            self.add(f'indikator {name} "{name}"{under}', *(["{", *lines, "}"] if lines else []))
        if not in_blocks:
            told = [self.told] if self.told else []
            rows = [
                f"{name}: {' | '.join((*row, self.registers[name], *(one[name] for one in told)))}"
                for name, row in values.items()
            ]
            heads = "vekt | måltall [regelverk 3] | retning | datakilde" + " | omtale" * len(told)
            self.add("tabell per indikator [regelverk 2] {", heads, *rows, "}")
        self.know("vekt", ("indikator",), "andel", not_negative=True)
        self.know("måltall", ("indikator",), "andel", not_negative=True)
        self.know("retning", ("indikator",), "ord", words=tuple(sorted({row[2] for row in values.values()})))
        self.know("datakilde", ("indikator",), "ord", words=tuple(sorted(set(self.registers.values()))))
        if grouped:
            self.know("gruppevekt", ("gruppe",), "andel", not_negative=True)

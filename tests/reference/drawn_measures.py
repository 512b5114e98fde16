"""Measures drawn at random: point shares, requirements of both kinds, parts, sharings and points of their own."""

from __future__ import annotations

from .drawing import Drawing
from .drawn_formulas import Quantity, Sets


class MeasuresDrawn(Drawing):
    """Draws the measures of a ruleset."""

    def measures(self) -> None:
        """One to three measures that share the points of each indicator, and a penalty perhaps."""
        count = self.pick((1, 1, 2, 3))
        names = [name for name, _ in self.members.get("indikator", ())]
        listed = (
            {
                at: sorted(self.formulas.random.sample(names, self.formulas.random.randrange(1, len(names) + 1)))
                for at in range(1, count)
            }
            if names
            else {}
        )
        applying = {at: listed[at] if at in listed and self.chance(40) else names for at in range(count)}
        has_penalty = self.chance(25)
        self.per_measure([f"m{at}" for at in range(count)] + ["trekk"] * has_penalty)
        for at in range(count):
            self.measure(at, count, names, applying)
        if has_penalty:
            self.penalty(names)
        self.members["prestasjonsmål"] = [(name, "") for name, _ in self.measure_names]
        per = (*(("indikator",) if names else ()), "prestasjonsmål")
        for name, sets, unit in (
            ("poeng", (*per, "region"), "poeng"),
            ("deler", (*per, "region"), "deler"),
            ("bortfalt", per, "poeng"),
            ("poengandel", per, "andel"),
        ):
            self.formulas.quantities.append(
                Quantity(name, self.formulas.with_uppers(*sets), unit, not_negative=name in ("deler", "poengandel"))
            )

    def per_measure(self, measures: list[str]) -> None:
        """A table with a row for each measure, read in each as its own."""
        self.grenser = self.chance(30)
        if self.grenser:
            rows = [f"{name}: {self.pick((10, 50))} %" for name in measures]
            self.lines.append("\n".join(["tabell grense per prestasjonsmål : andel [regelverk 3] {", *rows, "}"]))

    def inside(self) -> Sets:
        """The sets that parts and points may vary over."""
        upper = ("indikator",) if "indikator" in self.members else ()
        return self.formulas.with_uppers(*upper, "region")

    def gates(self, kinds: tuple[str, ...]) -> tuple[list[str], Sets | None]:
        """No, one or two requirements, and what those vary over that keep out; nothing where none does."""
        lines: list[str] = []
        keeps_out: Sets | None = None
        for _ in range(self.pick((0, 0, 1, 1, 2))):
            kind, asked = self.pick(kinds), self.formulas.condition(self.inside(), 1)
            if kind == "ingen deler":
                keeps_out = (keeps_out or frozenset()) | asked.sets
            lines.append(f"krav {asked.text}, ellers {kind} [regelverk 5]")
        return lines, keeps_out

    def measure(self, at: int, count: int, names: list[str], applying: dict[int, list[str]]) -> None:
        """A measure that shares points."""
        name, own = f"m{at}", applying[at]
        shares = {one: self.share(at, [k for k in range(count) if one in applying[k]]) for one in names}
        mine = {one: shares[one] for one in own}
        if names and (len(set(mine.values())) > 1 or self.chance(40)):
            text = f"poengandel [regelverk 4] {{ {'  '.join(f'{one}: {share} %' for one, share in mine.items())} }}"
        else:
            text = f"poengandel {next(iter(mine.values()), self.share(at, list(range(count))))} % [regelverk 4]"
        applies = self.applies(own, names)
        known = self.formulas.quantities
        if self.grenser:
            known.append(Quantity("grense", frozenset(), "andel", not_negative=True))
        gates, keeps_out = self.gates(("bortfaller poengene", "ingen deler"))
        if keeps_out is not None:
            self.formulas.taking_part = keeps_out
            known.append(Quantity("deltar", keeps_out, "ja/nei"))
        parts = self.formulas.not_negative("deler", self.formulas.number("deler", self.inside(), 2))
        self.formulas.taking_part = None
        known[:] = [one for one in known if one.name not in ("grense", "deltar")]
        weight = "vekt × " if names and self.chance(80) else ""
        by = self.pick(("deler", "deler", "deler", "deler × 2", "største av (deler; 1 del)"))
        nobody = self.pick(("likt", "likt", "bortfaller"))
        points = f"poeng = fordel poeng_i_alt × {weight}poengandel mellom region etter {by},"
        points += f" {nobody} når ingen har deler [regelverk 4]"
        told = ['forklaring "Poengene deles."'] if self.chance(20) else []
        self.lines.append(
            "\n".join(
                [
                    f"prestasjonsmål {name} {{",
                    text,
                    *applies,
                    *gates,
                    f"deler = {parts.text} [regelverk 4]",
                    points,
                    *told,
                    "}",
                ]
            )
        )
        self.know_points(name)
        if keeps_out is not None:
            known.append(Quantity(f"{name}.deltar", keeps_out, "ja/nei"))

    def know_points(self, name: str) -> None:
        """The measure's own points and parts may be read by others."""
        self.measure_names.append((name, True))
        for made in ("poeng", "deler"):
            self.formulas.quantities.append(
                Quantity(f"{name}.{made}", self.inside(), made, not_negative=made == "deler")
            )

    def share(self, at: int, among: list[int]) -> int:
        """The share of a measure where these apply: in all a hundred."""
        whole = {1: [100], 2: [60, 40], 3: [50, 30, 20]}[len(among)]
        return whole[among.index(at)] if at in among else 0

    def applies(self, own: list[str], names: list[str]) -> list[str]:
        """The indicators it applies to, as a list or as a condition that holds for all."""
        if len(own) < len(names):
            return [f"gjelder {', '.join(own)} [regelverk 3]"]
        words = next((one.words for one in self.formulas.quantities if one.name == "retning"), ())
        if words and self.chance(20):
            return [f"gjelder {' eller '.join(f'retning er {word}' for word in words)} [regelverk 3]"]
        return [f"gjelder {', '.join(own)}"] if names and self.chance(10) else []

    def penalty(self, names: list[str]) -> None:
        """Points by a rule of its own, read from another measure perhaps; bound to no total."""
        gates, _ = self.gates(("bortfaller poengene",))
        rule = self.pick(("−2 poeng", "", f"−10 % × {self.measure_names[0][0]}.poeng"))
        text = rule or self.formulas.number("poeng", self.inside(), 2).text
        applies = [f"gjelder {names[0]} [regelverk 3]"] if names and self.chance(30) else []
        self.lines.append("\n".join(["prestasjonsmål trekk {", *applies, *gates, f"poeng = {text} [regelverk 4]", "}"]))
        self.measure_names.append(("trekk", False))

    def region_points(self) -> str:
        """The points of each region."""
        if not self.measure_names:
            made = self.formulas.not_negative(
                "poeng", self.formulas.number("poeng", self.formulas.with_uppers("region"), 2)
            )
            return f"{made.text} + poeng_i_alt × nøkkel"
        over = ["indikator"] if "indikator" in self.members else []
        if any(shares for _, shares in self.measure_names) and self.chance(30):
            inner = " + ".join(f"{name}.poeng" for name, shares in self.measure_names if shares)
            return f"sum ({inner}) over indikator" if over else inner
        return f"sum poeng over {', '.join([*over, 'prestasjonsmål'])}"

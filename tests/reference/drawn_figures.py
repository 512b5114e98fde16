"""Figures drawn at random for the inputs of a ruleset: on limits, alike, nought, missing, known by their bounds."""

from __future__ import annotations

import re

from .drawing import Drawing, Input
from .drawn_formulas import Sets

POOLS = ((0, 5, 10, 25, 50, 100), (0, 0, 10, 10, 100), (20, 50, 80), (0,), (3, 17, 42, 55, 99))


class FiguresDrawn(Drawing):
    """Draws the data file of a ruleset."""

    def figures(self) -> str:
        """The data file: figures on limits, equal figures, noughts, some missing, some known by their bounds."""
        pins = self.pins()
        sets = sorted(
            {name for one in self.inputs for name in one.per}
            | {name for cell, _ in pins for name in cell if name != "størrelse"}
        )
        lines = [["størrelse", *sets, "verdi", "presisering", "status", "kilde"]]
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
                    lines += [
                        [one.quantity.name, *(cell.get(name, "") for name in sets), "", "", "", ""]
                    ] * self.chance(20)
                    continue
                printed, narrowing = self.printed(one, value, narrowed, bounded)
                status = "utledet" if narrowing and narrowing != "nøyaktig" else ""
                source = "regelverk 1: slik" if status else ""
                status = status if is_read else "til opplysning"
                lines.append(
                    [one.quantity.name, *(cell.get(name, "") for name in sets), printed, narrowing, status, source]
                )
        for cell, value in pins:
            status = self.pick(("overstyrer", "overstyrer", "overstyrer", "utledet"))
            lines.append(
                [cell["størrelse"], *(cell.get(name, "") for name in sets), value, "", status, "regelverk 1: slik"]
            )
        return "\n".join(";".join(line) for line in lines) + "\n"

    def pins(self) -> list[tuple[dict[str, str], str]]:
        """Cells of formulas, parts and points that are given as they are, in some data files."""
        found: list[tuple[dict[str, str], str]] = []
        known: list[dict[str, str]] = []
        shown = {
            "kr": "5 kr",
            "poeng": "2,5 poeng",
            "deler": "3 deler",
            "andel": "25 %",
            "tall": "1,5",
            "antall": "2",
            "ja/nei": "ja",
        }
        made = [
            one for one in self.formulas.quantities if re.fullmatch(r"f\d|deler|poeng|m\d\.(deler|poeng)", one.name)
        ]
        for _ in range(self.pick((0, 0, 0, 0, 0, 1, 2)) if made else 0):
            one = self.pick(made)
            cell = self.pick(self.cells(self.in_order(one.sets)) or [{}])
            at = {**cell, "": one.name if "." in one.name else f"{cell.get('prestasjonsmål', '')}.{one.name}"}
            at.pop("prestasjonsmål", "")
            if at not in known:
                known.append(at)
                found.append(({**cell, "størrelse": one.name}, shown[one.unit]))
        return found

    def in_order(self, sets: Sets) -> tuple[str, ...]:
        """The sets, each after those above it."""
        return tuple(sorted(sets, key=lambda name: (len(self.formulas.with_uppers(name)), name)))

    def printed(self, one: Input, value: int, narrowed: int, bounded: int) -> tuple[str, str]:
        """A figure as it is printed, and what is known beyond the print."""
        unit = one.quantity.unit
        if unit in ("ja/nei", "ord"):
            return (self.pick(("ja", "ja", "nei")) if unit == "ja/nei" else self.pick(("ny", "gammel"))), ""
        sign, size = ("−" if value < 0 else ""), abs(value)
        if unit != "andel":
            shown = {"antall": "{}", "kr": "{} kr", "tall": "{}", "poeng": "{} poeng", "deler": "{} deler"}[
                unit
            ].format(size)
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

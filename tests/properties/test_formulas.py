"""Any formula that the checks let through has the value the rule gives it, or has none for a reason."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product

from formulas import FORMULAS, MEMBERS, Formula, Impossible
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbflang.graph.nodes import Failure
from rbflang.lowering.build import build
from rbflang.pipeline import checked
from rbflang.source import Source
from rbflang.tables.valuation import run

RULES = """regelsett RBF 2031
kilde regelverk "Regelverk"
region Midt "Midt"
region Nord "Nord"
region Vest "Vest"
indikator i0 "I 0"
indikator i1 "I 1"
fastsatt bevilgning = 90 kr [regelverk 1]
inndata x per region : tall
inndata y per indikator, region : tall
inndata z : tall
inndata w per region : tall, valgfri
inndata ja_nei per region : ja/nei
tabell nøkkel per region : andel [regelverk 1] {{ Midt: 30 %  Nord: 30 %  Vest: 40 % }}
utbetaling inntekt per region = bevilgning × nøkkel avrundet til hele kroner, nedover [regelverk 1]
formel f{per} = {text} [regelverk 1]
"""
REACHED = ("+", "−", "×", "/", "hvis", "finnes", "minste av", "største av", "sum", "gjennomsnitt", "minste", "største",
           "median", "persentil 75 % av", "nest største", "3. minste",
           "antall", "der", "rang", "og", "eller", "ikke", "ja", "er", "minst", "mer enn")  # fmt: skip
FIGURES = st.integers(-2, 2).map(Fraction)


def observed(draw: st.DataObject) -> dict[tuple[str, ...], Fraction | bool]:
    """A figure for every cell, optional ones for some."""
    regions = MEMBERS["region"]
    found: dict[tuple[str, ...], Fraction | bool] = {("z",): draw.draw(FIGURES)}
    for region in regions:
        found["x", region] = draw.draw(FIGURES)
        found["ja_nei", region] = draw.draw(st.booleans())
        if draw.draw(st.booleans()):
            found["w", region] = draw.draw(FIGURES)
    for key in product(MEMBERS["indikator"], regions):
        found["y", *key] = draw.draw(FIGURES)
    return found


def told(formula: Formula, figures: dict[tuple[str, ...], Fraction | bool], at: dict[str, str]) -> Fraction | None:
    """The value told again from the rule; `None` where there is none."""
    try:
        return Fraction(formula.value(figures, at))
    except Impossible:
        return None


def test_a_formula_has_the_value_that_the_rule_gives_it() -> None:
    seen: Counter[str] = Counter()

    @settings(deadline=None, derandomize=True, max_examples=900, suppress_health_check=list(HealthCheck))
    @given(FORMULAS, st.data())
    def holds(formula: Formula, data: st.DataObject) -> None:
        sets = [name for name in MEMBERS if name in formula.sets]
        per = f" per {', '.join(sets)}" if sets else ""
        ruleset, faults = checked(Source("regelsett.rbf", RULES.format(per=per, text=formula.text)))
        seen["all"] += 1
        if ruleset is None:
            seen.update({f"refused: {fault.slug}" for fault in faults if fault.is_fatal})
            return
        figures = observed(data)
        given_cells: dict[str, dict[tuple[str, ...], Fraction | bool]] = {}
        for (name, *key), value in figures.items():
            given_cells.setdefault(name, {})[tuple(key)] = value
        found = run(build(ruleset), given_cells).of("f")
        values = {key: None if isinstance(cell, Failure) else cell for key, cell in found.items()}
        keys = list(product(*(MEMBERS[name] for name in sets)))
        expected = {key: told(formula, figures, dict(zip(sets, key, strict=True))) for key in keys}
        assert values == expected, formula.text
        seen.update(["computed", *formula.kinds, *(["impossible"] if None in expected.values() else [])])

    holds()
    assert seen["computed"] * 100 >= 60 * seen["all"], seen
    assert seen["impossible"] >= 5, seen
    assert not [kind for kind in REACHED if seen[kind] < 3], seen

"""Which staircases results stand on, of those that parts may be looked up in: told here by hand for each measure."""

from __future__ import annotations

from pathlib import Path

import pytest

from rbflang.commands import options
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.climbed import all_climbed, applies, climbed, climbed_together, is_the_result
from rbflang.explanation.indicator.climbed import main_measure as main
from rbflang.ruleset.model import INDICATOR, MEASURE, REGION

RULES = """
regelsett Liten 2026 "Liten"
kilde v "Vedtak"
region A "A"
region B "B"
fordeling foreløpig "Foreløpig" [v 1]
egenskap vekt per indikator : andel, til sammen 100 %
egenskap slag per indikator : ord
egenskap mål per indikator : andel
indikator plan "Plan" { vekt 60 % [v 2] slag bratt [v 2] mål 50 % [v 2] }
indikator svar "Svar" { delområder x "x", y "y" [v 2] vekt 40 % [v 2] slag slakk [v 2] mål 80 % [v 2] }
fastsatt pott = 100 poeng [v 1]
fastsatt ramme = 1 000 kr [v 1]
trapp t [v 3] { fra 0 % gir 0 deler  fra 50 % gir 1 del }
trapp u [v 3] { fra 0 % gir 1 del  fra 70 % gir 3 deler }
trapp takst [v 3] { fra 0 % gir 1 poeng  fra 50 % gir 2 poeng }
inndata nådd per indikator, delområde, region : andel
inndata bredde per region : andel
inndata snitt per indikator, region : andel
inndata fjor per indikator, region : andel, valgfri
formel begge per indikator, region = u(snitt) [v 3]
formel satt per indikator, region = takst(snitt) / 1 poeng × 1 del [v 3]
formel flyttet per indikator, region = snitt + 1 % [v 3]
"""
TEMPLATE = """
prestasjonsmål {name} "{name}" {{
    poengandel {share} % [v 4]
    gjelder {to} [v 4]
    {gate}
    deler = {parts} [v 4]
    poeng = fordel pott × vekt × poengandel mellom region etter deler, likt når ingen har deler [v 4]
}}
"""
MEASURES = {
    "alene": ("10", "plan, svar", "", "t(snitt)"),
    "mot": ("10", "plan, svar", "", "sum t(nådd / mål) over delområde per indikator"),
    "flere": ("10", "plan, svar", "", "u(fjor_eller_null) + t(snitt) + begge"),
    "valgt": ("20", "plan, svar", "", "hvis slag er bratt så t(snitt) ellers u(snitt)"),
    "spurt": ("10", "plan, svar", "", "hvis t(snitt) minst 1 del så 2 deler ellers 1 del"),
    "satte": ("8", "plan, svar", "", "satt"),
    "om_plan": ("2", "plan", "", "t(snitt)"),
    "om_svar": ("2", "svar", "", "t(snitt)"),
    "flytte": ("10", "plan, svar", "", "t(flyttet) + t(snitt + 2 %) + t((snitt + 3 %) / mål)"),
    "krevd": ("10", "plan, svar", "krav snitt minst 60 %, ellers ingen deler [v 4]", "t(snitt)"),
    "bare": ("5", "plan, svar", "", "begge"),
    "beste": ("3", "plan, svar", "", "t(snitt) + største begge over region"),
    "vid": ("1", "plan, svar", "", "t(bredde / mål)"),
    "blandet": ("1", "plan, svar", "", "(sum t(nådd / mål) over delområde per indikator) + begge"),
}
LAST = """
formel fjor_eller_null per indikator, region = hvis finnes(fjor) så fjor ellers 0 % [v 3]
utbetaling beløp per region = ramme × (sum poeng over indikator, prestasjonsmål) / pott
    avrundet til hele kroner, etter største rest [v 4]
"""
DATA = """størrelse;indikator;delområde;region;verdi
nådd;plan;;A;60/100
nådd;plan;;B;20/100
nådd;svar;x;A;60/100
nådd;svar;x;B;20/100
nådd;svar;y;A;60/100
nådd;svar;y;B;20/100
bredde;;;A;60/100
bredde;;;B;60/100
snitt;plan;;A;60/100
snitt;plan;;B;20/100
snitt;svar;;A;75/100
snitt;svar;;B;20/100
"""


UNTOLD = (
    RULES
    + """
inndata åpen per region : andel
formel grov per region = u(bredde) [v 3]
formel delt per prestasjonsmål, indikator, region = snitt × poengandel [v 3]
"""
)
OF_UNTOLD = {
    "ukjent": ("40", "plan, svar", "", "hvis åpen minst 50 % så t(snitt) ellers u(snitt)"),
    "halvt": ("20", "plan, svar", "", "t(snitt) + (hvis åpen minst 50 % så 1 del ellers 2 deler)"),
    "motsatt": ("10", "plan, svar", "", "hvis åpen minst 50 % så 1 del ellers t(snitt)"),
    "utvalg": ("10", "plan, svar", "", "t(snitt) + største u(snitt) der snitt minst 10 % over region"),
    "grovt": ("10", "plan, svar", "", "t(snitt) + grov"),
    "delte": ("10", "plan, svar", "", "t(delt)"),
}


def computed_of(folder: Path, rules: str, measures: dict[str, tuple[str, str, str, str]]) -> Cells:
    """The cells of a ruleset with these measures, as far as the figures go."""
    written = (TEMPLATE.format(name=name, share=share, to=to, gate=gate, parts=parts)
               for name, (share, to, gate, parts) in measures.items())  # fmt: skip
    path = folder / "r.rbf"
    path.write_text("".join((rules, *written, LAST)), "utf-8")
    read = "".join((*(parts for *_, parts in measures.values()), *rules.partition("formel grov")[1:]))
    unread = [name for name in ("nådd", "bredde") if f"({name}" not in read]
    rows = [line for line in DATA.splitlines(keepends=True) if line.partition(";")[0] not in unread]
    (folder / "forelopig.csv").write_text("".join(rows), "utf-8")
    return Cells(options.computed(str(path), data=(), form="text", language="nb", is_partial=True))


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """A ruleset with a measure of each kind."""
    folder: Path = tmp_path_factory.mktemp("climbed")
    return computed_of(folder, RULES, MEASURES)


@pytest.fixture(scope="module")
def untold(tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """A ruleset that asks for a figure which nobody has."""
    return computed_of(tmp_path_factory.mktemp("untold"), UNTOLD, OF_UNTOLD)


def together(cells: Cells, measure: str, indicator: str, region: str = "A") -> dict[str, list[tuple[str, str, str]]]:
    members = {INDICATOR: indicator, REGION: region, MEASURE: measure}
    found = climbed_together(cells, cells.ruleset.measures[measure], members)
    return {area: [(one.staircase, one.observed, one.target or "") for one in each] for area, each in found.items()}


def test_the_staircases_of_each_measure(cells: Cells) -> None:
    assert together(cells, "alene", "plan") == {"": [("t", "snitt", "")]}
    assert together(cells, "mot", "plan") == {"": [("t", "nådd", "mål")]}
    assert together(cells, "mot", "svar") == {"x": [("t", "nådd", "mål")], "y": [("t", "nådd", "mål")]}
    # one's own in their order before those of formulas
    assert together(cells, "flere", "plan") == {
        "": [("u", "fjor_eller_null", ""), ("t", "snitt", ""), ("u", "snitt", "")]
    }
    assert together(cells, "valgt", "plan") == {"": [("t", "snitt", "")]}
    assert together(cells, "valgt", "svar") == {"": [("u", "snitt", "")]}
    assert together(cells, "bare", "plan") == {"": [("u", "snitt", "")]}
    # what is asked and not given on, what gives points, and what stands on a sum is no staircase of the parts
    assert together(cells, "spurt", "plan") == {}
    assert together(cells, "satte", "plan") == {}
    assert together(cells, "flytte", "plan") == {"": [("t", "flyttet", "")]}
    # whoever takes no part stands on a step all the same
    assert together(cells, "krevd", "plan", "B") == {"": [("t", "snitt", "")]}
    assert together(cells, "vid", "plan") == {"": [("t", "bredde", "mål")]}
    # of what all have, one's own; areas before what has none
    assert together(cells, "beste", "plan") == {"": [("t", "snitt", ""), ("u", "snitt", "")]}
    assert together(cells, "blandet", "svar") == {"x": [("t", "nådd", "mål")], "y": [("t", "nådd", "mål")]}
    of_a = {INDICATOR: "plan", REGION: "A", MEASURE: "flere"}
    (first,) = climbed(cells, cells.ruleset.measures["flere"], of_a).values()
    assert (first.staircase, first.observed) == ("u", "fjor_eller_null")


def test_all_that_a_measure_may_stand_on(cells: Cells) -> None:
    def all_of(name: str) -> list[tuple[str, str, str | None]]:
        found = all_climbed(cells.computed, cells.ruleset.measures[name])
        return [(one.staircase, one.observed, one.target) for one in found]

    assert all_of("valgt") == [("t", "snitt", None), ("u", "snitt", None)]
    assert all_of("mot") == [("t", "nådd", "mål")]
    assert all_of("spurt") == []
    assert all_of("bare") == [("u", "snitt", None)]


def test_the_main_measure_is_against_a_target(cells: Cells) -> None:
    found = main(cells.computed)
    assert found is not None and found.name == "blandet"
    of_plan = main(cells.computed, "plan")
    assert of_plan is not None and of_plan.name == "blandet"
    assert not is_the_result(cells.computed, "nådd")
    assert not is_the_result(cells.computed, "snitt")
    assert applies(cells.ruleset, cells.ruleset.measures["mot"], "plan")


def test_where_it_is_not_known_which_branch_was_taken(untold: Cells) -> None:
    """Both branches are followed; a staircase is told where it is the only one that either leads to."""
    assert together(untold, "ukjent", "plan") == {}
    assert together(untold, "halvt", "plan") == {"": [("t", "snitt", "")]}
    assert together(untold, "motsatt", "plan") == {"": [("t", "snitt", "")]}


def test_what_is_gathered_and_what_is_of_each_measure(untold: Cells) -> None:
    """Of a filter only what is gathered; nothing of a formula for less than the parts are for."""
    assert together(untold, "utvalg", "plan") == {"": [("t", "snitt", ""), ("u", "snitt", "")]}
    assert together(untold, "grovt", "plan") == {"": [("t", "snitt", "")]}
    assert together(untold, "delte", "plan") == {"": [("t", "delt", "")]}


def test_a_measure_applies_to_what_its_rules_say(cells: Cells) -> None:
    assert applies(cells.ruleset, cells.ruleset.measures["om_plan"], "plan")
    assert not applies(cells.ruleset, cells.ruleset.measures["om_plan"], "svar")


def test_what_all_targets_are_for_is_the_result(tmp_path: Path) -> None:
    """With a staircase against a target, only that counts."""
    some = {"alene": ("40", *MEASURES["alene"][1:]), "mot": ("60", *MEASURES["mot"][1:])}
    found = computed_of(tmp_path, RULES, some).computed
    assert is_the_result(found, "nådd")
    assert not is_the_result(found, "snitt")
    (tmp_path / "uten").mkdir()
    alone = computed_of(tmp_path / "uten", RULES, {"alene": ("100", *MEASURES["alene"][1:])}).computed
    assert is_the_result(alone, "snitt")

"""What cells promise together whatever the data: points that are handed out, and what is made of them, by hand."""

from __future__ import annotations

import pytest
from test_ranges_where_they_stand import within

from rbflang.graph.nodes import Node
from rbflang.proofs.all_data import AllData, as_far_as_sensible
from rbflang.proofs.lapsing import lapses
from rbflang.ruleset.infer import infer
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.read import read

# Each indicator has from 10 to 100 points.
RULES = """regelsett RBF 2031
kilde r "Regelverk"
region Nord "Nord"
region Vest "Vest"
indikator a "A"
indikator b "B"
inndata z per indikator, region : andel
inndata x per region : andel
inndata y per region : tall fra −2 til 3
inndata w per indikator : andel fra 0,1 til 1
tabell k per region : tall fra 0 til 5 [r 1] { Nord: 4 Vest: 1 }
tabell k0 per region : tall fra 0 til 5 [r 1] { Nord: 0 Vest: 1 }
tabell type per region : ord [r 1] { Nord: stor Vest: liten }
formel p per indikator = 100 poeng × w [r 1]
formel q per indikator = 100 poeng × w × 1 [r 1]
prestasjonsmål m "M" {
    poengandel 50 % [r 1] deler = PARTS [r 1] poeng = fordel p mellom region etter deler, NOBODY [r 1]
}
prestasjonsmål n "N" {
    poengandel 50 % [r 1] deler = m.poeng / 1 poeng × 1 del [r 1]
    poeng = fordel p mellom region etter deler, bortfaller når ingen har deler [r 1]
}
"""
EQUALLY, LAPSING = "likt når ingen har deler", "bortfaller når ingen har deler"


def data_of(formula: str, nobody: str, parts: str = "z × 1 del", per: str = " per indikator") -> AllData:
    rules = RULES.replace("PARTS", parts).replace("NOBODY", nobody)
    ruleset = resolve(read(Source("prøve.rbf", f"{rules}formel f{per} = {formula} [r 1]\n")).tree)
    return as_far_as_sensible(ruleset, infer(ruleset))


def of(formula: str, nobody: str, parts: str = "z × 1 del", per: str = " per indikator") -> object:
    data = data_of(formula, nobody, parts, per)
    node: Node = data.graph.named["f"]
    return data.ranges.of(node)


# What it can be for an indicator where points do not lapse, and where they can.
SUMS = {
    # all points together are from nothing to all there are, and where they do not lapse not nothing
    "sum m.poeng over region": ("(0;100]", "[0;100]"),
    "sum m.poeng der x minst 50 % over region": ("[0;200]", "[0;200]"),
    "største m.poeng over region": ("[0;100]", "[0;100]"),
    "gjennomsnitt m.poeng over region": ("[0;100]", "[0;100]"),
    # times numbers above zero something stays, times zero it need not
    "sum (m.poeng × k) over region": ("(0;500]", "[0;500]"),
    "sum (k × m.poeng) over region": ("(0;500]", "[0;500]"),
    "sum (m.poeng × k0) over region": ("[0;100]", "[0;100]"),
    "sum (m.poeng × y) over region": ("[-400;600]", "[-400;600]"),
    "sum (m.poeng / (1 + x)) over region": ("(0;200]", "[0;200]"),
    "sum (x × 1 poeng / (m.poeng + 1 poeng)) over region": ("[0;2]", "[0;2]"),
    # beside what is not below zero something stays
    "sum (m.poeng + x × 1 poeng) over region": ("(0;202]", "[0;202]"),
    "sum (x × 1 poeng + m.poeng) over region": ("(0;202]", "[0;202]"),
    "sum (m.poeng + y × 1 poeng) over region": ("[-4;206]", "[-4;206]"),
    "sum (m.poeng − x × 1 poeng) over region": ("[-2;200]", "[-2;200]"),
    # what is chosen for certain, and what is nothing where it is not chosen
    "sum (hvis x minst 0 så m.poeng ellers 0 poeng) over region": ("(0;200]", "[0;200]"),
    "sum (hvis x minst 50 % så m.poeng ellers 0 poeng) over region": ("[0;100]", "[0;100]"),
    "sum (hvis x minst 50 % så m.poeng ellers 1 poeng) over region": ("[0;200]", "[0;200]"),
    "sum (hvis x minst 50 % så 0 poeng ellers m.poeng) over region": ("[0;200]", "[0;200]"),
    "sum (hvis x mindre enn 0 så 0 poeng ellers m.poeng) over region": ("(0;200]", "[0;200]"),
    # what is left of the whole, which is another thing than as much of something else
    "p − sum m.poeng over region": ("[0;100)", "[0;100]"),
    "q − sum m.poeng over region": ("[-90;100)", "[-90;100]"),
    "p − sum (m.poeng × k) over region": ("[-490;100)", "[-490;100]"),
    "(sum m.poeng over region) − p": ("(-100;90]", "[-100;90]"),
    "1 poeng − sum m.poeng over region": ("[-99;1)", "[-99;1]"),
    # who has nothing in one measure need not in the other
    "sum n.poeng over region": ("(0;100]", "[0;100]"),
    "sum (m.poeng + n.poeng) over region": ("(0;400]", "[0;400]"),
}


@pytest.mark.parametrize("formula", SUMS)
def test_sums_of_what_is_handed_out(formula: str) -> None:
    assert (of(formula, EQUALLY), of(formula, LAPSING)) == tuple(map(within, SUMS[formula]))


def test_points_of_all_indicators() -> None:
    assert of("sum m.poeng over indikator, region", EQUALLY, per="") == within("(0;400]")
    assert of("sum m.poeng over indikator, region", LAPSING, per="") == within("[0;400]")
    assert of("sum (sum m.poeng over region) over indikator", EQUALLY, per="") == within("(0;200]")
    assert of("sum m.poeng over indikator", EQUALLY, per=" per region") == within("[0;200]")
    assert of("sum (sum m.poeng over indikator) over region", EQUALLY, per="") == within("(0;400]")
    assert of("sum (sum m.poeng over indikator) × k over region", EQUALLY, per="") == within("(0;1000]")
    assert of("sum (sum m.poeng over indikator) × k0 over region", EQUALLY, per="") == within("[0;200]")
    assert of("sum poeng over prestasjonsmål, region", EQUALLY) == within("(0;400]")


PARTS = {
    # parts above zero do not lapse, nor do those of which some are; 1 of 1 + 2 parts is a third, of 10 points, twice
    "(1 + z) × 1 del": "[20/3;100]", "z × 1 del": "[0;100]", "(z − 50 %) × 1 del": "[0;100]", "k × 1 del": "[10;100]",
    "k0 × 1 del": "[10;100]", "(k0 − k0) × 1 del": "[0;100]",
}  # fmt: skip


@pytest.mark.parametrize("parts", PARTS)
def test_parts_that_are_above_zero_do_not_lapse(parts: str) -> None:
    assert of("sum m.poeng over region", LAPSING, parts) == within(PARTS[parts])


def test_the_only_one_who_takes_part_has_all_points() -> None:
    alone = "z × 1 del [r 1] krav type er stor, ellers ingen deler"
    assert of("sum m.poeng over region", EQUALLY, alone) == within("[10;100]")
    assert of("sum m.poeng over region", LAPSING, alone) == within("[0;100]")
    assert of("m.poeng", EQUALLY, alone, " per indikator, region") == within("[0;100]")


def test_nobody_need_take_part() -> None:
    perhaps = "z × 1 del [r 1] krav x minst 50 %, ellers ingen deler"
    assert of("sum m.poeng over region", EQUALLY, perhaps) == within("[0;100]")


def test_somewhere_above_zero() -> None:
    for nobody, is_above in ((EQUALLY, True), (LAPSING, False)):
        data = data_of("sum m.poeng over region", nobody)
        assert data.is_somewhere_above_zero("m.poeng") is is_above
        assert data.is_somewhere_above_zero("f") is is_above
        assert data.is_somewhere_above_zero("p")
        assert not data.is_somewhere_above_zero("x")
        assert not data.is_somewhere_above_zero("finnes ikke")


def test_parts_of_those_whom_a_measure_is_for() -> None:
    """From 1 to 2 parts for whoever takes part, and none for the others."""
    some = "(1 + z) × 1 del [r 1] krav x minst 50 %, ellers ingen deler"
    for parts, found in (("z × 1 del", "[0;1]"), ("(1 + z) × 1 del", "[1;2]"), (some, "[1;2]")):
        assert data_of("w", EQUALLY, parts).parts_of("m") == within(found)
    data = data_of("w", EQUALLY, some)
    assert data.ranges.of(data.graph.named["m.deler"]) == within("[0;2]")
    assert data.parts_of("finnes_ikke") is None


LAPSES = {
    # points that are shared by what is written there, and by the parts of the measure
    ("etter z × 1 del", LAPSING): True, ("etter (1 + z) × 1 del", LAPSING): False, ("etter z × 1 del", EQUALLY): False,
    ("etter deler", LAPSING): True, ("etter deler", EQUALLY): False,
}  # fmt: skip


@pytest.mark.parametrize(("shared", "nobody"), LAPSES)
def test_whether_points_can_lapse(shared: str, nobody: str) -> None:
    rules = RULES.replace("PARTS", "z × 1 del").replace("etter deler, NOBODY", f"{shared}, {nobody}")
    ruleset = resolve(read(Source("prøve.rbf", rules)).tree)
    data = as_far_as_sensible(ruleset, infer(ruleset))
    assert bool(lapses(ruleset, data, ruleset.measures["m"])) is LAPSES[shared, nobody]


def test_points_with_a_requirement_lapse_there() -> None:
    rules = RULES.replace("PARTS", "z × 1 del [r 1] krav x minst 50 %, ellers bortfaller poengene")
    ruleset = resolve(read(Source("prøve.rbf", rules.replace("NOBODY", EQUALLY))).tree)
    data = as_far_as_sensible(ruleset, infer(ruleset))
    (place,) = lapses(ruleset, data, ruleset.measures["m"])
    assert place.text.startswith("krav x minst 50 %")

"""What cells promise together whatever the data: points that are handed out, and what is made of them, by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from test_ranges_where_they_stand import within

from rbflang.graph.domain import Axis, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Constant, Gather, Node, Observed, Operand, Reduce, ShareOut
from rbflang.proofs.all_data import AllData, as_far_as_sensible
from rbflang.proofs.lapsing import lapses
from rbflang.ruleset.infer import infer
from rbflang.ruleset.resolve import resolve
from rbflang.source import Source
from rbflang.syntax.read import read
from rbflang.tables.node_ranges import all_ranges
from rbflang.tables.possible_cells import EITHER, Possible

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
inndata u per region : antall
fastsatt en : antall = 1 [r 1]
tabell valgt per indikator : ja/nei [r 1] { a: ja b: nei }
tabell fortegn per indikator : tall fra −1 til 1 [r 1] { a: 1 b: −1 }
tabell k per region : tall fra 0 til 5 [r 1] { Nord: 4 Vest: 1 }
tabell k0 per region : tall fra 0 til 5 [r 1] { Nord: 0 Vest: 1 }
tabell type per region : ord [r 1] { Nord: stor Vest: liten }
formel p per indikator = 100 poeng × w [r 1]
formel q per indikator = 100 poeng × w × 1 [r 1]
formel p_hos per indikator, region = hvis x minst 0 så p ellers 0 poeng [r 1]
prestasjonsmål m "M" {
    poengandel 50 % [r 1] deler = PARTS [r 1] poeng = fordel p mellom region etter deler, NOBODY [r 1]
}
prestasjonsmål n "N" {
    poengandel 50 % [r 1] deler = m.poeng / 1 poeng × 1 del [r 1]
    poeng = fordel p mellom region etter deler, bortfaller når ingen har deler [r 1]
}
"""
EQUALLY, LAPSING = "likt når ingen har deler", "bortfaller når ingen har deler"


def data_of(
    formula: str, nobody: str, parts: str = "z × 1 del", per: str = " per indikator", rules: str = RULES
) -> AllData:
    rules = rules.replace("PARTS", parts).replace("NOBODY", nobody)
    ruleset = resolve(read(Source("prøve.rbf", f"{rules}formel f{per} = {formula} [r 1]\n")).tree)
    return as_far_as_sensible(ruleset, infer(ruleset))


def of(formula: str, nobody: str, parts: str = "z × 1 del", per: str = " per indikator", rules: str = RULES) -> object:
    data = data_of(formula, nobody, parts, per, rules)
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
    "sum (hvis x minst 50 % så m.poeng ellers k0 × 1 poeng) over region": ("[0;200]", "[0;200]"),
    "sum (hvis type er stor så m.poeng ellers 0 poeng) over region": ("[0;100]", "[0;100]"),
    # what is left of the whole, which is another thing than as much of something else
    "p − sum m.poeng over region": ("[0;100)", "[0;100]"),
    "q − sum m.poeng over region": ("[-90;100)", "[-90;100]"),
    "(hvis w minst 0 så p ellers 1 poeng) − sum m.poeng over region": ("[0;100)", "[0;100]"),
    "(hvis w mindre enn 0 så 1 poeng ellers p) − sum m.poeng over region": ("[0;100)", "[0;100]"),
    "(hvis w minst 50 % så p ellers q) − sum m.poeng over region": ("[-90;100)", "[-90;100]"),
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


def test_what_is_left_of_what_the_rules_choose() -> None:
    """Of «a» it is what is shared, of «b» it is something else."""
    data = data_of("(hvis valgt så p ellers q) − sum m.poeng over region", EQUALLY)
    assert data.ranges.cells[data.graph.named["f"]] == [within("[0;100)"), within("[-90;100)")]
    data = data_of("(hvis valgt så q ellers p) − sum m.poeng over region", EQUALLY)
    assert data.ranges.cells[data.graph.named["f"]] == [within("[-90;100)"), within("[0;100)")]


def test_what_is_left_of_the_same_whole_for_each_region() -> None:
    assert of("p_hos − sum m.poeng over region", EQUALLY, per=" per indikator, region") == within("[0;100)")


def test_a_sum_of_what_is_handed_out_and_something_below_zero() -> None:
    """Of «a» it is above zero, of «b» below it."""
    assert of("sum (m.poeng × fortegn) over indikator, region", EQUALLY, per="") == within("[-200;200]")
    assert of("sum (m.poeng × fortegn) over region", EQUALLY) == within("[-200;200]")


def test_points_of_the_only_region() -> None:
    alone = RULES.replace('region Vest "Vest"\n', "").replace(" Vest: 1 }", " }").replace(" Vest: liten }", " }")
    assert of("sum m.poeng over region", EQUALLY, rules=alone) == within("[10;100]")
    assert of("sum m.poeng over region", LAPSING, rules=alone) == within("[0;100]")
    assert of("p − sum m.poeng over region", LAPSING, rules=alone) == within("[0;100]")


def test_points_shared_by_the_points_of_another_measure_lapse_with_them_alone() -> None:
    """Whoever has those of the first takes part in the second, unless it is not for them."""
    read = "deler = m.poeng / 1 poeng × 1 del [r 1]"
    perhaps = RULES.replace(read, f"{read} krav x minst 50 %, ellers ingen deler")
    assert of("sum n.poeng over region", EQUALLY) == within("(0;100]")
    assert of("sum n.poeng over region", EQUALLY, rules=perhaps) == within("[0;100]")


def test_points_read_at_their_measure_among_those_of_others() -> None:
    """What is added for each measure is read at «n» alone."""
    rules = RULES.replace("deler = m.poeng / 1 poeng × 1 del", "deler = ved_hvert / 1 poeng × 1 del")
    rules += "formel ved_hvert per indikator, prestasjonsmål, region = m.poeng × poengandel [r 1]\n"
    assert of("sum n.poeng over region", EQUALLY, rules=rules) == within("(0;100]")
    assert of("sum n.poeng over region", LAPSING, rules=rules) == within("[0;100]")


PARTS = {
    # parts above zero do not lapse, nor do those of which some are; 1 of 1 + 2 parts is a third, of 10 points, twice
    "(1 + z) × 1 del": "[20/3;100]", "z × 1 del": "[0;100]", "(z − 50 %) × 1 del": "[0;100]", "k × 1 del": "[10;100]",
    "k0 × 1 del": "[10;100]", "(k0 − k0) × 1 del": "[0;100]", "(k0 + u / en) × 1 del": "(0;100]",
    "u / en × 1 del": "[0;100]",
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


# steps that no text makes so

SPACE = Space((Axis("r", (), (("a",), ("b",))),))
NOBODY, EACH = SPACE.domain(()), SPACE.domain(("r",))
POINTS = Constant(domain=NOBODY, values=(Fraction(10),))


def shared(parts: Node, taking_part: Node, nobody: Literal["equally", "lapse"]) -> ShareOut:
    return ShareOut(domain=EACH, operands=(Operand(POINTS, (0, 0)), Operand(parts), Operand(taking_part)), per=NOBODY,
                    nobody=nobody, groups=((0, 1),))  # fmt: skip


def sum_of(node: Node) -> object:
    """All that a sum over both can be, where whoever is asked may say yes or no and any parts are below 1."""
    total = Reduce(domain=NOBODY, operands=(Operand(node),), kind="sum", groups=((0, 1),))
    graph = Graph(SPACE, {"total": total})
    leaves: dict[Node, Possible] = {one: within("[0;1]") for one in graph.nodes if isinstance(one, Observed)}
    return all_ranges(graph, {**leaves, ASKED: EITHER} if ASKED in leaves else leaves).of(total)


ALL, ASKED = Constant(domain=EACH, values=(True, True)), Observed(domain=EACH, quantity="asked")
FIRST = shared(Observed(domain=EACH, quantity="parts"), ALL, "equally")


def test_parts_of_which_some_are_above_zero_are_so_for_those_who_take_part() -> None:
    assert sum_of(shared(FIRST, ALL, "lapse")) == within("(0;10]")
    assert sum_of(shared(FIRST, ASKED, "lapse")) == within("[0;10]")


def test_what_is_taken_of_one_alone_need_not_be_above_zero() -> None:
    for sources, found in (((0, 0), (0, 1)), "(0;10]"), (((0, 1), (0, 0)), "(0;10]"), (((0, 0), (0, 0)), "[0;20]"):
        assert sum_of(Gather(domain=EACH, operands=(Operand(FIRST),), sources=sources)) == within(found)


# parts and whether they lapse


def test_somewhere_above_zero() -> None:
    for nobody, is_above in ((EQUALLY, True), (LAPSING, False)):
        data = data_of("sum m.poeng over region", nobody)
        assert data.is_somewhere_above_zero("m.poeng") is is_above
        assert data.is_somewhere_above_zero("f") is is_above
        assert data.is_somewhere_above_zero("p")
        assert data.is_somewhere_above_zero("k0")
        assert not data.is_somewhere_above_zero("x")
        assert not data.is_somewhere_above_zero("finnes ikke")


def test_parts_of_those_whom_a_measure_is_for() -> None:
    """From 1 to 2 parts for whoever takes part, and none for the others."""
    some = "(1 + z) × 1 del [r 1] krav x minst 50 %, ellers ingen deler"
    for parts, found in (("z × 1 del", "[0;1]"), ("(1 + z) × 1 del", "[1;2]"), (some, "[1;2]")):
        assert data_of("w", EQUALLY, parts).parts_of("m") == within(found)
    for_a = RULES.replace('"M" {', '"M" { gjelder a')
    assert data_of("w", EQUALLY, some, rules=for_a).parts_of("m") == within("[1;2]")
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


def test_points_shared_by_parts_that_are_always_some_lapse_where_nobody_takes_part() -> None:
    rules = RULES.replace("PARTS", "(1 + z) × 1 del [r 1] krav x minst 50 %, ellers ingen deler")
    ruleset = resolve(read(Source("prøve.rbf", rules.replace("NOBODY", LAPSING))).tree)
    (place,) = lapses(ruleset, as_far_as_sensible(ruleset, infer(ruleset)), ruleset.measures["m"])
    assert place.text.startswith("krav x minst 50 %")


def test_members_stand_under_those_that_come_with_the_data_above_them() -> None:
    """One place under each region, and one house under each place; one road, and one bend of it."""
    sets = ("sted under region", "hus under sted", "vei", "sving under vei")
    rules = RULES + "".join(f"inndeling {one} fra data\n" for one in sets)
    space = data_of("w", EQUALLY, rules=rules).graph.space
    nord, vest = ("Nord", "sted Nord", "hus sted Nord"), ("Vest", "sted Vest", "hus sted Vest")
    assert space.domain(("hus",)).keys == (nord, vest)
    assert space.domain(("sving",)).keys == (("vei ", "sving vei "),)


def test_points_with_a_requirement_lapse_there() -> None:
    rules = RULES.replace("PARTS", "z × 1 del [r 1] krav x minst 50 %, ellers bortfaller poengene")
    ruleset = resolve(read(Source("prøve.rbf", rules.replace("NOBODY", EQUALLY))).tree)
    data = as_far_as_sensible(ruleset, infer(ruleset))
    (place,) = lapses(ruleset, data, ruleset.measures["m"])
    assert place.text.startswith("krav x minst 50 %")

"""Which way nodes go when a figure of one region improves, worked out by hand.

A change is told at four places: for the region itself and for the others, at the indicator «i» and at the others.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from proof_rulesets import ruleset_of

from rbflang.graph.domain import Axis, Space
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Gather, Observed, Operand
from rbflang.intervals import EVERYTHING
from rbflang.proofs.all_data import for_all_data
from rbflang.tables.changes import ANY_CHANGE, DOWN, NO_CHANGE, STILL, UNKNOWN, UP, Change
from rbflang.tables.directions import Directions
from rbflang.tables.node_ranges import all_ranges

HEAD = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk"
region A "A"
region B "B"
region C "C"
egenskap vekt per indikator : andel
egenskap slag per indikator : ord
egenskap pluss per gruppe : andel
gruppe g "G" { pluss 0 % [r 1] }
gruppe k "K" { pluss 100 % [r 1] }
indikator h "H" under g { vekt 25 % [r 1] slag grov [r 1] }
indikator i "I" under k { vekt 75 % [r 1] slag fin [r 1] }
inndata x per indikator, region : andel
inndata v per indikator, region : tall fra −2 til 3
inndata o per indikator, region : andel
inndata j per indikator, region : ja/nei
inndata d per indikator, region : andel, valgfri
trapp opp [r 1] { fra 0 gir 0 fra 0,5 gir 1 fra 0,9 gir 1 }
trapp ned [r 1] { fra 0 gir 3 fra 0,5 gir 1 fra 0,9 gir 1 }
trapp begge [r 1] { fra 0 gir 0 fra 0,5 gir 3 fra 0,9 gir 1 }
trapp flat [r 1] { fra 0 gir 2 fra 0,5 gir 2 }
"""
OWN = "per indikator, region"
RISES, FALLS = Change(own=UP), Change(own=DOWN)
OPEN = Change(own=UNKNOWN)


def changes(formulas: str, improved: str = "x", better: int = UP, head: str = HEAD) -> Mapping[str, Change]:
    """The change of each quantity when a figure gets better for «i»."""
    paid = "utbetaling inntekt per region = 1 kr × sum x over indikator [r 1]\n"
    data = for_all_data(ruleset_of(f"{head}{formulas}\n{paid}"))
    found = Directions(data.graph, data.ranges, "region", "indikator").changes(data.graph.named[improved], "i", better)
    return {name: found[node] for name, node in data.graph.named.items()}


def of(formula: str, sets: str = OWN, improved: str = "x", better: int = UP, before: str = "") -> Change:
    """The change of one formula."""
    return changes(f"{before}\nformel f {sets} = {formula} [r 1]", improved, better)["f"]


def test_the_figure_itself_gets_better_and_nothing_else_moves() -> None:
    found = changes("")
    assert (found["x"], found["v"], found["vekt"]) == (RISES, NO_CHANGE, NO_CHANGE)
    assert changes("", better=DOWN)["x"] == FALLS
    assert of("vekt × o") == NO_CHANGE


ARITHMETIC = {
    "x + o": RISES, "o − x": FALLS, "x − o": RISES, "−x": FALLS, "x + x": RISES, "x − x": OPEN,
    "x × vekt": RISES, "vekt × x": RISES, "x × (−1)": FALLS, "(−1) × x": FALLS, "x × v": OPEN, "v × x": OPEN,
    "x × x": RISES, "x × (1 − x)": OPEN, "(1 − x) × (−1)": RISES,
    "x / (1 + o)": RISES, "x / (−1 − o)": FALLS, "x / v": OPEN, "o / (1 + x)": FALLS, "(−o) / (1 + x)": RISES,
    "v / (1 + x)": OPEN, "x / (1 + x)": OPEN, "(1 − x) / (1 + x)": FALLS, "o / (−1 − x)": RISES, "o / (x − 50 %)": OPEN,
    "største av (x; o)": RISES, "minste av (x; o)": RISES, "minste av (o; 1 − x)": FALLS, "største av (x; 1 − x)": OPEN,
    "opp(x)": RISES, "ned(x)": FALLS, "begge(x)": OPEN, "flat(x)": NO_CHANGE, "ned(1 − x)": RISES,
}  # fmt: skip


@pytest.mark.parametrize("formula", ARITHMETIC)
def test_arithmetic(formula: str) -> None:
    assert of(formula) == ARITHMETIC[formula]


# What is chosen is 2 or 1 more or less, so that the choice moves as its condition does.
CONDITIONS = {
    "x minst 50 %": RISES, "x mer enn 50 %": RISES, "x høyst 50 %": FALLS, "x mindre enn 50 %": FALLS,
    "50 % minst x": FALLS, "o mindre enn x": RISES, "x minst 1 − x": RISES, "x høyst x": NO_CHANGE,
    "x er 100 %": RISES, "x er ikke 100 %": FALLS, "x er 0 %": FALLS, "x er ikke 0 %": RISES, "x er 50 %": OPEN,
    "100 % − x er 0 %": RISES, "x er o": OPEN, "100 % er x": OPEN, "o er 100 %": NO_CHANGE,
    "ikke (x minst 50 %)": FALLS, "x minst 50 % og o minst 50 %": RISES, "o minst 50 % eller x minst 50 %": RISES,
    "x minst 50 % og x høyst 60 %": OPEN, "o minst 50 %": NO_CHANGE,
}  # fmt: skip


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions(condition: str) -> None:
    assert of(f"hvis {condition} så 2 ellers 1") == CONDITIONS[condition]


def test_an_answer_gets_better() -> None:
    answers = {"j": RISES, "ikke j": FALLS, "j er ja": RISES, "j er nei": FALLS, "j er ikke nei": RISES}
    assert {one: of(f"hvis {one} så 2 ellers 1", improved="j") for one in answers} == answers


CHOICES = {
    "hvis x minst 50 % så 1 ellers 2": FALLS, "hvis x minst 50 % så 2 ellers 2": RISES,
    "hvis x minst 50 % så v ellers 2": OPEN, "hvis x minst 50 % så 3 ellers v": RISES,
    "hvis x minst 50 % så v ellers 3": FALLS, "hvis x minst 50 % så −2 ellers v": FALLS,
    "hvis o minst 50 % så x ellers 0": RISES, "hvis o minst 50 % så 0 ellers x": RISES,
    "hvis o minst 50 % så x ellers −x": OPEN, "hvis x minst 50 % så 2 − x ellers 1": OPEN,
    "hvis x minst 50 % så x ellers 0": RISES, "hvis x minst 50 % så x ellers 50 %": RISES,
    "hvis x minst 50 % så x ellers 60 %": OPEN, "hvis x mindre enn 50 % så x ellers 50 %": RISES,
}  # fmt: skip


@pytest.mark.parametrize("formula", CHOICES)
def test_choices(formula: str) -> None:
    assert of(formula) == CHOICES[formula]


def test_what_the_rules_give_the_indicator_decides_there_and_not_elsewhere() -> None:
    all_of_it, per = "sum x over indikator, region", "per indikator"
    both = Change(UP, UP, UNKNOWN, UNKNOWN)
    assert of(f"hvis slag er fin så ({all_of_it}) ellers −({all_of_it})", per) == both
    assert of(f"hvis slag er grov så −({all_of_it}) ellers ({all_of_it})", per) == both
    assert of(f"hvis slag er grov så ({all_of_it}) ellers 1", per) == Change(STILL, STILL, UP, UP)
    assert of("hvis slag er fin så o ellers x") == NO_CHANGE


def test_a_choice_that_is_always_made_alike_is_no_choice() -> None:
    all_of_it, per = "sum x over indikator, region", "per indikator"
    assert of(f"hvis vekt minst 20 % så ({all_of_it}) ellers −({all_of_it})", per) == Change(UP, UP, UP, UP)
    assert of(f"hvis vekt mindre enn 20 % så −({all_of_it}) ellers ({all_of_it})", per) == Change(UP, UP, UP, UP)


def test_whether_there_is_a_figure() -> None:
    assert of("hvis finnes(d) så 1 ellers 0", improved="d") == NO_CHANGE
    assert of("hvis (hvis finnes(d) så d ellers 0) minst 50 % så 1 ellers 0", improved="d") == RISES
    computed = "formel q per indikator, region = hvis finnes(d) så 1 / d ellers 2 [r 1]"
    assert of("hvis finnes(q) så 2 ellers 1", improved="d", before=computed) == OPEN


SUMS = {
    ("sum x over region", "per indikator"): Change(UP, UP, STILL, STILL),
    ("sum x over indikator", "per region"): Change(UP, STILL, UP, STILL),
    ("sum x over indikator, region", ""): Change(UP, UP, UP, UP),
    ("gjennomsnitt x over region", "per indikator"): Change(UP, UP, STILL, STILL),
    ("minste x over region", "per indikator"): Change(UP, UP, STILL, STILL),
    ("største (−x) over indikator", "per region"): Change(DOWN, STILL, DOWN, STILL),
    ("sum x over indikator per gruppe", "per gruppe, region"): Change(UP, STILL, UP, STILL),
    ("antall over region", ""): NO_CHANGE,
    ("sum x der o minst 50 % over region", "per indikator"): Change(UP, UP, STILL, STILL),
    ("sum o der x minst 50 % over region", "per indikator"): Change(UP, UP, STILL, STILL),
    ("sum o der x mindre enn 50 % over region", "per indikator"): Change(DOWN, DOWN, STILL, STILL),
    ("sum v der x minst 50 % over region", "per indikator"): Change(UNKNOWN, UNKNOWN, STILL, STILL),
    ("antall der x minst 50 % over region", "per indikator"): Change(UP, UP, STILL, STILL),
    ("gjennomsnitt o der x minst 50 % over region", "per indikator"): Change(UNKNOWN, UNKNOWN, STILL, STILL),
    ("største o der x minst 50 % over region", "per indikator"): Change(UNKNOWN, UNKNOWN, STILL, STILL),
}  # fmt: skip


@pytest.mark.parametrize("at", SUMS)
def test_sums(at: tuple[str, str]) -> None:
    assert of(*at) == SUMS[at]


def test_a_group_of_another_indicator_moves_in_a_sum_over_the_groups() -> None:
    """What «k» has of all is nothing, since «i» is one of its own; what «g» has is less and less."""
    everybodys = "sum x over indikator, region"
    own = f"formel e per gruppe = hvis pluss er 100 % så 0 ellers −({everybodys}) [r 1]"
    found = changes(f"{own}\nformel f = sum e over gruppe [r 1]")
    assert found["e"] == Change(STILL, STILL, DOWN, DOWN)
    assert found["f"] == Change(DOWN, DOWN, DOWN, DOWN)


RANKS = {
    "rang x høyest først like får beste plass over region": Change(DOWN, UP, STILL, STILL),
    "rang x lavest først like får beste plass over region": Change(UP, DOWN, STILL, STILL),
    "rang x høyest først like får beste plass der o minst 50 % over region": Change(DOWN, UP, STILL, STILL),
    "rang o høyest først like får beste plass der x minst 50 % over region": ANY_CHANGE,
    "rang x høyest først like får beste plass over indikator": ANY_CHANGE,
    "rang x høyest først like får beste plass over indikator, region": ANY_CHANGE,
    "rang (x × (gjennomsnitt x over region)) høyest først like får beste plass over region":
        Change(UNKNOWN, UNKNOWN, STILL, STILL),
}  # fmt: skip


@pytest.mark.parametrize("rank", RANKS)
def test_ranks(rank: str) -> None:
    assert of(rank) == RANKS[rank]
    assert (
        of("rang (sum x over region) høyest først like får beste plass over indikator", "per indikator") == ANY_CHANGE
    )


SITES = """inndeling sted under region {
    a under A
    b under A
    c under B
}
inndata s per indikator, sted : andel
"""


def test_places_of_parts_of_a_region_are_against_each_other_too() -> None:
    rank = "formel f per indikator, sted = rang s høyest først like får beste plass over sted {} [r 1]"
    assert changes(SITES + rank.format(""), "s")["f"] == ANY_CHANGE
    assert changes(SITES + rank.format("per region"), "s")["f"] == ANY_CHANGE
    whole = "formel f per indikator, region = rang (sum s over sted per region) høyest først like får beste plass"
    assert changes(f"{SITES}{whole} over region [r 1]", "s")["f"] == Change(DOWN, UP, STILL, STILL)


MEASURE = """prestasjonsmål m {{
    poengandel 100 % [r 1]
    {gate}
    deler = {parts} [r 1]
    poeng = fordel {points} mellom {among} etter deler, likt når ingen har deler [r 1]
}}"""


def shared(parts: str, points: str = "10 poeng × vekt", gate: str = "", of: str = "poeng") -> Change:
    """The change of the points of a measure."""
    requirement = f"krav {gate} [r 1]" if gate else ""
    return changes(MEASURE.format(gate=requirement, parts=parts, points=points, among="region"))[f"m.{of}"]


def test_points_are_shared() -> None:
    assert shared("1 del × x") == Change(UP, DOWN, STILL, STILL)
    assert shared("1 del × (1 − x)") == Change(DOWN, UP, STILL, STILL)
    assert shared("1 del × o") == NO_CHANGE
    assert shared("1 del × sum x over indikator") == Change(UP, DOWN, UP, DOWN)
    assert shared("1 del × gjennomsnitt x over region") == Change(UNKNOWN, UNKNOWN, STILL, STILL)
    assert shared("1 del × o", "10 poeng × vekt × gjennomsnitt x over region") == ANY_CHANGE
    assert shared("1 del × x", "(−10 poeng) × vekt") == ANY_CHANGE
    parts = SITES + MEASURE.format(gate="", parts="1 del × s", points="10 poeng × vekt", among="sted")
    assert changes(parts, "s")["m.poeng"] == ANY_CHANGE


def test_who_takes_no_part_leaves_more_to_the_others() -> None:
    found = shared("1 del × o", gate="x minst 50 %, ellers ingen deler")
    assert found == Change(UP, DOWN, STILL, STILL)
    assert shared("1 del × o", gate="x høyst 50 %, ellers ingen deler") == Change(DOWN, UP, STILL, STILL)
    assert shared("1 del × x", gate="x høyst 50 %, ellers ingen deler") == Change(UNKNOWN, UNKNOWN, STILL, STILL)
    assert shared("1 del × o", gate="x minst 50 %, ellers ingen deler", of="deler") == RISES


def test_points_that_lapse_are_lost() -> None:
    assert shared("1 del × o", gate="x minst 50 %, ellers bortfaller poengene") == RISES
    assert shared("1 del × x", gate="x minst 50 %, ellers bortfaller poengene") == Change(UP, DOWN, STILL, STILL)
    assert shared("1 del × o", gate="x høyst 50 %, ellers bortfaller poengene") == FALLS


def test_roundings() -> None:
    assert of("x avrundet til 1 desimaler") == RISES
    largest = "formel f per indikator, region = {} × 10 kr avrundet til hele kroner, etter største rest [r 1]"
    assert changes(largest.format("x"))["f"] == ANY_CHANGE
    assert changes(largest.format("o"))["f"] == NO_CHANGE


def test_a_cell_that_is_taken_from_elsewhere_is_not_followed() -> None:
    """The cells are A and B for «i», A and B for «j», first all of the year one and then of the year two."""
    years = Axis("år", (), (("1",), ("2",)))
    space = Space([years, Axis("her", (), (("i",), ("j",))), Axis("hvem", (), (("A",), ("B",)))])
    domain, narrow, lone = space.domain(("år", "her", "hvem")), space.domain(("hvem",)), space.domain(("her", "hvem"))
    figure = Observed(domain=domain, quantity="x")
    sources = {
        "itself": (0, 1, 2, 3, 4, 5, 6, 7),
        "another year": (4, 5, 6, 7, 0, 1, 2, 3),
        "another": (1, 0, 3, 2, 5, 4, 7, 6),
        "elsewhere": (2, 3, 0, 1, 6, 7, 4, 5),
        "one of them": (0, 1, 2, 3, 4, 5, 6, 6),
    }
    nodes = {
        name: Gather(domain=domain, operands=(Operand(figure),), sources=tuple((0, at) for at in cells))
        for name, cells in sources.items()
    }
    both = tuple((at % 2, at) for at in sources["itself"])
    nodes["two"] = Gather(domain=domain, operands=(Operand(figure), Operand(figure)), sources=both)
    nodes["one year"] = Gather(domain=lone, operands=(Operand(figure),), sources=tuple((0, at) for at in range(4)))
    nodes["one place"] = Gather(domain=narrow, operands=(Operand(figure),), sources=((0, 0), (0, 1)))
    graph = Graph(space, {"x": figure, **nodes})
    directions = Directions(graph, all_ranges(graph, {figure: EVERYTHING}), "hvem", "her")
    found = directions.changes(figure, "i", UP)
    assert {name: found[node] for name, node in nodes.items()} == {
        "itself": RISES, "another year": RISES, "another": ANY_CHANGE, "elsewhere": ANY_CHANGE,
        "one of them": ANY_CHANGE, "two": RISES, "one year": RISES, "one place": ANY_CHANGE,
    }  # fmt: skip


def test_ramps() -> None:
    """A place further out is as less of the argument, and what a point gives never takes."""
    points = {"opp": "gir 0 ved 1 gir 2", "ned": "gir 2 ved 1 gir 0", "flat": "gir 2 ved 1 gir 2",
              "begge": "gir 0 ved 0,5 gir 2 ved 1 gir 0"}  # fmt: skip
    declared = "".join(f"rampe r_{name} [r 1] {{ ved 0 {rest} }}\n" for name, rest in points.items())
    found = [of(f"r_{name}(x)", before=declared) for name in points]
    assert found == [RISES, FALLS, NO_CHANGE, OPEN]
    assert of("rampe av (o; ved x gir 0; ved x + 1 gir 1)") == FALLS
    assert of("rampe av (o; ved x gir 1; ved x + 1 gir 0)") == RISES
    assert of("rampe av (o; ved 0 gir x; ved 1 gir 2)") == RISES
    assert of("rampe av (o; ved 0 gir x; ved 1 gir 0,5)") == RISES
    assert of("rampe av (x; ved 0 gir o; ved 1 gir 0,5)") == OPEN

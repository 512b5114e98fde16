"""Each node knows what its author wrote: of what it is the whole, or a piece, and where that stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from texts import RULESETS

from rbflang.data.computed import Computed
from rbflang.explanation.cells import Cells
from rbflang.explanation.indicator.requirements import unmet
from rbflang.graph.graph import Graph
from rbflang.graph.nodes import Apportion, Choose, Node, ShareOut, Staircase
from rbflang.library import Shelf
from rbflang.pipeline import Prepared, compute, prepare

RULES = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk" { utgiver "Helsedirektoratet" }
region A "Helse A RHF"
region B "Helse B RHF"
indikator v "V"
indikator w "W"
inndata nådd per indikator, region : andel
inndata komplett per indikator, region : andel
formel er_med per indikator, region = nådd minst 1 % [r 1]
trapp grov [r 2] { fra 0 % gir 0 deler  fra 50 % gir 1 del }
trapp fin [r 2] { fra 0 % gir 1 del  fra 50 % gir 2 deler }
prestasjonsmål m "M" {
    poengandel 100 % [r 3]
    krav er_med, ellers ingen deler [r 3]
    krav komplett minst 20 %, ellers bortfaller poengene [r 3]
    krav komplett mer enn 0 %, ellers ingen deler [r 3]
    krav nådd høyst 99 %, ellers bortfaller poengene [r 3]
    deler = fin(nådd) + grov(nådd) [r 3]
    poeng = fordel 100 poeng mellom region etter deler, bortfaller når ingen har deler [r 3]
}
formel poengsum per region = sum poeng over indikator, prestasjonsmål [r 4]
utbetaling beløp per region = poengsum × 1 kr / 1 poeng avrundet til hele kroner, etter største rest [r 5]
"""
FIGURES = """størrelse;indikator;region;verdi
nådd;v;A;60/100
nådd;v;B;60/100
nådd;w;A;0/100
nådd;w;B;100/100
komplett;v;A;10/100
komplett;v;B;0/100
komplett;w;A;50/100
komplett;w;B;50/100
"""


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Computed:
    folder = tmp_path_factory.mktemp("origins")
    (folder / "regelsett.rbf").write_text(RULES, "utf-8")
    (folder / "forelopig.csv").write_text(FIGURES, "utf-8")
    prepared = prepare(Shelf("prøve", folder / "regelsett.rbf"), folder / "forelopig.csv")
    assert isinstance(prepared, Prepared), [one.title.nb for one in prepared]
    found = compute(prepared, "forelopig", folder / "forelopig.csv")
    assert isinstance(found, Computed), [one.title.nb for one in found]
    return found


def text_of(node: Node) -> str:
    assert node.origin is not None
    return " ".join(node.origin.span.text.split()) if node.origin.span else ""


def test_what_is_written_in_a_measure(computed: Computed) -> None:
    graph = computed.valuation.graph
    requirements = graph.written("requirement", "m")
    assert {number: text_of(node)[:25] for number, node in requirements.items()} == {
        0: "krav er_med, ellers ingen",
        1: "krav komplett minst 20 %,",
        2: "krav komplett mer enn 0 %",
        3: "krav nådd høyst 99 %, ell",
    }
    assert requirements[0] is not graph.named["er_med"]
    lapsing = graph.written("lapsing", "m")
    assert sorted(lapsing) == [1, 3]
    assert all(isinstance(one, Choose) for one in lapsing.values())
    assert {number: one.operands[0].node for number, one in lapsing.items()} == {at: requirements[at] for at in (1, 3)}
    assert [type(one) for one in graph.written("sharing", "m").values()] == [ShareOut]
    assert graph.written("sharing", "n") == {}


def test_results_are_counted_as_they_are_written(computed: Computed) -> None:
    results = computed.valuation.graph.written("result", "m.deler")
    assert {number: (type(one), text_of(one)) for number, one in results.items()} == {
        0: (Staircase, "fin(nådd)"), 1: (Staircase, "grov(nådd)"),
    }  # fmt: skip


def test_a_rounding_is_another_thing_than_what_is_rounded(computed: Computed) -> None:
    graph = computed.valuation.graph
    rounding, rounded = graph.written("rounding", "beløp")[0], graph.written("quantity", "beløp")[0]
    assert isinstance(rounding, Apportion)
    assert rounding is graph.named["beløp"]
    assert rounding.operands[0].node is rounded
    assert text_of(rounded) == "poengsum × 1 kr / 1 poeng"


@pytest.mark.parametrize(
    ("indicator", "region", "numbers"),
    (("v", "A", (1,)), ("v", "B", (1, 2)), ("w", "A", (0,)), ("w", "B", (3,))),
)
def test_requirements_that_are_not_met(
    computed: Computed, indicator: str, region: str, numbers: tuple[int, ...]
) -> None:
    measure = computed.checked.ruleset.measures["m"]
    found = unmet(Cells(computed), measure, {"indikator": indicator, "region": region})
    assert tuple(measure.gates.index(one) for one in found) == numbers


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: path.stem)
def test_no_node_is_without_an_origin(path: Path) -> None:
    prepared = prepare(Shelf(path.stem, path), None)
    assert isinstance(prepared, Prepared)
    graph: Graph = prepared.graph
    assert not [type(node) for node in graph.nodes if node.origin is None]
    own = [(name, node.origin) for name, node in graph.named.items() if node.origin]
    assert not [(name, one) for name, one in own if one.what in ("quantity", "rounding") and one.of != name]

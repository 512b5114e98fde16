"""Small figures are computed with and not shown, and nor is what is made of them before they are summed."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from rbflang import library
from rbflang.commands import main
from rbflang.data.computed import Computed
from rbflang.data.figures import address_of
from rbflang.explanation.explain import explain
from rbflang.explanation.hidden import hidden
from rbflang.pipeline import Prepared, compute, prepare
from rbflang.reports.explain.reasons import reasons_data
from rbflang.wording import Voice

RULES = """regelsett RBF 2031 "Prøve"
kilde r "Regelverk" { utgiver "Helsedirektoratet" }
region A "Helse A RHF"
region B "Helse B RHF"
foretak A1 "A1 HF" under A
foretak A2 "A2 HF" under A
foretak B1 "B1 HF" under B
inndata pasienter per foretak : antall, vises fra 5 [r 4]
inndata dekning per foretak : andel, vises fra 10 %
tabell senger per foretak : antall, vises fra 2 [r 4] { A1: 1  A2: 7  B1: 2 }
formel per_seng per foretak = pasienter / senger [r 4]
formel dobbelt per foretak = 2 × pasienter [r 4]
formel er_mange per foretak = pasienter minst 5 [r 4]
formel dekket per foretak = dekning × 1 kr [r 4]
formel i_regionen per region = sum pasienter over foretak per region [r 4]
formel i_alt = sum i_regionen over region [r 4]
utbetaling beløp per region = 48 kr × i_regionen / i_alt avrundet til hele kroner [r 5]
"""
FIGURES = """størrelse;foretak;verdi
pasienter;A1;40
pasienter;A2;3
pasienter;B1;5
dekning;A1;10 %
dekning;A2;11 %
dekning;B1;50 %
"""


def computed(folder: Path) -> Computed:
    (folder / "prove.rbf").write_text(RULES, "utf-8")
    (folder / "forelopig.csv").write_text(FIGURES, "utf-8")
    shelf = library.find(str(folder / "prove.rbf"))
    assert shelf
    prepared = prepare(shelf)
    assert isinstance(prepared, Prepared), prepared
    found = compute(prepared, "forelopig")
    assert isinstance(found, Computed), found
    return found


def test_what_is_hidden(tmp_path: Path) -> None:
    """Three patients, one bed, and 10 % in print, which may be 9,5 %; the sum of the region and decisions are shown."""
    found = computed(tmp_path)
    graph, quantities = found.valuation.graph, found.checked.ruleset.quantities
    addresses = {
        address_of(quantities[graph.names[node]], found.checked, node.domain.keys[cell])
        for node, cell in hidden(found)
        if node in graph.names
    }
    assert addresses == {
        "pasienter.A2", "dobbelt.A2", "per_seng.A2",
        "senger.A1", "per_seng.A1",
        "dekning.A1", "dekket.A1",
    }  # fmt: skip


def test_the_payout_counts_what_is_hidden_and_its_explanation_does_not_show_it(tmp_path: Path) -> None:
    found = computed(tmp_path)
    tree = reasons_data(explain(found, "beløp", {"region": "A"}), found.checked.ruleset, Voice("nb"))
    assert tree["value"] == "43"
    whole = next(one for one in tree["parts"] if one["id"] == "i_regionen.A")
    assert whole["value"] == "43"
    large, small = whole["parts"]
    assert (large["value"], small["value"], small["hidden"]) == ("40", None, True)
    assert "hidden" not in large
    assert "shown" not in small


def test_data_leave_out_what_is_hidden(tmp_path: Path) -> None:
    computed(tmp_path)
    result = CliRunner().invoke(main, ["allocate", str(tmp_path / "prove.rbf"), "--format", "json"])
    quantities = json.loads(result.stdout)["quantities"]
    assert quantities["dobbelt"] == {"dobbelt.A1": "80", "dobbelt.A2": None, "dobbelt.B1": "10"}
    assert quantities["er_mange"] == {"er_mange.A1": True, "er_mange.A2": False, "er_mange.B1": True}
    assert quantities["i_regionen"] == {"i_regionen.A": "43", "i_regionen.B": "5"}


def test_nothing_is_hidden_where_the_rules_show_every_figure() -> None:
    shelf = library.find("rbf2025")
    assert shelf
    prepared = prepare(shelf)
    assert isinstance(prepared, Prepared)
    found = compute(prepared, "forelopig")
    assert isinstance(found, Computed)
    assert hidden(found) == frozenset()

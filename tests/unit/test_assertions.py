"""Assertions after a run: what does not hold stops the payout, what cannot be computed is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from proof_rulesets import changed

from rbflang.library import Shelf
from rbflang.pipeline import compute, prepare

DATA = """størrelse;indikator;delområde;region;verdi;status;kilde
"""
OWN_POINTS = (
    "formel poengsum per",
    "inndata i_fjor per region : kr\nformel endring per region = inntekt − i_fjor [r 1]\nformel poengsum per",
)
AMOUNTS = {region: f"beløp;;;{region};100 000 kr;;" for region in "ABC"}


def figures(**more: str) -> str:
    rows = [DATA.strip()]
    for region, value in (("A", "50 %"), ("B", "20 %"), ("C", "0 %")):
        rows += [f"resultat;x;{part};{region};{value};;" for part in ("s", "t")]
        rows += [f"resultat;y;;{region};{value};;"]
        rows += [f"kvalitet;{indicator};;{region};{value};;" for indicator in ("x", "y")]
    return "\n".join([*rows, *more.values()]) + "\n"


def faults(folder: Path, assertion: str, data: str, *changes: tuple[str, str]) -> list[tuple[str, str]]:
    """The slug and the first sentences of each fault of a run."""
    path = folder / "rbf2031.rbf"
    path.write_text(f"{changed(*changes)}kontroll {assertion}\n", encoding="utf-8")
    (folder / "forelopig.csv").write_text(data, encoding="utf-8")
    prepared = prepare(Shelf("rbf2031", path))
    assert not isinstance(prepared, tuple), [fault.title.nb for fault in prepared]
    computed = compute(prepared, "forelopig")
    return [(one.slug, one.story[0].nb) for one in computed if one.is_fatal] if isinstance(computed, tuple) else []


def test_an_assertion_that_holds_stops_nothing(tmp_path: Path) -> None:
    assert faults(tmp_path, "sum beløp over region = 300 000 kr", figures(**AMOUNTS)) == []


def test_one_that_does_not_hold_stops_the_payout(tmp_path: Path) -> None:
    found = faults(tmp_path, "sum beløp over region = 300 001 kr", figures(**AMOUNTS))
    assert found == [
        (
            "assertion-failed",
            "Med disse tallene er «sum beløp over region» 300 000 kr, ikke 300 001 kr. Forskjellen er 1 kr.",
        )
    ]


def test_it_names_the_first_cell_where_it_varies(tmp_path: Path) -> None:
    found = faults(tmp_path, "kvalitet = 50 %", figures())
    assert found == [("assertion-failed", "For x, B er «kvalitet» 20 %, ikke 50 %. Forskjellen er 30 prosentpoeng.")]


def test_a_pinned_cell_can_break_what_is_proved(tmp_path: Path) -> None:
    pin = "poengsum;;;A;700 poeng;overstyrer;regelverk"
    found = faults(tmp_path, "sum poengsum over region = poengene", figures(pin=pin))
    assert [slug for slug, _ in found] == ["assertion-failed"]


@pytest.mark.parametrize("assertion", ["endring = 0 kr", "sum endring over region = 0 kr"])
def test_missing_figures_of_a_comparison_stop_nothing(tmp_path: Path, assertion: str) -> None:
    assert faults(tmp_path, assertion, figures(), OWN_POINTS) == []

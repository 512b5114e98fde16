"""What `whatif` tells apart adds up, gives nothing to what changes nothing, and is what the engine pays."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_next_step import computed, payouts

from rbflang import library
from rbflang.commands import main
from rbflang.questions.what_if import WhatIf, what_if

FOUR = (
    "måloppnåelse.video.Vest=12,1 %",
    "måloppnåelse.skjema.Nord=0,25 %",
    "vekt.video=20 %",
    "vekt.epikrisetid=28 %",
)


def asked(*settings: str) -> WhatIf:
    return what_if(computed("rbf2025", "forelopig", False), computed("rbf2025", "forelopig", False, *settings))


def shares_of(found: WhatIf) -> dict[str, dict[str, Fraction]]:
    return {one.cells[0].place[0] + "." + ".".join(filter(None, one.cells[0].place[1])): dict(one.moved.share)
            for one in found.changes or () if one.moved}  # fmt: skip


def test_what_each_change_moves_adds_up_to_the_change() -> None:
    found = asked(*FOUR)
    shares = shares_of(found)
    assert len(shares) == 3  # both weights are one change
    before, after = payouts(found.before), payouts(found.after)
    for payee in before:
        assert sum(one[payee] for one in shares.values()) == after[payee] - before[payee]
    for one in shares.values():
        assert sum(one.values()) == 0


def test_what_each_indicator_moves_is_what_everybody_gets_before_rounding() -> None:
    found = asked(*FOUR)
    assert found.of_indicators
    for payee in ("Midt", "Nord", "SørØst", "Vest"):
        for at, paid in enumerate(found.paid(payee)):
            whole = sum(amounts[at] for (_, whose), amounts in found.of_indicators.items() if whose == payee)
            assert abs(whole - paid) < 1


def test_one_change_moves_all_that_is_moved() -> None:
    found = asked("måloppnåelse.video.Vest=12,1 %")
    (share,) = shares_of(found).values()
    assert share == {"Midt": -909_887, "Nord": -809_123, "SørØst": -3_498_240, "Vest": 5_217_250}


def test_a_change_that_changes_nothing_gets_nothing() -> None:
    found = asked("måloppnåelse.video.Vest=12,1 %", "måloppnåelse.samarbeid_phv_tsb.Nord=25,4 %")
    shares = shares_of(found)
    (idle,) = [share for name, share in shares.items() if "samarbeid" in name]
    assert set(idle.values()) == {0}


def test_the_same_figure_is_no_change() -> None:
    found = asked("måloppnåelse.video.Vest=10,7 %", "fordelingsnøkkel.Vest=0,1917")
    assert found.changes == ()
    assert found.paid("Vest") == (125_449_844, 125_449_844)


@pytest.mark.parametrize("count", [7, 9])
def test_many_figures_are_told_by_indicator(count: int) -> None:
    """Of nine indicators two orders are run; the shares add up then too."""
    names = ("video", "samarbeid_phv_tsb", "samarbeid_somatikk", "team_phv_tsb", "team_somatikk", "skjema",
             "nettbehandling", "hjemmeoppfølging")  # fmt: skip
    settings = [f"måloppnåelse.{name}.{payee}=0,55 %" for name in names[: count - 1] for payee in ("Midt", "Nord")]
    found = asked(*settings, "måloppnåelse.epikrisetid.PHV.Midt=10,1 %")
    changes = [one for one in found.changes or () if one.moved]
    assert len(changes) == count
    assert all(one.indicator for one in changes)
    assert found.of_all_orders is (count < 9)
    before, after = found.paid("Vest")
    assert sum(one.moved.share["Vest"] for one in changes if one.moved) == after - before != 0


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        # Nord has 77 631 402 of 671 631 000 kr, 11.5586 per cent: 28 369 000 kr more of which are 3 279 070
        ("700 mill. kr", "Da får alle mer i foreløpig fordeling av RBF 2025: fra 3 279 070 kr for Helse Nord til "),
        ("500 mill. kr", "Da får alle mindre i foreløpig fordeling av RBF 2025: fra 19 838 208 kr for Helse Nord til "),
    ],
)
def test_all_who_get_more_or_less_are_told_in_one_sentence(amount: str, said: str) -> None:
    output = CliRunner().invoke(main, ["whatif", "rbf2025", "--set", f"bevilgning={amount}"]).output
    assert said in " ".join(output.split())


OTHER_INDICATORS = (
    "Tallene passer ikke til de andre reglene. Hva som er endret mellom regelsettene, viser rbflang compare"
)


def test_rules_with_other_indicators_lead_on_to_compare(tmp_path: Path) -> None:
    """Said once, below the last fault of a figure that has no place; not where the figures are those of one's own."""
    rules = tmp_path / "andre.rbf"
    text = library.find("rbf2025").path.read_text("utf-8")  # type: ignore[union-attr]
    rules.write_text(re.sub(r"\bnettbehandling\b", "nettbehandlinger", text), "utf-8")
    result = CliRunner().invoke(main, ["whatif", "rbf2025", "--with", str(rules)])
    assert (result.exit_code, "Regelsettet har ingen indikator «nettbehandling»" in result.stderr) == (1, True)
    assert f"{OTHER_INDICATORS} rbf2025 {rules}." in " ".join(result.stderr.split())
    two = " ".join(CliRunner().invoke(main, ["whatif", "rbf2025", "--with", "rbf2023"]).stderr.split())
    assert two.count("[unknown-in-data]") > 1 and two.count(OTHER_INDICATORS) == 1
    (tmp_path / "egne.csv").write_text("størrelse;indikator;region;verdi\nmåloppnåelse;vido;Vest;1 %\n", "utf-8")
    own = CliRunner().invoke(main, ["whatif", "rbf2025", "--with", str(tmp_path / "egne.csv")])
    assert (own.exit_code, OTHER_INDICATORS in " ".join(own.stderr.split())) == (1, False)


def test_a_number_of_the_rules_that_must_follow_is_set_too() -> None:
    """The weights of RBF 2025 add up to 100 %: one that is set alone is no misprint of the rulebook's table."""
    result = CliRunner().invoke(main, ["whatif", "rbf2025", "--set", "vekt.video=60 %"], env={"COLUMNS": "200"})
    assert result.exit_code == 1
    told = " ".join(result.output.split())
    assert (
        "Tips: Sett også de andre tallene, med en --set til for hvert av dem, så summen blir den samme som før." in told
    )
    assert "Sammenlign linjene" not in told

"""Where `goal` says an amount is reached it is, and nowhere nearer; and nothing gives more than it says is the most."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_next_step import computed, payouts

from rbflang.commands import main
from rbflang.data.computed import Computed
from rbflang.explanation.account import account_of
from rbflang.questions.goal import ResultAsked, goal
from rbflang.questions.next_step import steps_ahead
from rbflang.ruleset.values import range_of

LITE = Path(__file__).parent / "language" / "preambles" / "lite.rbf"
TRIED = 16


def paid_with(of: Computed, one: ResultAsked, value: Fraction, payee: str) -> Fraction | None:
    """What the payee is paid where the figure is exactly so much."""
    payout = of.checked.ruleset.payout
    assert payout
    valuation = of.valuation.with_cells({one.place: value}, of.valuation.graph.only((payout.name,)))
    return payouts(Computed(of.checked, of.round, of.figures, valuation)).get(payee)


@pytest.mark.parametrize(
    ("name", "round_name", "made_up", "indicator"),
    [("rbf2025", "forelopig", False, None), ("rbf2022", "forelopig", False, "samarbeid"),
     ("kbf2021", "endelig", True, "slagenhet"), ("kbf2021", "endelig", True, "infeksjon_bypass")],
    ids=lambda one: str(one),
)  # fmt: skip
@pytest.mark.parametrize("wanted", [50_000, 2_000_000])
def test_nothing_nearer_reaches_it_and_nothing_gives_more(
    name: str, round_name: str, made_up: bool, indicator: str | None, wanted: int
) -> None:
    of = computed(name, round_name, made_up)
    if indicator is not None and indicator not in of.checked.ruleset.sets["indikator"].by_name:
        indicator = next(one for one in of.checked.ruleset.sets["indikator"].by_name if one.startswith(indicator))
    found = goal(of, "Vest", indicator, Fraction(wanted))
    base = found.paid["Vest"]
    assert found.results
    for one in found.results:
        typing = of.checked.ruleset.quantities[one.place[0]].typing
        assert typing and one.is_certain and one.most
        possible = range_of(typing)
        assert possible.low is not None and possible.high is not None
        width = possible.high - possible.low
        for at in range(TRIED + 1):
            value = possible.low + width * Fraction(at, TRIED) + Fraction(1, 7_919) * (at < TRIED)
            paid = paid_with(of, one, value, "Vest")
            if paid is None:
                continue
            assert paid - base <= one.most.gained
            if paid - base >= wanted:
                assert one.reached
                assert abs(value - one.now) >= one.way
        if one.reached and one.reached.included:
            assert paid_with(of, one, one.reached.value, "Vest") == base + one.reached.gained >= base + wanted
            short = one.reached.value + (one.now - one.reached.value) * Fraction(1, 10**9)
            less = paid_with(of, one, short, "Vest")
            assert less is None or less < base + wanted


def test_what_the_next_step_gives_is_reached_there() -> None:
    of = computed("rbf2025", "forelopig", False)
    ahead = steps_ahead(of, account_of(of, "Vest"))
    assert ahead
    for step in (one.rise for one in ahead.results if one.rise):
        (one,) = (
            each for each in goal(of, "Vest", step.indicator.name, step.gained).results if each.place == step.place
        )
        assert one.reached and (one.reached.value, one.reached.gained) == (step.limit.at, step.gained)


def test_an_indicator_that_is_full_gives_no_more() -> None:
    of = computed("rbf2025", "forelopig", False)
    for one in goal(of, "Vest", "epikrisetid", Fraction(1)).results:
        assert one.reached is None and one.is_certain
        assert one.most and one.most.gained == 0


def asked(folder: Path, nord: str, vest: str, *words: str) -> str:
    """What is told of a small year with these results for video; one part is given from 10 %."""
    rows = (f"måloppnåelse;video;Nord;{nord}", f"måloppnåelse;video;Vest;{vest}",
            "måloppnåelse;epikrise;Nord;41,0 %;", "måloppnåelse;epikrise;Vest;41,0 %;")  # fmt: skip
    (folder / "regelsett.rbf").write_text(LITE.read_text("utf-8"), "utf-8")
    (folder / "forelopig.csv").write_text("\n".join(("størrelse;indikator;region;verdi;presisering", *rows)), "utf-8")
    result = CliRunner().invoke(main, ["goal", str(folder / "regelsett.rbf"), *words], env={"COLUMNS": "400"})
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_counts_that_must_be_are_told_as_counts(tmp_path: Path) -> None:
    """From 100,1 of 1 001, and so from 101: 10,0899… per cent."""
    told = asked(tmp_path, "94/1001;", "50/1001;", "--for", "Nord", "--more", "1000", "--indicator", "video")
    assert "når videokonsultasjoner er 101 av 1 001:" in told
    assert "Videokonsultasjoner 94/1 001 101/1 001 +0,699301" in told
    assert "Tall uten ende" not in told


def test_a_figure_known_by_a_bound_alone_is_told_as_not_tried(tmp_path: Path) -> None:
    told = asked(tmp_path, "50/1001;", ";under 5/41", "--for", "Vest", "--more", "1000", "--indicator", "video")
    assert told.startswith("Ikke noe resultat som kan prøves for videokonsultasjoner, gir Helse Vest RHF 1 000 kr mer")
    assert "Bare kjent ved en grense, og derfor ikke prøvd: videokonsultasjoner, måloppnåelse." in told

"""What everybody may be paid before all figures are in, beside what is paid when they are."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from rbflang import compute, find, prepare
from rbflang.data.computed import Computed
from rbflang.uncertainty.before_all_figures import BeforeAllFigures, before_all_figures


def without(folder: Path, *missing: str) -> Computed:
    """RBF 2025 without the rows of some indicators, or of one region for one."""
    shelf = find("rbf2025")
    assert shelf
    lines = (shelf.path.parent / "forelopig.csv").read_text("utf-8").splitlines()
    gone = [set(one.split(".")) for one in missing]
    kept = [line for line in lines if not any(one <= set(line.split(";")) for one in gone)]
    path = folder / "forelopig.csv"
    path.write_text("\n".join(kept), "utf-8")
    prepared = prepare(shelf, path)
    assert not isinstance(prepared, tuple)
    computed = compute(prepared, "forelopig", path, is_partial=True)
    assert isinstance(computed, Computed)
    return computed


def paid(computed: Computed, found: BeforeAllFigures, values: list[Fraction]) -> dict[str, Fraction]:
    """What is paid when the missing figures turn out so."""
    cells = {one.at: value for one, value in zip(found.missing, values, strict=True)}
    payouts = computed.valuation.with_cells(cells).of("rbf_inntekt")
    return {key[0]: value for key, value in payouts.items() if isinstance(value, Fraction)}


@pytest.mark.parametrize("missing", [("video.Vest",), ("video",), ("video", "skjema"), ("epikrisetid", "video")])
def test_nothing_is_paid_outside_the_ends(tmp_path: Path, missing: tuple[str, ...]) -> None:
    computed, random = without(tmp_path, *missing), Random(1)
    found = before_all_figures(computed)
    for _ in range(60):
        values = [Fraction(random.choice((random.randint(0, 40), random.randint(0, 200))), 200) for _ in found.missing]
        for payee, amount in paid(computed, found, values).items():
            ends = found.payouts[payee,]
            assert ends.least is not None and ends.greatest is not None
            assert ends.least <= amount <= ends.greatest


def test_both_ends_are_paid_where_all_ways_are_run(tmp_path: Path) -> None:
    """15 % is the target of video, and 80 % of it gives all five parts; nobody else's figures change."""
    computed = without(tmp_path, "video.Vest")
    found = before_all_figures(computed)
    none, all_five = (paid(computed, found, [Fraction(value)])["Vest"] for value in ("0", "3/25"))
    assert found.payouts["Vest",].least == none and found.payouts["Vest",].greatest == all_five == 130_667_094
    assert found.payouts["Vest",].is_reached and found.ways == 5


def test_of_very_many_ways_there_is_only_a_bound(tmp_path: Path) -> None:
    found = before_all_figures(without(tmp_path, "video", "skjema"))
    assert not found.ways and not any(one.is_reached for one in found.payouts.values())
    assert all(one.most and one.most.is_least for one in found.payouts.values())


def test_figures_that_are_ranked_against_each_other_come_in_every_order(tmp_path: Path) -> None:
    """Of two that are missing in KBF 2021, which is the better decides; a grid of values comes to the same ends."""
    shelf = find("kbf2021")
    assert shelf
    lines = shelf.synthetic("endelig").read_text("utf-8").splitlines()
    kept = [
        line
        for line in lines
        if not line.startswith(("måloppnåelse;infeksjon_galle;Vest", "måloppnåelse;infeksjon_galle;Nord"))
    ]
    path = tmp_path / "endelig.csv"
    path.write_text("\n".join(kept), "utf-8")
    prepared = prepare(shelf, path)
    assert not isinstance(prepared, tuple)
    computed = compute(prepared, "endelig", path, is_partial=True)
    assert isinstance(computed, Computed)
    found = before_all_figures(computed)
    first, second = found.missing
    payout = computed.checked.ruleset.payout
    assert payout and all(one.is_reached for one in found.payouts.values())
    each = [
        Fraction(at, 1000) for at in (32, 34, 36, 40, 44, 46, 48, 52, 55, 1000)
    ]  # the others have 4,4 and 5,2 %, and 4,7 % is required
    runs = [computed.valuation.with_cells({first.at: a, second.at: b}).of(payout.name) for a in each for b in each]
    for key, ends in found.payouts.items():
        amounts = [one[key] for one in runs]
        assert ends.least is not None and ends.greatest is not None
        assert all(isinstance(one, Fraction) and ends.least <= one <= ends.greatest for one in amounts)
        assert {ends.least, ends.greatest} <= set(amounts)

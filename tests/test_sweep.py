"""Every point of a grid is paid as if it were asked for alone, and its rules are checked."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from rbflang import pipeline
from rbflang.commands import main, sweep_command
from rbflang.data.computed import Computed
from rbflang.lowering.build import build
from rbflang.questions import sweep
from rbflang.source import Source
from rbflang.tables.valuation import run as run_of


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def swept(*ranges: str, more: tuple[str, ...] = ()) -> Any:
    words = [word for one in ranges for word in ("--vary", one)]
    result = run("sweep", "rbf2025", *words, *more, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def paid_alone(*settings: str) -> Any:
    words = [word for one in settings for word in ("--set", one)]
    return json.loads(run("allocate", "rbf2025", *words, "--format", "json").stdout)["payouts"]


def test_a_point_is_paid_as_if_it_were_set(tmp_path: Path) -> None:
    data = swept("måltall.video=13 %..16 %:1,5 %", "måloppnåelse.video.Vest=10,7 %..12 %:1,3 %")
    assert [one["values"] for one in data["points"]] == [
        [target, result] for target in ("13/100", "29/200", "4/25") for result in ("107/1000", "3/25")
    ]
    for one, target, result in zip(
        data["points"], ("13 %", "13 %", "14,5 %", "14,5 %", "16 %", "16 %"), ("10,7 %", "12,0 %") * 3, strict=True
    ):
        assert one["payouts"] == paid_alone(f"måltall.video={target}", f"måloppnåelse.video.Vest={result}")


def test_the_order_of_the_axes_is_that_of_the_values() -> None:
    data = swept("måloppnåelse.video.Vest=10 %..12 %:2 %", "måltall.video=10 %..20 %:10 %")
    assert data["varied"] == ["måloppnåelse.video.Vest", "måltall.video"]
    assert [one["values"] for one in data["points"]] == [
        ["1/10", "1/10"], ["3/25", "1/10"], ["1/10", "1/5"], ["3/25", "1/5"]
    ]  # fmt: skip


def test_rules_that_are_not_sound_pay_nothing() -> None:
    data = swept("vekt.video=20 %..28 %:4 %", "vekt.epikrisetid=20 %..28 %:4 %")
    sound = [one["values"] for one in data["points"] if one["payouts"]]
    assert sound == [["1/5", "7/25"], ["6/25", "6/25"], ["7/25", "1/5"]]
    assert {tuple(one["faults"]) for one in data["points"] if not one["payouts"]} == {("weights-do-not-add-up",)}


def test_where_no_point_is_sound_the_fault_is_told() -> None:
    result = run("sweep", "rbf2025", "--vary", "vekt.video=10 %..12 %:1 %")
    assert result.exit_code == 1
    assert "[weights-do-not-add-up]" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--vary", "måltall.video=10 %..20 %"), "ADRESSE=FRA..TIL:TRINN"),
        (("--vary", "måltall.video=10 %..20 %:0 %"), "trinnet over null"),
        (("--vary", "måltall.video=10 %..9 %:1 %"), "det minste tallet først"),
        (("--vary", "måltall.video=1 %..2 %:1 %", "--vary", "måltall.video=1 %..2 %:1 %"), "to ganger"),
    ],
)
def test_what_cannot_be_varied_is_told(words: tuple[str, ...], said: str) -> None:
    result = run("sweep", "rbf2025", *words)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep_command, "MOST_POINTS", 10)
    result = run("sweep", "rbf2025", "--vary", "måltall.video=10 %..20 %:1 %")
    assert result.exit_code == 2 and "11 beregninger" in result.output


def test_a_grid_is_written_as_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    path = tmp_path / "ut.parquet"
    ranges = ("--vary", "vekt.video=20 %..24 %:4 %", "--vary", "vekt.epikrisetid=24 %..28 %:4 %")
    assert run("sweep", "rbf2025", *ranges, "-o", str(path)).exit_code == 0
    found = pq.read_table(path).to_pydict()
    assert found["vekt.video"] == [0.2, 0.2, 0.24, 0.24] and found["vekt.epikrisetid"] == [0.24, 0.28, 0.24, 0.28]
    assert found["rbf_inntekt.Vest"] == [None, 126_451_845, 125_449_844, None]
    assert found["fault"] == ["weights-do-not-add-up", None, None, "weights-do-not-add-up"]


def test_many_points_at_once_are_paid_as_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numpy")
    ranges = ("måltall.video=13 %..16 %:3 %", "måloppnåelse.video.Vest=0 %..20 %:0,4 %")
    alone = swept(*ranges)
    monkeypatch.setattr(sweep, "FEWEST_AT_ONCE", 51)
    monkeypatch.setattr(sweep, "_paid", None)  # nobody asks about a point by itself
    assert swept(*ranges) == alone
    assert len(alone["points"]) == 102
    assert len({tuple(one["payouts"].items()) for one in alone["points"]}) == 10  # five steps at each of two targets


SMALL = """regelsett RBF 2031
kilde r "Regelverk"
region A "A"
region B "B"
inndata x per region : andel{}
{}utbetaling inntekt per region = {}{} [r 1]
"""
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
ROUNDED = " avrundet til 2 desimaler, halve opp"


@pytest.mark.parametrize(
    ("total", "assertion", "amount", "rounding", "values", "paid"),
    [
        ("", "", "100 kr × x", ROUNDED, (HALF, Fraction("0.12345")), ({"A": 50, "B": 50}, {"A": "12.35", "B": 50})),
        ("", "", "100 kr × x", ROUNDED, (THIRD, Fraction("0.12345678901234567891")), (None, None)),
        ("", "", "100 kr × (x − 60 %)", ROUNDED, (HALF, Fraction(1)), (None, {"A": 40, "B": -10})),
        ("", "", "1 kr / (x − 25 %)", ROUNDED, (Fraction(1, 4), HALF), (None, {"A": 4, "B": 4})),
        (", til sammen 100 %", "", "100 kr × x", ROUNDED, (HALF, Fraction(1)), (None, None)),
        ("", "kontroll sum x over region = 1\n", "100 kr × x", ROUNDED, (HALF, Fraction(1)), (None, None)),
        ("", "", "(hvis x minst 50 % så 100 kr ellers 0 kr)", "", (HALF, Fraction(1)), (None, None)),
    ],
)
def test_only_what_needs_no_check_of_its_own_is_told_at_once(
    total: str,
    assertion: str,
    amount: str,
    rounding: str,
    values: tuple[Fraction, ...],
    paid: tuple[dict[str, Any] | None, ...],
) -> None:
    pytest.importorskip("numpy")
    from rbflang.batch.swept import paid_at_each

    checked, faults = pipeline.checked(Source("a.rbf", SMALL.format(total, assertion, amount, rounding)))
    assert checked is not None, [one.slug for one in faults]
    given = {"x": dict.fromkeys([("A",), ("B",)], HALF)}
    computed = Computed(checked, "x", None, run_of(build(checked), given))  # type: ignore[arg-type]
    found = paid_at_each(computed, [("x", ("A",))], [[one] for one in values])
    assert list(found) == [one and {(key,): Fraction(amount) for key, amount in one.items()} for one in paid]


def test_what_no_payout_rests_on_is_not_told_at_once() -> None:
    pytest.importorskip("numpy")
    from rbflang.batch.swept import paid_at_each

    checked, _ = pipeline.checked(Source("a.rbf", SMALL.format("", "inndata y : andel\n", "100 kr × x", ROUNDED)))
    assert checked is not None
    given = {"x": dict.fromkeys([("A",), ("B",)], HALF), "y": {(): HALF}}
    computed = Computed(checked, "x", None, run_of(build(checked), given))  # type: ignore[arg-type]
    assert list(paid_at_each(computed, [("y", ())], [[HALF]])) == [None]


def test_far_too_many_are_counted_and_not_made() -> None:
    asked = "måltall.video=0 %..100 %:0,000000000001 %"
    result = CliRunner().invoke(main, ["sweep", "rbf2025", "--vary", asked])
    assert result.exit_code == 2 and "Det blir 100 000 000 000 001 beregninger." in result.output.replace("\xa0", " ")


def test_a_value_that_is_not_understood_is_placed_where_it_was_given() -> None:
    output = run("sweep", "rbf2025", "--vary", "måltall.vidio=10 %..20 %:5 %").output
    assert "--vary:1:1" in output and "--set:" not in output

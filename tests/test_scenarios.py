"""Scenarios pay what the exact engine pays, to the krone: of every year, and of rulesets drawn at random."""

from __future__ import annotations

import ctypes
import math
import platform
import re
import tracemalloc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from properties.claims.figures import drawn_figures
from properties.claims.rulesets import drawn_ruleset
from properties.claims.tried import Checked, checked_of

from rbflang import library, pipeline
from rbflang.batch.by_llvm import in_machine_code
from rbflang.batch.scenarios import FARTHEST, Scenarios, scenarios, scenarios_of_cells
from rbflang.batch.thresholds import decimal_of
from rbflang.data.computed import Computed
from rbflang.graph.nodes import Apportion, Failure, Figure, Observed, Round
from rbflang.lowering.build import build
from rbflang.source import Source
from rbflang.tables.valuation import run

YEARS = {shelf.name: shelf for shelf in library.shelves()}
VARYING = ("måloppnåelse", "i_fjor", "datakompletthet", "oppgitt_datakompletthet")


@cache
def year(name: str, only_numpy: bool = False) -> Scenarios:
    """The scenarios of a year, made once."""
    return scenarios_of(name, only_numpy)


def scenarios_of(name: str, only_numpy: bool = False) -> Scenarios:
    """A year in which the results vary."""
    computed = computed_of(name)
    read = {one.quantity for one in computed.valuation.graph.nodes if isinstance(one, Observed)}
    return scenarios(computed, read.intersection(VARYING), only_numpy=only_numpy)


def computed_of(name: str) -> Computed:
    """A year with its results; one without observations with its made-up ones."""
    shelf = YEARS[name]
    rounds = shelf.rounds or shelf.synthetic_rounds
    data = None if shelf.rounds else shelf.synthetic(rounds[-1])
    prepared = pipeline.prepare(shelf, data)
    assert isinstance(prepared, pipeline.Prepared)
    computed = pipeline.compute(prepared, rounds[-1], data)
    assert isinstance(computed, Computed)
    return computed


def read_by_payouts(computed: Computed) -> list[str]:
    """The observations that the payouts rest on."""
    payout = computed.checked.ruleset.payout
    assert payout is not None
    nodes = computed.valuation.graph.only([payout.name]).nodes
    return sorted({node.quantity for node in nodes if isinstance(node, Observed)})


def drawn(ready: Scenarios, count: int, seed: int) -> list[np.ndarray]:
    """Scenarios of every kind: near the results, on limits and beside them, ties, figures left out."""
    random = Random(seed)
    limits = list(dict.fromkeys(_limits(ready)))
    rows = [[_figure(ready, at, random, limits) for at in range(len(ready.inputs))] for _ in range(count)]
    for row in rows:
        for _ in range(len(row) // 6):
            row[random.randrange(len(row))] = row[random.randrange(len(row))]
    return [np.array(column) for column in zip(*rows, strict=True)]


def _limits(ready: Scenarios) -> Iterator[float]:
    operations = ready.program.program.operations
    for one in operations:
        if one.operator == "at_least" and operations[one.operands[1]].operator == "constant":
            limit = operations[one.operands[1]].value
            yield from (limit, math.nextafter(limit, -1), math.nextafter(limit, 2))


def _figure(ready: Scenarios, at: int, random: Random, limits: list[float]) -> float:
    name, key = ready.inputs[at]
    node = ready.part.named[name]
    cell = ready.valuation.cells[node][node.domain.index[key]]
    if isinstance(cell, Failure) and random.random() < 0.7:
        return math.nan
    kind = random.random()
    if kind < 0.3 and limits:
        return min(1.0, max(0.0, random.choice(limits)))
    if kind > 0.999:
        return math.nan
    base = cell.printed if isinstance(cell, Figure) else cell
    near = 0.3 if base is None or isinstance(base, (Failure, bool, str)) else float(base)
    return round(min(1.0, max(0.0, near * random.uniform(0.4, 1.6))), random.choice((2, 3, 3, 5, 17)))


@cache
def exactly(name: str, count: int) -> tuple[tuple[float, ...], ...]:
    ready = year(name)
    columns = drawn(ready, count, 1)
    return tuple(tuple(ready.exactly([float(one[row]) for one in columns])) for row in range(count))


@pytest.mark.parametrize(
    ("name", "printer"),
    [*((name, "llvm") for name in YEARS), ("rbf2022", "numpy"), ("rbf2025", "numpy"), ("kbf2017", "numpy")],
)
def test_every_scenario_of_a_year_pays_what_the_exact_engine_pays(
    name: str, printer: str, request: pytest.FixtureRequest
) -> None:
    ready, asked = year(name, printer == "numpy"), request.config.getoption("--scenarios")
    count = asked if printer == "llvm" else asked // 4
    found = ready.payouts([column[:count] for column in drawn(ready, asked, 1)])
    rows = list(zip(*found.columns, strict=True))
    assert len(set(rows)) > count // 3
    for row, exact in zip(rows, exactly(name, asked), strict=False):
        assert _are_alike(row, exact)


def _are_alike(row: Sequence[float], exact: Sequence[float]) -> bool:
    return all(a == b or (math.isnan(a) and math.isnan(b)) for a, b in zip(row, exact, strict=True))


@pytest.mark.parametrize("name", YEARS)
def test_every_scenario_of_a_year_pays_that_in_fractions_too(name: str, request: pytest.FixtureRequest) -> None:
    """Not only the few that doubles do not tell; where the program is in doubt, it is asked no more."""
    ready, count = year(name), request.config.getoption("--scenarios")
    found, doubtful = [np.empty(count) for _ in ready.program.results], np.empty(count, bool)
    ready.in_fractions(drawn(ready, count, 1), found, doubtful)
    assert doubtful.sum() < 0.9 * count
    for row, exact, is_doubtful in zip(zip(*found, strict=True), exactly(name, count), doubtful, strict=True):
        assert is_doubtful or _are_alike(row, exact)


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="tells the processor in its own language")
@pytest.mark.parametrize("only_numpy", [False, True])
def test_a_processor_that_takes_the_least_numbers_for_zero_changes_nothing(only_numpy: bool) -> None:
    ready = year("rbf2025", only_numpy)
    columns = drawn(ready, 100, 3)
    before = ready.payouts(columns)
    with _least_numbers_taken_for_zero():
        tiny = np.array([5e-324]) * np.array([1.0])
        made = scenarios_of("rbf2025", only_numpy)
        found = made.payouts(columns)
    assert tiny[0] == 0.0
    assert repr(made.program.program.operations) == repr(ready.program.program.operations)
    for one, other in zip(before.columns, found.columns, strict=True):
        assert np.array_equal(one, other, equal_nan=True)


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="tells the processor in its own language")
def test_nothing_is_not_more_than_nothing_where_the_least_numbers_are_taken_for_it() -> None:
    ready = varying_x("(hvis x mer enn 0 så 9 kr ellers 3 kr)")
    with _least_numbers_taken_for_zero():
        found = ready.payouts([np.array([0.0, 0.25]), np.array([0.0, 0.0])]).columns[0]
    assert [*found] == [3.0, 9.0]


@contextmanager
def _least_numbers_taken_for_zero() -> Iterator[None]:
    """As a library leaves the process that was compiled to be fast rather than right."""
    engine = in_machine_code(
        "declare void @llvm.x86.sse.ldmxcsr(ptr)\ndefine void @tell(i32 %way) {\n  %at = alloca i32\n"
        "  store i32 %way, ptr %at\n  call void @llvm.x86.sse.ldmxcsr(ptr %at)\n  ret void\n}\n"
    )
    tell = ctypes.CFUNCTYPE(None, ctypes.c_int)(engine.get_function_address("tell"))
    tell(0x1F80 | 0x8040)
    try:
        yield
    finally:
        tell(0x1F80)


@pytest.mark.parametrize("name", ["rbf2022", "rbf2025", "kbf2021"])
def test_few_scenarios_are_asked_about_again(name: str) -> None:
    ready, random = year(name), np.random.default_rng(7)
    columns = [random.random(2000) for _ in ready.inputs]
    assert ready.payouts(columns).again <= 0.02 * 2000


@pytest.mark.parametrize("only_numpy", [False, True])
@pytest.mark.parametrize("areas", [("video",), ("video", "epikrisetid")])
def test_what_few_cells_pay_is_what_the_exact_engine_pays(only_numpy: bool, areas: tuple[str, ...]) -> None:
    of_year = year("rbf2025")
    cells = [given for given in of_year.inputs if given[1][0] in areas and given[1][-1] == "Vest"][: len(areas)]
    ready = scenarios_of_cells(computed_of("rbf2025"), cells, only_numpy)
    assert list(ready.inputs) == cells and len(cells) == len(areas)
    limits = sorted(dict.fromkeys(_limits(ready)))
    values = [*limits, 0.0, -0.0, -0.1, 1.0, 2.0, math.nan, math.inf, 5e-324, 0.0715]
    columns = [np.array(values), np.array(values[::-1])][: len(cells)]
    for row, paid in enumerate(zip(*ready.payouts(columns).columns, strict=True)):
        exact = ready.exactly([float(one[row]) for one in columns])
        assert all(a == b or (math.isnan(a) and math.isnan(b)) for a, b in zip(paid, exact, strict=True))


@pytest.mark.parametrize(("name", "only_numpy"), [("rbf2025", False), ("rbf2025", True), ("rbf2024", False)])
def test_amounts_before_rounding_are_as_near_the_truth_as_is_said(name: str, only_numpy: bool) -> None:
    computed, quantities = computed_of(name), dict.fromkeys(one for one, _ in year(name).inputs)
    ready = scenarios(computed, quantities, only_numpy, before_rounding=True)
    columns = drawn(year(name), 40, 11)
    found, paid = ready.payouts(columns).columns, year(name).payouts(columns).columns
    (operand,) = ready.part.named[ready.name].operands
    for row in range(40):
        cells = {
            given: None if math.isnan(column[row]) else decimal_of(float(column[row]))
            for given, column in zip(ready.inputs, columns, strict=True)
        }
        exact = ready.valuation.with_cells(cells, ready.part).cells[operand.node]
        for one, rounded, cell in zip(found, paid, exact, strict=True):
            if isinstance(cell, Fraction):
                assert abs(Fraction(float(one[row])) - cell) <= FARTHEST * cell and abs(one[row] - rounded[row]) < 1
            else:
                assert math.isnan(one[row])
    assert any(one[row] != int(one[row]) for one in found for row in range(40) if not math.isnan(one[row]))


@pytest.mark.parametrize("only_numpy", [False, True])
def test_an_amount_that_is_given_is_itself_before_rounding(only_numpy: bool) -> None:
    text = (
        'regelsett RBF 2031\nkilde r "R"\nregion A "A"\ninndata x per region : kr\n'
        "utbetaling inntekt per region = x avrundet til 2 desimaler, halve opp [r 1]\n"
    )
    checked, faults = pipeline.checked(Source("a.rbf", text))
    assert checked is not None, [one.slug for one in faults]
    computed = Computed(checked, "x", None, run(build(checked), {"x": {("A",): Fraction(1)}}))  # type: ignore[arg-type]
    ready = scenarios(computed, ["x"], only_numpy, before_rounding=True)
    assert ready.payouts([np.array([12.345, 0.5, 7.0])]).columns[0].tolist() == [12.345, 0.5, 7.0]
    assert ready.exactly([12.345]) == [12.345]


def test_what_is_rounded_line_by_line_has_no_amount_before_rounding() -> None:
    checked, _ = pipeline.checked(Source("a.rbf", IN_LINES))
    assert checked is not None
    given = {"x": dict.fromkeys([("A",), ("B",)], Fraction(1, 2))}
    computed = Computed(checked, "x", None, run(build(checked), given))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="lines that are each rounded"):
        scenarios(computed, ["x"], before_rounding=True)


def test_one_result_that_is_more_than_compared_is_not_looked_up() -> None:
    text = (
        'regelsett RBF 2031\nkilde r "R"\nregion A "A"\ninndata x per region : andel\n'
        "utbetaling inntekt per region = {} avrundet til 2 desimaler, halve opp [r 1]\n"
    )
    for amount, values, paid in (
        ("100 kr × x", (0.25, 0.255), (25, 25.5)),
        ("(hvis x minst 50 % så 100 kr × x ellers 1 kr)", (0.25, 0.51), (1, 51)),
        ("(hvis x mer enn 0 % så 100 kr ellers 1 kr)", (0.0, 5e-324), (1, 100)),
        ("(hvis x er 50 % så 100 kr ellers 1 kr)", (0.5, 0.51), (100, 1)),
        ("(hvis x minst 50 % så 100 kr ellers 1 kr)", (0.49, 0.51), (1, 100)),
    ):
        checked, faults = pipeline.checked(Source("a.rbf", text.format(amount)))
        assert checked is not None, [one.slug for one in faults]
        computed = Computed(checked, "x", None, run(build(checked), {"x": {("A",): Fraction(1, 2)}}))  # type: ignore[arg-type]
        ready = scenarios_of_cells(computed, [("x", ("A",))], only_numpy=True)
        assert tuple(ready.payouts([np.array(values)]).columns[0]) == paid
    with pytest.raises(ValueError, match="no observation “y”"):
        scenarios_of_cells(computed, [("y", ())])


def test_what_is_no_column_for_each_input_is_refused() -> None:
    ready = year("rbf2025")
    with pytest.raises(ValueError, match="44 columns of equal length are needed, not 2"):
        ready.payouts([np.zeros(3), np.zeros(3)])
    with pytest.raises(ValueError, match="44 columns of equal length"):
        ready.payouts([np.zeros(3 + (at == 5)) for at in range(44)])


def test_the_page_tells_how_it_is_used() -> None:
    page = (Path(__file__).parent.parent / "docs" / "scenarios.md").read_text("utf-8")
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    names: dict[str, Any] = {}
    exec(code, names)
    sums = sum(names[one] for one in ("midt", "nord", "sør_øst", "vest"))
    assert set(sums) == {671_631_000.0}
    assert names["found"].again < 20


def test_what_doubles_do_not_tell_fractions_do() -> None:
    ready, random = year("rbf2025"), np.random.default_rng(5)
    columns = [np.round(random.random(300_000) * 0.3, 3) for _ in ready.inputs]
    mine = [np.empty(300_000) for _ in ready.program.results]
    found = ready.payouts(columns, mine)
    assert found.exactly == 0 < found.again < 100
    assert all(a is b for a, b in zip(found.columns, mine, strict=True))
    doubtful = np.empty(300_000, bool)
    ready.kernel(columns, [np.empty(300_000) for _ in mine], doubtful)
    ties = 0
    for row in np.flatnonzero(doubtful):
        scenario = [float(one[row]) for one in columns]
        assert [float(one[row]) for one in mine] == ready.exactly(scenario)
        ties += _has_a_tie(ready, scenario)
    assert 0 < ties < found.again


def _has_a_tie(ready: Scenarios, scenario: list[float]) -> bool:
    """True where two are exactly as far above a whole krone, and only one of them is given the krone left over."""
    cells = {given: decimal_of(value) for given, value in zip(ready.inputs, scenario, strict=True)}
    found = ready.valuation.with_cells(cells, ready.part)
    (operand,) = ready.part.named[ready.name].operands
    rests = sorted((cell % 1 for cell in found.cells[operand.node] if isinstance(cell, Fraction)), reverse=True)
    left = int(sum(rests))
    return left > 0 and rests[left - 1] == rests[left]


@pytest.mark.parametrize(
    ("mode", "paid"),
    [
        ("halve opp", (1, 2, -1, -2, 1, -1)),
        ("halve til partall", (0, 2, 0, -2, 1, -1)),
        ("nedover", (0, 1, -1, -2, 1, -1)),
        ("oppover", (1, 2, 0, -1, 1, -1)),
    ],
)
def test_halves_and_whole_numbers_are_rounded_as_the_mode_says(mode: str, paid: tuple[int, ...]) -> None:
    """Of 0.5, 1.5, −0.5, −1.5, 1 and −1, which doubles do not tell and fractions do."""
    ready = _made(f"100 kr × (x − 50 %) avrundet til hele kroner, {mode}")
    found = ready.payouts([np.array([0.505, 0.515, 0.495, 0.485, 0.51, 0.49]), np.full(6, 0.3)])
    assert tuple(found.columns[0]) == paid
    assert found.again > 0 == found.exactly


def test_the_units_left_over_go_to_the_largest_remainders_of_equal_ones_to_the_larger_amount() -> None:
    ready = _made("10 kr × x avrundet til hele kroner, etter største rest")
    # 1.5 and 2.5; 2.5 and 1.5; 0.5 twice; 1.4 and 0.6; 1.5 and 0.6, which are no whole kroner
    columns = [np.array([0.15, 0.25, 0.05, 0.14, 0.15]), np.array([0.25, 0.15, 0.05, 0.06, 0.06])]
    found = ready.payouts(columns)
    first, second = (one.tolist() for one in found.columns)
    assert first[:4] == [1, 3, 1, 1] and second[:4] == [3, 1, 0, 1]
    assert math.isnan(first[4]) and math.isnan(second[4])
    assert (found.again, found.exactly) == (5, 1)


def _made(amount: str) -> Scenarios:
    """What two regions are paid, where it is not known beforehand what it adds up to."""
    text = (
        'regelsett RBF 2031\nkilde r "R"\nregion A "A"\nregion B "B"\ninndata x per region : andel\n'
        f"utbetaling inntekt per region = {amount} [r 1]\n"
    )
    checked, faults = pipeline.checked(Source("a.rbf", text))
    assert checked is not None, [one.slug for one in faults]
    given = {"x": dict.fromkeys([("A",), ("B",)], Fraction(1, 2))}
    return scenarios(Computed(checked, "x", None, run(build(checked), given)), ["x"])  # type: ignore[arg-type]


def test_an_amount_that_is_a_whole_krone_exactly_is_in_no_doubt() -> None:
    text = (
        'regelsett RBF 2031\nkilde r "R"\nregion A "A"\nregion B "B"\nregion C "C"\ninndata x per region : andel\n'
        "utbetaling inntekt per region = 1 000 kr × x / (sum x over region) "
        "avrundet til hele kroner, etter største rest [r 1]\n"
    )
    checked, faults = pipeline.checked(Source("a.rbf", text))
    assert checked is not None, [one.slug for one in faults]
    given = {"x": dict.fromkeys([("A",), ("B",), ("C",)], Fraction(1, 2))}
    ready = scenarios(Computed(checked, "x", None, run(build(checked), given)), ["x"])  # type: ignore[arg-type]
    # 100, 300 and 600; 700, 300 and nothing; 333⅓ each, of which the first is given the krone left over
    found = ready.payouts([np.array(one) for one in ([0.1, 0.7, 0.3], [0.3, 0.3, 0.3], [0.6, 0.0, 0.3])])
    assert [tuple(one) for one in found.columns] == [(100, 700, 334), (300, 300, 333), (600, 0, 333)]
    assert (found.again, found.exactly) == (1, 0)


@pytest.mark.parametrize(
    ("amount", "scenario", "paid"),
    [
        ("1 000 kr × (vekt × x + 0,5)", math.nan, math.nan),  # a figure that counts for nothing, and is missing
        ("1 000 kr × (x − x + 1)", math.nan, math.nan),
        ("(hvis x minst 50 % så 7 kr ellers 7 kr)", math.nan, math.nan),
        ("(hvis x × x mer enn 0 så 10 kr ellers 1 kr)", 1e-200, 10.0),
        ("x × 1 000 kr", 0.764, 763.95),
    ],
)
def test_what_doubles_hide_is_found(amount: str, scenario: float, paid: float) -> None:
    ready = varying_x(amount)
    found = ready.payouts([np.array([scenario]), np.array([0.5])]).columns[0][0]
    exact = ready.exactly([scenario, 0.5])[0]
    assert found == exact or (math.isnan(found) and math.isnan(exact))
    assert math.isnan(found) if math.isnan(paid) else abs(found - paid) <= 0.075


def varying_x(amount: str) -> Scenarios:
    """What two regions are paid by a formula of x, in which x varies."""
    text = (
        'regelsett RBF 2031\nkilde r "R"\nregion A "A"\nregion B "B"\ninndata x per region : andel\n'
        "tabell vekt per region : andel [r 1] { A: 0 %  B: 100 % }\n"
        f"utbetaling inntekt per region = {amount} avrundet til nærmeste 0,15 kr [r 1]\n"
    )
    checked, _ = pipeline.checked(Source("a.rbf", text))
    assert checked is not None
    given = {"x": dict.fromkeys([("A",), ("B",)], Fraction(1, 2))}
    return scenarios(Computed(checked, "x", None, run(build(checked), given)), ["x"])  # type: ignore[arg-type]


def test_a_sum_that_is_nearly_whole_units_is_none() -> None:
    text = (
        'regelsett RBF 2031\nkilde r "R"\nregion A "A"\nregion B "B"\ninndata x per region : andel\n'
        "utbetaling inntekt per region = 100 kr × x avrundet til hele kroner, etter største rest [r 1]\n"
    )
    checked, _ = pipeline.checked(Source("a.rbf", text))
    assert checked is not None
    given = {"x": dict.fromkeys([("A",), ("B",)], Fraction(1, 2))}
    ready = scenarios(Computed(checked, "x", None, run(build(checked), given)), ["x"])  # type: ignore[arg-type]
    first, second = ready.payouts([np.array([0.5, 0.500000000000001]), np.array([0.5, 0.5])]).columns
    assert (first[0], second[0]) == (50, 50)
    assert math.isnan(first[1])


IN_LINES = """regelsett RBF 2031
kilde r "Regelverk"
region A "A"
region B "B"
inndeling betaler "Betaler" { stat "Staten"  kommune "Kommunen" }
tabell betalt_av per betaler : andel, til sammen 100 % [r 1] { stat: 2/3  kommune: 1/3 }
inndata x per region : andel
utbetaling inntekt per region, betaler = 777 777 kr × x × betalt_av avrundet til 2 desimaler, halve opp [r 1]
utbetaling tillegg per region = 333 333 kr × x / 7 avrundet til 2 desimaler, halve opp [r 1]
"""


def test_lines_are_added_up_to_the_hundredth() -> None:
    checked, _ = pipeline.checked(Source("a.rbf", IN_LINES))
    assert checked is not None
    given = {"x": dict.fromkeys([("A",), ("B",)], Fraction(1, 2))}
    ready = scenarios(Computed(checked, "x", None, run(build(checked), given)), ["x"])  # type: ignore[arg-type]
    columns = [np.arange(400) / 1000, np.arange(400)[::-1] / 1000]
    paid = ready.payouts(columns).columns
    told = zip(*map(np.ndarray.tolist, (*paid, *columns)), strict=True)
    assert all(each == ready.exactly([first, second]) for *each, first, second in told)


def test_what_the_payout_does_not_rest_on_is_refused() -> None:
    checked, _ = pipeline.checked(Source("a.rbf", IN_ORDER.format("(median x")))
    assert checked is not None
    given = {"x": dict.fromkeys([("A",), ("B",), ("C",), ("D",)], Fraction(1, 2))}
    computed = Computed(checked, "x", None, run(build(checked), given))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no observations of “f”"):
        scenarios(computed, ["x", "f"])


@pytest.mark.parametrize("only_numpy", [False, True])
def test_ten_million_scenarios_take_little_memory_above_input_and_output(only_numpy: bool) -> None:
    ready, rows = year("rbf2025", only_numpy), 1_000_000
    columns = [np.round(np.random.default_rng(1).random(rows), 3)] * len(ready.inputs)
    paid = [np.empty(rows) for _ in ready.program.results]
    ready.payouts([one[:5000] for one in columns])  # what is made once
    tracemalloc.start()
    ready.payouts(columns, paid)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most * 10 < 64_000_000


def test_no_scenarios_pay_nothing() -> None:
    found = year("rbf2025").payouts([np.zeros(0)] * 44)
    assert [len(one) for one in found.columns] == [0, 0, 0, 0]


IN_ORDER = """regelsett RBF 2031
kilde r "Regelverk"
region A "A"
region B "B"
region C "C"
region D "D"
inndata x per region : andel
formel f per region = hvis x minst {} over region) så 10 kr ellers 1 kr [r 1]
utbetaling inntekt per region = f avrundet til hele kroner [r 1]
"""


@pytest.mark.parametrize(
    ("asked", "paid"),
    [
        ("(median x", (1, 1, 10, 10)),
        ("(median x der x mindre enn 50 %", (1, 10, 10, 10)),
        ("(persentil 75 % av x", (1, 1, 10, 10)),
        ("(nest største x", (1, 1, 10, 10)),
        ("(3. minste x", (1, 1, 10, 10)),
        ("(nest minste x der x mer enn 20 %", (1, 1, 1, 10)),
    ],
)
def test_one_in_order_is_the_one_of_each_scenario(asked: str, paid: tuple[int, ...]) -> None:
    checked, faults = pipeline.checked(Source("a.rbf", IN_ORDER.format(asked)))
    assert checked is not None, [one.slug for one in faults]
    given = {"x": dict.fromkeys([("A",), ("B",), ("C",), ("D",)], Fraction(1, 2))}
    computed = Computed(checked, "forelopig", None, run(build(checked), given))  # type: ignore[arg-type]
    ready = scenarios(computed, ["x"])
    random = Random(3)
    rows = [
        [0.1, 0.2, 0.3, 0.5],
        *([random.choice((0.1, 0.2, 0.3, 0.4, 0.5, 0.9)) for _ in range(4)] for _ in range(40)),
    ]
    found = ready.payouts([np.array(column) for column in zip(*rows, strict=True)])
    assert tuple(column[0] for column in found.columns) == paid
    assert found.again < 40
    for at, row in enumerate(rows):
        exact = ready.exactly(row)
        assert all(
            own[at] == true or (math.isnan(own[at]) and math.isnan(true))
            for own, true in zip(found.columns, exact, strict=True)
        )


RAMP = """regelsett RBF 2031
kilde r "Regelverk"
region A "A"
region B "B"
inndata x per region : andel
inndata gulv : andel
inndata topp : andel
rampe fast [r 1] {{ ved 45 % gir 0 poeng   ved 70 % gir 3 poeng   ved 90 % gir 10 poeng }}
formel f per region = {} [r 1]
utbetaling inntekt per region = 3 kr × f / 1 poeng avrundet til hele kroner [r 1]
"""


@pytest.mark.parametrize(
    ("ramp", "paid"),
    [("fast(x)", (4, 20)), ("rampe av (x; ved gulv gir 0 poeng; ved topp gir 10 poeng)", (15, 24))],
)
def test_a_ramp_is_climbed_in_each_scenario(ramp: str, paid: tuple[int, ...]) -> None:
    # By hand: 55 % is 10/25 of 3 points, 1.2, and 80 % is 3 and half of 7, 6.5; at 3 kr, 3.6 and 19.5.
    # Between 5 % and 105 %, 55 % is half of 10 points and 85 % is 8.
    checked, _ = pipeline.checked(Source("a.rbf", RAMP.format(ramp)))
    assert checked is not None
    half = Fraction(1, 2)
    given = {"x": {("A",): half, ("B",): half}, "gulv": {(): half}, "topp": {(): half}}
    computed = Computed(checked, "forelopig", None, run(build(checked), given))  # type: ignore[arg-type]
    ready = scenarios(computed, read_by_payouts(computed))
    values = {"x": (0.55, 0.8 if ramp == "fast(x)" else 0.85), "gulv": 0.05, "topp": 1.05}
    first = [
        values["x"][0 if key == ("A",) else 1] if name == "x" else values[name]
        for name, key in ready.inputs  # type: ignore[index]
    ]
    random = Random(5)
    rows = [first, *([random.choice((0.1, 0.45, 0.7, 0.9, random.random())) for _ in first] for _ in range(60))]
    found = ready.payouts([np.array(column) for column in zip(*rows, strict=True)])
    assert tuple(column[0] for column in found.columns) == paid
    for at, row in enumerate(rows):
        for own, true in zip(found.columns, ready.exactly(row), strict=True):
            assert own[at] == true or (math.isnan(own[at]) and math.isnan(true))


def test_drawn_rulesets_pay_what_the_exact_engine_pays() -> None:
    tally: Counter[str] = Counter()
    for number in range(1, 110):
        ready = _ruleset(number)
        if ready is None:
            continue
        columns = _drawn_columns(ready, number)
        found = ready.payouts(columns)
        tally.update(rulesets=1, scenarios=len(columns[0]), again=found.again)
        is_rounded = isinstance(ready.part.named[ready.name], (Round, Apportion))
        for row in range(len(columns[0])):
            exact = ready.exactly([float(one[row]) for one in columns])
            tally["without a payout"] += all(map(math.isnan, exact))
            for own, true in zip((one[row] for one in found.columns), exact, strict=True):
                alike = own == true or (math.isnan(own) and math.isnan(true))
                assert alike or (not is_rounded and math.isclose(own, true, rel_tol=1e-9, abs_tol=1e-9)), number
    assert tally["rulesets"] > 70
    assert tally["again"] < 0.8 * tally["scenarios"]
    assert tally["without a payout"] < 0.5 * tally["scenarios"]


def _ruleset(number: int) -> Scenarios | None:
    """A ruleset drawn at random, all its numbers varying, or nothing where none varies."""
    found = checked_of(drawn_ruleset(number))
    if not isinstance(found, Checked):
        return None
    checked, given = found.checked, drawn_figures(found.checked, Random(number))
    valuation = run(build(checked), given)
    computed = Computed(checked, "forelopig", None, valuation)  # type: ignore[arg-type]
    numbers = [one for one, cells in given.items() if not any(isinstance(cell, bool) for cell in cells.values())]
    ready = scenarios(computed, [one for one in read_by_payouts(computed) if one in numbers], only_numpy=True)
    return ready if ready.inputs else None


def _drawn_columns(ready: Scenarios, number: int, count: int = 12) -> list[np.ndarray]:
    found = checked_of(drawn_ruleset(number))
    assert isinstance(found, Checked)
    random = Random(-number)
    rows = [drawn_figures(found.checked, random) for _ in range(count)]
    cells = [[row[name].get(key) for row in rows] for name, key in ready.inputs]
    columns = [np.array([math.nan if cell is None else float(cell) for cell in column]) for column in cells]  # type: ignore[arg-type]
    for row in range(0, count, 3):
        random.choice(columns)[row] = math.nan
    return columns

"""Any year that can be written adds up: points to their total, kroner to the appropriation, lapsed points as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen
from by_hand import handed_out, losers, parts_of, penalty, takers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from remainders import handed_to_the_largest_remainders
from years import NAMES, Year, years

from rbflang.data.computed import Computed
from rbflang.data.rows import figures_of
from rbflang.diagnostics import Fault
from rbflang.failures.no_payout import failures_of
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell
from rbflang.lowering.build import build
from rbflang.observations import read_rows
from rbflang.pipeline import checked
from rbflang.source import Source
from rbflang.tables.valuation import run

FEW = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@frozen(eq=False)
class Outcome:
    """A computed year: faults that stop the payout, and the cells of every quantity."""

    faults: tuple[Fault, ...]
    computed: Computed

    def of(self, name: str) -> dict[Key, Cell]:
        """The cells of a quantity."""
        return dict(self.computed.valuation.of(name))


def outcome_of(rules: str, figures: str) -> Outcome:
    """A year computed; it must have no fault that stops it before."""
    ruleset, faults = checked(Source("regelsett.rbf", rules))
    assert ruleset, [(fault.slug, str(fault.labels[0].span)) for fault in faults]
    file = read_rows(Source("forelopig.csv", figures))
    read = figures_of(ruleset, file)
    assert not (*file.faults, *read.faults)
    valuation = run(build(ruleset), read.given(), read.pinned())
    computed = Computed(ruleset, "forelopig", read, valuation, (), file)
    return Outcome(failures_of(computed), computed)


def expected_points(year: Year) -> tuple[dict[Key, Fraction], dict[Key, Fraction], dict[Key, Fraction]]:
    """Parts, points and lapsed points by indicator, measure and region, told from the rule."""
    parts: dict[Key, Fraction] = {}
    points: dict[Key, Fraction] = {}
    lapsed: dict[Key, Fraction] = {}
    for measure in year.measures:
        for one in year.indicators:
            had = {} if measure.is_penalty else parts_of(year, measure, one)
            if measure.is_penalty:
                got, rest = penalty(year, measure, one), Fraction(0)
            else:
                got, rest = handed_out(year, measure, one, had)
            lapsed[one.name, measure.name] = rest
            for at in range(year.regions):
                parts[one.name, measure.name, NAMES[at]] = had.get(at, Fraction(0))
                points[one.name, measure.name, NAMES[at]] = got[at]
    return parts, points, lapsed


def without_groups(cells: dict[Key, Cell], year: Year) -> dict[Key, Cell]:
    """The cells by their keys without the group that stands first."""
    return {key[1:]: cell for key, cell in cells.items()} if year.groups else cells


def traits(year: Year, outcome: Outcome) -> Iterable[str]:
    """What a year has that a rule could get wrong."""
    pairs = [(measure, one) for measure in year.measures for one in year.indicators if one.name in measure.shares]
    everyone, none = frozenset(range(year.regions)), frozenset[int]()
    parts = {pair: parts_of(year, *pair) for pair in pairs if not pair[0].is_penalty}
    yield from (kind for kind in {measure.parts for measure in year.measures})
    traits = {
        "a closing gate that keeps out": any(takers(year, *pair) not in (everyone, none) for pair in pairs),
        "a closing gate that takes points": any(
            parts[pair][at] and year.to_share(pair[1], pair[0]) for pair in parts for at in losers(year, *pair)
        ),
        "nobody takes part": any(not takers(year, *pair) for pair in pairs),
        "nobody has parts": any(not any(had.values()) for had in parts.values()),
        "equal shares for those who take part": any(
            measure.equally
            and not any(parts[measure, one].values())
            and takers(year, measure, one) not in (everyone, none)
            for measure, one in parts
            if year.to_share(one, measure)
        ),
        "both kinds of gate": any(len({gate.lapses for gate in measure.gates}) == 2 for measure in year.measures),
        "a rank and a closing gate": any(
            measure.parts == "rank" and takers(year, measure, one) != everyone for measure, one in pairs
        ),
        "a tie in a rank": any(
            measure.parts == "rank" and len({year.mean(one, at) for at in everyone}) < year.regions
            for measure, one in pairs
        ),
        "lapsed points": not outcome.faults and any(outcome.of("bortfalt").values()),
        "all points lapsed": bool(outcome.faults),
        "more than two measures": len(year.measures) > 2,
        "a measure for some indicators": any(len(one.shares) < len(year.indicators) for one in year.measures),
        "groups": bool(year.groups),
        "sub-areas": any(len(one.areas) > 1 for one in year.indicators),
        "ragged sub-areas": len({len(one.areas) for one in year.indicators}) > 1,
        "lower is better": any(one.lower for one in year.indicators),
        "a figure of zero": 0 in year.achieved.values(),
        "more than four regions": year.regions > 4,
        "open decisions": bool(outcome.computed.valuation.open),
        "kroner left over": not outcome.faults
        and any(Fraction(cell).denominator > 1 for cell in outcome.of("nøyaktig_beløp").values()),  # type: ignore[arg-type]
        "a tie of equal amounts": not outcome.faults and tied_amounts(outcome),
    }
    yield from (name for name, holds in traits.items() if holds)


def tied_amounts(outcome: Outcome) -> bool:
    """True if two equal amounts were paid differently: the declared order decided."""
    paid: dict[Cell, set[Cell]] = {}
    for key, amount in outcome.of("nøyaktig_beløp").items():
        paid.setdefault(amount, set()).add(outcome.of("inntekt")[key])
    return any(len(amounts) > 1 for amounts in paid.values())


LEAST = {
    "staircase": 30, "rank": 25, "line": 20, "threshold": 15, "penalty": 5, "a closing gate that keeps out": 15,
    "a closing gate that takes points": 10, "nobody takes part": 3, "nobody has parts": 15, "both kinds of gate": 10,
    "a rank and a closing gate": 5, "a tie in a rank": 25, "lapsed points": 25, "all points lapsed": 1,
    "more than two measures": 30, "a measure for some indicators": 10, "groups": 15, "sub-areas": 25,
    "ragged sub-areas": 10, "lower is better": 40, "a figure of zero": 25, "more than four regions": 30,
    "open decisions": 4, "kroner left over": 40, "a tie of equal amounts": 5,
    "equal shares for those who take part": 2,
}  # fmt: skip


def test_every_year_adds_up_and_what_is_generated_is_worth_the_name() -> None:
    seen: Counter[str] = Counter()

    @settings(FEW, max_examples=200)
    @given(years())
    def holds(year: Year) -> None:
        outcome = outcome_of(year.rules(), year.figures())
        seen.update(["years", *traits(year, outcome)])
        parts, points, lapsed = expected_points(year)
        assert without_groups(outcome.of("deler"), year) == parts
        assert without_groups(outcome.of("poeng"), year) == points
        assert without_groups(outcome.of("bortfalt"), year) == lapsed
        weighted = sum(value * year.key(NAMES.index(key[2])) for key, value in points.items() if key[1] != "trekk")
        assert [fault.slug for fault in outcome.faults] == ([] if weighted else ["denominator-is-zero"])
        if weighted:
            assert sum(outcome.of("poeng_for_utbetaling").values()) == year.points  # type: ignore[arg-type]
            assert sum(outcome.of("inntekt").values()) == year.appropriation  # type: ignore[arg-type]
            assert handed_to_the_largest_remainders(outcome.of("nøyaktig_beløp"), outcome.of("inntekt"))

    holds()
    rare = {name: seen[name] for name, least in LEAST.items() if seen[name] * 100 < least * seen["years"]}
    assert not rare, f"of {seen['years']} years only {rare}"


@settings(FEW, max_examples=30)
@given(years(), st.data())
def test_renaming_and_reordering_regions_permutes_the_result(year: Year, data: st.DataObject) -> None:
    everywhere = list(range(year.regions))
    order = data.draw(st.permutations(everywhere))
    renamed = data.draw(st.permutations([*NAMES[: year.regions - 1], "Østre"]))
    before = outcome_of(year.rules(), year.figures())
    after = outcome_of(year.rules(renamed, order), year.figures(renamed))
    new = dict(zip(NAMES, renamed, strict=False))
    for name in ("poeng", "deler", "vektede_poeng", "poeng_for_utbetaling"):
        moved = {(*key[:-1], new[key[-1]]): comparable(cell) for key, cell in before.of(name).items()}
        assert moved == {key: comparable(cell) for key, cell in after.of(name).items()}
    if before.faults:
        return
    exact, paid, repaid = before.of("nøyaktig_beløp"), before.of("inntekt"), after.of("inntekt")
    assert sorted(paid.values()) == sorted(repaid.values())  # type: ignore[type-var]
    for key, amount in exact.items():
        if list(exact.values()).count(amount) == 1:
            assert paid[key] == repaid[new[key[0]],]


def comparable(cell: Cell) -> object:
    """A cell without the place it failed in."""
    return cell if isinstance(cell, Fraction) else type(cell)

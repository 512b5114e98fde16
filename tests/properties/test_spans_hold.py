"""No inputs within their printed digits take a figure out of its span, and an exact span is reached at a corner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbflang.data.computed import Computed
from rbflang.data.rows import figures_of
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell, Figure
from rbflang.intervals import Interval
from rbflang.lowering.build import build
from rbflang.observations import read_rows
from rbflang.pipeline import checked
from rbflang.source import Source
from rbflang.tables.valuation import Valuation, run
from rbflang.uncertainty.spans import spans_of

REGIONS = ("Midt", "Nord", "Vest")
LEAVES = (
    "a", "nøkkel", "x", "(sum a over region)", "(gjennomsnitt x over region)", "(største nøkkel over region)", "0,3",
    "(sum x der høy er ja over region)",
)  # fmt: skip
HEAD = """regelsett RBF 2031 "Resultatbasert finansiering 2031"
kilde regelverk "Regelverk 2031" { utgiver "Helsedirektoratet" }
region Midt "Helse Midt-Norge RHF"
region Nord "Helse Nord RHF"
region Vest "Helse Vest RHF"
fordeling foreløpig "Foreløpig fordeling" [regelverk 1]
inndata x per region : andel
tabell høy per region : ja/nei [regelverk 1] { Midt: ja  Nord: nei  Vest: ja }
utbetaling inntekt per region = 100 kr × nøkkel avrundet til hele kroner [regelverk 1]
"""

Leaf = tuple[str, Key]


def _binary(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        st.tuples(pairs, st.sampled_from(("+", "−", "×"))).map(lambda one: f"({one[0][0]} {one[1]} {one[0][1]})"),
        pairs.map(lambda one: f"({one[0]} / (2 + {one[1]}))"),
        pairs.map(lambda one: f"({one[0]} / {one[1]})"),
        pairs.map(lambda one: f"minste av ({one[0]}; {one[1]})"),
        pairs.map(lambda one: f"største av ({one[0]}; {one[1]})"),
        pairs.map(lambda one: f"(hvis høy er ja så {one[0]} ellers {one[1]})"),
    )


EXPRESSIONS = st.recursive(st.sampled_from(LEAVES), _binary, max_leaves=5)
KEYS = st.integers(1, 97).flatmap(lambda one: st.integers(1, 98 - one).map(lambda two: (one, two, 99 - one - two + 1)))
SHARES = st.tuples(*(st.integers(0, 9) for _ in REGIONS))


def _text(a: tuple[int, ...], key: tuple[int, ...], formulas: list[str], decimals: int) -> str:
    tables = [
        ("a", "andel, avrundet", [f"0,{one}" for one in a]),
        ("nøkkel", "andel, avrundet, til sammen 1", [f"0,{one:02}" for one in key]),
    ]
    lines = [
        f"tabell {name} per region : {kind} [regelverk 1] {{ "
        + "  ".join(f"{region}: {value}" for region, value in zip(REGIONS, values, strict=True)) + " }"
        for name, kind, values in tables
    ]  # fmt: skip
    lines += [f"formel f{at} per region = (sum a over region) × 0 + nøkkel × 0 + {one} [regelverk 1]"
              for at, one in enumerate(formulas)]  # fmt: skip
    lines.append(f"formel avrundet_f per region = f0 avrundet til {decimals} desimaler [regelverk 1]")
    lines.append("formel etter_avrunding per region = a + 2 × avrundet_f [regelverk 1]")
    return HEAD + "\n".join(lines) + "\n"


def _computed(text: str, x: tuple[int, ...], unit: str = " %") -> Computed:
    ruleset, faults = checked(Source("regelsett.rbf", text))
    assert ruleset, [(fault.slug, fault.title.nb) for fault in faults]
    rows = "".join(f"x;{region};{one}{unit}\n" for region, one in zip(REGIONS, x, strict=True))
    figures = figures_of(ruleset, read_rows(Source("forelopig.csv", "størrelse;region;verdi\n" + rows)))
    return Computed(ruleset, "forelopig", figures, run(build(ruleset), figures.given(), figures.pinned()))


def _boxes(computed: Computed) -> dict[Leaf, Interval]:
    """What every input that is not exact may be, read off the valuation."""
    cells = {(name, key): cell for name in ("a", "nøkkel", "x") for key, cell in computed.valuation.of(name).items()}
    return {leaf: cell.interval for leaf, cell in cells.items() if isinstance(cell, Figure)}


def _corners(boxes: Mapping[Leaf, Interval]) -> Iterator[dict[Leaf, Fraction]]:
    """Every corner: free inputs at their ends, and the key at the corners where it still adds up to the whole."""
    free = [leaf for leaf in boxes if leaf[0] != "nøkkel"]
    for ends in product(*(_ends(boxes[leaf]) for leaf in free)):
        for key in _corners_of_key(boxes):
            yield {**dict(zip(free, ends, strict=True)), **key}


def _ends(one: Interval) -> tuple[Fraction, Fraction]:
    assert one.low is not None and one.high is not None
    return one.low, one.high


def _inside(corner: Mapping[Leaf, Fraction], printed: Mapping[Leaf, Fraction]) -> dict[Leaf, Fraction]:
    """A point hardly away from a corner: an end that is not included is not meant."""
    return {leaf: value + (printed[leaf] - value) / 10**9 for leaf, value in corner.items()}


def _corners_of_key(boxes: Mapping[Leaf, Interval]) -> list[dict[Leaf, Fraction]]:
    key = [leaf for leaf in boxes if leaf[0] == "nøkkel"]
    found = []
    for last in key:
        others = [leaf for leaf in key if leaf != last]
        for ends in product(*(_ends(boxes[leaf]) for leaf in others)):
            rest = 1 - sum(ends)
            low, high = _ends(boxes[last])
            if low <= rest <= high:
                found.append({**dict(zip(others, ends, strict=True)), last: rest})
    return found


def _value(valuation: Valuation, name: str, key: Key) -> Fraction | None:
    cell: Cell = valuation.of(name)[key]
    value = cell.printed if isinstance(cell, Figure) else cell
    return value if isinstance(value, Fraction) else None


@settings(deadline=None, derandomize=True, max_examples=20, suppress_health_check=list(HealthCheck))
@given(SHARES, KEYS, SHARES, st.lists(EXPRESSIONS, min_size=1, max_size=3), st.integers(0, 2))
def test_a_span_holds_all_that_can_happen(
    a: tuple[int, ...], key: tuple[int, ...], x: tuple[int, ...], formulas: list[str], decimals: int
) -> None:
    computed = _computed(_text(a, key, formulas, decimals), x)
    boxes = _boxes(computed)
    names = [*(f"f{at}" for at in range(len(formulas))), "avrundet_f", "etter_avrunding"]
    spans = spans_of(computed, names)
    printed = {leaf: value for leaf in boxes if (value := _value(computed.valuation, *leaf)) is not None}
    corners = [_inside(corner, printed) for corner in _corners(boxes)]
    corners = corners[:: max(1, len(corners) // 14)]
    within = [_between(one, other) for one, other in zip(corners[::4], corners[2::4], strict=False)]
    tried = [computed.valuation.with_cells(dict(one)) for one in (*corners, *within)]
    for name in names:
        node = computed.valuation.graph.named[name]
        for at, members in enumerate(node.domain.keys):
            values = [value for one in tried if (value := _value(one, name, members)) is not None]
            base = _value(computed.valuation, name, members)
            span = spans.of((node, at))
            if base is None:
                continue
            if span is None:
                assert set(values) <= {base}, (name, members)
                continue
            assert all(span.interval.holds(value) for value in values), (name, members, span, min(values), max(values))


def _between(one: Mapping[Leaf, Fraction], other: Mapping[Leaf, Fraction]) -> dict[Leaf, Fraction]:
    return {leaf: (2 * value + other[leaf]) / 3 for leaf, value in one.items()}


@settings(deadline=None, derandomize=True, max_examples=40, suppress_health_check=list(HealthCheck))
@given(SHARES, KEYS, SHARES, EXPRESSIONS)
def test_an_exact_span_ends_at_a_corner(
    a: tuple[int, ...], key: tuple[int, ...], x: tuple[int, ...], formula: str
) -> None:
    computed = _computed(_text(a, key, [formula], 2), x, "/100")
    node = computed.valuation.graph.named["f0"]
    spans = spans_of(computed, ["f0"])
    found = [(members, spans.of((node, at))) for at, members in enumerate(node.domain.keys)]
    exact = {members: span for members, span in found if span is not None and span.is_exact}
    runs = [computed.valuation.with_cells(dict(corner)) for corner in _corners(_boxes(computed))] if exact else []
    for members, span in exact.items():
        values = [value for one in runs if (value := _value(one, "f0", members)) is not None]
        assert (span.interval.low, span.interval.high) == (min(values), max(values)), formula


SHARING = """fastsatt alle = 10 poeng [regelverk 1]
indikator i "I"
prestasjonsmål p "P" {
    poengandel 100 % [regelverk 1]
    deler = a × 1 del [regelverk 1]
    poeng = fordel alle × poengandel mellom region etter deler, NOBODY [regelverk 1]
}
formel andel_av_poeng per region = (sum poeng over indikator, prestasjonsmål) / alle [regelverk 1]
"""
NOBODY = ("likt når ingen har deler", "bortfaller når ingen har deler")


@settings(deadline=None, derandomize=True, max_examples=30, suppress_health_check=list(HealthCheck))
@given(SHARES, KEYS, st.sampled_from(NOBODY))
def test_a_span_of_what_is_shared_holds_all_that_can_happen(
    a: tuple[int, ...], key: tuple[int, ...], nobody: str
) -> None:
    text = _text(a, key, ["andel_av_poeng × nøkkel"], 2) + SHARING.replace("NOBODY", nobody)
    computed = _computed(text, (1, 2, 3))
    names = ("andel_av_poeng", "f0")
    spans = spans_of(computed, names)
    boxes = _boxes(computed)
    printed = {leaf: value for leaf in boxes if (value := _value(computed.valuation, *leaf)) is not None}
    corners = [_inside(corner, printed) for corner in _corners(boxes)][::3]
    tried = [computed.valuation.with_cells(dict(one)) for one in corners]
    for name in names:
        node = computed.valuation.graph.named[name]
        for at, members in enumerate(node.domain.keys):
            base, span = _value(computed.valuation, name, members), spans.of((node, at))
            assert base is not None and span is not None
            found = {base, *(value for one in tried if (value := _value(one, name, members)) is not None)}
            assert all(span.interval.holds(value) for value in found), (name, members, span, min(found), max(found))

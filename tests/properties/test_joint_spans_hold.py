"""No data set that prints alike, in what is given and in all that is paid, pays anybody beyond an end of a span.

Rulesets and figures are drawn, as they are printed, and what is printed of most of the payouts. Data sets within what
is printed are tried, each nearer to where somebody is paid least, or most. Those that print alike must lie within all
spans. And many spans must be cut by the prints of others, many of them so that such a data set pays nearly the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

from attrs import evolve

from rbflang.data.computed import Computed
from rbflang.data.rows import figures_of
from rbflang.graph.domain import Key
from rbflang.graph.nodes import Cell
from rbflang.lowering.build import build
from rbflang.observations import read_rows
from rbflang.pipeline import checked
from rbflang.published.cut_spans import CutSpan, cut_spans
from rbflang.published.published_file import read_published
from rbflang.source import Source
from rbflang.tables.valuation import run

REGIONS = ("Midt", "Nord", "Vest")
HALF = Fraction(1, 200)
INSIDE = HALF - Fraction(1, 10**12)
HEAD = """regelsett RBF 2031 "Resultatbasert finansiering 2031"
kilde r "Regelverk 2031" { utgiver "Helsedirektoratet" }
region Midt "Helse Midt-Norge RHF"
region Nord "Helse Nord RHF"
region Vest "Helse Vest RHF"
fordeling foreløpig "Foreløpig fordeling" [r 1]
inndata x per region : tall
"""
# what each is paid for: straight lines in the key, and what is none
EARNED = (
    "k × x", "k × x + 1", "k × (x + (sum k over region))", "k × x / (1 + x)",
    "k × (x + k)", "største av (k × x; 1)", "k × x avrundet til 2 desimaler", "k × x × a", "x × a",
)  # fmt: skip
PAID = (
    ("300 000 kr × vektet / (sum vektet over region)", "avrundet til hele kroner, etter største rest"),
    ("300 000 kr × vektet / (sum vektet over region)", "avrundet til hele kroner"),
    ("20 000 kr × vektet", "avrundet til nærmeste 10 kr"),
    ("50 000 kr + 100 000 kr × vektet / (sum vektet over region)", "avrundet til hele kroner"),
)
Key3 = tuple[Fraction, ...]


def a_ruleset(random: Random, case: int) -> tuple[str, str]:
    """Rules with a key and shares as they were printed, and the results, which are exact."""
    one, two = random.randint(20, 45), random.randint(20, 45)
    key = (one, two, 100 - one - two)
    paid, rounded = PAID[case % len(PAID)]
    shares = [random.randint(3, 9) for _ in REGIONS]
    lines = [
        "tabell k per region : andel, avrundet, til sammen 1 [r 1] { "
        + "  ".join(f"{region}: 0,{share:02}" for region, share in zip(REGIONS, key, strict=True)) + " }",
        "tabell a per region : andel, avrundet [r 1] { "
        + "  ".join(f"{region}: 0,{share}0" for region, share in zip(REGIONS, shares, strict=True)) + " }",
        f"formel vektet per region = {EARNED[case % len(EARNED)]} [r 1]",
        f"utbetaling u per region = {paid} {rounded} [r 1]",
        "formel med per region = a + k [r 1]",
    ]  # fmt: skip
    data = "".join(f"x;{region};{random.randint(2, 9)};nøyaktig\n" for region in REGIONS)
    return HEAD + "\n".join(lines) + "\n", "størrelse;region;verdi;presisering\n" + data


def _computed(text: str, data: str) -> Computed:
    ruleset, faults = checked(Source("regelsett.rbf", text))
    assert ruleset, [(fault.slug, fault.title.nb) for fault in faults]
    figures = figures_of(ruleset, read_rows(Source("forelopig.csv", data)))
    found = Computed(ruleset, "forelopig", figures, run(build(ruleset), figures.given(), figures.pinned()))
    return evolve(found, is_of_own_figures=True)


def paid(computed: Computed, key: Key3 = (), shares: Key3 = ()) -> list[Fraction]:
    """What everybody is paid with a key and shares; as printed where none are told."""
    of = {"k": key, "a": shares}
    cells: dict[tuple[str, Key], Cell] = {
        (name, (region,)): value for name, values in of.items() for region, value in zip(REGIONS, values, strict=False)
    }
    found = [computed.valuation.with_cells(cells).of("u")[region,] for region in REGIONS]
    assert all(isinstance(one, Fraction) for one in found), found
    return [Fraction(one) for one in found]  # type: ignore[arg-type]


def printed(amount: Fraction, decimals: int) -> str:
    """An amount in millions, as it is printed."""
    whole = int(amount / 1_000_000 * 10**decimals + Fraction(1, 2))
    return f"{whole // 10**decimals},{whole % 10**decimals:0{decimals}}"


def is_printed_so(amount: Fraction, text: str) -> bool:
    """Whether an amount is printed with these digits; it may be anything where nothing is printed."""
    return not text or printed(amount, len(text.partition(",")[2])) == text


def printed_numbers(computed: Computed, name: str) -> Key3:
    cells = computed.valuation.of(name).values()
    return tuple(Fraction(cell.printed) for cell in cells)  # type: ignore[union-attr,arg-type]


def others(
    random: Random, computed: Computed, payee: int, sign: int, prints: Sequence[str]
) -> Iterator[list[Fraction]]:
    """What data sets pay that print alike, tried from those that paid somebody least so far, or most."""
    middle = (*printed_numbers(computed, "k"), *printed_numbers(computed, "a"))
    at, best = middle, paid(computed)
    for step in range(40):
        reach = HALF / 2 ** (step // 5)
        moved = (one + reach * random.randint(-99, 99) / 60 for one in at)
        tried = [min(max(one, low - HALF), low + INSIDE) for one, low in zip(moved, middle, strict=True)]
        last = random.randint(0, 2)
        tried[last] = 1 - sum(tried[:3]) + tried[last]
        if not -HALF <= tried[last] - middle[last] <= INSIDE:
            continue
        found = paid(computed, tuple(tried[:3]), tuple(tried[3:]))
        if all(is_printed_so(amount, text) for amount, text in zip(found, prints, strict=True)):
            yield found
            if sign * found[payee] >= sign * best[payee]:
                at, best = tuple(tried), found


def is_within(span: CutSpan, amount: Fraction) -> bool:
    """Whether a payout lies in its span; rounding may add its share at an end that no print cuts."""
    low, high = span.least, span.greatest
    below = low.amount is None or amount >= low.amount - (0 if low.prints else span.whole.slack)
    return below and (high.amount is None or amount <= high.amount + (0 if high.prints else span.whole.slack))


def test_no_data_set_that_prints_alike_pays_beyond_an_end() -> None:
    random, seen = Random(11), Counter[str]()
    for case in range(2 * len(EARNED)):
        computed = _computed(*a_ruleset(random, case))
        unprinted = REGIONS[case % 3] if random.random() < 0.5 else ""
        amounts = zip(REGIONS, paid(computed), strict=True)
        prints = ["" if region == unprinted else printed(amount, random.choice((3, 4))) for region, amount in amounts]
        rows = "".join(
            f"u;{region};{text};mill. kr;r;1\n" for region, text in zip(REGIONS, prints, strict=True) if text
        )
        file = read_published(Source("publisert.csv", "størrelse;region;trykt;enhet;dokument;sted\n" + rows))
        spans = cut_spans(computed, file.rows)
        for payee, region in enumerate(REGIONS):
            span = spans.get((region,))
            for sign, end in ((-1, span and span.least), (1, span and span.greatest)):
                reached = [paid(computed)]
                for found in others(random, computed, payee, sign, prints):
                    reached.append(found)
                    for other, amount in zip(REGIONS, found, strict=True):
                        own = spans.get((other,))
                        assert is_within(own, amount) if own else amount == reached[0][REGIONS.index(other)]
                seen["alike"] += len(reached) - 1
                if span and end and end.amount is not None and end.prints.keys() - {(region,)}:
                    seen["cut by others"] += 1
                    width = (span.greatest.amount or 0) - (span.least.amount or 0)
                    nearest = max(sign * found[payee] for found in reached)
                    seen["nearly reached"] += sign * end.amount - nearest <= width / 10
        assert not any(span.leaves_out_others for span in spans.values())
    assert seen["alike"] > 1000 and seen["cut by others"] > 20 and seen["nearly reached"] > 8, seen

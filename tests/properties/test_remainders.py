"""Rounding to whole kroner keeps the sum and rounds up the largest remainders, ties and negatives included."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from remainders import handed_to_the_largest_remainders

from rbflang.graph.nodes import Failure
from rbflang.lowering.build import build
from rbflang.pipeline import checked
from rbflang.source import Source
from rbflang.tables.valuation import run

RULES = """regelsett RBF 2031
kilde regelverk "Regelverk"
{regions}
tabell beløp per region : kr [regelverk 1] {{ {amounts} }}
utbetaling inntekt per region = beløp avrundet til hele kroner, etter største rest [regelverk 1]
"""


def quarters(value: int) -> str:
    """So many quarters of a krone, as they are written."""
    hundredths = abs(value) * 25
    return f"{'−' if value < 0 else ''}{hundredths // 100},{hundredths % 100:02} kr"


def test_kroner_go_to_the_largest_remainders() -> None:
    seen: Counter[str] = Counter()

    @settings(deadline=None, derandomize=True, max_examples=150, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.integers(-9, 40), min_size=2, max_size=8), st.booleans())
    def holds(amounts: list[int], whole: bool) -> None:
        amounts = [*amounts[:-1], amounts[-1] - sum(amounts) % 4] if whole else amounts
        regions = "\n".join(f'region r{at} "Region {at}"' for at in range(len(amounts)))
        cells = "  ".join(f"r{at}: {quarters(amount)}" for at, amount in enumerate(amounts))
        ruleset, faults = checked(Source("regelsett.rbf", RULES.format(regions=regions, amounts=cells)))
        assert ruleset, [fault.slug for fault in faults]
        paid = run(build(ruleset), {}).of("inntekt")
        exact = {key: Fraction(amount, 4) for key, amount in zip(paid, amounts, strict=True)}
        remainders = Counter(amount % 4 for amount in set(amounts) if amount % 4)
        seen.update(["all", "below zero"] if min(amounts) < 0 else ["all"])
        if sum(amounts) % 4:
            seen["not whole"] += 1
            assert all(isinstance(cell, Failure) and cell.slug == "sum-is-not-whole" for cell in paid.values())
            return
        seen.update({f"a tie of {'unequal' if count > 1 else 'single'} amounts" for count in remainders.values()})
        seen.update({"a tie of equal amounts"} if len(set(amounts)) < len(amounts) else ())
        assert sum(paid.values()) == sum(exact.values())  # type: ignore[arg-type]
        assert handed_to_the_largest_remainders(exact, paid)

    holds()
    for trait in ("not whole", "below zero", "a tie of unequal amounts", "a tie of equal amounts"):
        assert seen[trait] * 10 >= seen["all"], seen

"""Truth values and words that are compared in scenarios are alike where they are the same, cell by cell."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from rbflang import pipeline
from rbflang.batch.scenarios import Scenarios, scenarios
from rbflang.data.computed import Computed
from rbflang.lowering.build import build
from rbflang.source import Source
from rbflang.tables.valuation import run

RULES = """regelsett RBF 2031
kilde r "R"
region A "A"
region B "B"
inndata x per region : andel
formel bra per region = x minst 50 % [r 1]
formel greit per region = x minst 30 % [r 1]
formel valgt per region = hvis x minst 80 % så bra ellers greit [r 1]
tabell farge per region : ord [r 1] {{ A: grønt  B: gult }}
tabell flagg per region : ord [r 1] {{ A: grønt  B: rødt }}
utbetaling inntekt per region = (hvis {} så 10 kr × x ellers 1 kr) avrundet til hele kroner, nedover [r 1]
"""
A, B = (0.2, 0.7, 0.4, 0.9), (0.2, 0.2, 0.9, 0.8)


def scenarios_where(condition: str) -> Scenarios:
    """What two regions are paid: ten kroner times x where the condition holds, else one krone."""
    checked, faults = pipeline.checked(Source("a.rbf", RULES.format(condition)))
    assert checked is not None, [one.slug for one in faults]
    given = {"x": dict.fromkeys([("A",), ("B",)], Fraction(1, 2))}
    return scenarios(Computed(checked, "x", None, run(build(checked), given)), ["x"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("condition", "first", "second"),
    [
        # 20 % is neither good nor fair, 70 and 90 % are both, 40 % is fair alone
        ("bra er greit", (2, 7, 1, 9), (2, 2, 9, 8)),
        ("bra er ikke greit", (1, 1, 4, 1), (1, 1, 1, 1)),
        ("ikke (bra er greit)", (1, 1, 4, 1), (1, 1, 1, 1)),
        ("bra er nei", (2, 1, 4, 1), (2, 2, 1, 1)),
        # what is chosen is whether it is good from 80 %, else whether it is fair
        ("valgt er ja", (1, 7, 4, 9), (1, 1, 9, 8)),
        ("valgt er bra", (2, 7, 1, 9), (2, 2, 9, 8)),
        # the colours are the same in A alone
        ("farge er flagg", (2, 7, 4, 9), (1, 1, 1, 1)),
        ("farge er ikke flagg", (1, 1, 1, 1), (2, 2, 9, 8)),
        ("farge er gult", (1, 1, 1, 1), (2, 2, 9, 8)),
        ("farge er flagg eller bra er greit", (2, 7, 4, 9), (2, 2, 9, 8)),
    ],
)
def test_what_is_alike_pays_as_by_hand(condition: str, first: tuple[int, ...], second: tuple[int, ...]) -> None:
    ready = scenarios_where(condition)
    paid = ready.payouts([np.array(A), np.array(B)]).columns
    assert [tuple(one) for one in paid] == [first, second]
    assert [tuple(ready.exactly([a, b])) for a, b in zip(A, B, strict=True)] == [*zip(first, second, strict=True)]
